import type { Day } from '../../calendar/day.ts';
import type { RosterOrg } from '../../org/types.ts';
import type { Seats } from './seats.ts';
import { step, type WorkingDays, walkOver } from './working-days.ts';

/** An approved closure of an organisation and all below it, or of everything; both days are included. */
export interface AuditedClosure {
  readonly org?: string | undefined;
  readonly from: Day;
  readonly to: Day;
  /** The first day on which it was known in the morning: what was told before is not judged by it. Absent: always. */
  readonly since?: Day | undefined;
}

/** Days on which the system was down; both are included. */
export interface AuditedOutage {
  readonly from: Day;
  readonly to: Day;
}

/** The clocks of slips: they stand still on days of a closure or an outage (duties.md b.3, rule 5). */
export interface Clocks {
  /** Nothing leaves on a day of an outage, nor on a day that is no working day. */
  isSending(day: Day): boolean;
  isRunning(org: RosterOrg, day: Day): boolean;
  /** The `count`th day after `day` on which the clock of this organisation runs, by what is known on the day `knownOn`. */
  walk(org: RosterOrg, day: Day, count: number, knownOn: Day): Day;
  /** Whether one outage covers all of [first, last]. */
  isDownThroughout(first: Day, last: Day): boolean;
}

export function clocksOf(
  days: WorkingDays,
  seats: Seats,
  closures: readonly AuditedClosure[],
  outages: readonly AuditedOutage[],
): Clocks {
  const down = new Set<Day>();
  for (const { from, to } of outages) for (let day = from; day <= to; day = step(day, 1)) down.add(day);
  const closedFor = new Map<string, readonly AuditedClosure[]>();
  const closuresOf = (org: RosterOrg): readonly AuditedClosure[] => {
    if (closures.length === 0) return closures;
    const known = closedFor.get(org.code);
    if (known) return known;
    const codes = new Set(seats.line(org).map((one) => one.code));
    const found = closures.filter(({ org: closed }) => closed === undefined || codes.has(closed));
    closedFor.set(org.code, found);
    return found;
  };
  const isSending = (day: Day): boolean => days.isWorking(day) && !down.has(day);
  const isRunning = (org: RosterOrg, day: Day, knownOn: Day): boolean =>
    isSending(day) &&
    !closuresOf(org).some(
      ({ from, to, since }) => from <= day && day <= to && (since === undefined || since <= knownOn),
    );
  return {
    isSending,
    isRunning: (org, day) => isRunning(org, day, day),
    walk: (org, day, count, knownOn) =>
      down.size === 0 && closuresOf(org).length === 0
        ? days.walk(day, count)
        : walkOver((one) => isRunning(org, one, knownOn), day, count),
    isDownThroughout: (first, last) => outages.some(({ from, to }) => from <= first && last <= to),
  };
}
