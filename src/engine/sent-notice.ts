import { and, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { activityInstances, lines, outbox } from '../../db/schema/index.ts';
import { instancesOf } from '../duties/activities/activity-store.ts';
import { leftStates, type OutboxRow } from '../notices/notice.ts';

/** The notice of this message, if this person, or this chat, was really sent it. */
export async function sentNotice(
  db: Reader,
  message: string,
  reader: { readonly person: string; readonly chat: string },
): Promise<OutboxRow | undefined> {
  const [row] = await db.select().from(outbox).where(eq(outbox.messageId, message));
  const isTheirs =
    row?.personCode === reader.person ||
    (row !== undefined && row.chatId !== null && row.chatId === reader.chat);
  return isTheirs ? row : undefined;
}

/** What a notice is about beside its own instances: a meeting, or one item. */
interface Subject {
  readonly activity?: unknown;
  readonly instance?: unknown;
}

/** The meeting a notice is about. */
export function activityOf({ subject }: OutboxRow): string | undefined {
  const { activity } = subject as Subject;
  return typeof activity === 'string' ? activity : undefined;
}

/** Duty instances a notice tells of: those of its lines, those that would settle it, those its meeting is held for. */
export async function itemsOf(db: Reader, notice: OutboxRow): Promise<readonly string[]> {
  const carried = await db
    .select({ key: lines.instanceKey })
    .from(lines)
    .where(eq(lines.outboxId, notice.id))
    .orderBy(lines.bookedAt, lines.instanceKey);
  const activity = activityOf(notice);
  const { instance } = notice.subject as Subject;
  return [
    ...new Set([
      ...carried.map(({ key }) => key),
      ...notice.instanceKeys,
      ...(typeof instance === 'string' ? [instance] : []),
      ...(activity === undefined ? [] : await instancesOf(db, activity)),
    ]),
  ];
}

/** The newest notice about an instance, beside digests, that left for this person. */
export async function noticeAbout(db: Reader, person: string, key: string): Promise<OutboxRow | undefined> {
  const meetings = db
    .select({ id: sql`${activityInstances.activityId}::text` })
    .from(activityInstances)
    .where(eq(activityInstances.instanceKey, key));
  const [row] = await db
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.personCode, person),
        inArray(outbox.state, [...leftStates]),
        or(
          sql`${key} = any(${outbox.instanceKeys})`,
          sql`${outbox.subject} ->> 'instance' = ${key}`,
          sql`${outbox.subject} ->> 'activity' in ${meetings}`,
        ),
      ),
    )
    .orderBy(desc(outbox.sendingAt))
    .limit(1);
  return row;
}
