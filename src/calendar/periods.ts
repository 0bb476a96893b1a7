import { AppError } from '../core/errors.ts';
import { addDays, addMonths, type Day, dayFrom, partsOf } from './day.ts';
import type { WorkCalendar } from './workdays.ts';

/** A stable key: 2026-02, 2026-Q1, 2026-H1 or 2026. */
export type Period = string;

export type PeriodUnit = 'month' | 'quarter' | 'half' | 'year';

const monthsIn: Record<PeriodUnit, number> = { month: 1, quarter: 3, half: 6, year: 12 };

interface PeriodParts {
  readonly unit: PeriodUnit;
  readonly year: number;
  /** Which one of its kind within the year, from 1. */
  readonly number: number;
}

export function partsOfPeriod(period: Period): PeriodParts {
  const match = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?$/.exec(period);
  if (!match) throw new AppError('invalid', 'period_malformed', `"${period}" is not a period key`);
  const [, year, month, quarter, half] = match;
  if (month) return { unit: 'month', year: Number(year), number: Number(month) };
  if (quarter) return { unit: 'quarter', year: Number(year), number: Number(quarter) };
  if (half) return { unit: 'half', year: Number(year), number: Number(half) };
  return { unit: 'year', year: Number(year), number: 1 };
}

export function isPeriod(text: string): boolean {
  return /^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$/.test(text);
}

export function periodOf(day: Day, unit: PeriodUnit): Period {
  const { year, month } = partsOf(day);
  const number = Math.ceil(month / monthsIn[unit]);
  switch (unit) {
    case 'month':
      return day.slice(0, 7);
    case 'quarter':
      return `${year}-Q${number}`;
    case 'half':
      return `${year}-H${number}`;
    case 'year':
      return String(year);
  }
}

export function periodStart(period: Period): Day {
  const { unit, year, number } = partsOfPeriod(period);
  return dayFrom(year, (number - 1) * monthsIn[unit] + 1, 1);
}

function startAfter(period: Period): Day {
  return addMonths(periodStart(period), monthsIn[partsOfPeriod(period).unit]);
}

export function periodEnd(period: Period): Day {
  return addDays(startAfter(period), -1);
}

export function nextPeriod(period: Period): Period {
  return periodOf(startAfter(period), partsOfPeriod(period).unit);
}

export function firstWorkday(calendar: WorkCalendar, period: Period): Day {
  return calendar.shift(periodStart(period), 'next');
}

export function lastWorkday(calendar: WorkCalendar, period: Period): Day {
  return calendar.shift(periodEnd(period), 'prev');
}
