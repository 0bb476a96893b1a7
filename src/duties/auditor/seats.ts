import type { Day } from '../../calendar/day.ts';
import type { OrgLevel, PostAssignment, PostType, Roster, RosterOrg } from '../../org/types.ts';
import type { NamedLevel, Rung } from './profile-tables.ts';

/** A person who can be reached, in the post for which he or she is told. */
export interface Seat {
  readonly person: string;
  readonly post: PostType;
}

export interface Hearer extends Seat {
  /** The rung whose holder this is, where the person hears in place of a vacant level below. */
  readonly standsAt?: number | undefined;
}

export interface Seats {
  /** Who hears what the owner is told: the holders of the post, else the first of the fallback chain. */
  owner(branch: RosterOrg, post: PostType, day: Day): readonly Seat[];
  /** Who hears rung number `index` of a ladder; a rung without a reachable holder goes to the next one's. */
  hearers(
    branch: RosterOrg,
    post: PostType,
    ladder: readonly Rung[],
    index: number,
    day: Day,
  ): readonly Hearer[];
}

type Place = readonly [org: string | undefined, post: PostType];

export function seatsOf(roster: Roster): Seats {
  const orgs = new Map(roster.orgs.map((org) => [org.code, org]));
  const people = new Map(roster.people.map((person) => [person.code, person]));
  const assignments = new Map<string, PostAssignment[]>();
  for (const assignment of roster.posts) {
    const key = `${assignment.org}/${assignment.post}`;
    assignments.set(key, [...(assignments.get(key) ?? []), assignment]);
  }
  const administered = [
    ...new Set(roster.posts.filter((held) => held.post === 'administrator').map((held) => held.org)),
  ].sort();

  const isReachable = (code: string, day: Day): boolean => {
    const person = people.get(code);
    return Boolean(person?.account) && (person?.leftOn === undefined || day < person.leftOn);
  };
  const holders = ([org, post]: Place, day: Day): readonly Seat[] => {
    const held = org === undefined ? [] : (assignments.get(`${org}/${post}`) ?? []);
    const persons = held
      .filter((one) => one.from <= day && (one.to === undefined || day < one.to))
      .map((one) => one.person)
      .filter((person) => isReachable(person, day));
    return [...new Set(persons)].map((person) => ({ person, post }));
  };
  const firstHeld = (places: readonly Place[], day: Day): readonly Seat[] => {
    for (const place of places) {
      const seats = holders(place, day);
      if (seats.length > 0) return seats;
    }
    return [];
  };

  const above = (branch: RosterOrg): readonly RosterOrg[] => {
    const line: RosterOrg[] = [];
    for (let code = branch.parent; code !== undefined; code = line.at(-1)?.parent) {
      const org = orgs.get(code);
      if (!org || line.includes(org)) break;
      line.push(org);
    }
    return line;
  };
  const nearest = (branch: RosterOrg, level: OrgLevel): RosterOrg | undefined =>
    above(branch).find((org) => org.level === level);

  /** A branch below no organ committee answers to the work committee, which has nobody by name above it. */
  const place = (branch: RosterOrg, level: NamedLevel): Place => {
    const organ = nearest(branch, 'organ_committee');
    const work = nearest(branch, 'work_committee')?.code;
    switch (level) {
      case 'officer':
        return organ ? [organ.code, 'party_affairs_officer'] : [work, 'work_committee_officer'];
      case 'deputy':
        return organ ? [organ.code, 'organ_fulltime_deputy'] : [work, 'work_committee_deputy_secretary'];
      case 'secretary':
        return organ ? [organ.code, 'organ_secretary'] : [work, 'work_committee_secretary'];
      case 'leadership':
        return [organ?.leadership, 'leadership_secretary'];
    }
  };

  const owner = (branch: RosterOrg, post: PostType, day: Day): readonly Seat[] => {
    const organ = nearest(branch, 'organ_committee')?.code;
    const line = [branch.code, ...above(branch).map((org) => org.code)];
    const administrators = [...line, ...administered].map((org): Place => [org, 'administrator']);
    return firstHeld(
      [
        [branch.code, post],
        [branch.code, 'branch_deputy_secretary'],
        [nearest(branch, 'general_branch')?.code, 'general_branch_secretary'],
        [organ, 'organ_fulltime_deputy'],
        [organ, 'party_affairs_officer'],
        ...administrators,
      ],
      day,
    );
  };

  const named = (branch: RosterOrg, ladder: readonly Rung[], index: number, day: Day): readonly Hearer[] => {
    for (let at = index; at < ladder.length; at += 1) {
      const seats = (ladder[at]?.names ?? []).flatMap((level) => holders(place(branch, level), day));
      if (seats.length > 0) return at === index ? seats : seats.map((seat) => ({ ...seat, standsAt: at }));
    }
    return [];
  };

  const hearers: Seats['hearers'] = (branch, post, ladder, index, day) => {
    const rung = ladder[index];
    if (!rung) return [];
    const told: Hearer[] = rung.tellsOwner ? [...owner(branch, post, day)] : [];
    if (rung.stage === 'L1') {
      // Only where the owner is someone else does this add anybody: one person hears a stage once.
      told.push(...holders([branch.code, 'branch_secretary'], day));
      told.push(...holders([nearest(branch, 'general_branch')?.code, 'general_branch_secretary'], day));
    }
    if (rung.names.length > 0) told.push(...named(branch, ladder, index, day));
    return told;
  };

  return { owner, hearers };
}
