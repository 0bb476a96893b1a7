import { describe, expect, it } from 'vitest';
import { rosterAt, smallRosterPath } from '../org/roster-fixture.ts';
import { comparedByYear, mixedActs, tenYears } from './ten-years.ts';

describe('roster-small, ten years in which people are early, late, excused or silent', () => {
  it.each([1, 2])('planner and auditor agree to the day and the person, seed %i', async (seed) => {
    const roster = await rosterAt(smallRosterPath);
    const acts = mixedActs(roster, tenYears, seed);
    expect(acts.length).toBeGreaterThan(5_000);
    for (const { year, lines, differences } of comparedByYear(roster, acts, tenYears)) {
      expect([year, differences]).toEqual([year, []]);
      expect(lines).toBeGreaterThan(1_500);
    }
  });
});
