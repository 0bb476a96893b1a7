import type { Day } from '../../calendar/day.ts';
import type { OrgLevel, Person, PostAssignment, PostType, Roster, RosterOrg } from '../../org/types.ts';
import { type Named, workCommitteeCounterpart } from './profile-tables.ts';

/** A person who can be reached, in the post for which he or she is told. */
export interface Seat {
  readonly person: string;
  readonly post: PostType;
}

/** The organisations an instance looks to. */
export interface Place {
  readonly org: RosterOrg;
  /** The organisation that issued a list, where there is one. */
  readonly issuer?: RosterOrg | undefined;
}

/** Who sits where on a day: plain look-ups in the roster, without any plan. */
export interface Seats {
  readonly orgs: ReadonlyMap<string, RosterOrg>;
  /** The organisation itself and all above it. */
  line(org: RosterOrg): readonly RosterOrg[];
  nearest(org: RosterOrg, level: OrgLevel): RosterOrg | undefined;
  below(org: RosterOrg): readonly RosterOrg[];
  /** Reachable holders of a post that an organisation looks to, in the roster's order. */
  reach(place: Place, name: Named, day: Day): readonly Seat[];
  /** Holders of a post of this very organisation, reachable or not. */
  holders(org: RosterOrg, post: PostType, day: Day): readonly string[];
  /** Full and probationary members of a branch on a day. */
  members(branch: RosterOrg, day: Day): readonly Person[];
  /** Who hears what the owner is told; with nobody reachable in the posts, the first of the fallback chain. */
  owners(org: RosterOrg, posts: readonly PostType[], day: Day): readonly Seat[];
  administrators(org: RosterOrg, day: Day): readonly Seat[];
  isReachable(person: string, day: Day): boolean;
  /** Days within [from, to] on which the answer of `owners` for this organisation may become another. */
  turns(org: RosterOrg, from: Day, to: Day): readonly Day[];
}

const firstPosts: Readonly<Partial<Record<OrgLevel, PostType>>> = {
  branch: 'branch_secretary',
  general_branch: 'general_branch_secretary',
  organ_committee: 'organ_secretary',
  leadership_group: 'leadership_secretary',
  work_committee: 'work_committee_secretary',
};

const officerPosts: Readonly<Partial<Record<OrgLevel, PostType>>> = {
  branch: 'branch_secretary',
  general_branch: 'general_branch_secretary',
  work_committee: 'work_committee_officer',
};

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

