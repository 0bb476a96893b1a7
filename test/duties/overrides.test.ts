import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import { dueDay } from '../../src/calendar/deadlines.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { readCatalogue } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyChange } from '../../src/duties/catalogue/duty-def.ts';
import { type LocalDuty, localRules, type Override } from '../../src/duties/overrides/local-rules.ts';
import { stricterFields } from '../../src/duties/overrides/strictness.ts';
import type { Directory } from '../../src/org/directory.ts';
import { directoryOf, rosterAt, smallRosterPath } from '../org/roster-fixture.ts';

const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));
const calendar = announcedCalendar();
const day = asDay('2026-06-01');

let directory: Directory;
beforeAll(async () => {
  directory = directoryOf(await rosterAt(smallRosterPath));
});

function override(org: string, change: DutyChange, more: Partial<Override> = {}): Override {
  const from = asDay('2026-03-01');
  return {
    org,
    duty: 'branch_theme_day',
    from,
    change,
    reason: '试行',
    document: `${org}〔2026〕1号`,
    ...more,
  };
}

function definitionFor(
  overrides: readonly Override[],
  org: string,
  duty = 'branch_theme_day',
  on = day,
): LocalDuty {
  return localRules({ catalogue, directory, overrides, calendar }).definitionFor(org, duty, on);
}

const aWeekLater = { rule: 'M+5wd', shift: 'next' } as const;
const threeDaysLater = { rule: 'M+3wd', shift: 'next' } as const;

describe('rules of one level', () => {
  it('are the catalogue itself where nobody prescribes anything', () => {
    const found = definitionFor([], 'D01B01');
    expect(found.duty).toBe(catalogue.get('branch_theme_day'));
    expect(found).toMatchObject({ active: true, prescribedBy: {}, withheld: [] });
  });

  it('hold for the organisation and all below it, along every line, and for nobody else', () => {
    for (const [org, heard] of [
      ['GW', ['GW', 'D01Z', 'D01W', 'D01B01', 'GWB01']],
      ['D01Z', ['D01Z', 'D01W', 'D01B01']],
      ['D01W', ['D01W', 'D01B01']],
      ['D01B01', ['D01B01']],
    ] as const) {
      const given = override(org, { heldBy: aWeekLater });
      for (const below of ['GW', 'D01Z', 'D01W', 'D01B01', 'D01B02', 'GWB01']) {
        const found = definitionFor([given], below);
        const applies = ([...heard] as string[]).includes(below) || (below === 'D01B02' && org !== 'D01B01');
        expect([org, below, found.duty.heldBy.rule]).toEqual([org, below, applies ? 'M+5wd' : 'EOM']);
        expect(found.prescribedBy.heldBy).toBe(applies ? given : undefined);
      }
      expect(definitionFor([given], 'D01B01', 'branch_member_meeting').prescribedBy).toEqual({});
    }
  });

  it('begin on their first day, and the newest of one organisation holds field by field', () => {
    const first = override('D01W', { heldBy: aWeekLater, reminder: 'R_SOFT' });
    const second = override('D01W', { heldBy: threeDaysLater }, { from: asDay('2026-05-01') });
    const at = (on: string) => definitionFor([second, first], 'D01B01', undefined, asDay(on)).duty;
    expect([at('2026-02-28').heldBy.rule, at('2026-02-28').reminder]).toEqual(['EOM', 'R_MONTH']);
    expect([at('2026-03-01').heldBy.rule, at('2026-03-01').reminder]).toEqual(['M+5wd', 'R_SOFT']);
    expect([at('2026-05-01').heldBy.rule, at('2026-05-01').reminder]).toEqual(['M+3wd', 'R_SOFT']);
  });

  it('end by going back to what the superior prescribes', () => {
    const above = override('GW', { heldBy: threeDaysLater });
    const own = override('D01W', { heldBy: aWeekLater });
    const back = override('D01W', { heldBy: null }, { from: asDay('2026-05-01') });
    const found = definitionFor([above, own, back], 'D01B01');
    expect(found.duty.heldBy).toEqual(threeDaysLater);
    expect(found.prescribedBy.heldBy).toBe(above);
  });

  it('may switch a duty off; below, nobody switches it on again without consent', () => {
    const off = override('GW', { active: false });
    const on = override('D01W', { active: true });
    expect(definitionFor([off], 'D01B01').active).toBe(false);
    expect(definitionFor([off, on], 'D01B01')).toMatchObject({
      active: false,
      withheld: [{ field: 'active' }],
    });
    const agreed = { ...on, consent: 'GW〔2026〕9号' };
    expect(definitionFor([off, agreed], 'D01B01')).toMatchObject({ active: true, withheld: [] });
  });

  it('give way when the superior eases later, instead of staying behind as the stricter rule', () => {
    const own = override('D01W', { heldBy: threeDaysLater });
    const eased = override('GW', { heldBy: aWeekLater }, { from: asDay('2026-05-01') });
    const at = (on: string) => definitionFor([own, eased], 'D01B01', undefined, asDay(on));
    expect(at('2026-04-30').duty.heldBy.rule).toBe('M+3wd');
    expect(at('2026-05-01').duty.heldBy.rule).toBe('M+5wd');
    expect(at('2026-05-01').withheld).toEqual([{ field: 'heldBy', override: own }]);
  });
});

