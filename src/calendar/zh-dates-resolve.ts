import {
  addDays,
  addMonths,
  type Day,
  dayFrom,
  daysBetween,
  daysInMonth,
  existsDay,
  partsOf,
  weekday as weekdayOf,
} from './day.ts';
import { formatDay } from './format.ts';
import { lanternFestival, lunarNewYear, lunarNewYearsEve } from './lunar.ts';
import { firstWorkday, type Period, periodEnd, periodOf, periodStart } from './periods.ts';
import { whenText } from './text.ts';
import type { WorkCalendar } from './workdays.ts';
import type { DayForm, DayPhrase, MonthRef } from './zh-dates-forms.ts';

/** The day a phrase names, or the days it can name (likeliest first) and what to ask. */
export interface DayAnswer {
  readonly days: readonly Day[];
  readonly ask?: { readonly code: string; readonly question: string } | undefined;
}

export interface Today {
  readonly today: Day;
  readonly calendar: WorkCalendar;
}

/** A date without a year that would lie further back than this is more likely next year's. */
const longAgoDays = 183;
/** A far date without a year whose last occurrence is this fresh may be meant in the past. */
const justPassedDays = 31;

function exact(day: Day): DayAnswer {
  return { days: [day] };
}

function ask(code: string, question: string, days: readonly Day[]): DayAnswer {
  return { days: [...new Set(days)], ask: { code, question } };
}

function noSuchDay(year: number, month: number, date: number): DayAnswer {
  if (month < 1 || month > 12) return ask('no_such_day', whenText.noSuchMonth(month), []);
  const nearest =
    date > 31 || date < 1 || year < 1900 ? [] : [dayFrom(year, month, daysInMonth(year, month))];
  return ask('no_such_day', whenText.noSuchDay(month, date), nearest);
}

function resolveDate(form: DayForm & { form: 'date' }, said: string, { today, calendar }: Today): DayAnswer {
  const thisYear = partsOf(today).year;
  const { month, date } = form;
  const year = form.year ?? thisYear;
  if (!existsDay(year, month, date)) return noSuchDay(year, month, date);
  const day = dayFrom(year, month, date);
  if (form.year !== undefined) return exact(day);
  const ahead = daysBetween(today, day);
  const neighbour = ahead < 0 ? thisYear + 1 : thisYear - 1;
  if (!existsDay(neighbour, month, date)) return exact(day);
  const other = dayFrom(neighbour, month, date);
  if (ahead < -longAgoDays) {
    return ask('date_passed', whenText.datePassed(formatDay(day, calendar, today)), [other, day]);
  }
  if (ahead > longAgoDays && daysBetween(other, today) <= justPassedDays) {
    return ask('year_unclear', whenText.yearUnclear(said), [other, day]);
  }
  return exact(day);
}

function resolveDateOfMonth(
  form: DayForm & { form: 'date_of_month' },
  { today, calendar }: Today,
): DayAnswer {
  const inMonth = (monthsOn: number): { year: number; month: number } =>
    partsOf(addMonths(monthStart(today), monthsOn));
  const { year, month } = inMonth(form.monthsOn ?? 0);
  const next = inMonth(1);
  if (!existsDay(year, month, form.date)) {
    const answer = noSuchDay(year, month, form.date);
    const nextDays = existsDay(next.year, next.month, form.date)
      ? [dayFrom(next.year, next.month, form.date)]
      : [];
    return form.monthsOn === undefined ? { ...answer, days: [...answer.days, ...nextDays] } : answer;
  }
  const day = dayFrom(year, month, form.date);
  if (form.monthsOn !== undefined || day >= today) return exact(day);
  const nextDays = existsDay(next.year, next.month, form.date)
    ? [dayFrom(next.year, next.month, form.date)]
    : [];
  return ask('date_passed', whenText.datePassed(formatDay(day, calendar, today)), [...nextDays, day]);
}

function monthStart(day: Day): Day {
  return periodStart(periodOf(day, 'month'));
}

function mondayOf(today: Day, weeksOn = 0): Day {
  return addDays(today, 1 - weekdayOf(today) + weeksOn * 7);
}

function resolveWeekday(
  form: DayForm & { form: 'weekday' },
  said: string,
  { today, calendar }: Today,
): DayAnswer {
  const inWeek = (weeksOn: number): Day => addDays(mondayOf(today, weeksOn), form.weekday - 1);
  const day = inWeek(form.weeksOn ?? 0);
  if (form.isLoose && inWeek(0) > today)
    return ask('week_unclear', whenText.nextWeekday(said), [day, inWeek(0)]);
  if (form.weeksOn !== undefined || day >= today) return exact(day);
  return ask('weekday_passed', whenText.weekdayPassed(formatDay(day, calendar, today)), [inWeek(1), day]);
}

/** The month meant; without a year the one of this year, as for dates. Undefined where there is no such month. */
function periodOfMonth(ref: MonthRef | undefined, today: Day): Period | undefined {
  if (ref === undefined) return periodOf(today, 'month');
  if ('monthsOn' in ref) return periodOf(addMonths(monthStart(today), ref.monthsOn), 'month');
  const year = ref.year ?? partsOf(today).year;
  return existsDay(year, ref.month, 1) ? periodOf(dayFrom(year, ref.month, 1), 'month') : undefined;
}

