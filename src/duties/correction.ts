import type { Day } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { DutyInstance } from './instance.ts';

/** Working days to mend what came back (duties.md c.1, T7, T14). */
const workdaysToMend = 3;

/**
 * By when what came back on `today` has to be filed again. Our reading of T7 ("the clock of `recordBy` restarts at
 * +3wd"): a return gives three working days to mend it and never takes away time that was left anyway, so a due day
 * that lies later stays. Counted without regard to closures: due days do not move with them, only the ladder does
 * (b.3 rule 5).
 */
export function correctionDay(
  { heldBy }: Pick<DutyInstance, 'heldBy'>,
  today: Day,
  calendar: WorkCalendar,
): Day {
  const mended = recordCorrectionDay(today, calendar);
  return mended > heldBy ? mended : heldBy;
}

/** The same of a meeting that was held and whose record alone came back: the record was due three days after it. */
export function recordCorrectionDay(today: Day, calendar: WorkCalendar): Day {
  return calendar.addWorkdays(today, workdaysToMend);
}

/** The day after which a filing is late: the due day; of what came back, the day given to mend it. */
function lateAfter({ clockFrom, heldBy }: DutyInstance): Day {
  return clockFrom !== null && clockFrom > heldBy ? clockFrom : heldBy;
}

/** Whether what was completed on `heldOn` comes late, now or when it was filed before and came back. */
export function isLate(instance: DutyInstance, heldOn: Day): boolean {
  return heldOn > lateAfter(instance) || lateBefore(instance) > 0;
}

/**
 * Working days late of what is completed on `heldOn`: the day of the filing that is accepted, or the day its owner
 * states. Only the owner's days count: those after the due day until the first filing, and those after each day given
 * to mend what came back until it was filed again. Whoever reads or judges it has the days in between
 * (duties.md b.3 rule 4, T5 to T7). `slips` leaves out the days on which the clock stood.
 */
export function workdaysLate(instance: DutyInstance, heldOn: Day, slips: WorkCalendar): number {
  const from = lateAfter(instance);
  return lateBefore(instance) + (heldOn > from ? slips.workdaysBetween(from, heldOn) : 0);
}

/** What earlier filings were late by is kept in `daysLate` while the next one is awaited. */
export function lateBefore({ clockFrom, daysLate }: DutyInstance): number {
  return clockFrom === null ? 0 : (daysLate ?? 0);
}
