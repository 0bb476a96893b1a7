import type { Directory } from '../org/directory.ts';
import type { Quorum, RollEntry } from './activity.ts';
import type { Catalogue } from './catalogue.ts';
import type { DutyDef } from './duty-def.ts';
import { hasVote } from './rosters.ts';

type Rule = NonNullable<DutyDef['participants']>['quorum'];

/** `times * present >= of * expected` (duties.md d.2). */
const shares: Readonly<Record<Exclude<Rule, 'none'>, { readonly times: number; readonly of: number }>> = {
  half_voting: { times: 2, of: 1 },
  half_committee: { times: 2, of: 1 },
  four_fifths: { times: 5, of: 4 },
  two_thirds: { times: 3, of: 2 },
};

const voting: ReadonlySet<Rule> = new Set(['half_voting', 'four_fifths']);

/** Whether its number decides a vote or an election: who takes part by video is not counted there (duties.md d.5 rule 6). */
export function isVote({ participants }: Pick<DutyDef, 'participants'>): boolean {
  return voting.has(participants?.quorum ?? 'none');
}

/**
 * Whether enough were there; undefined where no number is asked. Who took part by video does not count for votes
 * (duties.md d.5 rule 6); observers stand on no roll. It is stored and shown, never forced.
 */
export function quorumOf(directory: Directory, rule: Rule, roll: readonly RollEntry[]): Quorum | undefined {
  if (rule === 'none') return undefined;
  const counted = roll.filter(({ person }) => {
    const known = directory.person(person);
    return !voting.has(rule) || (known !== undefined && hasVote(known));
  });
  const present = counted.filter(
    ({ mark }) => mark === 'present' || (mark === 'present_online' && !voting.has(rule)),
  ).length;
  const { times, of } = shares[rule];
  const [have, need] = [times * present, of * counted.length];
  return {
    rule,
    expected: counted.length,
    present,
    isMet: need > 0 && have >= need,
    isEdge: need > 0 && have === need,
  };
}

/** What is kept with an activity: one count for each rule its duties ask for. */
export function quorumsOf(
  { directory, catalogue }: { readonly directory: Directory; readonly catalogue: Catalogue },
  duties: readonly string[],
  roll: readonly RollEntry[],
): readonly Quorum[] {
  const rules = new Set(duties.map((id) => catalogue.find(id)?.participants?.quorum ?? 'none'));
  return [...rules].flatMap((rule) => quorumOf(directory, rule, roll) ?? []);
}
