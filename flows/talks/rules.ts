import type { Day } from '../../src/calendar/day.ts';
import { hash32 } from '../../src/core/ids.ts';
import { committeeOf } from '../../src/duties/coverage.ts';
import type { Directory } from '../../src/org/directory.ts';
import type { Person } from '../../src/org/types.ts';

/** The duties whose talks are counted, inside a branch first (duties.md b.4, b.5). */
export const branchTalks = [
  'talk_secretary_committee',
  'talk_committee_peers',
  'talk_committee_member',
  'talk_member_member',
] as const;
export const organTalk = 'organ_talk_branch_heads';
export const mustTalk = 'talk_must';

export type TalkKind = (typeof branchTalks)[number] | typeof organTalk;

/** A duty and the organisation in which a talk of two people counts for it. */
export interface TalkClass {
  readonly duty: TalkKind;
  readonly org: string;
}

const organHeads = ['organ_secretary', 'organ_fulltime_deputy'] as const;

/**
 * Every class a talk of these two falls under on that day, the most specific first; empty where their talks are not
 * counted here. A talk of any two members of a branch is also one of members among themselves: a committee member
 * is a member, too, and nobody is asked to talk twice for two counts.
 */
export function classesOf(
  directory: Directory,
  [one, other]: readonly [Person, Person],
  day: Day,
): readonly TalkClass[] {
  const classes: TalkClass[] = [];
  if (one.branch === other.branch) {
    const org = one.branch;
    const committee = new Set(committeeOf(directory, org, day).map(({ code }) => code));
    const seated = [one, other].filter(({ code }) => committee.has(code));
    const secretaries = directory.holders(org, 'branch_secretary', day).map(({ person }) => person.code);
    if (seated.length === 1) classes.push({ duty: 'talk_committee_member', org });
    if (seated.length === 2) {
      const hasSecretary = seated.some(({ code }) => secretaries.includes(code));
      classes.push({ duty: hasSecretary ? 'talk_secretary_committee' : 'talk_committee_peers', org });
    }
    classes.push({ duty: 'talk_member_member', org });
  }
  for (const [head, branchHead] of [
    [one, other],
    [other, one],
  ] as const) {
    const organ = organHeadedBy(directory, head, branchHead, day);
    if (organ !== undefined) classes.push({ duty: organTalk, org: organ });
  }
  return classes;
}

/** The organ committee for which `head` talks with the head of one of its branches; nobody talks for another. */
function organHeadedBy(directory: Directory, head: Person, branchHead: Person, day: Day): string | undefined {
  const branches = directory
    .postsOf(branchHead.code, day)
    .filter(({ post, standsInFor }) => post === 'branch_secretary' && standsInFor === undefined)
    .map(({ org }) => org);
  return directory
    .postsOf(head.code, day)
    .filter(
      ({ post, standsInFor }) => organHeads.some((known) => known === post) && standsInFor === undefined,
    )
    .map(({ org }) => org)
    .find((organ) => branches.some((branch) => directory.organCommitteeOf(branch)?.code === organ));
}

/** Organ committees this person heads. */
export function organsOf(directory: Directory, person: string, day: Day): readonly string[] {
  const held = directory
    .postsOf(person, day)
    .filter(({ post }) => organHeads.some((known) => known === post));
  return [...new Set(held.map(({ org }) => org))];
}

/** Whose names may be typed beside the own branch: branch heads below, and the organ's heads above. */
export function partnersBeyond(directory: Directory, person: Person, day: Day): readonly Person[] {
  const below = organsOf(directory, person.code, day).flatMap((organ) =>
    directory
      .branchesUnder(organ)
      .flatMap(({ code }) => directory.holders(code, 'branch_secretary', day).map((holder) => holder.person)),
  );
  const above = directory
    .postsOf(person.code, day)
    .filter(({ post }) => post === 'branch_secretary')
    .flatMap(({ org }) => {
      const organ = directory.organCommitteeOf(org);
      if (!organ) return [];
      return organHeads.flatMap((post) =>
        directory.holders(organ.code, post, day).map((holder) => holder.person),
      );
    });
  const found = new Map([...below, ...above].map((one) => [one.code, one]));
  found.delete(person.code);
  return [...found.values()];
}

/** Whether one of them was admitted later than that, as far as the roster says: then they did not talk as members. */
export function isBeforeMembership(pair: readonly (Person | undefined)[], day: Day): boolean {
  return pair.some((person) => person?.joinedOn !== undefined && day < person.joinedOn);
}

const recorders = [
  'commissioner_organization',
  'branch_secretary',
  'branch_deputy_secretary',
  'commissioner_publicity',
] as const;

/**
 * Who answers for the other side: the person, or, without an account, a recorder of that person's branch who is not
 * one of the two. Undefined where there is nobody: then it is noted on paper.
 */
export function confirmerOf(
  directory: Directory,
  pair: { readonly by: Person; readonly other: Person },
  day: Day,
): Person | undefined {
  if (pair.other.account !== undefined) return pair.other;
  return recorders
    .flatMap((post) => directory.holders(pair.other.branch, post, day).map(({ person }) => person))
    .find(({ code, account }) => account !== undefined && code !== pair.by.code && code !== pair.other.code);
}

/**
 * Who could talk with whom next: everybody once, in pairs of an order that depends on the seed alone; with an odd
 * number the last one joins somebody of the first pair. Nobody is left out, nobody is named more than twice.
 */
export function pairUp(people: readonly string[], seed: string): readonly (readonly [string, string])[] {
  const order = [...new Set(people)].sort(
    (a, b) => hash32(`${seed}/${a}`) - hash32(`${seed}/${b}`) || (a < b ? -1 : 1),
  );
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < order.length; at += 2) pairs.push([order[at] ?? '', order[at + 1] ?? '']);
  const [first] = order;
  const last = order.at(-1);
  if (order.length % 2 === 1 && first !== undefined && last !== undefined && first !== last) {
    pairs.push([first, last]);
  }
  return pairs;
}

/**
 * Members to be reached, shared out among those who talk: each goes to whoever has the fewest so far, so that at
 * the end nobody has two more than another who started level. `load` is how many talks each has had already.
 */
export function shareOut(
  members: readonly string[],
  talkers: readonly string[],
  load: ReadonlyMap<string, number>,
  seed: string,
): readonly (readonly [talker: string, member: string])[] {
  const count = new Map(talkers.map((talker) => [talker, load.get(talker) ?? 0]));
  const order = [...new Set(members)].sort(
    (a, b) => hash32(`${seed}/${a}`) - hash32(`${seed}/${b}`) || (a < b ? -1 : 1),
  );
  return order.flatMap((member): (readonly [string, string])[] => {
    const [talker] = [...count].sort((a, b) => a[1] - b[1]).find(([code]) => code !== member) ?? [];
    if (talker === undefined) return [];
    count.set(talker, (count.get(talker) ?? 0) + 1);
    return [[talker, member]];
  });
}
