import type { Day } from '../../src/calendar/day.ts';
import { nextPeriod, type Period, periodOf, periodStart } from '../../src/calendar/periods.ts';
import type { DutyDef } from '../../src/duties/catalogue.ts';
import { type DutyInstance, isSettled } from '../../src/duties/instance.ts';
import { type PlanScope, periodPlan } from '../../src/duties/plan.ts';
import type { Org } from '../../src/org/types.ts';

/** One duty of one organisation over a year. */
export interface YearRow {
  readonly duty: DutyDef;
  readonly done: number;
  readonly late: number;
  /** How often it is owed: what there is, and what the rules will make of the rest of the year. */
  readonly total: number;
  /** The nearest due day of what is not settled. */
  readonly next: Day | undefined;
}

/** The periods of a duty that begin in a year. */
export function periodsIn(year: number, unit: 'month' | 'quarter' | 'half' | 'year'): readonly Period[] {
  const periods: Period[] = [];
  for (
    let period = periodOf(periodStart(String(year)), unit);
    periodStart(period) < periodStart(String(year + 1));
    period = nextPeriod(period)
  ) {
    periods.push(period);
  }
  return periods;
}

/**
 * What one year owes: of what recurs, the periods of that year, also where the day lies in the next (a fourth
 * quarter's report); of what an event opens, what is due in it.
 */
export function isOfYear(
  { period, heldBy }: { readonly period: string; readonly heldBy: Day },
  year: number,
): boolean {
  return (period.startsWith('ev:') ? heldBy : period).startsWith(String(year));
}

/** Where neither an instance nor a rule says more: an event's duty of which nothing happened is listed with zero. */
export function yearRow(
  duty: DutyDef,
  org: Org,
  year: number,
  known: readonly DutyInstance[],
  scope: PlanScope,
): YearRow | undefined {
  const ofDuty = known.filter((one) => one.duty === duty.id);
  const ahead = 'every' in duty.cadence ? stillToMake(duty, org, year, ofDuty, scope) : [];
  const all = [...ofDuty, ...ahead];
  if (all.length === 0 && 'every' in duty.cadence) return undefined;
  const open = all.filter(({ state }) => !isSettled(state));
  return {
    duty,
    done: all.filter(({ state }) => state === 'done' || state === 'done_late').length,
    late: open.filter(({ state }) => state === 'overdue').length,
    total: all.filter(({ state }) => state !== 'not_applicable' && state !== 'void').length,
    next: open.map(({ heldBy }) => heldBy).sort()[0],
  };
}

function stillToMake(
  duty: DutyDef,
  org: Org,
  year: number,
  known: readonly DutyInstance[],
  scope: PlanScope,
): readonly DutyInstance[] {
  if (!('every' in duty.cadence)) return [];
  const made = new Set(known.map(({ period }) => period));
  return periodsIn(year, duty.cadence.every)
    .filter((period) => !made.has(period))
    .flatMap((period) => periodPlan(duty, period, scope)(org) ?? []);
}
