import { addDays, addMonths, type Day, dayFrom, partsOf } from '../calendar/day.ts';
import { type DeadlineAnchors, dueDay, type Shift } from '../calendar/deadlines.ts';
import { firstWorkday, nextPeriod, periodOf } from '../calendar/periods.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { DutyChange, DutyDef } from './duty-def.ts';
import { escalationProfile, type ReminderStep, reminderProfile } from './profiles.ts';

export type OverrideField = keyof DutyChange;

/** A duty as it stands at one place of the tree. */
export interface Standing {
  readonly duty: DutyDef;
  readonly active: boolean;
}

interface Sample {
  readonly anchors: DeadlineAnchors;
  readonly heldBy: Day | undefined;
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

/** Six years bring a date to every kind of weekday; a day of an event is tried on every day of a year. */
const sampleYears = 6;

function samplesOf(duty: DutyDef, from: Day, calendar: WorkCalendar): readonly Sample[] {
  const { year } = partsOf(from);
  const samples: Sample[] = [];
  const add = (anchors: DeadlineAnchors): void => {
    samples.push({ anchors, heldBy: heldDay(duty.heldBy, anchors, calendar) });
  };
  if ('every' in duty.cadence) {
    const end = periodOf(dayFrom(year + sampleYears, 1, 1), duty.cadence.every);
    let period = periodOf(dayFrom(year, 1, 1), duty.cadence.every);
    for (; period !== end; period = nextPeriod(period)) add({ period });
    return samples;
  }
  const isEvent = duty.cadence.on === 'event';
  const end = dayFrom(year + 1, 1, 1);
  for (let day = dayFrom(year, 1, 1); day < end; day = addDays(day, 1)) {
    add(isEvent ? { eventOn: day } : { termEndOn: day });
  }
  return samples;
}

function heldDay(
  heldBy: { readonly rule: string; readonly shift: Shift } | null | undefined,
  anchors: DeadlineAnchors,
  calendar: WorkCalendar,
): Day | undefined {
  if (!heldBy || heldBy.rule === 'given') return undefined;
  return dueDay(heldBy.rule, anchors, heldBy.shift, calendar);
}

/** By when proof is due after the day the superior sets, so that each field is judged by itself. */
function recordDay(
  recordBy: { readonly rule: string } | null | undefined,
  { anchors, heldBy }: Sample,
  calendar: WorkCalendar,
): Day | undefined {
  // After a given day the distance is what counts, so any day will do.
  const heldOn = heldBy ?? anchors.eventOn;
  return recordBy ? dueDay(recordBy.rule, { ...anchors, heldOn }, 'next', calendar) : undefined;
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