describe('what counts as stricter is decided by real days', () => {
  const asked = (id: string, change: DutyChange) =>
    stricterFields({ duty: catalogue.get(id), active: true }, change, day, calendar);

  it.each<[string, string, DutyChange, boolean]>([
    [
      'a day earlier, though in some years both fall on one Friday',
      'branch_lecture_secretary',
      { heldBy: { rule: 'Y:12-19', shift: 'prev' } },
      true,
    ],
    [
      'the same day written otherwise',
      'branch_lecture_secretary',
      { heldBy: { rule: 'Y:12-20', shift: 'prev' } },
      false,
    ],
    [
      'a paper that moves earlier, not later',
      'branch_responsibility_list',
      { heldBy: { rule: 'Y:02-28', shift: 'prev' } },
      true,
    ],
    [
      'the last working day as a count',
      'branch_theme_day',
      { heldBy: { rule: 'M+1wd', shift: 'prev' } },
      false,
    ],
    [
      'some months earlier, others later',
      'branch_theme_day',
      { heldBy: { rule: 'M-2cd', shift: 'next' } },
      true,
    ],
    [
      'ten working days instead of a month',
      'applicant_talk',
      { heldBy: { rule: 'ev+10wd', shift: 'prev' } },
      true,
    ],
    [
      'a month instead of ten working days',
      'talk_must',
      { heldBy: { rule: 'ev+1mo', shift: 'next' } },
      false,
    ],
    [
      'twenty calendar days, shorter over a long holiday',
      'talk_must',
      { heldBy: { rule: 'ev+14cd', shift: 'prev' } },
      true,
    ],
    [
      'a rule where people gave the day',
      'relation_transfer',
      { heldBy: { rule: 'ev+5wd', shift: 'next' } },
      true,
    ],
    ['a given day where there was a rule', 'talk_must', { heldBy: { rule: 'given', shift: 'prev' } }, true],
    ['two days for the record', 'branch_theme_day', { recordBy: { rule: 'held+2wd' } }, true],
    ['four days for the record', 'branch_theme_day', { recordBy: { rule: 'held+4wd' } }, false],
    ['three calendar days for the record', 'branch_theme_day', { recordBy: { rule: 'held+3cd' } }, true],
    ['reminders of a quarter in a month', 'branch_theme_day', { reminder: 'R_QUARTER' }, true],
    ['a line that rides along', 'branch_theme_day', { reminder: 'R_SOFT' }, false],
    ['four reminders for three', 'branch_member_meeting', { reminder: 'R_YEAR' }, true],
    ['three for four, none earlier', 'branch_lecture_secretary', { reminder: 'R_QUARTER' }, false],
    ['levels that hear sooner', 'branch_lecture_secretary', { escalation: 'E_MONTH' }, true],
    ['the same levels later', 'branch_theme_day', { escalation: 'E_YEAR' }, false],
    ['one level more', 'branch_theme_day', { escalation: 'E_QUARTER' }, true],
    ['nobody above', 'branch_theme_day', { escalation: 'E_NONE' }, false],
    ['a ladder where there was none', 'branch_lecture_attend', { escalation: 'E_YEAR' }, true],
    ['all pairs', 'talk_committee_member', { coverage: 'per_pair' }, true],
    ['everybody once', 'talk_committee_member', { coverage: 'per_person' }, false],
  ])('%s', (_what, id, change, expected) => {
    expect(asked(id, change)).toEqual(expected ? Object.keys(change) : []);
  });

  it('asks nothing more of people who change nothing', () => {
    for (const { id, heldBy, recordBy, reminder, escalation, coverage } of catalogue.duties) {
      const same = { recordBy, reminder, escalation, coverage, active: true };
      expect([id, ...asked(id, heldBy.rule === 'given' ? same : { ...same, heldBy })]).toEqual([id]);
    }
  });
});

/** Days before the due day, and working days after it: duties.md b.2, b.3, typed by hand. */
const reminders = { R_QUARTER: [20, 10, 3], R_HALF: [30, 15, 5], R_YEAR: [40, 20, 10, 3], R_SOFT: [] };
const ladders = { E_MONTH: [1, 3, 5, 10], E_QUARTER: [1, 3, 7, 12, 20], E_YEAR: [1, 5, 10, 20], E_NONE: [3] };

const quarters = [2026, 2027, 2028].flatMap((year) => [1, 2, 3, 4].map((number) => `${year}-Q${number}`));

