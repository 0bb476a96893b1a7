import { addMonths, type Day } from '../../calendar/day.ts';
import { firstWorkday } from '../../calendar/periods.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import type { DutyChange, DutyDef } from '../catalogue/duty-def.ts';
import { escalationProfile, type ReminderStep, reminderProfile } from '../profiles.ts';
import { heldDay, recordDay, type Sample, samplesOf } from './deadline-samples.ts';

export type OverrideField = keyof DutyChange;

/** A duty as it stands at one place of the tree. */
export interface Standing {
  readonly duty: DutyDef;
  readonly active: boolean;
}

/**
 * The fields in which a change asks more of people than what it changes: an earlier or shorter time, more or
 * earlier reminders, an earlier or higher escalation, more marks (duties.md b.1). Decided by real days, from the
 * year of `from` on; what cannot be computed counts as stricter.
 */
export function stricterFields(
  above: Standing,
  change: DutyChange,
  from: Day,
  calendar: WorkCalendar,
): readonly OverrideField[] {
  const { duty } = above;
  const samples = samplesOf(duty, from, calendar);
  const inAnySample = (asksMore: (sample: Sample) => boolean): boolean => samples.some(asksMore);
  const tests: Readonly<Record<OverrideField, () => boolean>> = {
    heldBy: () => inAnySample((at) => isEarlier(heldDay(change.heldBy, at.anchors, calendar), at.heldBy)),
    recordBy: () =>
      inAnySample((at) =>
        isEarlier(recordDay(change.recordBy, at, calendar), recordDay(duty.recordBy, at, calendar)),
      ),
    reminder: () =>
      inAnySample((at) =>
        asksEarlier(
          reminderDays(change.reminder ?? '', at, calendar),
          reminderDays(duty.reminder, at, calendar),
        ),
      ),
    escalation: () =>
      inAnySample((at) =>
        climbsFaster(
          escalationDays(change.escalation ?? '', duty.ladder, at, calendar),
          escalationDays(duty.escalation, duty.ladder, at, calendar),
        ),
      ),
    coverage: () => marksAsked(change.coverage) > marksAsked(duty.coverage),
    active: () => change.active === true && !above.active,
  };
  const fields = Object.keys(tests) as OverrideField[];
  return fields.filter((field) => change[field] !== undefined && change[field] !== null && tests[field]());
}

function isEarlier(day: Day | undefined, than: Day | undefined): boolean {
  if (day === undefined || than === undefined) return day !== than;
  return day < than;
}

/** One reminder more, or the first, second, … of them before the superior's first, second, … */
function asksEarlier(days: readonly Day[], than: readonly Day[]): boolean {
  return days.some((day, at) => isEarlier(day, than[at]));
}

function reminderDays(profile: string, sample: Sample, calendar: WorkCalendar): readonly Day[] {
  const days = reminderProfile(profile).flatMap((step) => reminderDay(step, sample, calendar) ?? []);
  return days.sort();
}

function reminderDay(step: ReminderStep, { anchors, heldBy }: Sample, calendar: WorkCalendar) {
  const { period, eventOn, termEndOn } = anchors;
  if (step === 'soft') return undefined;
  if (step === 'open') return period === undefined ? undefined : firstWorkday(calendar, period);
  if (step === 'on') return eventOn && calendar.shift(eventOn, 'next');
  // Where people give the day, any distance from the event does: both profiles are laid on the same one.
  const end = heldBy ?? (eventOn && addMonths(eventOn, 3)) ?? termEndOn;
  if (end === undefined) return undefined;
  if (step === 'half') {
    return eventOn && calendar.addWorkdays(eventOn, Math.floor(calendar.workdaysBetween(eventOn, end) / 2));
  }
  if (typeof step === 'string') return calendar.shift(addMonths(end, -Number.parseInt(step, 10)), 'prev');
  const day = calendar.addWorkdays(end, -step);
  return eventOn !== undefined && day < eventOn ? undefined : day;
}

type LevelDays = ReadonlyMap<number, Day>;

/** A level the superior does not have, or one that hears before the superior's does. */
function climbsFaster(levels: LevelDays, than: LevelDays): boolean {
  return [...levels].some(([level, day]) => {
    const other = than.get(level);
    return other === undefined || day < other;
  });
}

function escalationDays(
  profile: string,
  ladder: DutyDef['ladder'],
  { anchors, heldBy }: Sample,
  calendar: WorkCalendar,
): LevelDays {
  const end = heldBy ?? anchors.eventOn;
  const days = new Map<number, Day>();
  if (end === undefined) return days;
  for (const step of escalationProfile(profile).steps) {
    if (ladder?.[`${step.level}`]?.length === 0) continue;
    const day =
      step.monthsBefore === undefined
        ? calendar.addWorkdays(end, step.after ?? 0)
        : calendar.shift(addMonths(end, -step.monthsBefore), 'prev');
    days.set(step.level, day);
  }
  return days;
}

/** Everybody once, every member reached, every pair: each asks for more marks than the one before. */
function marksAsked(coverage: DutyDef['coverage'] | null): number {
  return ['per_person', 'per_member', 'per_pair'].indexOf(coverage ?? '');
}
