import type { Day } from '../../calendar/day.ts';
import type { YearTable } from '../../calendar/workdays.ts';

/**
 * Working days found by walking the calendar one day at a time. It is slow on purpose: the calendar the planner
 * uses is an index, and a second opinion that shared the index would share its mistakes.
 */
export interface WorkingDays {
  isWorking(day: Day): boolean;
  /** The `count`th working day strictly after `day`, or strictly before it for a negative count. */
  walk(day: Day, count: number): Day;
}

const dayMs = 86_400_000;
const shanghaiAheadMs = 8 * 3_600_000;

function midnightUtc(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function step(day: Day, by: 1 | -1): Day {
  return new Date(midnightUtc(day) + by * dayMs).toISOString().slice(0, 10) as Day;
}

export function shanghaiDay(at: Date): Day {
  return new Date(at.getTime() + shanghaiAheadMs).toISOString().slice(0, 10) as Day;
}

/** The instant at which Shanghai clocks read `time` (HH:MM) on `day`. */
export function shanghaiMoment(day: Day, time: string): Date {
  return new Date(`${day}T${time}:00+08:00`);
}

export function workingDays(tables: readonly YearTable[]): WorkingDays {
  const off = new Set<Day>();
  const madeUp = new Set<Day>();
  for (const { holidays, makeUpDays } of tables) {
    for (const { from, to } of holidays) for (let day = from; day <= to; day = step(day, 1)) off.add(day);
    for (const day of makeUpDays) madeUp.add(day);
  }
  const known = new Map<Day, boolean>();
  const isWorking = (day: Day): boolean => {
    const answer = known.get(day);
    if (answer !== undefined) return answer;
    const weekday = new Date(midnightUtc(day)).getUTCDay();
    const working = madeUp.has(day) || (!off.has(day) && weekday !== 0 && weekday !== 6);
    known.set(day, working);
    return working;
  };
  const walked = new Map<string, Day>();
  const walk = (day: Day, count: number): Day => {
    const key = `${day}/${count}`;
    const answer = walked.get(key);
    if (answer !== undefined) return answer;
    let at = day;
    for (let left = Math.abs(count); left > 0; ) {
      at = step(at, count > 0 ? 1 : -1);
      if (isWorking(at)) left -= 1;
    }
    walked.set(key, at);
    return at;
  };
  return { isWorking, walk };
}

/** A period a duty is owed for, with the first and last day of the calendar in it. */
export interface Span {
  readonly period: string;
  readonly first: Day;
  readonly last: Day;
}

/** Every month that has a day in [from, to]. */
export function monthsTouching(from: Day, to: Day): readonly Span[] {
  const spans: Span[] = [];
  for (let first = `${from.slice(0, 7)}-01` as Day; first <= to; ) {
    const period = first.slice(0, 7);
    let next = first;
    while (next.slice(0, 7) === period) next = step(next, 1);
    spans.push({ period, first, last: step(next, -1) });
    first = next;
  }
  return spans;
}
