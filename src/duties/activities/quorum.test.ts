import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Directory } from '../../org/directory.ts';
import type { Mark, RollEntry } from './activity.ts';
import { quorumOf } from './quorum.ts';

/** P… is full, Q… probationary. */
const directory = {
  person: (code: string) => ({ code, status: code.startsWith('P') ? 'full' : 'probationary' }),
} as unknown as Directory;

function roll(...marks: readonly (readonly [string, Mark])[]): readonly RollEntry[] {
  return marks.map(([person, mark]) => ({ person, mark, leaveKind: null, markedBy: null }));
}

describe('quorum', () => {
  it('exactly one half is enough, and is shown as the edge', () => {
    const two = roll(['P1', 'present'], ['P2', 'present'], ['P3', 'absent'], ['P4', 'on_leave']);
    expect(quorumOf(directory, 'half_committee', two, [])).toMatchObject({
      expected: 4,
      present: 2,
      isMet: true,
      isEdge: true,
    });
  });

  it('a probationary member and somebody on video do not count for a vote', () => {
    const mixed = roll(['P1', 'present'], ['P2', 'present_online'], ['P3', 'absent'], ['Q1', 'present']);
    expect(quorumOf(directory, 'half_voting', mixed, [])).toMatchObject({
      expected: 3,
      present: 1,
      isMet: false,
    });
  });

  it('somebody on video counts for the vote for which the superior allowed it, and for no other', () => {
    const mixed = roll(
      ['P1', 'present'],
      ['P2', 'present_online'],
      ['P3', 'absent'],
      ['Q1', 'present_online'],
    );
    expect(quorumOf(directory, 'half_voting', mixed, ['half_voting'])).toMatchObject({
      expected: 3,
      present: 2,
      isMet: true,
      countsOnline: true,
    });
    expect(quorumOf(directory, 'four_fifths', mixed, ['half_voting'])).toMatchObject({ present: 1 });
  });

  it('four fifths are met exactly when no more than one in five is away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.nat(120), (size, away) => {
        const marks = Array.from(
          { length: size },
          (_, at) => [`P${at}`, at < away ? 'absent' : 'present'] as const,
        );
        const missing = Math.min(away, size);
        expect(quorumOf(directory, 'four_fifths', roll(...marks), [])?.isMet).toBe(missing * 5 <= size);
      }),
    );
  });

  it('nobody on the roll is no quorum, and no rule asks for none', () => {
    expect(quorumOf(directory, 'half_voting', [], [])).toMatchObject({ isMet: false, isEdge: false });
    expect(quorumOf(directory, 'none', [], [])).toBeUndefined();
  });
});