function asksMore(below: LocalDuty, above: LocalDuty): string[] {
  const found: string[] = [];
  const days = ({ duty }: LocalDuty) =>
    quarters.map((period) => dueDay(duty.heldBy.rule, { period }, duty.heldBy.shift, calendar));
  const [held, heldAbove] = [days(below), days(above)];
  if (held.some((on, at) => on < (heldAbove[at] ?? ''))) found.push('heldBy');
  const records = ({ duty }: LocalDuty) =>
    quarters.map((period, at) =>
      dueDay(duty.recordBy.rule, { period, heldOn: heldAbove[at] }, 'next', calendar),
    );
  const recordsAbove = records(above);
  if (records(below).some((on, at) => on < (recordsAbove[at] ?? ''))) found.push('recordBy');
  const told = ({ duty }: LocalDuty): number[] => reminders[duty.reminder as keyof typeof reminders];
  const toldAbove = told(above);
  if (told(below).some((before, at) => before > (toldAbove[at] ?? 0))) found.push('reminder');
  const climbs = ({ duty }: LocalDuty): number[] => ladders[duty.escalation as keyof typeof ladders];
  const climbsAbove = climbs(above);
  if (climbs(below).some((after, level) => after < (climbsAbove[level] ?? Infinity)))
    found.push('escalation');
  if (below.active && !above.active) found.push('active');
  return found;
}

const chain = ['GW', 'D01Z', 'D01W', 'D01B01'];

const change: fc.Arbitrary<DutyChange> = fc.record(
  {
    heldBy: fc.option(
      fc.record({
        rule: fc.constantFrom('EOQ', 'Q+3wd', 'Q+10cd', 'Q+1mo', 'Q-5wd', 'Q-20cd'),
        shift: fc.constantFrom('prev', 'next'),
      }),
    ),
    recordBy: fc.option(
      fc.record({ rule: fc.constantFrom('held+1wd', 'held+3wd', 'held+4cd', 'held+10wd', 'Q+15wd') }),
    ),
    reminder: fc.option(fc.constantFrom('R_QUARTER', 'R_HALF', 'R_YEAR', 'R_SOFT')),
    escalation: fc.option(fc.constantFrom('E_MONTH', 'E_QUARTER', 'E_YEAR', 'E_NONE')),
    active: fc.option(fc.boolean()),
  },
  { requiredKeys: [] },
);

const stated = fc.uniqueArray(
  fc.record({
    org: fc.constantFrom(...chain),
    duty: fc.constant('branch_member_meeting'),
    from: fc.constantFrom('2026-01-05', '2026-03-01', '2026-05-15', '2026-09-01').map(asDay),
    change,
    reason: fc.constant('试行'),
    document: fc.constant('1号'),
    consent: fc.option(fc.constant('2号'), { nil: undefined }),
  }),
  { maxLength: 10, selector: ({ org, from }) => `${org}/${from}` },
);

const anyDay = fc
  .constantFrom('2025-12-31', '2026-01-05', '2026-04-01', '2026-06-01', '2026-12-31')
  .map(asDay);

describe('whatever the levels prescribe', () => {
  const meeting = 'branch_member_meeting';

  it('without consent, no level asks more than the one above it, on any day', () => {
    fc.assert(
      fc.property(stated, anyDay, (overrides, on) => {
        const silent = overrides.map((one) => ({ ...one, consent: undefined }));
        const rules = localRules({ catalogue, directory, overrides: silent, calendar });
        const levels = chain.map((org) => rules.definitionFor(org, meeting, on));
        const fromCatalogue = definitionFor([], 'GW', meeting);
        levels.forEach((level, at) => {
          expect(asksMore(level, levels[at - 1] ?? fromCatalogue)).toEqual([]);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('with consent, every field is what the nearest level said last', () => {
    fc.assert(
      fc.property(stated, anyDay, (overrides, on) => {
        const agreed = overrides.map((one) => ({ ...one, consent: '2号' }));
        const found = definitionFor(agreed, 'D01B01', meeting, on);
        expect(found.withheld).toEqual([]);
        for (const field of ['heldBy', 'reminder', 'escalation'] as const) {
          const said = chain.flatMap((org) => {
            const own = agreed.filter((one) => one.org === org && one.from <= on && field in one.change);
            const last = own.sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1)?.change[field];
            return last ? [last] : [];
          });
          expect(found.duty[field]).toEqual(said.at(-1) ?? catalogue.get(meeting)[field]);
        }
      }),
    );
  });

  it('says of every field that is not the catalogue’s who prescribed it, in whatever order the rows come', () => {
    fc.assert(
      fc.property(stated, anyDay, (overrides, on) => {
        const found = definitionFor(overrides, 'D01B01', meeting, on);
        expect(definitionFor([...overrides].reverse(), 'D01B01', meeting, on)).toEqual(found);
        for (const field of ['heldBy', 'recordBy', 'reminder', 'escalation'] as const) {
          const by = found.prescribedBy[field];
          expect(found.duty[field]).toEqual(by ? by.change[field] : catalogue.get(meeting)[field]);
        }
      }),
    );
  });
});
