import { type Day, dayOf } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import { isLate, lateBefore, workdaysLate } from './correction.ts';
import { type DutyInstance, isSettled, isStill } from './instance.ts';
import { lapseBase } from './stages.ts';

/** How a duty stands in a ledger (duties.md g.1): what happened, never what is thought of it. */
export type Completion =
  | 'in_time'
  | 'recorded_late'
  | 'extended'
  | 'done_late'
  | 'overdue'
  | 'under_way'
  | 'waived'
  | 'not_applicable'
  | 'void';

/** On a day. An extension stays visible after it is done; a record that came late does not make the duty late. */
export function completionOf(instance: DutyInstance, today: Day): Completion {
  const { state, heldBy, heldOn, recordBy, recordedAt, originalHeldBy, clockFrom } = instance;
  switch (state) {
    case 'waived':
    case 'not_applicable':
    case 'void':
      return state;
    case 'done_late':
      return 'done_late';
    case 'done':
      if (originalHeldBy !== null) return 'extended';
      return recordedAt !== null && dayOf(recordedAt) > recordBy ? 'recorded_late' : 'in_time';
    case 'overdue':
      return 'overdue';
    case 'submitted':
      // The evidence stops the clock, whenever it is read (duties.md b.3 rule 4).
      if (heldOn === null) return 'under_way';
      if (isLate(instance, heldOn)) return 'done_late';
      return originalHeldBy === null ? 'in_time' : 'extended';
    default:
      if (originalHeldBy !== null) return 'extended';
      // What came back is not late while the day to mend it lies ahead.
      return (clockFrom === null ? heldBy : lapseBase(instance).from) < today ? 'overdue' : 'under_way';
  }
}

/**
 * Working days late on a day, without those on which the clock stood; of what is done, as it was counted then; of
 * what came back, with what its earlier filings were late by.
 */
export function daysLateOn(instance: DutyInstance, slips: WorkCalendar, today: Day): number {
  if (instance.state === 'done_late') return instance.daysLate ?? 0;
  if (instance.state === 'submitted') {
    return instance.heldOn === null ? 0 : workdaysLate(instance, instance.heldOn, slips);
  }
  return isSettled(instance.state) ? 0 : lateBefore(instance) + runningDays(instance, slips, today);
}

/** Working days since the day that was missed last; none where the clock stands. */
export function runningDays(instance: DutyInstance, slips: WorkCalendar, today: Day): number {
  const { from } = lapseBase(instance);
  return !isStill(instance.state) && from < today ? slips.workdaysBetween(from, today) : 0;
}
