import type { Reader } from '../../../db/client.ts';
import type { Day } from '../../calendar/day.ts';
import type { Period } from '../../calendar/periods.ts';
import type { Directory } from '../../org/directory.ts';
import type { Org } from '../../org/types.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';
import { differenceOf, noDifference, type RuleDifference } from './difference.ts';
import {
  chainOf,
  type LocalDuty,
  type LocalRules,
  type LocalRulesInput,
  localRules,
  type Override,
} from './local-rules.ts';
import { mergeOverrides, storedTwin } from './merge.ts';
import { periodFrom } from './plausible.ts';
import type { StatedOverride } from './rows.ts';

/** What one row does to those it holds for. */
export interface RuleEffect extends RuleDifference {
  readonly stated: StatedOverride;
  readonly duty: DutyDef;
  /** `stored`: word for word; `corrects`: takes the place of a stored one. */
  readonly place: 'new' | 'stored' | 'corrects';
  /** The first period it holds for; undefined for what events open, which it holds for from its first day on. */
  readonly begins: Period | undefined;
  /** Lower down: stricter than the superior from now on, and without consent. */
  readonly putOut: LocalDuty['withheld'];
}

export interface EffectInput extends LocalRulesInput {
  readonly goLiveOn: Day;
  readonly today: Day;
}

/** Row by row in the order of the file, each beside what is stored and the rows before it. */
export async function effectsOf(
  tx: Reader,
  stated: readonly StatedOverride[],
  input: EffectInput,
): Promise<readonly RuleEffect[]> {
  const effects: RuleEffect[] = [];
  const below = orgsBelow(input.directory);
  let { overrides } = input;
  let before = localRules(input);
  for (const one of stated) {
    const { override } = one;
    const duty = input.catalogue.get(override.duty);
    const begins = 'every' in duty.cadence ? periodFrom(override.from, duty.cadence.every) : undefined;
    const { fresh, kept } = mergeOverrides([one], overrides);
    if (fresh.length === 0) {
      effects.push({ ...noDifference, ...{ stated: one, duty, place: 'stored', begins, putOut: [] } });
      continue;
    }
    const place = storedTwin(override, overrides) ? 'corrects' : 'new';
    overrides = [...kept, override];
    const after = localRules({ ...input, overrides });
    const orgs = below.get(override.org) ?? [];
    const difference = await differenceOf(tx, { ...input, duty, from: override.from, before, after, orgs });
    const codes = new Set(orgs.map(({ code }) => code));
    const lower = kept.filter((other) => other.duty === override.duty && codes.has(other.org));
    effects.push({
      ...difference,
      ...{ stated: one, duty, place, begins, putOut: putOutBy(override, lower, before, after) },
    });
    before = after;
  }
  return effects;
}

/** By organisation: itself and all that its rules hold for. */
function orgsBelow(directory: Directory): ReadonlyMap<string, readonly Org[]> {
  const below = new Map<string, Org[]>();
  for (const org of directory.orgs) {
    for (const code of chainOf(directory, org.code)) {
      const known = below.get(code) ?? [];
      below.set(code, known);
      known.push(org);
    }
  }
  return below;
}

/** Rules of others below that stop to hold, on its first day or on a later one on which one of them begins. */
function putOutBy(
  { org, from }: Override,
  lower: readonly Override[],
  before: LocalRules,
  after: LocalRules,
): LocalDuty['withheld'] {
  const others = lower.filter((one) => one.org !== org);
  const days = [...new Set([from, ...others.map((one) => one.from)])].filter((day) => day >= from);
  return others.flatMap((override) => {
    const fieldsOn = (rules: LocalRules, day: Day) => {
      const { withheld } = rules.definitionFor(override.org, override.duty, day);
      return withheld.flatMap((one) => (one.override === override ? [one.field] : []));
    };
    const lost = days
      .filter((day) => day >= override.from)
      .flatMap((day) => {
        const known = fieldsOn(before, day);
        return fieldsOn(after, day).filter((field) => !known.includes(field));
      });
    return [...new Set(lost)].map((field) => ({ field, override }));
  });
}
