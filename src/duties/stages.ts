import { addMonths, type Day, dayOf, instantAt } from '../calendar/day.ts';
import { firstWorkday, type PeriodUnit, partsOfPeriod } from '../calendar/periods.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Slip } from '../text/lateness.ts';
import type { DutyInstance, OverdueKind } from './instance.ts';
import { type EscalationStep, type Profiles, type ReminderStep, reminderProfile } from './profiles.ts';

export type ReminderStage = 'open' | 'on' | 'half' | `${number}wd` | `${number}mo`;
export type Stage = ReminderStage | `L${number}`;

export interface StageDay {
  readonly stage: Stage;
  readonly on: Day;
  /** -1 for reminders, 0…4 for escalation. */
  readonly level: number;
  readonly step?: EscalationStep | undefined;
}

/** What the days of an instance are counted on: the year's calendar, and the same without paused days for slips. */
export interface StageCalendars {
  readonly calendar: WorkCalendar;
  readonly slips: WorkCalendar;
  /** Absent: those of the product. */
  readonly profiles?: Profiles | undefined;
}

/** The name under which a stage is kept: stages are told once a round, and a new due day begins a round. */
export function stageName(stage: string, round: number): string {
  return round === 0 ? stage : `${stage}+${round}`;
}

/**
 * From where a slip is counted: the due day, or where it was held in time the day for its record (T8). A return or a
 * reopening starts the clock anew, never earlier than it would have run anyway (T7).
 */
export function lapseBase(instance: DutyInstance): { readonly from: Day; readonly kind: OverdueKind } {
  const { heldOn, heldBy, recordBy, clockFrom } = instance;
  const base =
    heldOn !== null && heldOn <= heldBy
      ? ({ from: recordBy, kind: 'no_record' } as const)
      : ({ from: heldBy, kind: 'not_held' } as const);
  if (clockFrom === null) return base;
  return { from: clockFrom > base.from ? clockFrom : base.from, kind: 'no_record' };
}

/**
 * By when it is to be done: the due day, once that or the day for the record is past the day from which the slip
 * counts; of what came back, the day to mend it.
 */
export function dueNow(instance: DutyInstance, today: Day): Day {
  const { clockFrom, heldBy } = instance;
  const { from } = lapseBase(instance);
  return clockFrom !== null || heldBy < today || from < today ? from : heldBy;
}

/** The day a sentence about a slip names: the due day, of what came back the day to mend it. */
export function missedDay(instance: DutyInstance): Day {
  return instance.clockFrom === null ? instance.heldBy : lapseBase(instance).from;
}

/** What was missed, for a sentence about it: the clock may run from the day for the record (T8). */
export function slipOf(instance: DutyInstance): Slip {
  const { clockFrom, heldOn, recordedAt } = instance;
  const isHeld = lapseBase(instance).kind === 'no_record' && heldOn !== null;
  const cameBack = clockFrom !== null && recordedAt !== null ? dayOf(recordedAt) : undefined;
  return { missed: missedDay(instance), held: isHeld ? heldOn : undefined, cameBack };
}

/** Every stage of an instance in the order of its days (duties.md b.2, b.3; vectors in e.3). */
export function stageDays(
  instance: DutyInstance,
  ladder: readonly EscalationStep[],
  { calendar, slips, profiles }: StageCalendars,
): readonly StageDay[] {
  const days: StageDay[] = [];
  for (const step of reminderProfile(instance.reminder, profiles)) {
    // A new due day does not open its period again; what came back after its due day was told directly.
    const isOfPeriod = step === 'open' || step === 'on' || step === 'half';
    const isPast = instance.clockFrom !== null && instance.clockFrom > instance.heldBy;
    if (isPast || (instance.originalHeldBy !== null && isOfPeriod)) continue;
    const found = reminderDay(instance, step, calendar);
    if (found) days.push({ ...found, level: -1 });
  }
  const base = lapseBase(instance).from;
  for (const step of ladder) {
    const on =
      step.monthsBefore === undefined
        ? slips.addWorkdays(base, step.after ?? 0)
        : slips.shift(calendar.shift(addMonths(termEnd(instance), -step.monthsBefore), 'prev'), 'next');
    days.push({ stage: `L${step.level}`, on, level: step.level, step });
  }
  return days.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.level - b.level));
}

