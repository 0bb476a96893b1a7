import type { Day } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import { type DutyInstance, type DutyState, isSettled, type OverdueKind } from './instance.ts';

/** What can happen to an instance. Numbers are the transitions of duties.md c.2. */
export type LifecycleEvent =
  | { readonly type: 'open' } // T2
  | { readonly type: 'schedule'; readonly heldOn: Day; readonly recordBy: Day } // T4, T10
  | { readonly type: 'unschedule'; readonly recordBy: Day } // the activity was cancelled
  | { readonly type: 'record'; readonly heldOn: Day; readonly on: Day; readonly at: Date } // T5, T12
  | { readonly type: 'submit'; readonly heldOn: Day; readonly at: Date } // T5, where the duty needs acceptance
  | { readonly type: 'accept' } // T6
  | { readonly type: 'return'; readonly recordBy: Day } // T7
  | { readonly type: 'lapse'; readonly level: number; readonly kind: OverdueKind } // T8, T9
  | { readonly type: 'not_applicable' }; // T15

export interface Transition {
  readonly from: DutyState;
  readonly to: DutyState;
  /** Only the fields that change. */
  readonly changes: Partial<Omit<DutyInstance, 'key'>>;
  /** It is settled now, so everybody who was told of a slip hears so once. */
  readonly settles: boolean;
}

/** The next state, or undefined where the event does not apply (a late job, a second press): nothing happens then. */
export function transition(
  instance: DutyInstance,
  event: LifecycleEvent,
  calendar: WorkCalendar,
): Transition | undefined {
  const { state } = instance;
  if (isSettled(state)) return undefined;
  const step = (to: DutyState, changes: Transition['changes']): Transition => ({
    from: state,
    to,
    changes: { ...changes, state: to, version: instance.version + 1 },
    settles: isSettled(to),
  });
  const finish = (heldOn: Day, recordedAt: Date | null): Transition => {
    const isLate = heldOn > instance.heldBy;
    const daysLate = isLate ? calendar.workdaysBetween(instance.heldBy, heldOn) : 0;
    return step(isLate ? 'done_late' : 'done', { heldOn, recordedAt, daysLate });
  };
  // While the acceptor reads, only the acceptor moves it.
  if (state === 'submitted' && event.type !== 'accept' && event.type !== 'return') return undefined;
  switch (event.type) {
    case 'open':
      return state === 'planned' ? step('open', {}) : undefined;
    case 'schedule':
      // An overdue duty stays overdue while a late date is planned: only evidence stops the clock.
      return step(state === 'overdue' ? 'overdue' : 'scheduled', {
        heldOn: event.heldOn,
        recordBy: event.recordBy,
      });
    case 'unschedule':
      return instance.heldOn === null
        ? undefined
        : step(state === 'overdue' ? 'overdue' : 'open', { heldOn: null, recordBy: event.recordBy });
    case 'record':
      return finish(event.heldOn, event.at);
    case 'submit':
      return step('submitted', { heldOn: event.heldOn, recordedAt: event.at });
    case 'accept':
      return state === 'submitted' && instance.heldOn
        ? finish(instance.heldOn, instance.recordedAt)
        : undefined;
    case 'return':
      // Evidence came in and was not enough: the clock of the record starts again (duties.md T7).
      return state === 'submitted' ? step('returned', { recordBy: event.recordBy }) : undefined;
    case 'lapse':
      if (event.level <= instance.level) return undefined;
      return step('overdue', { level: event.level, overdueKind: event.kind });
    case 'not_applicable':
      return state === 'planned' || state === 'open' ? step('not_applicable', {}) : undefined;
    default:
      return event satisfies never;
  }
}
