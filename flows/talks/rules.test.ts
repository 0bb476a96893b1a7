import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairUp, shareOut } from './rules.ts';

const people = fc.uniqueArray(fc.integer({ min: 1, max: 400 }).map(codeOf), { maxLength: 60 });
const seed = fc.string({ maxLength: 12 });

function codeOf(number: number): string {
  return `P${String(number).padStart(6, '0')}`;
}

function countsOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

describe('pairing up', () => {
  it('leaves nobody out, names nobody more than twice, and nobody with himself', () => {
    fc.assert(
      fc.property(people, seed, (codes, salt) => {
        const pairs = pairUp(codes, salt);
        const counts = countsOf(pairs.flat());
        const twice = [...counts.values()].filter((count) => count > 1);
        expect([...counts.keys()].sort()).toEqual(codes.length > 1 ? [...codes].sort() : []);
        expect(twice).toEqual(codes.length > 1 && codes.length % 2 === 1 ? [2] : []);
        expect(pairs.every(([one, other]) => one !== other)).toBe(true);
      }),
    );
  });

  it('is the same whatever the order, and differs from seed to seed', () => {
    fc.assert(
      fc.property(people, seed, (codes, salt) => {
        expect(pairUp([...codes].reverse(), salt)).toEqual(pairUp(codes, salt));
      }),
    );
    const twenty = Array.from({ length: 20 }, (_, at) => codeOf(at));
    expect(pairUp(twenty, '2026')).not.toEqual(pairUp(twenty, '2027'));
  });
});

describe('sharing out', () => {
  const loads = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 7 });

  it('reaches every member once, and whoever gets one more had the fewest until then', () => {
    fc.assert(
      fc.property(people, loads, seed, (members, given, salt) => {
        const talkers = given.map((_, at) => `T${at}`);
        const load = new Map(talkers.map((talker, at) => [talker, given[at] ?? 0]));
        const shares = shareOut(members, talkers, load, salt);
        expect(shares.map(([, member]) => member).sort()).toEqual([...members].sort());
        const added = countsOf(shares.map(([talker]) => talker));
        const after = talkers.map((talker) => (load.get(talker) ?? 0) + (added.get(talker) ?? 0));
        const busiest = Math.max(
          ...talkers.filter((one) => added.has(one)).map((one) => after[talkers.indexOf(one)] ?? 0),
          0,
        );
        expect(busiest - Math.min(...after)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('sends nobody to himself', () => {
    expect(shareOut(['A', 'B'], ['A', 'B'], new Map(), 's').every(([one, other]) => one !== other)).toBe(
      true,
    );
    expect(shareOut(['A'], ['A'], new Map(), 's')).toEqual([]);
  });
});
