import { type Day, dayOf } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { DutyInstance } from './instance.ts';
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
  const { state, heldBy, heldOn, recordBy, recordedAt, originalHeldBy } = instance;
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
      if (heldOn > heldBy) return 'done_late';
      return originalHeldBy === null ? 'in_time' : 'extended';
    default:
      if (originalHeldBy !== null) return 'extended';
      return heldBy < today ? 'overdue' : 'under_way';
  }
}

/** Working days late on a day, without those on which the clock stood; of what is done, as it was counted then. */
export function daysLateOn(instance: DutyInstance, slips: WorkCalendar, today: Day): number {
  if (instance.state === 'done_late') return instance.daysLate ?? 0;
  if (instance.state === 'submitted') {
    const { heldBy, heldOn } = instance;
    return heldOn !== null && heldOn > heldBy ? slips.workdaysBetween(heldBy, heldOn) : 0;
  }
  if (!['open', 'planned', 'scheduled', 'returned', 'overdue', 'extended'].includes(instance.state)) return 0;
  const { from } = lapseBase(instance);
  return from < today ? slips.workdaysBetween(from, today) : 0;
}
