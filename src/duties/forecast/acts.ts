import { type Day, dayOf } from '../../calendar/day.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import { correctionDay, recordCorrectionDay } from '../correction.ts';
import { type DutyInstance, plannedAs } from '../instance.ts';
import type { LifecycleEvent } from '../lifecycle.ts';
import { recordByOf } from '../planning/draft.ts';

/** Something people did or will do about one instance. */
export interface ForecastAct {
  readonly org: string;
  readonly duty: string;
  readonly period: string;
  readonly kind:
    | 'opened'
    | 'scheduled'
    | 'unscheduled'
    | 'requested'
    | 'unrequested'
    | 'submitted'
    | 'returned'
    | 'accepted'
    | 'recorded'
    | 'marked'
    | 'extended'
    | 'waived'
    | 'not_applicable'
    | 'owed'
    | 'voided';
  readonly at: Date;
  /** The day of the activity, planned or held; of a return, that of a meeting that stays held. */
  readonly heldOn?: Day | undefined;
  /** The due day an extension gives. */
  readonly newHeldBy?: Day | undefined;
  /** Of a mark: the member, or the two people of a talk. */
  readonly subject?: readonly string[] | undefined;
  /** Of an event opened by hand: its day, its due day where one is given, whom it names and who issued it. */
  readonly eventOn?: Day | undefined;
  readonly heldBy?: Day | undefined;
  readonly assignee?: string | undefined;
  readonly issuer?: string | undefined;
}

/** What an act does to an instance; undefined for one that moves no state by itself (a mark, an event opened). */
export function eventOf(
  act: ForecastAct,
  instance: DutyInstance,
  calendar: WorkCalendar,
): LifecycleEvent | undefined {
  const on = dayOf(act.at);
  const heldOn = act.heldOn ?? on;
  const reason = { reasonCode: 'other', reason: null } as const;
  const recordBy = (held: Day): Day => recordByOf(instance, held, calendar);
  switch (act.kind) {
    case 'scheduled':
      return { type: 'schedule', heldOn, recordBy: recordBy(heldOn) };
    case 'unscheduled':
      return { type: 'unschedule', recordBy: recordBy(instance.heldBy) };
    case 'submitted':
      return { type: 'submit', heldOn, at: act.at };
    case 'accepted':
      return { type: 'accept' };
    case 'recorded':
      return { type: 'record', heldOn, on, at: act.at };
    case 'returned': {
      const mended = correctionDay(instance, on, calendar);
      if (instance.state !== 'submitted') return { type: 'reopen', recordBy: mended, reason: '' };
      // Of a meeting that stays held only the record is due.
      return act.heldOn === undefined
        ? { type: 'return', recordBy: mended, wasHeld: false }
        : { type: 'return', recordBy: recordCorrectionDay(on, calendar), wasHeld: true };
    }
    case 'extended': {
      const heldBy = act.newHeldBy ?? instance.heldBy;
      return { type: 'extend', heldBy, recordBy: recordBy(instance.heldOn ?? heldBy), ...reason };
    }
    case 'waived':
      return { type: 'waive', ...reason };
    case 'not_applicable':
      // What is owed again was switched off by an own rule; of what never is, the reason changes nothing.
      return { type: 'not_applicable', reasonCode: 'own_rule', reason: null };
    case 'owed':
      // A forecast knows no window that is still closed.
      return { type: 'owe', ...plannedAs(instance), opensOn: on, on };
    case 'voided':
      return { type: 'void', reason: '' };
    case 'requested':
      return { type: 'request', on };
    case 'unrequested':
      return { type: 'unrequest' };
    case 'opened':
    case 'marked':
      return undefined;
    default:
      return act.kind satisfies never;
  }
}
