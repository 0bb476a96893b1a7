import { leastPresent } from '../../src/duties/activities/quorum.ts';
import { hasVote } from '../../src/duties/activities/rosters.ts';
import type { Person } from '../../src/org/types.ts';

/** A branch in numbers (duties.md d.2): who belongs to it, who is expected, who has a vote. */
export interface RosterCounts {
  readonly members: number;
  readonly full: number;
  readonly probationary: number;
  readonly voting: number;
  readonly expected: number;
  /** At least half, and at least four fifths, of those who have a vote: so many have to be there. */
  readonly half: number;
  readonly fourFifths: number;
}

export function countRoster(people: readonly Person[]): RosterCounts {
  const voting = people.filter(hasVote).length;
  return {
    members: people.length,
    // Whose rights are suspended remains a full member; how many there are is told to nobody by this.
    full: people.filter(({ status }) => status !== 'probationary').length,
    probationary: people.filter(({ status }) => status === 'probationary').length,
    voting,
    expected: people.filter(({ status }) => status !== 'org_life_suspended' && status !== 'transferring')
      .length,
    half: leastPresent('half_voting', voting),
    fourFifths: leastPresent('four_fifths', voting),
  };
}
