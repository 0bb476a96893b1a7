import { addDays, addMonths, type Day, dayFrom, partsOf } from '../../calendar/day.ts';
import {
  nextPeriod,
  type Period,
  type PeriodUnit,
  periodEnd,
  periodOf,
  periodStart,
} from '../../calendar/periods.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import { overrideColumns as columns } from '../../text/overrides.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';
import { heldDay, recordDay, type Sample, samplesOf } from './deadline-samples.ts';
import { type OverrideProblem, problemAt } from './problems.ts';
import type { StatedOverride } from './rows.ts';
import { occurrenceWords } from './words.ts';

/** The days an occurrence may be due on, both included. */
interface Room {
  readonly first: Day;
  readonly last: Day;
}

/** What is done in its month cannot be done in the next (duties.md b.4, e.3). */
const themeDay = 'branch_theme_day';

const eventMonths = 24;
const eventRecordMonths = 12;

/**
 * Deadlines that can be computed and make no sense: outside the period and the next one, before the event, a record due
 * before what it records. `standing` is the duty as it stands there without the row.
 */
export function deadlineProblems(
  { lineOf, override: { change, from } }: StatedOverride,
  catalogued: DutyDef,
  standing: DutyDef,
  calendar: WorkCalendar,
): readonly OverrideProblem[] {
  if (!change.heldBy && !change.recordBy) return [];
  const heldBy = change.heldBy ?? standing.heldBy;
  const recordBy = change.recordBy ?? standing.recordBy;
  // Said of the first occurrence it would hold for, where that is one.
  const isBefore = ({ anchors: { period, eventOn } }: Sample): boolean =>
    (period === undefined ? (eventOn ?? from) : periodStart(period)) < from;
  const samples = samplesOf({ ...standing, heldBy }, from, calendar).toSorted(
    (a, b) => Number(isBefore(a)) - Number(isBefore(b)),
  );
  if (change.heldBy) {
    const isThemeDay = standing.id === themeDay;
    for (const sample of samples) {
      // A local rule may let the day that meets a holiday slip by a week (e.3): the rule itself stays inside.
      const isSlipping = isThemeDay && heldBy.shift === 'within_week';
      const day = isSlipping
        ? heldDay({ ...heldBy, shift: 'prev' }, sample.anchors, calendar)
        : sample.heldBy;
      const room = heldRoom(catalogued, sample, isThemeDay);
      if (!day || !room || isInside(day, room)) continue;
      const words = [occurrenceWords(sample.anchors), columns.heldBy, day, room.first, room.last] as const;
      return [
        problemAt(lineOf('heldBy'), columns.heldBy, isThemeDay ? 'theme_day_out' : 'day_out', ...words),
      ];
    }
  }
  for (const sample of samples) {
    const day = recordDay(recordBy, sample, calendar);
    const room = recordRoom(standing, sample);
    if (!day || !room || isInside(day, room)) continue;
    const at = change.recordBy ? 'recordBy' : 'heldBy';
    const words = [occurrenceWords(sample.anchors), columns.recordBy, day, room.first, room.last] as const;
    return [problemAt(lineOf(at), columns[at], 'day_out', ...words)];
  }
  return [];
}

function isInside(day: Day, { first, last }: Room): boolean {
  return first <= day && day <= last;
}

function heldRoom(duty: DutyDef, { anchors }: Sample, isThemeDay: boolean): Room | undefined {
  const { period, eventOn } = anchors;
  if (period !== undefined) {
    const last = periodEnd(isThemeDay ? period : nextPeriod(period));
    return { first: periodStart(period), last };
  }
  if (eventOn === undefined) return undefined;
  // What people date themselves may have to be done before: a talk before an appointment.
  const first = duty.heldBy.rule === 'given' ? addMonths(eventOn, -eventMonths) : eventOn;
  return { first, last: addMonths(eventOn, eventMonths) };
}

function recordRoom({ cadence }: DutyDef, { anchors, heldBy }: Sample): Room | undefined {
  const first = heldBy ?? anchors.eventOn;
  if (first === undefined) return undefined;
  if (!('every' in cadence)) return { first, last: addMonths(first, eventRecordMonths) };
  return { first, last: periodEnd(nextPeriod(periodOf(first, cadence.every))) };
}

const yearsAhead = 2;
const eventMonthsBack = 12;

/** A first day before which nothing changes any more, or one so far ahead that its year must be mistyped. */
export function firstDayProblems(
  { lineOf, override: { from } }: StatedOverride,
  standing: DutyDef,
  {
    today,
    goLiveOn,
    calendar,
  }: { readonly today: Day; readonly goLiveOn: Day; readonly calendar: WorkCalendar },
): readonly OverrideProblem[] {
  const latest = dayFrom(partsOf(today).year + yearsAhead, 12, 31);
  if (from > latest) return [problemAt(lineOf('from'), columns.from, 'too_far', from, latest)];
  if (!('every' in standing.cadence)) {
    const earliest = addMonths(today, -eventMonthsBack);
    return from < earliest ? [problemAt(lineOf('from'), columns.from, 'too_old', from, earliest)] : [];
  }
  const since = today > goLiveOn ? today : goLiveOn;
  const earliest = periodStart(firstAhead(standing, standing.cadence.every, since, calendar));
  // Begun on a day inside a period, it holds from the next one on.
  if (periodStart(periodFrom(from, standing.cadence.every)) >= earliest) return [];
  return [problemAt(lineOf('from'), columns.from, 'too_early', from, earliest)];
}

/** The first period that is not due before a day; it may have ended before, as reports follow theirs. */
function firstAhead({ heldBy }: DutyDef, unit: PeriodUnit, since: Day, calendar: WorkCalendar): Period {
  let period = periodOf(addDays(periodStart(periodOf(since, unit)), -1), unit);
  for (;;) {
    const due = heldDay(heldBy, { period }, calendar);
    if (due === undefined || due >= since) return period;
    period = nextPeriod(period);
  }
}

/** The first period a rule holds for: one that begins on its first day or later. */
export function periodFrom(from: Day, unit: PeriodUnit): Period {
  const period = periodOf(from, unit);
  return periodStart(period) === from ? period : nextPeriod(period);
}
