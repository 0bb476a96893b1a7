import type { Day } from '../calendar/day.ts';
import type { Org, OrgRelation, Person, PostAssignment, PostType, StandIn } from './types.ts';

export interface Holder {
  readonly person: Person;
  readonly post: PostType;
  readonly org: string;
  readonly group?: string | undefined;
  readonly acting: boolean;
  /** Who holds the post, where this is the one who stands in (代办). */
  readonly standsInFor?: string | undefined;
}

/** What a directory is built from. */
export interface OrgSnapshot {
  /** Id of the newest roster import. */
  readonly version: string;
  readonly onDay: Day;
  readonly orgs: readonly Org[];
  readonly relations: readonly OrgRelation[];
  readonly people: readonly Person[];
  readonly posts: readonly PostAssignment[];
  readonly standIns?: readonly StandIn[] | undefined;
}

/** Everybody and everything on one roster, in memory, never changed. Lists are in roster-code order. */
export interface Directory {
  readonly version: string;
  readonly onDay: Day;
  readonly orgs: readonly Org[];
  /** Dissolved ones too, because running and past items name them. */
  org(code: string): Org | undefined;
  /** Those who left too, because frozen rolls name them. */
  person(code: string): Person | undefined;
  personByAccount(account: string): Person | undefined;
  membersOf(branch: string): readonly Person[];
  holders(org: string, post: PostType, day: Day, group?: string): readonly Holder[];
  /** All holders of a post, wherever it stands. */
  holdersAnywhere(post: PostType, day: Day): readonly Holder[];
  /** The posts a person acts in: the own ones first, then those he or she stands in for. */
  postsOf(person: string, day: Day): readonly PostAssignment[];
  /** Who receives what this holder would: the holder, or who stands in that day and can be reached. */
  attending(holder: Holder, day: Day): Holder;
  readonly standIns: readonly StandIn[];
  /** The days on which somebody takes or leaves a post, in order: between two of them all holders stay. */
  readonly turnDays: readonly Day[];
  /** The organisation that approves for this one. */
  superiorOf(org: string): Org | undefined;
  /** From the superior up, the nearest first. */
  superiorsOf(org: string): readonly Org[];
  generalBranchOf(org: string): Org | undefined;
  organCommitteeOf(org: string): Org | undefined;
  leadershipOf(org: string): Org | undefined;
  /** The organ committee a leading group manages. */
  managedBy(leadership: string): Org | undefined;
  workCommitteeOf(org: string): Org | undefined;
  /** Every branch at or below, along all lines of authority. */
  branchesUnder(org: string): readonly Org[];
}

const none: readonly never[] = [];

export function buildDirectory(snapshot: OrgSnapshot): Directory {
  const { onDay } = snapshot;
  const allOrgs = byCodeOrder(snapshot.orgs);
  const orgs = allOrgs.filter((org) => org.dissolvedOn === undefined || org.dissolvedOn > onDay);
  const orgByCode = new Map(allOrgs.map((org) => [org.code, org]));
  const people = byCodeOrder(snapshot.people);
  const present = people.filter((person) => person.leftOn === undefined || person.leftOn > onDay);
  const personByCode = new Map(people.map((person) => [person.code, person]));
  const personByAccount = new Map<string, Person>();
  for (const person of present) if (person.account !== undefined) personByAccount.set(person.account, person);
  const members = grouped(present, (person) => person.branch);
  const posts = [...snapshot.posts].sort((a, b) => compare(a.from, b.from) || compare(a.person, b.person));
  const postsByOrg = grouped(posts, (post) => `${post.org}/${post.post}`);
  const postsByType = grouped(posts, (post) => post.post);
  const postsByPerson = grouped(posts, (post) => post.person);
  const standIns = standInsOf(snapshot.standIns ?? none, posts, personByCode);
  const lines = linesOf(snapshot.relations, orgByCode);
  const branches = new Map<string, readonly Org[]>();
  const chains = new Map<string, readonly Org[]>();

  const toHolders = (assignments: readonly PostAssignment[] | undefined, day: Day): readonly Holder[] => {
    const holders: Holder[] = [];
    for (const assignment of assignments ?? none) {
      const person = personByCode.get(assignment.person);
      if (!person || !isHeldOn(assignment, day) || (person.leftOn !== undefined && person.leftOn <= day))
        continue;
      const { post, org, group, acting } = assignment;
      holders.push({ person, post, org, group, acting });
    }
    return holders;
  };
  const superiorsOf = (code: string): readonly Org[] => {
    const known = chains.get(code);
    if (known) return known;
    const chain: Org[] = [];
    for (let org = lines.superior(code); org && !chain.includes(org); org = lines.superior(org.code)) {
      chain.push(org);
    }
    chains.set(code, chain);
    return chain;
  };
  const selfAndAbove = (code: string): readonly Org[] => {
    const self = orgByCode.get(code);
    return self ? [self, ...superiorsOf(code)] : none;
  };
  const leadershipOf = (code: string): Org | undefined => {
    for (const org of selfAndAbove(code)) {
      const leadership = org.level === 'leadership_group' ? org : lines.manager(org.code);
      if (leadership) return leadership;
    }
    return undefined;
  };
  const workCommitteeOf = (code: string): Org | undefined => {
    const above = selfAndAbove(code).find((org) => org.level === 'work_committee');
    return above ?? lines.guide(leadershipOf(code)?.code ?? code);
  };
  const branchesUnder = (code: string): readonly Org[] => {
    const known = branches.get(code);
    if (known) return known;
    const seen = new Set([code]);
    for (const next of seen) for (const below of lines.below(next)) seen.add(below);
    const found = orgs.filter((org) => org.level === 'branch' && seen.has(org.code));
    branches.set(code, found);
    return found;
  };

  return Object.freeze({
    version: snapshot.version,
    onDay,
    orgs,
    org: (code: string) => orgByCode.get(code),
    person: (code: string) => personByCode.get(code),
    personByAccount: (account: string) => personByAccount.get(account),
    membersOf: (branch: string) => members.get(branch) ?? none,
    holders: (org: string, post: PostType, day: Day, group?: string) => {
      const holders = toHolders(postsByOrg.get(`${org}/${post}`), day);
      return group === undefined ? holders : holders.filter((holder) => holder.group === group);
    },
    holdersAnywhere: (post: PostType, day: Day) => toHolders(postsByType.get(post), day),
    postsOf: (person: string, day: Day) => {
      const own = (postsByPerson.get(person) ?? none).filter((post) => isHeldOn(post, day));
      const lent = standIns.postsOf(person, day);
      return lent.length === 0 ? own : [...own, ...lent];
    },
    attending: standIns.attending,
    standIns: snapshot.standIns ?? none,
    turnDays: [
      ...new Set([
        ...[...posts, ...(snapshot.standIns ?? none)].flatMap(({ from, to }) => [from, to]),
        ...people.map(({ leftOn }) => leftOn),
      ]),
    ]
      .filter((day) => day !== undefined)
      .sort(),
    superiorOf: lines.superior,
    superiorsOf,
    generalBranchOf: (org: string) => selfAndAbove(org).find((o) => o.level === 'general_branch'),
    organCommitteeOf: (org: string) => selfAndAbove(org).find((o) => o.level === 'organ_committee'),
    leadershipOf,
    managedBy: lines.managed,
    workCommitteeOf,
    branchesUnder,
  });
}

