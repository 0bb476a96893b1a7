import { and, eq, gte, inArray, or } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { outbox } from '../../db/schema/index.ts';
import { addDays, type Day, dayOf, daysBetween, instantAt, weekday } from '../../src/calendar/day.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { leftStates, type OutboxRow } from '../../src/notices/notice.ts';

/** What was missed longer ago than that is not told any more. */
const mostWeeks = 5;

/** The first working day of its week. */
export function beginsWeek(day: Day, calendar: WorkCalendar): boolean {
  if (!calendar.isWorkday(day)) return false;
  for (let ahead = weekday(day) - 1; ahead > 0; ahead -= 1) {
    if (calendar.isWorkday(addDays(day, -ahead))) return false;
  }
  return true;
}

/** The digest of a week's first working day, whenever it leaves. */
export function isOfWeek(
  { channel, dedupeKey }: Pick<OutboxRow, 'channel' | 'dedupeKey'>,
  calendar: WorkCalendar,
): boolean {
  return channel === 'digest' && beginsWeek(dayIn(dedupeKey), calendar);
}

/** A digest's key ends with its day (carrierFor). */
function dayIn(dedupeKey: string): Day {
  return dedupeKey.slice(-'2026-01-01'.length) as Day;
}

export function lastSunday(day: Day): Day {
  return addDays(day, -weekday(day));
}

export function weeksBetween(from: Day, to: Day): number {
  return Math.round((daysBetween(from, to) + 1) / 7);
}

/**
 * From which Monday on each of these people has still to be told at that moment: after the last week whose card left
 * or had nothing to say. Whoever was never told hears of one week; whoever knows it all is left out.
 */
export async function weeksBegin(
  { tx, now, today, calendar }: Pick<FlowContext, 'now' | 'today' | 'calendar'> & { readonly tx: Reader },
  people: readonly string[],
): Promise<ReadonlyMap<string, Day>> {
  if (people.length === 0) return new Map();
  const to = lastSunday(today);
  const earliest = addDays(to, 1 - 7 * mostWeeks);
  const wasSilent = and(eq(outbox.state, 'suppressed'), eq(outbox.reason, 'nothing_left'));
  const rows = await tx
    .select({
      person: outbox.personCode,
      channel: outbox.channel,
      dedupeKey: outbox.dedupeKey,
      sendingAt: outbox.sendingAt,
      settledAt: outbox.settledAt,
    })
    .from(outbox)
    .where(
      and(
        among(outbox.personCode, people),
        eq(outbox.channel, 'digest'),
        gte(outbox.bookedAt, instantAt(earliest)),
        or(inArray(outbox.state, [...leftStates]), wasSilent),
      ),
    );
  const told = new Map<string, Day>();
  for (const row of rows) {
    const at = row.sendingAt ?? row.settledAt;
    if (at === null || at >= now || !isOfWeek(row, calendar)) continue;
    const until = lastSunday(dayOf(at));
    if (until > (told.get(row.person ?? '') ?? '')) told.set(row.person ?? '', until);
  }
  return new Map(
    people.flatMap((person): [string, Day][] => {
      const until = told.get(person) ?? addDays(to, -7);
      const from = addDays(until, 1) > earliest ? addDays(until, 1) : earliest;
      return from > to ? [] : [[person, from]];
    }),
  );
}
