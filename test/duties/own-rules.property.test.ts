import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/calendar/day.ts';
import type { DutyChange } from '../../src/duties/catalogue/duty-def.ts';
import type { Override } from '../../src/duties/overrides/local-rules.ts';
import { someActs } from './acts-arbitrary.ts';
import { calendar, differences, planned, year } from './two-opinions.ts';

/** What an organisation may prescribe otherwise, by the cadence it fits. */
const rules = {
  branch_theme_day: ['M+3wd', 'M-5wd', 'EOM', 'M+1mo'],
  branch_member_meeting: ['Q+5wd', 'Q-5wd', 'EOQ', 'Q+20cd'],
  quarterly_work_report: ['Q+5wd', 'Q+10wd'],
} as const;
const duty = fc.constantFrom(...(Object.keys(rules) as (keyof typeof rules)[]));

const someOverride: fc.Arbitrary<Override> = duty
  .chain((id) =>
    fc.record({
      org: fc.constantFrom('GW', 'Z', 'W', 'G', 'B1', 'B2'),
      duty: fc.constant(id),
      from: fc.integer({ min: -30, max: 380 }).map((offset) => addDays(year.from, offset)),
      change: fc.record(
        {
          heldBy: fc.option(
            fc.record({ rule: fc.constantFrom(...rules[id]), shift: fc.constantFrom('prev', 'next') }),
          ),
          recordBy: fc.option(fc.record({ rule: fc.constantFrom('held+1wd', 'held+5wd', 'held+10cd') })),
          reminder: fc.option(fc.constantFrom('R_QUARTER', 'R_HALF', 'R_SOFT')),
          escalation: fc.option(fc.constantFrom('E_MONTH', 'E_QUARTER', 'E_NONE')),
          active: fc.option(fc.boolean()),
        },
        { requiredKeys: [] },
      ) as fc.Arbitrary<DutyChange>,
      consent: fc.option(fc.constant('2号'), { nil: undefined }),
    }),
  )
  .map((one) => ({ ...one, reason: '试行', document: '1号' }));

const someRules = fc.uniqueArray(someOverride, {
  minLength: 3,
  maxLength: 12,
  selector: ({ org, duty: id, from }) => `${org}/${id}/${from}`,
});

/** Rules, and what people do about the days these name. Nobody acts before the product is there. */
const someLife = someRules.chain((overrides) => {
  const lines = planned({ overrides }).filter(({ duty: id, day }) => id in rules && day > '2026-02-15');
  return someActs(lines, calendar, year).map((acts) => ({ overrides, acts }));
});

describe('planner and auditor agree where organisations have rules of their own', () => {
  it('whenever these begin, in the middle of a period too, and whatever people do', () => {
    fc.assert(
      fc.property(someLife, (life) => {
        expect(differences(life)).toEqual([]);
      }),
      { numRuns: 60, seed: 14, endOnFailure: true },
    );
  });
});
