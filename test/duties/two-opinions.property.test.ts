import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, asDay, instantAt } from '../../src/calendar/day.ts';
import type { AuditedAct } from '../../src/duties/auditor/expect.ts';
import type { ForecastLine } from '../../src/duties/forecast/forecast.ts';
import type { PostType } from '../../src/org/types.ts';
import { someActs } from './acts-arbitrary.ts';
import { withoutAccount, withoutPost } from './audit-scene.ts';
import { calendar, differences, duties, planned, whole, year } from './two-opinions.ts';

let silent: readonly ForecastLine[] | undefined;
/** Worked out inside a test, so that a mutant is laid to the test that meets it and not to the file. */
function silentYear(): readonly ForecastLine[] {
  silent ??= planned({});
  return silent;
}

const byHand = duties.filter(({ cadence }) => 'on' in cadence && cadence.on === 'event');
const counted = duties.filter(({ coverage }) => coverage !== undefined);
const orgOf = new Map<string, readonly string[]>(
  ['branch', 'organ_committee', 'leadership_group', 'work_committee'].map((level) => [
    level,
    whole.orgs.filter((org) => org.level === level).map(({ code }) => code),
  ]),
);

/** Events of every kind that a person opens, on any day and at any hour, some named, some with a day of their own. */
const someOpened: fc.Arbitrary<readonly AuditedAct[]> = fc
  .array(
    fc.record({
      duty: fc.constantFrom(...byHand),
      org: fc.nat(6),
      day: fc.integer({ min: 0, max: 300 }),
      hour: fc.constantFrom('05:10', '10:20', '16:40', '23:00'),
      given: fc.integer({ min: 3, max: 60 }),
      assignee: fc.constantFrom(undefined, 'b1_young', 'b1_old', 'b2_leader', 'w_officer'),
      issuer: fc.constantFrom(undefined, 'W', 'GW', 'Z', 'G', 'B1'),
      ends: fc.option(fc.integer({ min: 0, max: 40 })),
    }),
    { minLength: 8, maxLength: 20 },
  )
  .map((events) =>
    events.flatMap(({ duty, org: at, day, hour, given, assignee, issuer, ends }, index): AuditedAct[] => {
      const orgs = orgOf.get(duty.owner.level) ?? [];
      const org = orgs[at % orgs.length] ?? '';
      const eventOn = addDays(year.from, day);
      const about = { org, duty: duty.id, period: `ev:${index}` };
      const heldBy =
        duty.heldBy.rule === 'given' ? calendar.shift(addDays(eventOn, given), 'next') : undefined;
      const opened = { ...about, kind: 'opened' as const, at: instantAt(eventOn, hour), eventOn, heldBy };
      const first: AuditedAct = { ...opened, assignee, issuer };
      if (ends === null) return [first];
      const on = addDays(eventOn, ends + 1);
      return [first, { ...about, kind: 'recorded', at: instantAt(on, '11:00'), heldOn: on }];
    }),
  );

/** Marks of the members and pairs of B1, in any order, some twice, some of people who owe nothing. */
const people = [
  'b1_secretary',
  'b1_deputy',
  'b1_organization',
  'b1_young',
  'b1_m1',
  'b1_m2',
  'b1_m3',
  'b1_old',
];
const someMarks: fc.Arbitrary<readonly AuditedAct[]> = fc
  .array(
    fc.record({
      duty: fc.constantFrom(...counted),
      month: fc.integer({ min: 1, max: 9 }),
      day: fc.integer({ min: 0, max: 420 }),
      pair: fc.tuple(fc.constantFrom(...people), fc.constantFrom(...people)),
      all: fc.boolean(),
    }),
    { minLength: 20, maxLength: 60 },
  )
  .map((marks) =>
    marks.flatMap(({ duty, month, day, pair: [one, other], all }): AuditedAct[] => {
      const period = 'every' in duty.cadence && duty.cadence.every === 'month' ? `2026-0${month}` : '2026';
      const org = duty.owner.level === 'branch' ? 'B1' : 'W';
      const at = instantAt(addDays(year.from, day), day % 2 === 0 ? '10:30' : '16:00');
      const mark = (subject: readonly string[]): AuditedAct => {
        return { org, duty: duty.id, period, kind: 'marked', at, subject };
      };
      if (duty.coverage === 'per_pair') return one === other ? [] : [mark([one, other])];
      if (org === 'W') return [mark([all ? 'b1_secretary' : 'b2_secretary'])];
      return all ? members.map((member) => mark([member])) : [mark([one])];
    }),
  );
