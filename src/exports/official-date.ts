import { type Day, partsOf } from '../calendar/day.ts';
import { formatPeriod } from '../calendar/format.ts';
import { type Period, partsOfPeriod } from '../calendar/periods.ts';
import { words } from './text.ts';

/** 2026年3月5日: Arabic digits, the whole year, no leading zeros. */
export function officialDate(day: Day): string {
  const { year, month, date } = partsOf(day);
  return words.date(year, month, date);
}

/** 2026年2月, 2026年第一季度, 2026年: a paper is read when the year is another one. */
export function officialPeriod(period: Period): string {
  const { unit, year } = partsOfPeriod(period);
  return unit === 'year' ? formatPeriod(period) : words.year(year) + formatPeriod(period);
}
