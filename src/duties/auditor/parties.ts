import type { Day } from '../../calendar/day.ts';
import type { PostType } from '../../org/types.ts';
import type { Standing } from './history.ts';
import type { Instance } from './instances.ts';
import type { Seat, Seats } from './seats.ts';

/** Whose part is to be done inside one instance (duties.md b.4, "How to count one-on-one talks"). */
export interface Parties {
  /** Who owes or is owed a part, reachable or not; each unit is a person, or the two of a talk. */
  units(instance: Instance, day: Day): readonly (readonly string[])[];
  /** Whether every part is done; an instance that counts no parts is never complete by marks. */
  isComplete(instance: Instance, marks: Standing['marks'], day: Day): boolean;
  /** Who hears that parts are undone: the people concerned themselves, else the owner. */
  undone(instance: Instance, marks: Standing['marks'], day: Day): readonly Seat[];
  /** Who hears what the owner is told. */
  owners(instance: Instance, day: Day): readonly Seat[];
}

/** Holders of these posts are the committee of a branch, in this order. */
const committeePosts: readonly PostType[] = [
  'branch_secretary',
  'branch_deputy_secretary',
  'commissioner_organization',
  'commissioner_publicity',
  'commissioner_discipline',
];

function isOwedByMembers({ duty }: Instance): boolean {
  return duty.owner.post.includes('member');
}

export function partiesOf(seats: Seats): Parties {
  /** Person → the first committee post he or she holds. */
  const committee = ({ org }: Instance, day: Day): ReadonlyMap<string, PostType> => {
    const members = new Map<string, PostType>();
    for (const post of committeePosts)
      for (const person of seats.holders(org, post, day)) if (!members.has(person)) members.set(person, post);
    return members;
  };

  const pairs = (instance: Instance, day: Day): readonly (readonly string[])[] => {
    const all = [...committee(instance, day).keys()];
    const posts = instance.duty.owner.post;
    const own = all.filter((one) =>
      posts.some((post) => seats.holders(instance.org, post, day).includes(one)),
    );
    // Where one post owes, each of its holders talks with all others. Where the whole committee owes, its members
    // talk among themselves: six pairs with the secretary are the other duty, fifteen make up the twenty-one.
    const heads = seats.holders(instance.org, 'branch_secretary', day);
    const peers = posts.length > 1 ? all.filter((one) => !heads.includes(one)) : all;
    const sides = own
      .filter((one) => peers.includes(one))
      .flatMap((one) => peers.map((other) => [one, other].sort()));
    const different = sides.filter(([one, other]) => one !== other);
    return [...new Map(different.map((pair) => [pair.join('+'), pair])).values()];
  };

  const reached = (instance: Instance, day: Day): readonly (readonly string[])[] => {
    if (instance.org.level !== 'branch')
      return seats
        .below(instance.org)
        .filter((org) => org.level === 'branch')
        .flatMap((org) => seats.holders(org, 'branch_secretary', day).map((person) => [person]));
    const talkers = committee(instance, day);
    const others = seats.members(instance.org, day).filter((one) => !talkers.has(one.code));
    return others.map((one) => [one.code]);
  };

  const units: Parties['units'] = (instance, day) => {
    if (instance.duty.coverage === 'per_pair') return pairs(instance, day);
    if (instance.duty.coverage === 'per_member') return reached(instance, day);
    if (instance.duty.coverage === 'per_person' || isOwedByMembers(instance))
      return seats.members(instance.org, day).map((one) => [one.code]);
    return [];
  };

  const open = (instance: Instance, marks: Standing['marks'], day: Day): readonly (readonly string[])[] => {
    const isPairwise = instance.duty.coverage === 'per_pair';
    const done = new Set(isPairwise ? marks.map((mark) => [...mark].sort().join('+')) : marks.flat());
    return units(instance, day).filter((unit) => !done.has(unit.join('+')));
  };

  const owners: Parties['owners'] = (instance, day) => {
    const { org, duty, assignee } = instance;
    if (assignee === undefined || !seats.isReachable(assignee, day))
      return seats.owners(org, duty.owner.post, day);
    const post = duty.owner.post.find((one) => seats.holders(org, one, day).includes(assignee));
    return [{ person: assignee, post: post ?? 'member' }];
  };

  return {
    units,
    owners,
    isComplete: (instance, marks, day) =>
      units(instance, day).length > 0 && open(instance, marks, day).length === 0,
    undone: (instance, marks, day) => {
      const left = open(instance, marks, day);
      if (left.length === 0 || instance.duty.coverage === 'per_member') return owners(instance, day);
      const posts = committee(instance, day);
      const people = [...new Set(left.flat())].filter((person) => seats.isReachable(person, day));
      return people.map((person) => ({
        person,
        post: instance.duty.coverage === 'per_pair' ? (posts.get(person) ?? 'member') : 'member',
      }));
    },
  };
}
