import type { z } from 'zod';
import { tableFlaws as words } from '../text/calendar-command.ts';
import { type Day, partsOf } from './day.ts';
import type { YearTable } from './workdays.ts';

/** What does not fit the shape, in sentences that name the field and, in a list, its place. */
export function shapeFlaws({ issues }: z.ZodError): readonly string[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map(words.unknownField);
    const [field, at, part] = issue.path;
    if (field === undefined) return words.notATable;
    const place =
      typeof at === 'number' ? words.place(String(field), at + 1, part?.toString()) : String(field);
    return words.field(place, formOf(String(part ?? field), at !== undefined));
  });
}

function formOf(field: string, isInside: boolean): string {
  const { list, holiday, ...forms } = words.forms;
  if (field in forms) return forms[field as keyof typeof forms];
  if (!isInside) return list;
  return field === 'makeUpDays' ? forms.from : holiday;
}

/** What an own table may not say, in sentences: days of another year, or an announced year without a holiday. */
export function yearFlaws({ year, status, holidays, makeUpDays }: YearTable): readonly string[] {
  const isOwn = (day: Day): boolean => partsOf(day).year === year;
  const strangers = holidays.flatMap(({ name, from, to }) => {
    const begins = isOwn(from) || (isOwn(to) && isLastOfYearBefore(from, year));
    return [...(begins ? [] : [from]), ...(isOwn(to) || from === to ? [] : [to])].map((day) =>
      words.holidayElsewhere(name, day, year),
    );
  });
  // A New Year's holiday that begins in December is made up for in December too (29 December 2018).
  const reachesBack = holidays.some(({ from, to }) => !isOwn(from) && isOwn(to));
  for (const day of makeUpDays) {
    if (isOwn(day) || (reachesBack && isLastOfYearBefore(day, year))) continue;
    strangers.push(words.makeUpElsewhere(day, year));
  }
  if (status === 'announced' && holidays.length === 0) strangers.push(words.noHoliday(year));
  return strangers;
}

const lastDaysFrom = 25;

function isLastOfYearBefore(day: Day, year: number): boolean {
  const parts = partsOf(day);
  return parts.year === year - 1 && parts.month === 12 && parts.date >= lastDaysFrom;
}
