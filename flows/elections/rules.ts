import { addMonths, type Day, daysBetween } from '../../src/calendar/day.ts';
import type { Org } from '../../src/org/types.ts';

/** The day a term ends; undefined for an organisation that is appointed, or whose election nobody entered. */
export function termEnd({ electedOn, termYears }: Pick<Org, 'electedOn' | 'termYears'>): Day | undefined {
  return electedOn === undefined || termYears === undefined
    ? undefined
    : addMonths(electedOn, 12 * termYears);
}

export interface Span {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

/** Whole months from one day to a later one, and the days as such where it is less than a month. */
export function spanUntil(from: Day, to: Day): Span {
  let months = 0;
  while (addMonths(from, months + 1) <= to) months += 1;
  return { years: Math.floor(months / 12), months: months % 12, days: daysBetween(from, to) };
}
