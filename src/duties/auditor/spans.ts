import type { Day } from '../../calendar/day.ts';
import { step } from './working-days.ts';

/** A period a duty is owed for, with the first and last day of the calendar in it. */
export interface Span {
  readonly period: string;
  readonly first: Day;
  readonly last: Day;
}

export type SpanUnit = 'month' | 'quarter' | 'half' | 'year';

const monthsIn: Readonly<Record<SpanUnit, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/** The name of the period of `unit` that `day` lies in: 2026-02, 2026-Q1, 2026-H1, 2026. */
function periodNamed(day: Day, unit: SpanUnit): string {
  const year = day.slice(0, 4);
  const month = Number(day.slice(5, 7));
  if (unit === 'month') return day.slice(0, 7);
  if (unit === 'quarter') return `${year}-Q${month < 4 ? 1 : month < 7 ? 2 : month < 10 ? 3 : 4}`;
  if (unit === 'half') return `${year}-H${month < 7 ? 1 : 2}`;
  return year;
}

/** The same date some months later or earlier; the last of the month where it has no such date. */
export function monthsLater(day: Day, months: number): Day {
  const target = (Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months) | 0;
  const month = `${String(Math.floor(target / 12)).padStart(4, '0')}-${String((target % 12) + 1).padStart(2, '0')}`;
  for (let date = Number(day.slice(8, 10)); ; date -= 1) {
    const candidate = `${month}-${String(date).padStart(2, '0')}` as Day;
    const real = new Date(`${candidate}T00:00:00Z`);
    if (!Number.isNaN(real.getTime()) && real.toISOString().slice(0, 10) === candidate) return candidate;
  }
}

/** Every period of `unit` that has a day in [from, to], found by walking its days. */
export function spansTouching(unit: SpanUnit, from: Day, to: Day): readonly Span[] {
  const spans: Span[] = [];
  let first = `${from.slice(0, 7)}-01` as Day;
  while (periodNamed(monthsLater(first, -1), unit) === periodNamed(first, unit))
    first = monthsLater(first, -1);
  while (first <= to) {
    const next = monthsLater(first, monthsIn[unit]);
    spans.push({ period: periodNamed(first, unit), first, last: step(next, -1) });
    first = next;
  }
  return spans;
}
