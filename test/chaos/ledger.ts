import { asc } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { auditEvents, outbox } from '../../db/schema/index.ts';
import { brokenLink } from '../../src/engine/audit.ts';
import type { Message } from '../../src/sandbox/entities.ts';
import { readJournal } from './journal-tail.ts';

type OutboxRow = typeof outbox.$inferSelect;

/** A notice of the bot's ledger beside what the platform saw of it. */
export interface Sent {
  readonly row: OutboxRow;
  readonly messages: readonly Message[];
  /** Message ids answered to the requests that carried its uuid, repetitions included. */
  readonly answers: readonly string[];
}

export interface Platform {
  readonly byUuid: ReadonlyMap<string, readonly Message[]>;
  readonly answersByUuid: ReadonlyMap<string, readonly string[]>;
  readonly fromPeople: readonly Message[];
  readonly unacknowledged: readonly string[];
  /** By how much its clock ever went back. */
  readonly backwardsMs: number;
}

/** What happened, told by the platform's own log and by nobody else. */
export function readPlatform(journal: string): Platform {
  const byUuid = new Map<string, Message[]>();
  const answersByUuid = new Map<string, string[]>();
  const fromPeople: Message[] = [];
  const pending = new Set<string>();
  let last = 0;
  let backwardsMs = 0;
  for (const { at, c } of readJournal(journal)) {
    backwardsMs = Math.max(backwardsMs, last - at);
    last = Math.max(last, at);
    if (c.t === 'event') pending.add(c.event.eventId);
    if (c.t === 'event_end' && c.status === 'acked') pending.delete(c.eventId);
    if (c.t === 'message' && c.message.from !== undefined) fromPeople.push(c.message);
    else if (c.t === 'message') push(byUuid, c.uuid ?? 'without uuid', c.message);
    if (c.t !== 'request' || c.record.method !== 'POST') continue;
    if (!/^\/open-apis\/im\/v1\/messages(\?|\/[^/]+\/reply)/.test(c.record.path)) continue;
    const { uuid } = JSON.parse(c.record.body ?? '{}') as { uuid?: string };
    const { data } = JSON.parse(c.record.answer ?? '{}') as { data?: { message_id?: string } };
    if (data?.message_id) push(answersByUuid, uuid ?? 'without uuid', data.message_id);
  }
  return { byUuid, answersByUuid, fromPeople, unacknowledged: [...pending], backwardsMs };
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

export async function readLedger(database: Database, platform: Platform): Promise<readonly Sent[]> {
  const rows = await database.db.select().from(outbox).orderBy(asc(outbox.bookedAt), asc(outbox.id));
  return rows.map((row) => ({
    row,
    messages: platform.byUuid.get(row.id) ?? [],
    answers: platform.answersByUuid.get(row.id) ?? [],
  }));
}

/** Counted the way of design §5.6. */
export interface Tally {
  readonly intents: number;
  readonly deliveredOnce: number;
  readonly duplicates: number;
  readonly lost: number;
  readonly unknown: number;
  /** Answered more than once by the platform, with the same message: the repetitions after a death. */
  readonly repeated: number;
}

export function tally(ledger: readonly Sent[], now: Date): Tally {
  const isWaiting = ({ row }: Sent): boolean =>
    (row.state === 'planned' || row.state === 'held') && row.notBefore > now;
  const isClosed = ({ row }: Sent): boolean => row.state === 'failed' || row.state === 'suppressed';
  const once = ledger.filter(
    ({ row, messages }) =>
      row.state === 'accepted' && messages.length === 1 && messages[0]?.messageId === row.messageId,
  );
  const unknown = ledger.filter(({ row }) => row.state === 'unknown');
  const silent = ledger.filter((sent) => (isWaiting(sent) || isClosed(sent)) && sent.messages.length === 0);
  return {
    intents: ledger.length,
    deliveredOnce: once.length,
    duplicates: ledger.filter(({ messages, answers }) => messages.length > 1 || new Set(answers).size > 1)
      .length,
    lost: ledger.length - once.length - unknown.length - silent.length,
    unknown: unknown.length,
    repeated: ledger.filter(({ answers }) => answers.length > 1).length,
  };
}

/** Organisations whose audit chain does not verify. */
export async function brokenChains(database: Database): Promise<readonly string[]> {
  const orgs = await database.db.selectDistinct({ org: auditEvents.orgCode }).from(auditEvents);
  const broken: string[] = [];
  for (const { org } of orgs) if ((await brokenLink(database.db, org)) !== undefined) broken.push(org);
  return broken;
}

const windows: readonly (readonly [string, string])[] = [
  ['09:00', '11:40'],
  ['14:10', '17:20'],
];
/** February and March 2026, written down here once more from the announcement. */
const workingSaturdays = new Set(['2026-02-14', '2026-02-28']);
const holiday = { from: '2026-02-15', to: '2026-02-23' };

/** Whether something may come to a person at this moment without having been asked for. */
export function isAllowedMoment(at: Date): boolean {
  const beijing = new Date(at.getTime() + 8 * 3_600_000);
  const day = beijing.toISOString().slice(0, 10);
  const time = beijing.toISOString().slice(11, 16);
  const isWeekend = beijing.getUTCDay() % 6 === 0;
  if (day >= holiday.from && day <= holiday.to) return false;
  if (isWeekend && !workingSaturdays.has(day)) return false;
  return windows.some(([from, to]) => time >= from && time < to);
}
