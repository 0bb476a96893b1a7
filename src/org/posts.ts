import type { Day } from '../calendar/day.ts';
import type { Directory, Holder } from './directory.ts';
import type { Person, PostType } from './types.ts';

/** Posts may have changed hands: a roster came in, a day of one has come, or somebody stands in. */
export const postTurnsTimer = 'org.post_turns';

/** Why nobody could be told at a post: it is empty, or its holders have no account on the platform. */
export type Unreachable = 'vacant' | 'no_account';

export interface ReachableHolders {
  readonly people: readonly Person[];
  /** Whom these people stand in for, by their own code (代办). */
  readonly standsInFor?: ReadonlyMap<string, string> | undefined;
  /** Set exactly when `people` is empty. */
  readonly reason?: Unreachable | undefined;
}

export interface PassedPost {
  readonly org: string;
  readonly from: PostType;
  readonly reason: Unreachable;
}

export interface Resolution {
  /** Empty only where not even an administrator can be reached. */
  readonly people: readonly Person[];
  /** The post that was actually used, and where it stands. */
  readonly post: PostType;
  readonly org: string;
  readonly standsInFor?: ReachableHolders['standsInFor'];
  /** The posts passed over on the way, the owner's own first; absent when the owner was reached. */
  readonly fallback?: readonly PassedPost[] | undefined;
}

/** One step of a chain: a post at an organisation. */
export interface PostAt {
  readonly org: string;
  readonly post: PostType;
}

/** Whether a message to this person arrives: on the roster still, and with an account. */
export function isReachable(dir: Directory, code: string, day: Day): boolean {
  const person = dir.person(code);
  return person?.account !== undefined && (person.leftOn === undefined || person.leftOn > day);
}

/** Whoever stands in for a holder is reached in that one's place. */
function reachable(dir: Directory, holders: readonly Holder[], day: Day): ReachableHolders {
  if (holders.length === 0) return { people: [], reason: 'vacant' };
  const people = new Map<string, Person>();
  const away = new Map<string, string>();
  for (const holder of holders) {
    const { person, standsInFor } = dir.attending(holder, day);
    if (person.account === undefined) continue;
    people.set(person.code, person);
    if (standsInFor !== undefined) away.set(person.code, standsInFor);
  }
  if (people.size === 0) return { people: [], reason: 'no_account' };
  return { people: [...people.values()], ...(away.size > 0 ? { standsInFor: away } : {}) };
}

export function reachableHolders(
  dir: Directory,
  org: string,
  post: PostType,
  day: Day,
  group?: string,
): ReachableHolders {
  return reachable(dir, dir.holders(org, post, day, group), day);
}

/**
 * Who gets the owner's lines of a duty: the holder of the post, else deputy, general-branch secretary,
 * full-time deputy, party affairs officer, administrator. Every post passed over is kept with its reason.
 */
export function resolveOwner(
  dir: Directory,
  org: string,
  post: PostType,
  day: Day,
  group?: string,
): Resolution {
  const passed: PassedPost[] = [];
  for (const step of [{ org, post }, ...fallbackSteps(dir, org, post)]) {
    const own = step.org === org && step.post === post;
    const reached = reachableHolders(dir, step.org, step.post, day, own ? group : undefined);
    const { reason } = reached;
    if (reason === undefined) return resolution(reached, step, passed);
    passed.push({ org: step.org, from: step.post, reason });
  }
  const administrators = nearestAdministrators(dir, org, day);
  const [first] = administrators;
  return resolution(
    reachable(dir, administrators, day),
    { org: first?.org ?? org, post: 'administrator' },
    passed,
  );
}

function resolution(
  { people, standsInFor }: ReachableHolders,
  at: PostAt,
  passed: readonly PassedPost[],
): Resolution {
  return {
    people,
    ...at,
    ...(standsInFor ? { standsInFor } : {}),
    ...(passed.length > 0 ? { fallback: passed } : {}),
  };
}

function fallbackSteps(dir: Directory, org: string, owner: PostType): readonly PostAt[] {
  const inside: readonly PostType[] =
    owner === 'commissioner_organization' ||
    owner === 'commissioner_publicity' ||
    owner === 'commissioner_discipline' ||
    owner === 'branch_group_leader'
      ? ['branch_secretary', 'branch_deputy_secretary']
      : (deputies[owner] ?? []);
  const steps: PostAt[] = inside.map((post) => ({ org, post }));
  const general = dir.generalBranchOf(org);
  if (general && owner !== 'general_branch_secretary') {
    steps.push({ org: general.code, post: 'general_branch_secretary' });
  }
  // A leading group's papers are prepared by the organ committee it manages; the work committee's own posts stand in where it is itself the next level up.
  const organ = dir.organCommitteeOf(org) ?? dir.managedBy(org);
  const upper = organ ?? dir.workCommitteeOf(org);
  const posts: readonly PostType[] = organ
    ? ['organ_fulltime_deputy', 'party_affairs_officer']
    : ['work_committee_deputy_secretary', 'work_committee_officer'];
  if (upper) for (const post of posts) steps.push({ org: upper.code, post });
  return steps.filter((step, at) => {
    const before = steps.findIndex((other) => other.org === step.org && other.post === step.post);
    return before === at && !(step.org === org && step.post === owner);
  });
}

const deputies: Partial<Record<PostType, readonly PostType[]>> = {
  branch_secretary: ['branch_deputy_secretary'],
  branch_deputy_secretary: ['branch_secretary'],
  organ_secretary: ['organ_fulltime_deputy'],
  work_committee_secretary: ['work_committee_deputy_secretary'],
};

/** An organ may have an administrator of its own; otherwise whoever administers the whole. */
function nearestAdministrators(dir: Directory, org: string, day: Day): readonly Holder[] {
  for (const code of [org, ...dir.superiorsOf(org).map((superior) => superior.code)]) {
    const holders = dir.holders(code, 'administrator', day);
    if (reachable(dir, holders, day).reason === undefined) return holders;
  }
  return dir.holdersAnywhere('administrator', day);
}
