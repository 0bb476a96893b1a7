import { eq } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { auditEvents, outbox } from '../../db/schema/index.ts';
import { dayOf, timeOf } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import type { Control, LoggedRequest } from './control.ts';

/** Written here again from design §4, so that a slip in src/notices/windows.ts does not excuse itself. */
const windows = [
  ['09:00', '11:40'],
  ['14:10', '17:20'],
] as const;

const ledgerStates = ['accepted', 'read', 'failed', 'suppressed', 'unknown', 'held'];
const waiting = ['planned', 'queued', 'sending'];

export interface Sending {
  readonly uuid: string;
  readonly at: Date;
  readonly messageId: string;
}

/** Every request that put a message into a chat, whether or not its answer reached the bot. */
export async function sendings(control: Control): Promise<readonly Sending[]> {
  return (await sendRequests(control)).flatMap((request) => {
    const messageId = request.answer?.data?.message_id;
    return request.answer?.code === 0 && messageId !== undefined
      ? [{ uuid: String(request.body?.uuid), at: new Date(request.at), messageId }]
      : [];
  });
}

/** Every attempt to send or reply that the platform received. */
export async function sendRequests(control: Control): Promise<readonly LoggedRequest[]> {
  return (await control.requests('/open-apis/im/v1/messages')).filter(({ method }) => method === 'POST');
}

/**
 * Invariants 1 to 4 of design §6 as far as any moment shows them, one Chinese sentence for each breach: the
 * platform's request log is the witness, never the bot's word alone.
 */
export async function ledgerProblems(db: Db, control: Control, now: Date): Promise<readonly string[]> {
  const rows = await db.select().from(outbox);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const sent = await sendings(control);
  const problems: string[] = [];
  problems.push(...(await urgentProblems(db, control, rows)));

  const messages = new Map<string, Set<string>>();
  for (const { uuid, messageId } of sent)
    messages.set(uuid, (messages.get(uuid) ?? new Set()).add(messageId));
  for (const [uuid, ids] of messages) {
    const row = byId.get(uuid);
    if (!row) problems.push(`平台收到台账里没有的消息 ${uuid}`);
    else if (ids.size > 1) problems.push(`${row.dedupeKey} 发出了 ${ids.size} 次`);
    else if (!['accepted', 'unknown', 'sending', 'read'].includes(row.state))
      problems.push(`${row.dedupeKey} 已经发出，台账却记为 ${row.state}`);
  }
  for (const row of rows) {
    if (row.state === 'accepted' && row.kind !== 'outbound.urgent' && !messages.has(row.id))
      problems.push(`${row.dedupeKey} 台账记为已送达，平台没有收到`);
    if (waiting.includes(row.state) && row.notBefore <= now)
      problems.push(`${row.dedupeKey} 到时间了还停在 ${row.state}`);
    if (!ledgerStates.includes(row.state) && !waiting.includes(row.state))
      problems.push(`${row.dedupeKey} 的状态 ${row.state} 不在台账里`);
  }

  const calendar = announcedCalendar();
  const perDay = new Map<string, number>();
  for (const row of rows) {
    if (row.channel === 'reply' || row.sendingAt === null) continue;
    const day = dayOf(row.sendingAt);
    const time = timeOf(row.sendingAt);
    const first = sent.find(({ uuid }) => uuid === row.id);
    for (const at of [row.sendingAt, ...(first ? [first.at] : [])]) {
      const isOpen = windows.some(([from, to]) => timeOf(at) >= from && timeOf(at) < to);
      if (!calendar.isWorkday(dayOf(at)) || !isOpen)
        problems.push(`${row.dedupeKey} 在 ${dayOf(at)} ${timeOf(at)} 发出，不在可以打扰的时间`);
    }
    // Whoever asked waits for it.
    if (row.channel === 'answer') continue;
    // A meeting that begins by the end of the next working day: what changes it, and who asks for leave from it, does not wait.
    const { neededBy } = row.subject as { readonly neededBy?: string };
    const isUrgent = ['attendance.moved', 'attendance.cancelled', 'attendance.requests'].includes(row.kind);
    if (isUrgent && neededBy && dayOf(new Date(neededBy)) <= calendar.addWorkdays(day, 1)) continue;
    const key = `${row.personCode ?? row.chatId} ${row.channel} ${day}`;
    perDay.set(key, (perDay.get(key) ?? 0) + 1);
    if ((perDay.get(key) ?? 0) > 1) problems.push(`${key} 一天里超过一条（${time}）`);
  }
  return problems;
}

/**
 * 加急 rings through a person's quiet (duties.md e.4): never unless an administrator has turned it on, never by text
 * message or phone, once a message, and only where a meeting within two hours was moved or cancelled.
 */
async function urgentProblems(
  db: Db,
  control: Control,
  rows: readonly (typeof outbox.$inferSelect)[],
): Promise<readonly string[]> {
  const urged = (await control.requests('/open-apis/im/v1/messages')).filter(({ path }) =>
    path.includes('/urgent_'),
  );
  if (urged.length === 0) return [];
  const turned = await db.select().from(auditEvents).where(eq(auditEvents.action, 'outbound.urgent_on'));
  if (turned.length === 0) return [`没有开启，却有 ${urged.length} 条消息用了加急`];
  const rung = new Map<string, number>();
  return urged.flatMap(({ path, at, answer }) => {
    const [, messageId = '', how] = /messages\/([^/]+)\/urgent_(\w+)/u.exec(path) ?? [];
    if (answer?.code === 0) rung.set(messageId, (rung.get(messageId) ?? 0) + 1);
    const row = rows.find((one) => one.messageId === messageId);
    const { neededBy = '' } = (row?.subject ?? {}) as { readonly neededBy?: string };
    const left = Date.parse(neededBy) - Date.parse(at);
    const isMeant =
      (row?.kind === 'attendance.moved' || row?.kind === 'attendance.cancelled') &&
      left > 0 &&
      left <= 2 * 3_600_000;
    return [
      ...(isMeant ? [] : [`${row?.dedupeKey ?? messageId} 不该加急`]),
      ...(how === 'app' ? [] : [`${messageId} 用了短信或电话加急`]),
      ...((rung.get(messageId) ?? 0) > 1 ? [`${messageId} 加急了不止一次`] : []),
    ];
  });
}