/** The end of a term, or the day to which the superior extended it. */
function termEnd({ eventOn, heldBy, originalHeldBy }: DutyInstance): Day {
  return originalHeldBy === null ? (eventOn ?? heldBy) : heldBy;
}

function reminderDay(
  instance: DutyInstance,
  step: ReminderStep,
  calendar: WorkCalendar,
): { readonly stage: ReminderStage; readonly on: Day } | undefined {
  const { heldBy, eventOn } = instance;
  if (step === 'soft') return undefined;
  if (step === 'open') return { stage: 'open', on: firstWorkday(calendar, instance.period) };
  if (step === 'on') return eventOn ? { stage: 'on', on: calendar.shift(eventOn, 'next') } : undefined;
  if (step === 'half') {
    if (!eventOn) return undefined;
    const half = Math.floor(calendar.workdaysBetween(eventOn, heldBy) / 2);
    return { stage: 'half', on: calendar.shift(calendar.addWorkdays(eventOn, half), 'next') };
  }
  if (typeof step === 'string') {
    const on = calendar.shift(addMonths(termEnd(instance), -Number.parseInt(step, 10)), 'prev');
    return { stage: step, on };
  }
  const on = calendar.addWorkdays(heldBy, -step);
  // Something that came up two days before its date is not announced before it came up.
  const isTooEarly = eventOn !== null && eventOn <= heldBy && on < eventOn && instance.reminder !== 'R_TERM';
  return isTooEarly ? undefined : { stage: `${step}wd`, on };
}

/** How many working days ahead the firm profile of the same cadence first speaks (duties.md b.2); of a month, its opening. */
const firstReminder: Readonly<Partial<Record<PeriodUnit, number>>> = { quarter: 20, half: 30, year: 40 };

/** From when a soft line may ride along: what is due in half a year has no place beside what is due this month. */
export function softFrom(
  { period, heldBy }: Pick<DutyInstance, 'period' | 'heldBy'>,
  calendar: WorkCalendar,
): Day | undefined {
  const ahead = period.startsWith('ev:') ? undefined : firstReminder[partsOfPeriod(period).unit];
  return ahead === undefined ? undefined : calendar.addWorkdays(heldBy, -ahead);
}

/** The stages whose day has come and which nobody dealt with yet, oldest first; and the next one after them. */
export function dueStages(
  stages: readonly StageDay[],
  handled: ReadonlySet<string>,
  round: number,
  today: Day,
): { readonly due: readonly StageDay[]; readonly next: StageDay | undefined } {
  const open = stages.filter((s) => !handled.has(stageName(s.stage, round)));
  return { due: open.filter((s) => s.on <= today), next: open.find((s) => s.on > today) };
}

/**
 * Reminders of several days that come due together (after downtime) say the same thing: only those of the newest
 * day are told, and none beside a slip.
 */
export function worthTelling(due: readonly StageDay[]): readonly StageDay[] {
  const newest = due.findLast((stage) => stage.level < 0);
  const hasLapsed = due.some((stage) => stage.level >= 0 && !isWarning(stage));
  return due.filter((stage) => stage.level >= 0 || (stage.on === newest?.on && !hasLapsed));
}

/** A level that comes before the due day: it warns, and nothing is late yet (E_TERM). */
export function isWarning(stage: StageDay): boolean {
  return stage.step?.monthsBefore !== undefined;
}

/** A profile stops as soon as an activity is scheduled (duties.md b.2); a slip goes on until the evidence is in. */
export function isStopped(instance: DutyInstance, stage: StageDay): boolean {
  if (stage.level >= 0 && !isWarning(stage)) return false;
  if (stage.step?.unlessRequested && instance.requestedOn !== null) return true;
  return instance.state === 'scheduled' || instance.heldOn !== null;
}

/**
 * Of a due day given anew at `now`: the reminders that would have been booked by then. Who has just dealt with it
 * needs none of them.
 */
export function pastReminders(stages: readonly StageDay[], now: Date): readonly StageDay[] {
  return stages.filter((stage) => stage.level < 0 && stageMoment(stage) <= now);
}

/** The timer that wakes an instance for its next stage. */
export const stageTimer = 'duty.stage';

/** Stages are booked before the working day begins, so that the morning digest carries them. */
const bookingTime = '06:00';

export function stageMoment({ on }: Pick<StageDay, 'on'>): Date {
  return instantAt(on, bookingTime);
}
