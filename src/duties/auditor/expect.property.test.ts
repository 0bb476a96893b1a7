import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { inputFor, themeDay, withoutAccount, withoutPost } from '../../../test/duties/audit-scene.ts';
import { rosterAt, smallRosterPath } from '../../../test/org/roster-fixture.ts';
import { addDays, asDay, dayOf } from '../../calendar/day.ts';
import { announcedCalendar } from '../../calendar/tables.ts';
import type { Roster } from '../../org/types.ts';
import { type AuditedAct, type ExpectedLine, expectedLines } from './expect.ts';

let whole: Roster;
beforeAll(async () => {
  const all = await rosterAt(smallRosterPath);
  const kept = ['GW', 'D01Z', 'D01W', 'D01B01', 'D01B05', 'GWB01'];
  whole = { ...all, orgs: all.orgs.filter((org) => kept.includes(org.code)) };
});

const first = asDay('2026-01-20');
const to = asDay('2026-05-31');
const someDay = fc.integer({ min: 0, max: 110 }).map((offset) => addDays(first, offset));
const someAct: fc.Arbitrary<AuditedAct> = fc.record({
  org: fc.constantFrom('D01B01', 'D01B05', 'GWB01'),
  duty: fc.constant(themeDay.id),
  period: fc.constantFrom('2026-02', '2026-03'),
  kind: fc.constantFrom(
    'scheduled' as const,
    'scheduled' as const,
    'unscheduled' as const,
    'recorded' as const,
  ),
  at: fc
    .integer({ min: 0, max: 110 * 24 * 12 })
    .map((fives) => new Date(Date.UTC(2026, 0, 20) + fives * 300_000)),
  heldOn: someDay,
});
const someActs = fc.array(someAct, { maxLength: 8 });

/** The work committee's administrator stays: somebody must be there to be told. */
const someVacancies = fc.record({
  posts: fc.subarray(['organ_fulltime_deputy', 'party_affairs_officer', 'organ_secretary'] as const),
  owner: fc.subarray(['branch_secretary', 'branch_deputy_secretary'] as const),
  unreachable: fc.subarray(['P000132', 'P000131', 'P000137', 'P000029', 'P000072']),
});

interface Case {
  readonly acts: readonly AuditedAct[];
  readonly lines: readonly ExpectedLine[];
}

function check(property: (one: Case) => void): void {
  fc.assert(
    fc.property(someActs, someVacancies, (acts, { posts, owner, unreachable }) => {
      const emptied = withoutPost(withoutPost(whole, 'D01W', ...posts), 'D01B01', ...owner);
      const roster = withoutAccount(emptied, ...unreachable);
      property({ acts, lines: expectedLines(inputFor(roster, { acts, to })) });
    }),
    { numRuns: 60 },
  );
}

function instancesIn(lines: readonly ExpectedLine[]): ReadonlyMap<string, readonly ExpectedLine[]> {
  const keys = new Set(lines.map((line) => line.instance));
  return new Map([...keys].map((key) => [key, lines.filter((line) => line.instance === key)]));
}

function recordOf({ acts }: Case, instance: string): Date | undefined {
  const records = acts.filter(
    (act) => act.kind === 'recorded' && `${act.org}/${act.duty}/${act.period}` === instance,
  );
  return records.map((act) => act.at).sort((a, b) => a.getTime() - b.getTime())[0];
}

const slips = (lines: readonly ExpectedLine[]) =>
  lines.filter((line) => line.kind === 'overdue' || line.kind === 'escalation');

describe('whatever people do and whoever is missing', () => {
  it('nothing is told on a day off or before the bot was switched on', () => {
    check(({ lines }) => {
      for (const { day } of lines) {
        expect(announcedCalendar().isWorkday(day)).toBe(true);
        expect(day >= '2026-02-02').toBe(true);
      }
    });
  });

  it('nobody hears a stage of an instance twice', () => {
    check(({ lines }) => {
      const keys = lines.map((line) => `${line.instance}/${line.stage}/${line.to}`);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  it('nothing but closing lines comes after the evidence', () => {
    check((one) => {
      for (const line of one.lines.filter(({ stage }) => stage !== 'closing')) {
        const end = recordOf(one, line.instance);
        if (end) expect(line.day <= dayOf(end)).toBe(true);
      }
    });
  });

  it('exactly those told of a slip hear that it is settled, once and later than they were told', () => {
    check((one) => {
      for (const [instance, lines] of instancesIn(one.lines)) {
        const closings = lines.filter((line) => line.stage === 'closing');
        const told = new Set(slips(lines).map((line) => line.to));
        const expected = recordOf(one, instance) ? [...told].sort() : [];
        expect(closings.map((line) => line.to).sort()).toEqual(expected);
        for (const closing of closings)
          for (const slip of slips(lines)) expect(closing.day > slip.day).toBe(true);
      }
    });
  });

  it('no level hears before the ones below it, and each instance’s owner hears first', () => {
    check(({ lines }) => {
      for (const [, ofInstance] of instancesIn(lines)) {
        const firstDays = new Map<string, string>();
        for (const line of slips(ofInstance))
          if (!firstDays.has(line.stage)) firstDays.set(line.stage, line.day);
        const order = [...firstDays].sort(([a], [b]) => (a < b ? -1 : 1));
        if (order.length > 1) expect(order.slice(0, 2).map(([stage]) => stage)).toEqual(['L0', 'L1']);
        const days = order.map(([, day]) => day);
        expect(days).toEqual([...days].sort());
      }
    });
  });

  it('a shorter look says the same about the days it covers', () => {
    fc.assert(
      fc.property(someActs, someDay, someDay, (acts, a, b) => {
        const [from, until] = a < b ? [a, b] : [b, a];
        const long = expectedLines(inputFor(whole, { acts, to }));
        expect(expectedLines(inputFor(whole, { acts, from, to: until }))).toEqual(
          long.filter((line) => line.day >= from && line.day <= until),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('with every post held', () => {
  it('a ladder has no gap: what was told is L0 up to some level', () => {
    fc.assert(
      fc.property(someActs, (acts) => {
        for (const [, lines] of instancesIn(expectedLines(inputFor(whole, { acts, to })))) {
          const stages = [...new Set(slips(lines).map((line) => line.stage))].sort();
          expect(stages).toEqual(['L0', 'L1', 'L2', 'L3'].slice(0, stages.length));
        }
      }),
      { numRuns: 60 },
    );
  });
});
