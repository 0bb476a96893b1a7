import { addDays, type Day } from '../../src/calendar/day.ts';
import { nextPeriod, periodOf, periodStart } from '../../src/calendar/periods.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { localPlan } from '../../src/duties/overrides/local-plan.ts';
import { type PlanScope, periodPlan } from '../../src/duties/planning/plan.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import type { Org } from '../../src/org/types.ts';

/** What recurs, is due in some days and has no instance: still to be made, or from before the product was in use. */
export interface Unmade {
  readonly ahead: readonly DutyInstance[];
  readonly before: readonly DutyInstance[];
}

/**
 * The catalogue as it holds for one organisation, laid over `from` to `to` (both included): a quarter holds three
 * theme days also in its first week, when two of them are not made yet. `known` are the instances there are.
 */
export async function unmadeBetween(
  context: FlowContext,
  code: string,
  from: Day,
  to: Day,
  known: readonly DutyInstance[],
): Promise<Unmade> {
  const org = context.directory.org(code);
  if (!org) return { ahead: [], before: [] };
  const { scope } = await localPlan(context);
  const made = new Set(known.map(({ key }) => key));
  const unmade = (within: PlanScope): DutyInstance[] =>
    context.catalogue.duties
      .filter(({ owner }) => owner.level === org.level)
      .flatMap((duty) => plannedBetween(duty, org, from, to, within))
      .filter(({ key }) => !made.has(key));
  const owed = unmade(scope);
  const keys = new Set(owed.map(({ key }) => key));
  const sinceEver = unmade({ ...scope, goLiveOn: from });
  return {
    // What a later roster added after its day is not owed.
    ahead: owed.filter(({ heldBy }) => heldBy >= context.today),
    before: sinceEver.filter(({ key, heldBy }) => !keys.has(key) && heldBy < scope.goLiveOn),
  };
}

function plannedBetween(duty: DutyDef, org: Org, from: Day, to: Day, scope: PlanScope): DutyInstance[] {
  if (!('every' in duty.cadence)) return [];
  const { every } = duty.cadence;
  const found: DutyInstance[] = [];
  // Also what a period owes after its end: the last quarter's report is due in this one.
  const first = periodOf(addDays(periodStart(periodOf(from, every)), -1), every);
  for (let period = first; periodStart(period) <= to; period = nextPeriod(period)) {
    const planned = periodPlan(duty, period, scope)(org);
    if (planned && planned.heldBy >= from && planned.heldBy <= to) found.push(planned);
  }
  return found;
}
