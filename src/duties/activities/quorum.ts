import type { Directory } from '../../org/directory.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';
import type { Quorum, RollEntry } from './activity.ts';
import { hasVote } from './rosters.ts';

type Rule = NonNullable<DutyDef['participants']>['quorum'];

/** `times * present >= of * expected` (duties.md d.2). */
const shares: Readonly<Record<Exclude<Rule, 'none'>, { readonly times: number; readonly of: number }>> = {
  half_voting: { times: 2, of: 1 },
  half_committee: { times: 2, of: 1 },
  four_fifths: { times: 5, of: 4 },
  two_thirds: { times: 3, of: 2 },
};

/** How many of so many have to be there at least. */
export function leastPresent(rule: keyof typeof shares, expected: number): number {
  const { times, of } = shares[rule];
  return Math.ceil((of * expected) / times);
}

const voting: ReadonlySet<Rule> = new Set(['half_voting', 'four_fifths']);

/**
 * The count by which a vote or an election stands: who takes part online is not in it, unless the superior allows it
 * for that one meeting (duties.md d.5 rule 6). Undefined where nothing is voted on.
 */
export function voteRule({ participants }: Pick<DutyDef, 'participants'>): Rule | undefined {
  const rule = participants?.quorum ?? 'none';
  return voting.has(rule) ? rule : undefined;
}

/** The same of all that is decided at one meeting. */
export function voteRules(duties: readonly Pick<DutyDef, 'participants'>[]): readonly Rule[] {
  return [...new Set(duties.flatMap((duty) => voteRule(duty) ?? []))];
}

/**
 * Whether enough were there; undefined where no number is asked. Who took part online counts in a vote only where
 * `onlineCounts` names its rule (duties.md d.5 rule 6); observers stand on no roll. It is stored and shown, never
 * forced.
 */
export function quorumOf(
  directory: Directory,
  rule: Rule,
  roll: readonly RollEntry[],
  onlineCounts: readonly string[],
): Quorum | undefined {
  if (rule === 'none') return undefined;
  const isAllowed = voting.has(rule) && onlineCounts.includes(rule);
  const counted = roll.filter(({ person }) => {
    const known = directory.person(person);
    return !voting.has(rule) || (known !== undefined && hasVote(known));
  });
  const present = counted.filter(
    ({ mark }) => mark === 'present' || (mark === 'present_online' && (isAllowed || !voting.has(rule))),
  ).length;
  const { times, of } = shares[rule];
  const [have, need] = [times * present, of * counted.length];
  return {
    rule,
    expected: counted.length,
    present,
    isMet: need > 0 && have >= need,
    isEdge: need > 0 && have === need,
    ...(isAllowed ? { countsOnline: true } : {}),
  };
}

/** One count for each rule that the duties of a meeting ask for. */
export function quorumsOf(
  { directory, catalogue }: { readonly directory: Directory; readonly catalogue: Catalogue },
  duties: readonly string[],
  roll: readonly RollEntry[],
  onlineCounts: readonly string[],
): readonly Quorum[] {
  const rules = new Set(duties.map((id) => catalogue.find(id)?.participants?.quorum ?? 'none'));
  return [...rules].flatMap((rule) => quorumOf(directory, rule, roll, onlineCounts) ?? []);
}
