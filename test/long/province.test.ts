import { describe, expect, it } from 'vitest';
import { provinceRosterPath, rosterAt } from '../org/roster-fixture.ts';
import { comparedByYear, mixedActs, tenYears } from './ten-years.ts';

describe('roster-province, ten years', () => {
  it.each(['silent', 'mixed'])(
    'planner and auditor agree to the day and the person: %s',
    async (behaviour) => {
      const roster = await rosterAt(provinceRosterPath);
      const acts = behaviour === 'mixed' ? mixedActs(roster, tenYears, 1) : [];
      for (const { year, lines, differences } of comparedByYear(roster, acts, tenYears)) {
        console.log(`${behaviour} ${year}: ${lines} lines`);
        expect([year, differences]).toEqual([year, []]);
      }
    },
  );
});
