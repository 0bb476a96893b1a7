import type { Day } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import { isLate, workdaysLate } from './correction.ts';
import {
  type DutyInstance,
  type DutyState,
  isSettled,
  type OverdueKind,
  type PlannedAs,
  plannedAs,
  type ReasonCode,
  undatedStates,
} from './instance.ts';

interface Reason {
  readonly reasonCode: ReasonCode;
  readonly reason: string | null;
}

/** What can happen to an instance. Numbers are the transitions of duties.md c.2. */
export type LifecycleEvent =
  | { readonly type: 'open' } // T2
  | { readonly type: 'schedule'; readonly heldOn: Day; readonly recordBy: Day } // T4
  | { readonly type: 'unschedule'; readonly recordBy: Day } // the activity was cancelled
  | { readonly type: 'record'; readonly heldOn: Day; readonly on: Day; readonly at: Date } // T5, T12
  | { readonly type: 'submit'; readonly heldOn: Day; readonly at: Date } // T5, where the duty needs acceptance
  | { readonly type: 'request'; readonly on: Day } // an election's 请示 is with the superior (b.3, E_TERM)
  | { readonly type: 'unrequest' } // and back again: refused, or withdrawn
  | { readonly type: 'accept' } // T6
  /** T7: to be mended by `recordBy`, see correction.ts. A meeting that was held stays held; a filing that came back is no completion. */
  | { readonly type: 'return'; readonly recordBy: Day; readonly wasHeld?: boolean | undefined }
  | { readonly type: 'lapse'; readonly level: number; readonly kind: OverdueKind } // T8, T9
  | ({ readonly type: 'extend'; readonly heldBy: Day; readonly recordBy: Day } & Reason) // T10
  | ({ readonly type: 'waive' } & Reason) // T11
  | { readonly type: 'void'; readonly reason: string } // T13
  | { readonly type: 'reopen'; readonly recordBy: Day; readonly reason: string } // T14: what was done was not
  | ({ readonly type: 'not_applicable' } & Reason) // T15
  /** And back: the own rule that switched it off is taken back while it can still be done. As it is planned `on` that day. */
  | ({ readonly type: 'owe'; readonly on: Day } & PlannedAs);

export interface Transition {
  readonly from: DutyState;
  readonly to: DutyState;
  /** Only the fields that change. */
  readonly changes: Partial<Omit<DutyInstance, 'key'>>;
  /** It is settled now, so everybody who was told of a slip hears so once. */
  readonly settles: boolean;
  /** Its clock runs from another day now. */
  readonly restarts: boolean;
}

/** States in which the duty is still to be done. */
const unfinished: ReadonlySet<DutyState> = new Set([
  'planned',
  'open',
  'scheduled',
  'returned',
  'overdue',
  'extended',
]);

/**
 * The next state, or undefined where the event does not apply (a late job, a second press): nothing happens then.
 * `slips` counts the days late: working days without those on which the clock stood (duties.md b.3 rule 5).
 */
export function transition(
  instance: DutyInstance,
  event: LifecycleEvent,
  slips: WorkCalendar,
): Transition | undefined {
  const { state, round } = instance;
  const step = (to: DutyState, changes: Transition['changes'], restarts = false): Transition => ({
    from: state,
    to,
    changes: { ...changes, state: to, version: instance.version + 1 },
    settles: isSettled(to) && !isSettled(state),
    restarts,
  });
  const finish = (heldOn: Day, recordedAt: Date | null): Transition =>
    step(isLate(instance, heldOn) ? 'done_late' : 'done', {
      heldOn,
      recordedAt,
      daysLate: workdaysLate(instance, heldOn, slips),
    });
  /** It is to be filed again by a day; what it was late by so far stays on it. */
  const comeBack = (recordBy: Day, daysLate: number | null): Transition['changes'] => ({
    ...{ recordBy, clockFrom: recordBy, round: round + 1, level: -1, overdueKind: null, daysLate },
    heldOn: null,
  });
  const reasonOf = ({ reasonCode, reason }: Reason) => ({ reasonCode, reason });

  if (event.type === 'void') {
    return state === 'void' ? undefined : step('void', { reasonCode: 'other', reason: event.reason });
  }
  if (event.type === 'reopen') {
    if (state !== 'done' && state !== 'done_late') return undefined;
    return step('returned', { ...comeBack(event.recordBy, instance.daysLate), reason: event.reason }, true);
  }
  if (event.type === 'owe') {
    const isSwitchedOff = state === 'not_applicable' && instance.reasonCode === 'own_rule';
    if (!isSwitchedOff || event.heldBy < event.on) return undefined;
    const planned = { ...plannedAs(event), reasonCode: null, reason: null };
    return step(event.opensOn <= event.on ? 'open' : 'planned', planned, true);
  }
  if (state === 'submitted') {
    // While the acceptor reads, only the acceptor moves it.
    if (event.type === 'accept' && instance.heldOn) return finish(instance.heldOn, instance.recordedAt);
    if (event.type !== 'return') return undefined;
    // Evidence came in and was not enough: the clock of the record starts again (duties.md T7).
    const { heldOn } = instance;
    const back = comeBack(event.recordBy, heldOn === null ? 0 : workdaysLate(instance, heldOn, slips));
    return step('returned', event.wasHeld ? { ...back, heldOn } : back, true);
  }
  if (!unfinished.has(state)) return undefined;
  // An overdue duty stays overdue while a late date is planned: only evidence stops the clock.
  const planned = (otherwise: DutyState): DutyState => (state === 'overdue' ? 'overdue' : otherwise);
  switch (event.type) {
    case 'open':
      return state === 'planned' ? step('open', {}) : undefined;
    case 'schedule':
      return step(planned('scheduled'), { heldOn: event.heldOn, recordBy: event.recordBy }, true);
    case 'unschedule': {
      if (instance.heldOn === null) return undefined;
      const before = round > 0 && instance.originalHeldBy !== null ? 'extended' : 'open';
      return step(planned(before), { heldOn: null, recordBy: event.recordBy }, true);
    }
    case 'request':
      return instance.requestedOn === null ? step(state, { requestedOn: event.on }) : undefined;
    case 'unrequest':
      return instance.requestedOn === null ? undefined : step(state, { requestedOn: null });
    case 'record':
      return finish(event.heldOn, event.at);
    case 'submit':
      return step('submitted', { heldOn: event.heldOn, recordedAt: event.at });
    case 'lapse':
      if (event.level <= instance.level) return undefined;
      return step('overdue', { level: event.level, overdueKind: event.kind });
    case 'extend':
      if (event.heldBy <= instance.heldBy) return undefined;
      return step(
        instance.heldOn === null ? 'extended' : 'scheduled',
        {
          heldBy: event.heldBy,
          recordBy: event.recordBy,
          originalHeldBy: instance.originalHeldBy ?? instance.heldBy,
          // A term that is extended ends on the new day: what is counted back from its end moves with it.
          ...(instance.reminder === 'R_TERM' ? { eventOn: event.heldBy } : {}),
          clockFrom: null,
          daysLate: null,
          round: round + 1,
          level: -1,
          overdueKind: null,
          ...reasonOf(event),
        },
        true,
      );
    case 'waive':
      return step('waived', reasonOf(event));
    case 'not_applicable':
      return undatedStates.has(state) ? step('not_applicable', reasonOf(event)) : undefined;
    case 'accept':
    case 'return':
      return undefined;
    default:
      return event satisfies never;
  }
}
