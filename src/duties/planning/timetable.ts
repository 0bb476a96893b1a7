import { dayOf } from '../../calendar/day.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import type { Directory } from '../../org/directory.ts';
import type { DutyInstance } from '../instance.ts';
import { ladderKind, ladderOf } from '../ladder.ts';
import { type Pause, pausedCalendar, pausesOf } from '../pauses.ts';
import { dueStages, type StageDay, stageDays, stageMoment, stageTimer } from '../stages.ts';

/** The stages of instances under one directory, one calendar and the pauses there are. */
export interface Timetable {
  stagesOf(instance: DutyInstance): readonly StageDay[];
  /** The calendar without the days on which the clocks of slips of this organisation stand. */
  slipsOf(org: string): WorkCalendar;
}

interface TimetableScope {
  readonly directory: Directory;
  readonly calendar: WorkCalendar;
}

/** Thousands of organisations owe the same on the same days: what they share is worked out once. */
export function timetable({ directory, calendar }: TimetableScope, pauses: readonly Pause[]): Timetable {
  const slips = new Map<string, WorkCalendar>();
  const days = new Map<string, readonly StageDay[]>();
  const pausesKey = (org: string): string =>
    pausesOf(directory, org, pauses)
      .map(({ from, to }) => `${from}/${to}`)
      .join(' ');
  const slipsOf = (org: string): WorkCalendar => {
    const key = pausesKey(org);
    const known = slips.get(key) ?? pausedCalendar(calendar, pausesOf(directory, org, pauses));
    slips.set(key, known);
    return known;
  };
  const stagesOf = (instance: DutyInstance): readonly StageDay[] => {
    const {
      reminder,
      escalation,
      period,
      heldBy,
      recordBy,
      originalHeldBy,
      eventOn,
      heldOn,
      clockFrom,
      round,
    } = instance;
    const ladder = ladderKind(directory, instance);
    const own = pausesKey(instance.orgCode);
    const key = `${reminder} ${escalation} ${ladder} ${period} ${heldBy} ${recordBy} ${originalHeldBy} ${eventOn} ${heldOn} ${clockFrom} ${round} ${own}`;
    const known =
      days.get(key) ??
      stageDays(instance, ladderOf(directory, instance), { calendar, slips: slipsOf(instance.orgCode) });
    days.set(key, known);
    return known;
  };
  return { stagesOf, slipsOf };
}

export interface StageTimer {
  readonly kind: typeof stageTimer;
  readonly subject: string;
  readonly dueAt: Date;
}

/** The timer an instance needs by what was dealt with so far: for the oldest stage that is due, else for the next. */
export function timerFor(
  instance: DutyInstance,
  stages: readonly StageDay[],
  handled: ReadonlySet<string>,
  now: Date,
): StageTimer | undefined {
  const { due, next } = dueStages(stages, handled, instance.round, dayOf(now));
  const stage = due[0] ?? next;
  return stage && { kind: stageTimer, subject: instance.key, dueAt: stageMoment(stage) };
}
