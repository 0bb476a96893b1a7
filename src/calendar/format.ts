import { type Day, dayOf, partsOf, timeOf, weekday } from './day.ts';
import { type Period, partsOfPeriod } from './periods.ts';
import { dayText } from './text.ts';
import type { WorkCalendar } from './workdays.ts';

/** The only place that prints dates. The year is shown when it is not the year of `today`. */
export function formatDayShort(day: Day, today?: Day | undefined): string {
  const { year, month, date } = partsOf(day);
  const hasOtherYear = today !== undefined && partsOf(today).year !== year;
  return (hasOtherYear ? dayText.year(year) : '') + dayText.monthDay(month, date);
}

/** With the weekday and, when a calendar is given, what kind of day it is and whether that is provisional. */
export function formatDay(day: Day, calendar?: WorkCalendar | undefined, today?: Day | undefined): string {
  const aside = dayText.aside([
    dayText.weekday(weekday(day)),
    calendar ? dayText.kind(calendar.describe(day)) : '',
    calendar?.isProvisional(day) ? dayText.provisional : '',
  ]);
  return formatDayShort(day, today) + aside;
}

export function formatDayTime(
  instant: Date,
  calendar?: WorkCalendar | undefined,
  today?: Day | undefined,
): string {
  return formatDay(dayOf(instant), calendar, today) + timeOf(instant);
}

export function formatPeriod(period: Period, today?: Day | undefined): string {
  const { unit, year, number } = partsOfPeriod(period);
  if (unit === 'year') return dayText.year(year);
  const name = dayText[unit](number);
  return (today !== undefined && partsOf(today).year !== year ? dayText.year(year) : '') + name;
}