export function seatsOf(roster: Roster): Seats {
  const orgs = new Map(roster.orgs.map((org) => [org.code, org]));
  const people = new Map(roster.people.map((person) => [person.code, person]));
  const ofBranch = groupBy(roster.people, (person) => person.branch);
  const assignments = new Map<string, Map<PostType, PostAssignment[]>>();
  for (const held of roster.posts) {
    const ofOrg = assignments.get(held.org) ?? new Map<PostType, PostAssignment[]>();
    assignments.set(held.org, ofOrg);
    ofOrg.set(held.post, [...(ofOrg.get(held.post) ?? []), held]);
  }
  const administered = [...assignments.keys()].filter((org) => assignments.get(org)?.has('administrator'));
  administered.sort();

  const isReachable = (code: string, day: Day): boolean => {
    const person = people.get(code);
    return Boolean(person?.account) && (person?.leftOn === undefined || day < person.leftOn);
  };
  const holdersAt = (org: string | undefined, post: PostType, day: Day): readonly string[] => {
    const held = org === undefined ? undefined : assignments.get(org)?.get(post);
    if (!held) return [];
    const now = held.filter((one) => one.from <= day && (one.to === undefined || day < one.to));
    return now.length < 2 ? now.map((one) => one.person) : [...new Set(now.map((one) => one.person))];
  };
  const lent = groupBy(roster.standIns ?? [], (one) => `${one.org}/${one.post}/${one.away}`);
  const receiver = (org: string | undefined, post: PostType, holder: string, day: Day): string =>
    lent
      .get(`${org}/${post}/${holder}`)
      ?.find((one) => one.from <= day && day < one.to && isReachable(one.person, day))?.person ?? holder;
  const seated = (org: string | undefined, post: PostType, day: Day): readonly Seat[] =>
    holdersAt(org, post, day)
      .map((holder) => receiver(org, post, holder, day))
      .filter((person) => isReachable(person, day))
      .map((person) => ({ person, post }));

  const lines = new Map<string, readonly RosterOrg[]>();
  const line = (org: RosterOrg): readonly RosterOrg[] => {
    const known = lines.get(org.code);
    if (known) return known;
    const found = [org];
    for (let code = org.parent; code !== undefined; code = found.at(-1)?.parent) {
      const above = orgs.get(code);
      if (!above || found.includes(above)) break;
      found.push(above);
    }
    lines.set(org.code, found);
    return found;
  };
  const nearest = (org: RosterOrg, level: OrgLevel): RosterOrg | undefined =>
    line(org).find((one) => one.level === level);
  const managed = new Map<string, RosterOrg>();
  for (const org of [...roster.orgs].sort((a, b) => (a.code < b.code ? -1 : 1)))
    if (org.level === 'organ_committee' && org.leadership !== undefined && !managed.has(org.leadership))
      managed.set(org.leadership, org);
  /** The organ committee of a branch, of a leading group, or the committee itself. */
  const organOf = (org: RosterOrg): RosterOrg | undefined =>
    org.level === 'leadership_group' ? managed.get(org.code) : nearest(org, 'organ_committee');
  const leadershipOf = (org: RosterOrg): string | undefined =>
    org.level === 'leadership_group' ? org.code : organOf(org)?.leadership;

  const officerOf = (org: RosterOrg, day: Day): readonly Seat[] => {
    const post = officerPosts[org.level];
    return post ? seated(org.code, post, day) : seated(organOf(org)?.code, 'party_affairs_officer', day);
  };
  const chiefOf = (org: RosterOrg, day: Day): readonly Seat[] => {
    const post = firstPosts[org.level];
    return post ? seated(org.code, post, day) : [];
  };
  const reach = ({ org, issuer }: Place, name: Named, day: Day): readonly Seat[] => {
    switch (name) {
      case 'owner':
      case 'parties':
        return [];
      case 'chief':
        return chiefOf(org, day);
      case 'issuing_officer':
        return issuer ? officerOf(issuer, day) : [];
      case 'issuing_chief':
        return issuer ? chiefOf(issuer, day) : [];
      case 'leadership_secretary':
        return seated(leadershipOf(org), name, day);
      case 'general_branch_secretary':
        return seated(nearest(org, 'general_branch')?.code, name, day);
      case 'party_affairs_officer':
      case 'organ_fulltime_deputy':
      case 'organ_secretary':
        return seated(organOf(org)?.code, name, day);
      default:
        return seated(
          name.startsWith('work_committee') ? nearest(org, 'work_committee')?.code : org.code,
          name,
          day,
        );
    }
  };

  const administrators = (org: RosterOrg, day: Day): readonly Seat[] => {
    for (const code of [...line(org).map((one) => one.code), ...administered]) {
      const seats = seated(code, 'administrator', day);
      if (seats.length > 0) return seats;
    }
    return [];
  };
  const members = (branch: RosterOrg, day: Day): readonly Person[] =>
    (ofBranch.get(branch.code) ?? []).filter(
      (one) =>
        (one.status === 'full' || one.status === 'probationary') &&
        (one.leftOn === undefined || day < one.leftOn),
    );
  // The secretary answers for the commissioners and group leaders of the branch, the deputy for the secretary.
  const nearby: readonly PostType[] = [
    'branch_secretary',
    'branch_deputy_secretary',
    'general_branch_secretary',
  ];
  // One level up: the organ committee, or the work committee where there is none.
  const oneLevelUp = (org: RosterOrg): readonly PostType[] =>
    organOf(org) === undefined
      ? ['work_committee_deputy_secretary', 'work_committee_officer']
      : ['organ_fulltime_deputy', 'party_affairs_officer'];
  const owners = (org: RosterOrg, posts: readonly PostType[], day: Day): readonly Seat[] => {
    if (posts.includes('member'))
      return members(org, day)
        .filter((one) => one.account)
        .map((one) => ({ person: one.code, post: 'member' }));
    const own = posts.map((post) =>
      org.level === 'work_committee' ? (workCommitteeCounterpart[post] ?? post) : post,
    );
    const held = own.flatMap((post) => reach({ org }, post, day));
    if (held.length > 0) return held;
    for (const post of [...nearby, ...oneLevelUp(org)]) {
      const seats = reach({ org }, post, day);
      if (seats.length > 0) return seats;
    }
    return administrators(org, day);
  };

  const children = groupBy(roster.orgs, (org) => org.parent);
  const below = (org: RosterOrg): readonly RosterOrg[] =>
    (children.get(org.code) ?? []).flatMap((child) => [child, ...below(child)]);
  const turnsOfOrg = new Map<string, readonly Day[]>();
  const turnsOf = (code: string): readonly Day[] => {
    const known = turnsOfOrg.get(code);
    if (known) return known;
    const held = [...(assignments.get(code)?.values() ?? [])].flat();
    const ofPosts = held.flatMap((one) => [one.from, one.to, people.get(one.person)?.leftOn]);
    const ofStandIns = (roster.standIns ?? []).filter((one) => one.org === code);
    const ofMembers = (ofBranch.get(code) ?? []).map((one) => one.leftOn);
    const ofLent = ofStandIns.flatMap((one) => [one.from, one.to, people.get(one.person)?.leftOn]);
    const found = [...ofPosts, ...ofLent, ...ofMembers].filter((day) => day !== undefined);
    turnsOfOrg.set(code, found);
    return found;
  };
  const turns = (org: RosterOrg, from: Day, to: Day): readonly Day[] => {
    const codes = [...line(org).map((one) => one.code), organOf(org)?.code, ...administered];
    const days = codes.flatMap((code) => (code === undefined ? [] : turnsOf(code)));
    return [...new Set(days.filter((day) => from < day && day <= to))].sort();
  };

  return {
    orgs,
    line,
    nearest,
    below,
    reach,
    holders: (org, post, day) => holdersAt(org.code, post, day),
    members,
    owners,
    administrators,
    isReachable,
    turns,
  };
}
