import type { Day } from '../calendar/day.ts';
import { firstWorkday } from '../calendar/periods.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { DutyInstance, OverdueKind } from './instance.ts';
import { escalationProfile, reminderProfile } from './profiles.ts';

export type Stage = 'open' | `${number}wd` | `L${number}`;

export interface StageDay {
  readonly stage: Stage;
  readonly on: Day;
  /** -1 for reminders, 0…4 for escalation. */
  readonly level: number;
}

/** Held in time but not recorded counts from recordBy; anything else from heldBy (duties.md T8). */
export function lapseBase(instance: DutyInstance): { readonly from: Day; readonly kind: OverdueKind } {
  return instance.heldOn !== null && instance.heldOn <= instance.heldBy
    ? { from: instance.recordBy, kind: 'no_record' }
    : { from: instance.heldBy, kind: 'not_held' };
}

/** Every stage of an instance in the order of its days (duties.md b.2, b.3; vectors in e.3). */
export function stageDays(instance: DutyInstance, calendar: WorkCalendar): readonly StageDay[] {
  const reminders = reminderProfile(instance.reminder).map(
    (step): StageDay =>
      step === 'open'
        ? { stage: 'open', on: firstWorkday(calendar, instance.period), level: -1 }
        : { stage: `${step}wd`, on: calendar.addWorkdays(instance.heldBy, -step), level: -1 },
  );
  const base = lapseBase(instance).from;
  const levels = escalationProfile(instance.escalation).map(
    (step): StageDay => ({
      stage: `L${step.level}`,
      on: calendar.addWorkdays(base, step.after),
      level: step.level,
    }),
  );
  return [...reminders, ...levels].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.level - b.level));
}

/** The stages whose day has come and which nobody dealt with yet, oldest first; and the next one after them. */
export function dueStages(
  instance: DutyInstance,
  handled: ReadonlySet<string>,
  today: Day,
  calendar: WorkCalendar,
): { readonly due: readonly StageDay[]; readonly next: StageDay | undefined } {
  const open = stageDays(instance, calendar).filter((s) => !handled.has(s.stage));
  return { due: open.filter((s) => s.on <= today), next: open.find((s) => s.on > today) };
}
