import type { Day } from '../../src/calendar/day.ts';
import { type Period, periodStart } from '../../src/calendar/periods.ts';
import { readPeriod } from '../../src/calendar/zh-dates-periods.ts';
import { readItem } from '../../src/duties/activities/meeting.ts';
import { ownOrgs } from '../../src/duties/authority.ts';
import type { Catalogue, DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import { type DutyInstance, isSettled } from '../../src/duties/instance.ts';
import { loadRules } from '../../src/duties/overrides/local-plan.ts';
import { switchedOff, switchedOffWords } from '../../src/duties/overrides/switched-off.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { answersFor } from '../../src/org/scope.ts';
import { instancesOf } from './queries.ts';

/** What a duty's name stands for in one's own organisations. */
export interface Called {
  readonly keys: readonly string[];
  /** Instead of an item: that it is switched off there, and by which rule. */
  readonly off: string | undefined;
}

interface Meant {
  readonly duties: readonly DutyDef[];
  readonly orgs: readonly string[];
  readonly items: readonly DutyInstance[];
  readonly period: Period | undefined;
}

/**
 * 主题党日, 3月主题党日: the items called so in the own organisations; who may read them is judged later, as of numbers.
 * Undefined where the words name no duty.
 */
export async function calledSo(context: ActorContext, said: string): Promise<Called | undefined> {
  const { tx, directory, catalogue, actor, today } = context;
  const found = readCalled(catalogue, said, today);
  if (!found) return undefined;
  const { duties, period } = found;
  const orgs = [...new Set([actor.branch, ...ownOrgs(directory, actor.code, today)])];
  const ids = duties.map(({ id }) => id);
  const all = await instancesOf(tx, orgs, ids);
  const items = period === undefined ? current(all, today) : all.filter((one) => one.period === period);
  return {
    keys: items.map(({ key }) => key),
    off: await offThere(context, { duties, orgs, items, period }),
  };
}

/** The name with a period before or behind it; a name may begin like a period (全年考核). */
function readCalled(
  catalogue: Catalogue,
  said: string,
  today: Day,
): Pick<Meant, 'duties' | 'period'> | undefined {
  const behind = readItem(said, catalogue.duties)?.rest;
  const named = readPeriod(behind ?? said, today);
  const words = behind === undefined ? (named?.rest ?? '') : said;
  const rest = readItem(words, catalogue.duties)?.rest;
  // Organisations of several levels may owe something of the same name.
  const duties = catalogue.duties.filter((duty) => readItem(words, [duty])?.rest === rest);
  return rest === undefined ? undefined : { duties, period: named?.period };
}

/** What has begun and is not settled, and what began last. */
function current(instances: readonly DutyInstance[], today: Day): readonly DutyInstance[] {
  const begun = instances.filter(({ opensOn }) => opensOn <= today);
  const newest = begun.at(-1)?.opensOn;
  return begun.filter(({ state, opensOn }) => !isSettled(state) || opensOn === newest);
}

/** For whoever answers for the organisation: that nothing is owed in the period meant. An item of it says so itself. */
async function offThere(
  context: ActorContext,
  { duties, orgs, items, period }: Meant,
): Promise<string | undefined> {
  const { directory, actor, today } = context;
  if (items.some((item) => item.period === period || !isSettled(item.state))) return undefined;
  const rules = await loadRules(context);
  const own = orgs.filter((org) => answersFor(directory, actor.code, org, today));
  for (const duty of duties) {
    for (const org of own.filter((code) => directory.org(code)?.level === duty.owner.level)) {
      const off = switchedOff(rules, duty, org, period === undefined ? today : periodStart(period));
      const isMeant = off && (period ?? off.period) === off.period;
      if (isMeant && items.every((item) => item.period !== off.period)) {
        return switchedOffWords(context, duty, off);
      }
    }
  }
  return undefined;
}
