import { and, inArray, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { outbox } from '../../db/schema/index.ts';
import type { Activity } from '../duties/activities/activity.ts';
import { hasLeft, type OutboxRow, waitingStates } from '../notices/notice.ts';

/** What tells a person when and where a meeting begins. */
export const invitingKinds = [
  'attendance.invitation',
  'attendance.reminder',
  'attendance.moved',
  'attendance.speaker',
] as const;

export interface Heard {
  /** The beginning the last message named. */
  readonly startsAt: Date;
  /** And the place. */
  readonly place: string;
  readonly kind: string;
  /** When it left. */
  readonly at: Date;
}

/** What a move says of itself: to when and where, and from when and where. */
interface Moved {
  readonly startsAt?: string;
  readonly place?: string;
  readonly was?: string;
  readonly wasAt?: string;
}

/** Everything that was to tell these people when and where this meeting begins, on its way, sent or taken back. */
export async function readTellings(
  tx: Reader,
  { id }: Pick<Activity, 'id'>,
  people: readonly string[],
): Promise<readonly OutboxRow[]> {
  if (people.length === 0) return [];
  return await tx
    .select()
    .from(outbox)
    .where(
      and(
        among(outbox.personCode, people),
        inArray(outbox.kind, [...invitingKinds]),
        sql`${outbox.subject} ->> 'activity' = ${id}`,
      ),
    );
}

/** What each of these people heard last of when and where a meeting begins; nobody who never heard is in it. */
export async function lastHeard(
  tx: Reader,
  activity: Pick<Activity, 'id' | 'startsAt' | 'place'>,
  people: readonly string[],
): Promise<ReadonlyMap<string, Heard>> {
  return heardIn(activity, await readTellings(tx, activity, people));
}

/**
 * The same, of what has been read already. A message is drawn as it leaves, so that it named the beginning of that
 * moment: what the next move after it moved away from.
 */
export function heardIn(
  activity: Pick<Activity, 'startsAt' | 'place'>,
  rows: readonly OutboxRow[],
): ReadonlyMap<string, Heard> {
  const moves = rows
    .filter(({ kind }) => kind === 'attendance.moved')
    .map(({ bookedAt, subject }) => ({ at: bookedAt, ...(subject as Moved) }))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const heard = new Map<string, Heard>();
  for (const { personCode, kind, sendingAt, state, subject } of rows) {
    if (personCode === null || sendingAt === null || !hasLeft(state)) continue;
    const before = heard.get(personCode);
    if (before && before.at >= sendingAt) continue;
    const next = moves.find(({ at, was }) => was !== undefined && at > sendingAt);
    // A move leaves only while it is true, and says itself what it told.
    const own = subject as Moved;
    const isMove = kind === 'attendance.moved';
    const startsAt = isMove ? own.startsAt : next?.was;
    heard.set(personCode, {
      startsAt: startsAt === undefined ? activity.startsAt : new Date(startsAt),
      place: (isMove ? own.place : undefined) ?? next?.wasAt ?? activity.place,
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
        among(outbox.personCode, people),
        inArray(outbox.kind, [...kinds]),
        inArray(outbox.state, [...waitingStates]),
        sql`${outbox.subject} ->> 'activity' = ${id}`,
      ),
    );
  return rows.map(({ key }) => key);
}
