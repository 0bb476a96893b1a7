import type { Day } from '../../calendar/day.ts';
import type { Directory } from '../../org/directory.ts';
import type { Person, PostType } from '../../org/types.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';
import { committeeOf } from '../coverage.ts';

type Participants = NonNullable<DutyDef['participants']>;

const bodies = {
  organ_committee: ['organ_secretary', 'organ_fulltime_deputy', 'organ_committee_member'],
  leadership: ['leadership_secretary', 'leadership_member'],
} as const satisfies Record<string, readonly PostType[]>;

/** Whether somebody has a vote (duties.md d.2): probationary members and those with suspended rights have none. */
export function hasVote(person: Person): boolean {
  return person.status === 'full';
}

/**
 * Who is expected at an activity (应到), in roster order: frozen when it is published. `all_members` leaves out whose
 * organisational life is suspended and who is on the way to another branch (duties.md a.3, d.2).
 */
export function rosterOf(
  directory: Directory,
  { roster, include }: Participants,
  org: string,
  day: Day,
  group?: string | null,
): readonly Person[] {
  switch (roster) {
    case 'committee':
      return committeeOf(directory, org, day);
    case 'organ_committee':
    case 'leadership':
      return holdersOf(directory, org, bodies[roster], day);
    case 'voting_members':
      return membersUnder(directory, org).filter(hasVote);
    case 'group':
      return takingPart(directory.membersOf(org)).filter((person) => person.group === group);
    case 'all_members':
      return takingPart(membersUnder(directory, org)).filter(
        ({ status }) => status !== 'probationary' || include.includes('probationary'),
      );
    default:
      return roster satisfies never;
  }
}

function membersUnder(directory: Directory, org: string): readonly Person[] {
  if (directory.org(org)?.level === 'branch') return directory.membersOf(org);
  return directory.branchesUnder(org).flatMap(({ code }) => directory.membersOf(code));
}

function takingPart(people: readonly Person[]): readonly Person[] {
  return people.filter(({ status }) => status !== 'org_life_suspended' && status !== 'transferring');
}

function holdersOf(
  directory: Directory,
  org: string,
  posts: readonly PostType[],
  day: Day,
): readonly Person[] {
  const holders = posts.flatMap((post) => directory.holders(org, post, day));
  return [...new Map(holders.map(({ person }) => [person.code, person])).values()];
}

/** The groups of a branch, by name, each with at least one member. */
export function groupsOf(directory: Directory, branch: string): readonly string[] {
  const names = directory.membersOf(branch).flatMap(({ group }) => group ?? []);
  return [...new Set(names)].sort();
}
