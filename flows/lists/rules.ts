import type { Day } from '../../src/calendar/day.ts';
import { isPeriod, periodStart } from '../../src/calendar/periods.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import { type DutyInstance, isSettled } from '../../src/duties/instance.ts';
import type { LocalRules, Override } from '../../src/duties/overrides/local-rules.ts';
import { type PlanScope, periodPlan } from '../../src/duties/planning/plan.ts';
import type { Org } from '../../src/org/types.ts';
import { type OwnRule, ownRules, periodsIn, type RuleSpan, ruleSpans } from './own-rules.ts';

/** One duty of one organisation over a year. */
export interface YearRow {
  readonly duty: DutyDef;
  readonly done: number;
  readonly late: number;
  /** How often it is owed: what there is, and what the rules will make of the rest of the year. */
  readonly total: number;
  /** The nearest due day of what is not settled. */
  readonly next: Day | undefined;
  /** What was prescribed otherwise there (本级规定). */
  readonly own: readonly OwnRule[];
  /** By an own rule nothing of it is owed that year, or no longer when something happens. */
  readonly isOff: boolean;
}

/** What the rows of a year are worked out from. */
interface YearPlan extends Pick<LocalRules, 'definitionFor'> {
  readonly scope: PlanScope;
  readonly overrides: readonly Override[];
  readonly today: Day;
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

/**
 * Where neither an instance nor a rule says more: an event's duty of which nothing happened is listed with zero. The row
 * of the duty is the one that holds at the end of the year, or last before it was switched off.
 */
export function yearRow(
  duty: DutyDef,
  org: Org,
  year: number,
  known: readonly DutyInstance[],
  plan: YearPlan,
): YearRow | undefined {
  const spans = ruleSpans(duty, org.code, year, plan);
  const ofDuty = known.filter((one) => one.duty === duty.id);
  const made = ofDuty.flatMap((one) => asRuled(one, duty, org, plan) ?? []);
  const all = [...made, ...stillToMake(duty, org, year, ofDuty, plan.scope)];
  const open = all.filter(({ state }) => !isSettled(state));
  const total = all.filter(({ state }) => state !== 'not_applicable' && state !== 'void').length;
  const isOwed = 'every' in duty.cadence ? total > 0 : open.length > 0;
  const isOff = !isOwed && isSwitchedOff(duty, org, year, spans, plan);
  if (all.length === 0 && !isOff && 'every' in duty.cadence) return undefined;
  return {
    duty: (spans.findLast(({ local }) => local.active) ?? spans.at(-1))?.local.duty ?? duty,
    done: all.filter(({ state }) => state === 'done' || state === 'done_late').length,
    late: open.filter(({ state }) => state === 'overdue').length,
    total,
    next: open.map(({ heldBy }) => heldBy).sort()[0],
    own: ownRules(spans),
    isOff,
  };
}

/** What has not begun goes by the rules of today at once, as the next planning will have it. */
function asRuled(
  instance: DutyInstance,
  duty: DutyDef,
  org: Org,
  { scope, definitionFor, today }: YearPlan,
): DutyInstance | undefined {
  const { state, round, period } = instance;
  const isAhead = state === 'planned' && round === 0 && isPeriod(period) && periodStart(period) > today;
  if (!isAhead) return instance;
  if (!definitionFor(org.code, duty.id, periodStart(period)).active) return undefined;
  return { ...instance, heldBy: periodPlan(duty, period, scope)(org)?.heldBy ?? instance.heldBy };
}

/** Whether it is an own rule for which nothing is owed: an event's duty today; of what recurs, what would be owed else. */
function isSwitchedOff(
  duty: DutyDef,
  org: Org,
  year: number,
  spans: readonly RuleSpan[],
  { scope, definitionFor, today }: YearPlan,
): boolean {
  if (!spans.some(({ local }) => !local.active)) return false;
  if (!('every' in duty.cadence)) {
    const now = spans.findLast(({ from }) => from <= today) ?? spans[0];
    return now?.local.active === false;
  }
  const definitionOf: PlanScope['definitionOf'] = (code, { id }, day) => definitionFor(code, id, day).duty;
  return stillToMake(duty, org, year, [], { ...scope, definitionOf }).length > 0;
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