/** Who stands in for whom. It holds as long as the one who is away holds the post and the other one is there. */
function standInsOf(
  all: readonly StandIn[],
  posts: readonly PostAssignment[],
  personByCode: ReadonlyMap<string, Person>,
) {
  const seatOf = (one: Pick<StandIn, 'org' | 'post' | 'group' | 'away'>): string =>
    [one.org, one.post, one.group ?? '', one.away].join('/');
  const held = grouped(posts, (post) => seatOf({ ...post, away: post.person }));
  const bySeat = grouped(all, seatOf);
  const byPerson = grouped(all, ({ person }) => person);
  const isOn = (one: StandIn, day: Day): boolean => {
    const leftOn = personByCode.get(one.person)?.leftOn;
    return (
      one.from <= day &&
      day < one.to &&
      (leftOn === undefined || day < leftOn) &&
      (held.get(seatOf(one)) ?? none).some((post) => isHeldOn(post, day))
    );
  };
  return {
    postsOf: (person: string, day: Day): readonly PostAssignment[] =>
      (byPerson.get(person) ?? none)
        .filter((one) => isOn(one, day))
        .map(({ away, ...post }) => ({ ...post, acting: true, standsInFor: away })),
    attending: (holder: Holder, day: Day): Holder => {
      if (all.length === 0) return holder;
      const found = bySeat
        .get(seatOf({ ...holder, away: holder.person.code }))
        ?.find((one) => isOn(one, day));
      const person = found && personByCode.get(found.person);
      if (person?.account === undefined) return holder;
      return { ...holder, person, acting: true, standsInFor: holder.person.code };
    },
  };
}

/** The lines of authority, each answered in one step. */
function linesOf(relations: readonly OrgRelation[], orgByCode: ReadonlyMap<string, Org>) {
  const superiors = new Map<string, string>();
  const managers = new Map<string, string>();
  const managed = new Map<string, string>();
  const guides = new Map<string, string>();
  const below = new Map<string, string[]>();
  const addBelow = (upper: string, lower: string): void => {
    const known = below.get(upper);
    if (known) known.push(lower);
    else below.set(upper, [lower]);
  };
  for (const { kind, from, to } of relations) {
    if (kind === 'superior') {
      superiors.set(from, to);
      addBelow(to, from);
    } else if (kind === 'manages') {
      managers.set(to, from);
      managed.set(from, to);
      addBelow(from, to);
    } else if (kind === 'guides') {
      guides.set(to, from);
      addBelow(from, to);
    }
  }
  const at = (map: ReadonlyMap<string, string>) => (code: string) => orgByCode.get(map.get(code) ?? '');
  return {
    superior: at(superiors),
    manager: at(managers),
    managed: at(managed),
    guide: at(guides),
    below: (code: string): readonly string[] => below.get(code) ?? none,
  };
}

function isHeldOn(assignment: PostAssignment, day: Day): boolean {
  return assignment.from <= day && (assignment.to === undefined || day < assignment.to);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byCodeOrder<T extends { readonly code: string }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => compare(a.code, b.code));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