function resolveNth(form: DayForm & { form: 'nth' }, said: string, { today, calendar }: Today): DayAnswer {
  const period = periodOfMonth(form.month, today);
  const none = ask('no_such_day', whenText.noSuchNth(said), []);
  if (period === undefined || form.nth === 0) return none;
  const [first, last] = [periodStart(period), periodEnd(period)];
  let day: Day;
  if (form.of === 'day') day = form.nth < 0 ? last : addDays(first, form.nth - 1);
  else if (form.of === 'workday') {
    day =
      form.nth < 0
        ? calendar.shift(last, 'prev')
        : calendar.addWorkdays(firstWorkday(calendar, period), form.nth - 1);
  } else if (form.nth < 0) day = addDays(last, -((weekdayOf(last) - form.of + 7) % 7));
  else day = addDays(first, ((form.of - weekdayOf(first) + 7) % 7) + 7 * (form.nth - 1));
  return day < first || day > last ? none : exact(day);
}

function resolveEnd(form: DayForm & { form: 'end' }, said: string, { today, calendar }: Today): DayAnswer {
  let period: Period | undefined;
  if (form.of === 'month') period = periodOfMonth(form.month, today);
  else if (form.of === 'quarter') period = periodOf(today, 'quarter');
  else period = String(form.year ?? partsOf(today).year);
  if (period === undefined) return ask('no_such_day', whenText.noSuchNth(said), []);
  const last = periodEnd(period);
  const lastWork = calendar.shift(last, 'prev');
  if (last !== lastWork) return ask('end_unclear', whenText.end(said), [lastWork, last]);
  // 年底 in speech is any of the last weeks of the year; a month or a quarter ends on one day.
  if (form.of !== 'year') return exact(last);
  return ask('end_unclear', whenText.confirm(said, formatDay(last, calendar, today)), [last]);
}

const fixedFestivals: Readonly<Record<string, string>> = {
  元旦: '01-01',
  五一: '05-01',
  劳动节: '05-01',
  七一: '07-01',
  建党: '07-01',
  八一: '08-01',
  十一: '10-01',
  国庆: '10-01',
};

/** Festivals of the lunar calendar, by the year in which that lunar year begins. */
const lunarFestivals: Readonly<Record<string, (year: number) => Day | undefined>> = {
  除夕: lunarNewYearsEve,
  春节: lunarNewYear,
  元宵: lanternFestival,
};

function resolveFestival(
  form: DayForm & { form: 'festival' },
  said: string,
  { today, calendar }: Today,
): DayAnswer {
  const { year } = partsOf(today);
  const fixed = fixedFestivals[form.name];
  const spans = calendar.years().flatMap((table) => table.holidays);
  const days = [year, year + 1].flatMap((y) => {
    const start = fixed && dayFrom(y, Number(fixed.slice(0, 2)), Number(fixed.slice(3)));
    const span = spans.find(({ name, from, to }) =>
      start ? from <= start && start <= to : name.includes(form.name) && partsOf(from).year === y,
    );
    const lunar = lunarFestivals[form.name]?.(y);
    const first = start || lunar || span?.from;
    if (first === undefined) return [];
    if (form.side === 'on') return [first];
    if (form.side === 'before') return [calendar.addWorkdays(span?.from ?? first, -1), addDays(first, -1)];
    return [calendar.addWorkdays(span?.to ?? first, 1), addDays(first, 1)];
  });
  const ahead = days.filter((day) => day >= today && daysBetween(today, day) < 366).slice(0, 2);
  return ask('festival', whenText.festival(said), ahead);
}

function resolveForm(form: DayForm, said: string, at: Today): DayAnswer {
  switch (form.form) {
    case 'relative':
      return exact(addDays(at.today, form.days));
    case 'workdays_on':
      return exact(at.calendar.addWorkdays(at.today, form.days));
    case 'weekday':
      return resolveWeekday(form, said, at);
    case 'date':
      return resolveDate(form, said, at);
    case 'date_of_month':
      return resolveDateOfMonth(form, at);
    case 'nth':
      return resolveNth(form, said, at);
    case 'end':
      return resolveEnd(form, said, at);
    case 'weekend': {
      const saturday = addDays(mondayOf(at.today, form.weeksOn), 5);
      return ask('weekend', whenText.weekend(said), [saturday, addDays(saturday, 1)]);
    }
    case 'week': {
      const monday = mondayOf(at.today, form.weeksOn);
      const days = [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(monday, n)).filter((day) => day >= at.today);
      return ask(
        'week_only',
        whenText.week(said),
        days.filter((day) => at.calendar.isWorkday(day)),
      );
    }
    case 'vague':
      return ask('vague', whenText.vague(said), []);
    case 'festival':
      return resolveFestival(form, said, at);
  }
}

export function resolveDay(phrase: DayPhrase, said: string, at: Today): DayAnswer {
  const answer = resolveForm(phrase.said, said, at);
  const [day] = answer.days;
  if (phrase.doubt === 'unclear') return ask('vague', whenText.vague(said), []);
  if (phrase.until) {
    const last = resolveForm(phrase.until, said, at);
    return ask('day_range', whenText.dayRange(said), [...answer.days, ...last.days]);
  }
  if (answer.ask || day === undefined) return answer;
  const printed = formatDay(day, at.calendar, at.today);
  if (phrase.beside !== undefined && weekdayOf(day) !== phrase.beside) {
    const sameWeek = addDays(day, phrase.beside - weekdayOf(day));
    return ask('weekday_mismatch', whenText.otherWeekday(printed, phrase.beside), [day, sameWeek]);
  }
  switch (phrase.doubt) {
    case undefined:
      return answer;
    case 'confirm':
      return ask('confirm_day', whenText.confirm(said, printed), answer.days);
    case 'numbers':
      return ask('numbers', whenText.numbers(said, printed), answer.days);
    case 'about':
      return ask('about_day', whenText.about(said), answer.days);
    case 'recurring':
      return ask('recurring', whenText.recurring(said), answer.days);
  }
}
