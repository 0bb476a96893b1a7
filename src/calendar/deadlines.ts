import { AppError } from '../core/errors.ts';
import { addDays, addMonths, type Day, dayFrom, daysBetween, existsDay } from './day.ts';
import { lastWorkday, type Period, type PeriodUnit, partsOfPeriod, periodEnd } from './periods.ts';
import type { WorkCalendar } from './workdays.ts';

/**
 * Which way a date moves off a day that is no working day: acts inside a period earlier, papers later; `within_week`
 * to the next working day when that is at most a week away, else earlier (a local rule, duties.md e.3).
 */
export type Shift = 'prev' | 'next' | 'within_week';

/** What a rule may be counted from. Only the anchor the rule names has to be given. */
export interface DeadlineAnchors {
  readonly period?: Period | undefined;
  readonly heldOn?: Day | undefined;
  readonly eventOn?: Day | undefined;
  readonly termEndOn?: Day | undefined;
}

type AnchorName = 'heldOn' | 'eventOn' | 'termEndOn';

export type Deadline =
  | { readonly form: 'period_end'; readonly unit: PeriodUnit }
  | { readonly form: 'date'; readonly yearsOn: number; readonly month: number; readonly date: number }
  | {
      readonly form: 'offset';
      readonly from: PeriodUnit | AnchorName;
      readonly count: number;
      readonly unit: 'wd' | 'cd' | 'mo';
    };

const periodUnits = new Map<string, PeriodUnit>([
  ['M', 'month'],
  ['Q', 'quarter'],
  ['H', 'half'],
  ['Y', 'year'],
]);
const anchorNames = new Map<string, AnchorName>([
  ['held', 'heldOn'],
  ['ev', 'eventOn'],
  ['term', 'termEndOn'],
]);

function malformed(rule: string, why: string): AppError {
  return new AppError('invalid', 'deadline_malformed', `deadline rule "${rule}": ${why}`);
}

const dateForm = /^(?:EOY|Y(?:\+(\d))?):(\d{2})-(\d{2})$/;

/** Whether a rule is written as a date, though this date may not exist in every year. */
export function isDateForm(rule: string): boolean {
  return dateForm.test(rule.replaceAll(' ', ''));
}

/**
 * EOM EOQ EOH EOY: last working day of the period. EOY:12-20, Y:02-28, Y+1:01-20: a date of the period's
 * year or a later one. Q+5wd (also M, H, Y): after the period ends. held, ev, term with +n or -n of wd
 * (working days), cd (calendar days) or mo (months); `term` alone is the day the term ends.
 */
export function parseDeadline(rule: string): Deadline {
  const text = rule.replaceAll(' ', '');
  const end = /^EO([MQHY])$/.exec(text);
  const endUnit = periodUnits.get(end?.[1] ?? '');
  if (endUnit) return { form: 'period_end', unit: endUnit };

  const date = dateForm.exec(text);
  if (date) {
    const [month, dayOfMonth] = [Number(date[2]), Number(date[3])];
    // A common year: a rule for 29 February would have no date in three years of four.
    if (!existsDay(2001, month, dayOfMonth)) throw malformed(rule, 'this date does not exist in every year');
    return { form: 'date', yearsOn: Number(date[1] ?? 0), month, date: dayOfMonth };
  }

  const offset = /^(held|ev|term|[MQHY])([+-])([1-9]\d{0,2})(wd|cd|mo)$/.exec(text);
  const [, name = '', sign, digits] = offset ?? [];
  const from = periodUnits.get(name) ?? anchorNames.get(name);
  if (offset && from) {
    const unit = offset[4] === 'wd' ? 'wd' : offset[4] === 'cd' ? 'cd' : 'mo';
    return { form: 'offset', from, count: Number(digits) * (sign === '-' ? -1 : 1), unit };
  }
  if (text === 'term') return { form: 'offset', from: 'termEndOn', count: 0, unit: 'cd' };
  throw malformed(rule, 'unknown form');
}

function periodFor(rule: string, unit: PeriodUnit, anchors: DeadlineAnchors): Period {
  if (anchors.period === undefined) throw malformed(rule, 'needs a period');
  if (partsOfPeriod(anchors.period).unit !== unit) throw malformed(rule, `${anchors.period} is no ${unit}`);
  return anchors.period;
}

function anchorDay(rule: string, from: PeriodUnit | AnchorName, anchors: DeadlineAnchors): Day {
  if (from !== 'heldOn' && from !== 'eventOn' && from !== 'termEndOn') {
    return periodEnd(periodFor(rule, from, anchors));
  }
  const day = anchors[from];
  if (day === undefined) throw malformed(rule, `needs ${from}`);
  return day;
}

const withinDays = 7;

/** A day given by a person, moved off a day that is no working day. */
export function moved(day: Day, shift: Shift, calendar: WorkCalendar): Day {
  if (shift !== 'within_week') return calendar.shift(day, shift);
  const later = calendar.shift(day, 'next');
  return daysBetween(day, later) <= withinDays ? later : calendar.shift(day, 'prev');
}

/** The day a rule falls on. A result counted in working days is one already and is not shifted. */
export function dueDay(rule: string, anchors: DeadlineAnchors, shift: Shift, calendar: WorkCalendar): Day {
  const deadline = parseDeadline(rule);
  switch (deadline.form) {
    case 'period_end':
      return shift === 'within_week'
        ? moved(periodEnd(periodFor(rule, deadline.unit, anchors)), shift, calendar)
        : lastWorkday(calendar, periodFor(rule, deadline.unit, anchors));
    case 'date': {
      const { year } = partsOfPeriod(periodFor(rule, 'year', anchors));
      return moved(dayFrom(year + deadline.yearsOn, deadline.month, deadline.date), shift, calendar);
    }
    case 'offset': {
      const start = anchorDay(rule, deadline.from, anchors);
      if (deadline.unit === 'wd') return calendar.addWorkdays(start, deadline.count);
      const move = deadline.unit === 'cd' ? addDays : addMonths;
      return moved(move(start, deadline.count), shift, calendar);
    }
  }
}
