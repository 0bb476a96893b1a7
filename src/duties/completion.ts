import { type Day, dayOf } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import { isLate, lateBefore, workdaysLate } from './correction.ts';
import { type DutyInstance, type DutyState, isSettled, isStill } from './instance.ts';
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

/** What decides how a duty stands. */
export interface CompletionFacts {
  readonly state: DutyState;
  readonly isExtended: boolean;
  /** Its record came after the day for it. */
  readonly isLateEntry: boolean;
  /** The evidence that waits for its acceptor is of a day that was too late. */
  readonly isFiledLate: boolean;
  /** The day it is to be done by has gone by. */
  readonly isPast: boolean;
}

/** An extension stays visible after it is done; a record that came late does not make the duty late. */
export function completionFrom(facts: CompletionFacts): Completion {
  const { state, isExtended } = facts;
  switch (state) {
    case 'waived':
    case 'not_applicable':
    case 'void':
    case 'done_late':
    case 'overdue':
      return state;
    case 'done':
      if (isExtended) return 'extended';
      return facts.isLateEntry ? 'recorded_late' : 'in_time';
    case 'submitted':
      // The evidence stops the clock, whenever it is read (duties.md b.3 rule 4).
      if (facts.isFiledLate) return 'done_late';
      return isExtended ? 'extended' : 'in_time';
    default:
      if (isExtended) return 'extended';
      return facts.isPast ? 'overdue' : 'under_way';
  }
}

/** On a day. */
export function completionOf(instance: DutyInstance, today: Day): Completion {
  const { state, heldBy, heldOn, recordBy, recordedAt, originalHeldBy, clockFrom } = instance;
  if (state === 'submitted' && heldOn === null) return 'under_way';
  return completionFrom({
    state,
    isExtended: originalHeldBy !== null,
    isLateEntry: recordedAt !== null && dayOf(recordedAt) > recordBy,
    isFiledLate: heldOn !== null && isLate(instance, heldOn),
    // What came back is not late while the day to mend it lies ahead.
    isPast: (clockFrom === null ? heldBy : lapseBase(instance).from) < today,
  });
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
