import { and, count, gte, inArray, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Tx } from '../../db/client.ts';
import { outbox } from '../../db/schema/index.ts';
import { addDays, dayOf, instantAt, mondayOf } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import { type Channel, leftStates } from './notice.ts';
import { nextDigestMoment, nextSendingTime } from './windows.ts';

/** What has left for one person (or one group chat): today by channel, and in all this week. */
export interface Spent {
  readonly digestsToday: number;
  readonly directToday: number;
  readonly groupToday: number;
  readonly thisWeek: number;
}

export type Admission =
  | { readonly kind: 'go' }
  | { readonly kind: 'hold'; readonly until: Date; readonly reason: 'window' | 'budget_day' | 'budget_week' };

const ordinaryMemberPerWeek = 5;

/**
 * The last check before the wire (duties.md e.4): windows, one digest and one timely message a day, five a week
 * for an ordinary member, one a day for a group. A reply answers the person's own act and always goes. An answer that
 * somebody else decided is waited for: it needs no room in the budget, but it goes in the windows.
 *
 * One exemption: that a meeting is moved or cancelled, or that somebody asks for leave from it, goes in the windows
 * whatever else was sent, where it would otherwise come on the meeting's own day or later (`neededBy`). A message too
 * many costs less than a person who travels to an empty room, or who is never answered. It counts as spent like any other.
 */
export function admit(
  notice: { readonly channel: Channel; readonly personCode: string | null; readonly neededBy?: Date },
  spent: Spent,
  isOrdinaryMember: boolean,
  now: Date,
  calendar: WorkCalendar,
): Admission {
  if (notice.channel === 'reply') return { kind: 'go' };
  const today = dayOf(now);
  const tomorrow = instantAt(addDays(today, 1));
  const later = (from: Date): Date =>
    notice.personCode === null
      ? nextSendingTime(from, calendar)
      : nextDigestMoment(notice.personCode, from, calendar);
  const ofChannel = { digest: spent.digestsToday, direct: spent.directToday, group: spent.groupToday };
  const sameToday = notice.channel === 'answer' ? 0 : ofChannel[notice.channel];
  const isTooLate = (until: Date): boolean =>
    notice.neededBy !== undefined && dayOf(notice.neededBy) <= dayOf(until);
  if (sameToday >= 1) {
    const until = later(tomorrow);
    if (!isTooLate(until)) return { kind: 'hold', until, reason: 'budget_day' };
  }
  if (notice.channel !== 'answer' && isOrdinaryMember && spent.thisWeek >= ordinaryMemberPerWeek) {
    const until = later(instantAt(addDays(mondayOf(today), 7)));
    if (!isTooLate(until)) return { kind: 'hold', until, reason: 'budget_week' };
  }
  const opens = nextSendingTime(now, calendar);
  return opens > now ? { kind: 'hold', until: opens, reason: 'window' } : { kind: 'go' };
}

export const nothingSpent: Spent = { digestsToday: 0, directToday: 0, groupToday: 0, thisWeek: 0 };

/** The same after one more message has left. */
export function spend(spent: Spent, channel: Channel): Spent {
  if (channel === 'reply' || channel === 'answer') return spent;
  return {
    digestsToday: spent.digestsToday + (channel === 'digest' ? 1 : 0),
    directToday: spent.directToday + (channel === 'direct' ? 1 : 0),
    groupToday: spent.groupToday + (channel === 'group' ? 1 : 0),
    thisWeek: spent.thisWeek + 1,
  };
}

/**
 * What has left this week for these people and chats, by person code or chat id. The caller holds the people's
 * rows, so that two workers cannot both see room in the same budget.
 */
export async function readSpent(
  tx: Tx,
  to: { readonly people: readonly string[]; readonly chats: readonly string[] },
  now: Date,
): Promise<ReadonlyMap<string, Spent>> {
  const today = dayOf(now);
  const dayStart = instantAt(today).toISOString();
  const weekStart = instantAt(mondayOf(today));
  const read = async (column: typeof outbox.personCode | typeof outbox.chatId, keys: readonly string[]) =>
    keys.length === 0
      ? []
      : await tx
          .select({
            key: column,
            channel: outbox.channel,
            today: sql<number>`count(*) filter (where ${outbox.sendingAt} >= ${dayStart}::timestamptz)::int`,
            week: count(),
          })
          .from(outbox)
          .where(
            and(
              among(column, keys),
              gte(outbox.sendingAt, weekStart),
              inArray(outbox.channel, ['digest', 'direct', 'group']),
              inArray(outbox.state, [...leftStates]),
            ),
          )
          .groupBy(column, outbox.channel);
  const spent = new Map<string, Spent>();
  for (const row of [
    ...(await read(outbox.personCode, to.people)),
    ...(await read(outbox.chatId, to.chats)),
  ]) {
    const key = row.key ?? '';
    const before = spent.get(key) ?? nothingSpent;
    spent.set(key, {
      digestsToday: before.digestsToday + (row.channel === 'digest' ? row.today : 0),
      directToday: before.directToday + (row.channel === 'direct' ? row.today : 0),
      groupToday: before.groupToday + (row.channel === 'group' ? row.today : 0),
      thisWeek: before.thisWeek + row.week,
    });
  }
  return spent;
}
