import { addDays, type Day, partsOf } from './day.ts';
import { type Period, periodOf, periodStart } from './periods.ts';

const quarterOf: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4 };

const monthWords = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

const before = (today: Day, unit: 'month' | 'quarter' | 'year'): Period =>
  periodOf(addDays(periodStart(periodOf(today, unit)), -1), unit);

const year = '(?:(\\d{4})\\s*年?\\s*)?';

/** Each way of naming a stretch of the year, the longest words first. */
const forms: readonly (readonly [RegExp, (today: Day, groups: readonly string[]) => Period | undefined])[] = [
  [/(\d{4}-(?:(?:0[1-9]|1[0-2])|[Qq][1-4]|[Hh][12]))(?!\d)/u, (_, [key = '']) => key.toUpperCase()],
  [/本月|这个月|当月/u, (today) => periodOf(today, 'month')],
  [/上个?月/u, (today) => before(today, 'month')],
  [/本季度?|这个季度/u, (today) => periodOf(today, 'quarter')],
  [/上个?季度?/u, (today) => before(today, 'quarter')],
  [/去年|上年/u, (today) => before(today, 'year')],
  [
    new RegExp(`${year}第?([一二三四1-4])季度`, 'u'),
    (today, [y, quarter = '']) => `${y || partsOf(today).year}-Q${quarterOf[quarter] ?? Number(quarter)}`,
  ],
  [
    new RegExp(`${year}([上下])半年`, 'u'),
    (today, [y, half]) => `${y || partsOf(today).year}-H${half === '上' ? 1 : 2}`,
  ],
  [
    new RegExp(`${year}(1[0-2]|0?[1-9])\\s*月份?(?!\\d|\\s*\\d+[日号])`, 'u'),
    (today, [y, month = '']) => `${y || partsOf(today).year}-${month.padStart(2, '0')}`,
  ],
  [
    new RegExp(`${year}(十[一二]?|[一二三四五六七八九])月份?(?![一二三四五六七八九十\\d]+[日号])`, 'u'),
    (today, [y, month = '']) =>
      `${y || partsOf(today).year}-${String(monthWords.indexOf(month) + 1).padStart(2, '0')}`,
  ],
  [/(?<![\dA-Za-z-])((?:19|20)\d{2})(?!\d)\s*(?:年度?)?(?!\s*\d+月)/u, (_, [y = '']) => y],
  [/今年|本年度?|全年/u, (today) => periodOf(today, 'year')],
];

/** The stretch of time a line names (上月, 第一季度, 2026年3月, 全年), and the line without it. */
export function readPeriod(
  line: string,
  today: Day,
): { readonly period: Period; readonly rest: string } | undefined {
  for (const [pattern, periodAt] of forms) {
    const match = pattern.exec(line);
    const period = match ? periodAt(today, match.slice(1)) : undefined;
    if (match && period) {
      return { period, rest: line.replace(match[0], ' ').replace(/\s+/gu, ' ').trim() };
    }
  }
  return undefined;
}
