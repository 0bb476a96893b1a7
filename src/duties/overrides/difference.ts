import type { Reader } from '../../../db/client.ts';
import type { Day } from '../../calendar/day.ts';
import { type Period, type PeriodUnit, periodStart } from '../../calendar/periods.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import type { Directory } from '../../org/directory.ts';
import type { Org } from '../../org/types.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';
import { type DutyInstance, instanceKey } from '../instance.ts';
import { takesRules } from '../planning/generate.ts';
import { periodPlan } from '../planning/plan.ts';
import { type Portion, portionsAround } from '../planning/portions.ts';
import { countMade, madeFor, planWords, switchedOffIn } from '../planning/replan.ts';
import type { LocalRules } from './local-rules.ts';
import { periodFrom } from './plausible.ts';

/** What differs between two sets of rules: the duty as it is planned by both, and what is made of it already. */
export interface RuleDifference {
  /** The first period in which something differs, among those that are planned or the one the rule begins with. */
  readonly period: Period | undefined;
  /** Due days that differ then, and for how many organisations. */
  readonly dates: readonly { readonly from: Day; readonly to: Day; readonly orgs: number }[];
  /** Organisations that owe it from then on, or no more, or by other rules on the same day. */
  readonly started: number;
  readonly stopped: number;
  readonly otherwise: number;
  /** What is made already and will follow. */
  readonly made: readonly DutyInstance[];
  /** How many are made and stay: dated, settled or overdue by now, or due in the past by the new rule. */
  readonly staying: number;
}

export const noDifference: RuleDifference = {
  ...{ period: undefined, dates: [], started: 0, stopped: 0, otherwise: 0 },
  ...{ made: [], staying: 0 },
};

export interface Compared {
  readonly duty: DutyDef;
  /** First day of the rule that makes the difference. */
  readonly from: Day;
  readonly before: LocalRules;
  readonly after: LocalRules;
  /** The only ones it may differ for. */
  readonly orgs: readonly Org[];
  readonly directory: Directory;
  readonly calendar: WorkCalendar;
  readonly goLiveOn: Day;
  readonly today: Day;
}

export async function differenceOf(tx: Reader, compared: Compared): Promise<RuleDifference> {
  const { cadence } = compared.duty;
  return 'every' in cadence
    ? await differenceInPeriods(tx, cadence.every, compared)
    : differenceOnEvents(compared);
}

/** Plans what is planned around today, or the period the rule begins with where that is later, by both. */
async function differenceInPeriods(
  tx: Reader,
  unit: PeriodUnit,
  { duty, from, before, after, orgs: concerned, ...scope }: Compared,
): Promise<RuleDifference> {
  const { today } = scope;
  const around = portionsAround(duty, today, today).filter(({ period }) => periodStart(period) >= from);
  const portions: readonly Portion[] =
    around.length > 0 ? around : [{ duty, period: periodFrom(from, unit), isTerms: false }];
  const off = await switchedOffIn(
    tx,
    portions.map(({ period }) => period),
  );
  const made: DutyInstance[] = [];
  let staying = 0;
  let first: Pick<RuleDifference, 'period'> & Counts = noDifference;
  for (const portion of portions) {
    const plan = ({ rowFor }: LocalRules): Plans => {
      const planFor = periodPlan(duty, portion.period, { ...scope, definitionOf: rowFor });
      return new Map(concerned.map((org) => [org.code, planFor(org)]));
    };
    const [old, now] = [plan(before), plan(after)];
    const orgs = [...now.keys()].filter((org) => wordsOf(old.get(org)) !== wordsOf(now.get(org)));
    if (orgs.length === 0) continue;
    if (first === noDifference) first = { period: portion.period, ...countsOf(orgs, old, now) };
    const standing = await madeFor(tx, today, duty.id, portion.period, orgs);
    const back = orgs.flatMap((org) => {
      const [taken, wanted] = [off.get(instanceKey(org, duty.id, portion.period)), now.get(org)];
      return taken && wanted && wanted.heldBy >= today ? [taken] : [];
    });
    const following = standing.filter((one) => follows(portion, one, now.get(one.orgCode), after, today));
    made.push(...following, ...back);
    staying += (await countMade(tx, duty.id, portion.period, orgs)) - following.length - back.length;
  }
  return { ...first, made, staying };
}

type Plans = ReadonlyMap<string, DutyInstance | undefined>;

type Counts = Pick<RuleDifference, 'dates' | 'started' | 'stopped' | 'otherwise'>;

function wordsOf(plan: DutyInstance | undefined): string {
  return plan ? planWords(plan) : '';
}

/** As the next run of the planner decides it: what would be due in the past stays as it is. */
function follows(
  portion: Portion,
  standing: DutyInstance,
  wanted: DutyInstance | undefined,
  { rowFor }: LocalRules,
  today: Day,
): boolean {
  if (!wanted) return true;
  if (wanted.heldBy < today) return false;
  const takes = takesRules(portion, wanted, { definitionOf: rowFor }, today);
  const { reminder, escalation, rules } = standing;
  return planWords(takes ? wanted : { ...wanted, reminder, escalation, rules }) !== planWords(standing);
}

function countsOf(orgs: readonly string[], old: Plans, now: Plans): Counts {
  const dates = new Map<string, { readonly from: Day; readonly to: Day; orgs: number }>();
  let [started, stopped, otherwise] = [0, 0, 0];
  for (const org of orgs) {
    const [from, to] = [old.get(org)?.heldBy, now.get(org)?.heldBy];
    if (from === undefined) started += 1;
    else if (to === undefined) stopped += 1;
    else if (from === to) otherwise += 1;
    else {
      const known = dates.get(`${from} ${to}`) ?? { from, to, orgs: 0 };
      dates.set(`${from} ${to}`, known);
      known.orgs += 1;
    }
  }
  return { dates: [...dates.values()].sort((a, b) => b.orgs - a.orgs), started, stopped, otherwise };
}

/** What an event opens has no day yet: who has other rules on the first day. */
function differenceOnEvents({ duty, from, before, after, orgs }: Compared): RuleDifference {
  let [started, stopped, otherwise] = [0, 0, 0];
  for (const { code, level } of orgs) {
    if (level !== duty.owner.level) continue;
    const [old, now] = [before.rowFor(code, duty, from), after.rowFor(code, duty, from)];
    if (!old && now) started += 1;
    else if (old && !now) stopped += 1;
    else if (JSON.stringify(old) !== JSON.stringify(now)) otherwise += 1;
  }
  return { ...noDifference, started, stopped, otherwise };
}
