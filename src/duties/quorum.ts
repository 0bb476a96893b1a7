import type { Directory } from '../org/directory.ts';
import type { RollEntry } from './activity.ts';
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

export interface Quorum {
  readonly rule: Exclude<Rule, 'none'>;
  /** Of these the rule speaks: with a vote where one is needed, all on the roll elsewhere. */
  readonly expected: number;
  readonly present: number;
  readonly isMet: boolean;
  /** Exactly the share and nothing more: shown with both numbers, and the chair decides. */
  readonly isEdge: boolean;
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
