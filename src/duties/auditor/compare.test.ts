import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { act, inputFor } from '../../../test/duties/audit-scene.ts';
import { rosterAt, smallRosterPath } from '../../../test/org/roster-fixture.ts';
import { addDays } from '../../calendar/day.ts';
import { type BookedLine, compareLines } from './compare.ts';
import { type ExpectedLine, expectedLines } from './expect.ts';

let expected: readonly ExpectedLine[];
beforeAll(async () => {
  const roster = await rosterAt(smallRosterPath);
  const acts = [act('D01B01', 'recorded', '2026-03-09 15:00', '2026-03-09')];
  expected = expectedLines(inputFor(roster, { acts }));
});

function carried(line: ExpectedLine): BookedLine {
  return { ...line, state: 'carried' };
}

/** The ledger as it should be, but for one line. */
function ledgerBut(
  index: number,
  change: (line: BookedLine) => readonly BookedLine[],
): readonly BookedLine[] {
  return expected.flatMap((line, at) => (at === index ? change(carried(line)) : [carried(line)]));
}

function anyLine(check: (index: number, line: ExpectedLine) => void): void {
  fc.assert(
    fc.property(fc.nat({ max: expected.length - 1 }), (index) => {
      const line = expected[index];
      if (line) check(index, line);
    }),
    { numRuns: 40 },
  );
}

describe('the ledger against the rules', () => {
  it('agrees with itself, whether lines have left or wait for their day', () => {
    expect(expected.length).toBeGreaterThan(100);
    expect(compareLines(expected, expected.map(carried))).toEqual([]);
    expect(
      compareLines(
        expected,
        expected.map((line) => ({ ...line, state: 'waiting' })),
      ),
    ).toEqual([]);
  });

  it('misses a line that was never booked', () => {
    anyLine((index, line) => {
      const found = compareLines(
        expected,
        ledgerBut(index, () => []),
      );
      expect(found).toEqual([{ kind: 'missing', line, detail: 'never booked' }]);
    });
  });

  it('misses a line that was withdrawn without cause, and says the reason given', () => {
    anyLine((index, line) => {
      const booked = ledgerBut(index, (one) => [{ ...one, state: 'withdrawn', reason: 'settled' }]);
      const detail = `withdrawn on ${line.day}: settled`;
      expect(compareLines(expected, booked)).toEqual([{ kind: 'missing', line, detail }]);
    });
  });

  it('finds a line told twice, and one told to somebody it was not for', () => {
    anyLine((index) => {
      expect(
        compareLines(
          expected,
          ledgerBut(index, (one) => [one, one]),
        ),
      ).toMatchObject([{ kind: 'extra' }]);
      const stranger = ledgerBut(index, (one) => [one, { ...one, to: 'P000139' }]);
      expect(compareLines(expected, stranger)).toMatchObject([{ kind: 'extra', line: { to: 'P000139' } }]);
    });
  });

  it('lets a line go that was withdrawn with cause', () => {
    const [line] = expected;
    const booked = line && [{ ...line, state: 'withdrawn' as const, reason: 'scheduled' }];
    expect(compareLines([], booked ?? [])).toEqual([]);
    expect(booked).toHaveLength(1);
  });

  it('finds a wrong day', () => {
    anyLine((index, line) => {
      const booked = ledgerBut(index, (one) => [{ ...one, day: addDays(one.day, 1) }]);
      const detail = `carried ${addDays(line.day, 1)}, due ${line.day}`;
      expect(compareLines(expected, booked)).toMatchObject([{ kind: 'wrong_day', detail }]);
    });
  });

  it('finds a wrong post, but asks none of a closing line', () => {
    anyLine((index, line) => {
      const booked = ledgerBut(index, (one) => [{ ...one, post: 'leadership_member' }]);
      const found = compareLines(expected, booked);
      if (line.kind === 'closing') expect(found).toEqual([]);
      else
        expect(found).toMatchObject([
          { kind: 'wrong_post', detail: `as leadership_member, due as ${line.post}` },
        ]);
    });
  });
});
