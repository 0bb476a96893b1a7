import type { Quorum } from '../../src/duties/activities/activity.ts';
import { voteWords } from './text.ts';

/** The most votes that one ballot of the record names; the same answer named again begins the next ballot. */
export function mostVotes(words: string): number {
  let most = 0;
  let ballot = new Map<string, number>();
  for (const match of words.normalize('NFKC').matchAll(voteWords)) {
    const { ahead, behind, count, counted } = match.groups ?? {};
    const kind = ahead ?? behind ?? '';
    if (ballot.has(kind)) ballot = new Map();
    ballot.set(kind, Number(count ?? counted));
    most = Math.max(
      most,
      [...ballot.values()].reduce((sum, one) => sum + one, 0),
    );
  }
  return most;
}

/** How many votes were written down, where that is more than were there to vote. */
export function votesTooMany(votes: string, { rule, present }: Quorum): number | undefined {
  if (rule !== 'half_voting' && rule !== 'four_fifths') return undefined;
  const cast = mostVotes(votes);
  return cast > present ? cast : undefined;
}
