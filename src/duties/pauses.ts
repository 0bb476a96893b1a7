import { addDays, type Day } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Directory } from '../org/directory.ts';

/**
 * Days, both included, on which the clock of a slip stands: a closure, an outage of the system, or days on which an
 * administrator had stopped all messages (both without `org`).
 */
export interface Pause {
  readonly org: string | null;
  readonly from: Day;
  readonly to: Day;
  /** Planning went on; only nothing left. */
  readonly isStop?: boolean | undefined;
}

/** Nothing was planned on these days. */
export function isOutage({ org, isStop }: Pause): boolean {
  return org === null && isStop !== true;
}

/** The pauses that hold for an organisation: its own, those of an organisation above it, and everybody's. */
export function pausesOf(directory: Directory, org: string, pauses: readonly Pause[]): readonly Pause[] {
  if (pauses.length === 0) return pauses;
  const above = new Set([org, ...directory.superiorsOf(org).map(({ code }) => code)]);
  return pauses.filter((pause) => pause.org === null || above.has(pause.org));
}

/**
 * Nobody can have heard of it: its window opened and closed while the system was down. Such an instance is left to
 * the planning, which knows what its duty declares for that case.
 */
export function isHidden(
  { opensOn, heldBy }: { readonly opensOn: Day; readonly heldBy: Day },
  pauses: readonly Pause[],
): boolean {
  return pauses.some((pause) => isOutage(pause) && pause.from <= opensOn && heldBy <= pause.to);
}

/** The same calendar without the paused days. Ladders count on it; due days do not (duties.md e.1, b.3 rule 5). */
export function pausedCalendar(calendar: WorkCalendar, pauses: readonly Pause[]): WorkCalendar {
  if (pauses.length === 0) return calendar;
  const isPaused = (day: Day): boolean => pauses.some(({ from, to }) => from <= day && day <= to);
  const isWorkday = (day: Day): boolean => calendar.isWorkday(day) && !isPaused(day);
  const addWorkdays = (day: Day, n: number): Day => {
    const step = n < 0 ? -1 : 1;
    let at = day;
    for (let left = Math.abs(n); left > 0; ) {
      at = addDays(at, step);
      if (isWorkday(at)) left -= 1;
    }
    return at;
  };
  const workdaysBetween = (a: Day, b: Day): number => {
    if (b < a) return -workdaysBetween(b, a);
    let count = calendar.workdaysBetween(a, b);
    const counted = new Set<Day>();
    for (const { from, to } of pauses) {
      for (let day = from > a ? from : addDays(a, 1); day <= to && day <= b; day = addDays(day, 1)) {
        if (!counted.has(day) && calendar.isWorkday(day)) count -= 1;
        counted.add(day);
      }
    }
    return count;
  };
  return {
    ...calendar,
    isWorkday,
    addWorkdays,
    workdaysBetween,
    shift: (day, direction) => (isWorkday(day) ? day : addWorkdays(day, direction === 'next' ? 1 : -1)),
  };
}