const members = whole.people.filter(({ branch }) => branch === 'B1').map(({ code }) => code);

const posts = fc.subarray<PostType>([
  'branch_secretary',
  'branch_deputy_secretary',
  'commissioner_organization',
  'party_affairs_officer',
  'organ_fulltime_deputy',
  'organ_secretary',
  'leadership_secretary',
  'work_committee_officer',
  'work_committee_deputy_secretary',
  'general_branch_secretary',
]);
const someClosures = fc.array(
  fc.tuple(fc.constantFrom('B1', 'B2', 'W', 'GW'), fc.nat(300), fc.nat(20)).map(([org, start, length]) => {
    const from = addDays(year.from, start);
    return { org, from, to: addDays(from, length) };
  }),
  { maxLength: 2 },
);
const few = { numRuns: 3, endOnFailure: true };

describe('planner and auditor agree on seven organisations', () => {
  it('when nobody does anything', () => {
    expect(silentYear().length).toBeGreaterThan(1_500);
    expect(differences({})).toEqual([]);
  });

  it('when the only hands are those of an administrator, and when there are none', () => {
    const upper: PostType[] = ['party_affairs_officer', 'organ_fulltime_deputy', 'organ_secretary'];
    const bare = ['W', 'Z', 'GW', 'B1', 'G'].reduce(
      (roster, org) => withoutPost(roster, org, ...upper, 'leadership_secretary', 'branch_secretary'),
      whole,
    );
    expect(differences({ roster: bare })).toEqual([]);
    expect(differences({ roster: withoutPost(bare, 'GW', 'administrator') })).toEqual([]);
  });

  it('when people act, at any moment of any day', () => {
    const acts = someActs(silentYear(), calendar, year);
    fc.assert(
      fc.property(acts, (done) => {
        expect(differences({ acts: done })).toEqual([]);
      }),
      { ...few, seed: 26 },
    );
  });

  it('when members and pairs are marked', () => {
    fc.assert(
      fc.property(someMarks, (acts) => {
        expect(differences({ acts })).toEqual([]);
      }),
      { ...few, seed: 3 },
    );
  });

  it('when things come up that nobody planned', () => {
    fc.assert(
      fc.property(someOpened, (acts) => {
        expect(differences({ acts })).toEqual([]);
      }),
      { ...few, seed: 11 },
    );
  });

  it('when what came up is never done, whoever issued it', () => {
    const issuers = [undefined, 'W', 'GW', 'Z', 'G', 'B1'];
    const acts = byHand.flatMap((duty) =>
      (orgOf.get(duty.owner.level) ?? []).flatMap((org) =>
        issuers.map((issuer): AuditedAct => {
          const eventOn = asDay('2026-04-30');
          const heldBy = duty.heldBy.rule === 'given' ? asDay('2026-06-12') : undefined;
          const about = { org, duty: duty.id, period: `ev:${issuer ?? 'none'}` };
          return { ...about, kind: 'opened', at: instantAt(eventOn, '11:00'), eventOn, heldBy, issuer };
        }),
      ),
    );
    expect(differences({ acts })).toEqual([]);
    const leaderless = withoutPost(
      withoutPost(whole, 'B2', 'branch_secretary', 'branch_group_leader'),
      'G',
      'general_branch_secretary',
    );
    expect(differences({ roster: leaderless, acts })).toEqual([]);
  });

  it('when posts are empty, people have no account and organisations are closed', () => {
    const silentOnes = fc.subarray(['b1_secretary', 'w_officer', 'gw_deputy', 'z_secretary', 'g_secretary']);
    const acts = someActs(silentYear(), calendar, year);
    fc.assert(
      fc.property(posts, silentOnes, someClosures, acts, (empty, mute, closures, done) => {
        const left = ['W', 'Z', 'B1', 'B2', 'G', 'GW'].reduce(
          (roster, org) => withoutPost(roster, org, ...empty),
          whole,
        );
        expect(differences({ roster: withoutAccount(left, ...mute), closures, acts: done })).toEqual([]);
      }),
      { ...few, seed: 5 },
    );
  });
});
