import type { Day } from '../../calendar/day.ts';
import type { YearTable } from '../../calendar/workdays.ts';

/**
 * Working days found by walking the calendar one day at a time. It is plain on purpose: the calendar the planner
 * uses is an index, and a second opinion that shared the index would share its mistakes. Each walk is kept, as
 * a year of a province asks for the same few again and again.
 */
export interface WorkingDays {
  isWorking(day: Day): boolean;
  /** The `count`th working day strictly after `day`, or strictly before it for a negative count; `day` for 0. */
  walk(day: Day, count: number): Day;
  /** The day itself if it is a working day, else the first one after it or the last one before it. */
  shift(day: Day, to: 'next' | 'prev'): Day;
  /** How many working days lie after `from` up to and including `to`. */
  count(from: Day, to: Day): number;
}

const dayMs = 86_400_000;
const shanghaiAheadMs = 8 * 3_600_000;

function midnightUtc(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));
}

const stepped = { [-1]: new Map<Day, Day>(), 1: new Map<Day, Day>() };

/** The day after or before; every day is worked out once. */
export function step(day: Day, by: 1 | -1): Day {
  const known = stepped[by].get(day);
  if (known !== undefined) return known;
  const found = new Date(midnightUtc(day) + by * dayMs).toISOString().slice(0, 10) as Day;
  stepped[by].set(day, found);
  return found;
}

export function shanghaiDay(at: Date): Day {
  return new Date(at.getTime() + shanghaiAheadMs).toISOString().slice(0, 10) as Day;
}

/** The instant at which Shanghai clocks read `time` (HH:MM) on `day`. */
export function shanghaiMoment(day: Day, time: string): Date {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return new Date(midnightUtc(day) + minutes * 60_000 - shanghaiAheadMs);
}

/** A number of steps over the days of which `isCounted` is true; 0 stays where it is. */
export function walkOver(isCounted: (day: Day) => boolean, day: Day, count: number): Day {
  let at = day;
  for (let left = Math.abs(count); left > 0; ) {
    at = step(at, count > 0 ? 1 : -1);
    if (isCounted(at)) left -= 1;
  }
  return at;
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
  const walked = new Map<number, Map<Day, Day>>();
  const walk = (day: Day, count: number): Day => {
    const ofCount = walked.get(count) ?? new Map<Day, Day>();
    walked.set(count, ofCount);
    const answer = ofCount.get(day) ?? walkOver(isWorking, day, count);
    ofCount.set(day, answer);
    return answer;
  };
  return {
    isWorking,
    walk,
    shift: (day, to) => (isWorking(day) ? day : walk(day, to === 'next' ? 1 : -1)),
    count: (from, to) => {
      let counted = 0;
      for (let day = step(from, 1); day <= to; day = step(day, 1)) if (isWorking(day)) counted += 1;
      return counted;
    },
  };
}
