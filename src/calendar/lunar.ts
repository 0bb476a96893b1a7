import { addDays, asDay, type Day, partsOf } from './day.ts';

/**
 * 正月初一 by year, after GB/T 33661-2017 (calculation of the Chinese calendar). A table, because the calendar built
 * into the runtime is off by a day when the new moon falls near midnight (2027, 2030).
 */
const newYears = new Map(
  (
    '2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03 2031-01-23 2032-02-11 ' +
    '2033-01-31 2034-02-19 2035-02-08 2036-01-28 2037-02-15 2038-02-04 2039-01-24 2040-02-12'
  )
    .split(' ')
    .map((text): [number, Day] => [partsOf(asDay(text)).year, asDay(text)]),
);

/** The first day of the lunar year that begins in this year; undefined beyond the table. */
export function lunarNewYear(year: number): Day | undefined {
  return newYears.get(year);
}

/** 除夕: the last day of the lunar year before. */
export function lunarNewYearsEve(year: number): Day | undefined {
  const first = lunarNewYear(year);
  return first && addDays(first, -1);
}

/** 元宵: the fifteenth day. */
export function lanternFestival(year: number): Day | undefined {
  const first = lunarNewYear(year);
  return first && addDays(first, 14);
}
