import { and, inArray, sql } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { outbox } from '../../db/schema/index.ts';
import type { Activity } from '../duties/activity.ts';
import { hasLeft, waitingStates } from '../notices/notice.ts';

/** What tells a person when a meeting begins. */
export const invitingKinds = [
  'attendance.invitation',
  'attendance.reminder',
  'attendance.moved',
  'attendance.speaker',
] as const;

export interface Heard {
  /** The beginning the last message named. */
  readonly startsAt: Date;
  readonly kind: string;
  /** When it left. */
  readonly at: Date;
}

/**
 * What each of these people heard last of when a meeting begins; nobody who never heard is in it. A message is drawn
 * as it leaves, so that it named the beginning of that moment: what the next move after it moved away from.
 */
export async function lastHeard(
  tx: Reader,
  activity: Pick<Activity, 'id' | 'startsAt'>,
  people: readonly string[],
): Promise<ReadonlyMap<string, Heard>> {
  if (people.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(outbox)
    .where(
      and(
        inArray(outbox.personCode, [...people]),
        inArray(outbox.kind, [...invitingKinds]),
        sql`${outbox.subject} ->> 'activity' = ${activity.id}`,
      ),
    );
  const moves = rows
    .filter(({ kind }) => kind === 'attendance.moved')
    .map(({ bookedAt, subject }) => ({ at: bookedAt, was: (subject as { readonly was?: string }).was }))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const heard = new Map<string, Heard>();
  for (const { personCode, kind, sendingAt, state, subject } of rows) {
    if (personCode === null || sendingAt === null || !hasLeft(state)) continue;
    const before = heard.get(personCode);
    if (before && before.at >= sendingAt) continue;
    const next = moves.find(({ at, was }) => was !== undefined && at > sendingAt)?.was;
    // A move leaves only while it is true, and says itself what it told.
    const own = kind === 'attendance.moved' ? (subject as { readonly startsAt?: string }).startsAt : next;
    heard.set(personCode, {
      startsAt: own === undefined ? activity.startsAt : new Date(own),
      kind,
      at: sendingAt,
    });
  }
  return heard;
}

/** Keys of what still waits to tell these people of the meeting: it takes nobody's one message of a day any more. */
export async function waitingToTell(
  tx: Reader,
  { id }: Pick<Activity, 'id'>,
  people: readonly string[],
  kinds: readonly (typeof invitingKinds)[number][],
): Promise<readonly string[]> {
  if (people.length === 0) return [];
  const rows = await tx
    .select({ key: outbox.dedupeKey })
    .from(outbox)
    .where(
      and(
        inArray(outbox.personCode, [...people]),
        inArray(outbox.kind, [...kinds]),
        inArray(outbox.state, [...waitingStates]),
        sql`${outbox.subject} ->> 'activity' = ${id}`,
      ),
    );
  return rows.map(({ key }) => key);
}
