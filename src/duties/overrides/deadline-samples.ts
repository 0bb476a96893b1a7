import { addDays, type Day, dayFrom, partsOf } from '../../calendar/day.ts';
import { type DeadlineAnchors, dueDay, type Shift } from '../../calendar/deadlines.ts';
import { nextPeriod, periodOf } from '../../calendar/periods.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';

/** One occurrence of a duty, for looking at what its rules come to. */
export interface Sample {
  readonly anchors: DeadlineAnchors;
  readonly heldBy: Day | undefined;
}

/** Six years bring a date to every kind of weekday; a day of an event is tried on every day of a year. */
const sampleYears = 6;

export function samplesOf(duty: DutyDef, from: Day, calendar: WorkCalendar): readonly Sample[] {
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

export function heldDay(
  heldBy: { readonly rule: string; readonly shift: Shift } | null | undefined,
  anchors: DeadlineAnchors,
  calendar: WorkCalendar,
): Day | undefined {
  if (!heldBy || heldBy.rule === 'given') return undefined;
  return dueDay(heldBy.rule, anchors, heldBy.shift, calendar);
}

/** By when proof is due after the day the superior sets, so that each field is judged by itself. */
export function recordDay(
  recordBy: { readonly rule: string } | null | undefined,
  { anchors, heldBy }: Sample,
  calendar: WorkCalendar,
): Day | undefined {
  // After a given day the distance is what counts, so any day will do.
  const heldOn = heldBy ?? anchors.eventOn;
  return recordBy ? dueDay(recordBy.rule, { ...anchors, heldOn }, 'next', calendar) : undefined;
}
