import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, asDay, type Day, dayOf, instantAt } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { type BookedLine, compareLines, type Difference } from '../../src/duties/auditor/compare.ts';
import { type AuditedAct, expectedLines } from '../../src/duties/auditor/expect.ts';
import { readCatalogue } from '../../src/duties/catalogue.ts';
import { type ForecastLine, forecast } from '../../src/duties/forecast.ts';
import type { Pause } from '../../src/duties/pauses.ts';
import { digestMoment } from '../../src/notices/windows.ts';
import type { PostType, Roster } from '../../src/org/types.ts';
import { directoryOf, rosterAt, smallRosterPath } from '../org/roster-fixture.ts';
import { withoutPost, withPost } from './audit-scene.ts';

const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));
const duties = catalogue.duties.filter(({ id }) => id !== 'talk_committee_peers');
const calendar = announcedCalendar();
const year = { goLiveOn: asDay('2026-01-01'), from: asDay('2026-01-01'), to: asDay('2026-12-31') };
const digestAt = digestMoment;

let small: Roster;
let silent: readonly ForecastLine[];
beforeAll(async () => {
  const whole = await rosterAt(smallRosterPath);
  const people = whole.people.map((one) => ({ ...one, account: one.account ?? `ou_${one.code}` }));
  small = withPost({ ...whole, people }, 'D01B09', 'commissioner_organization', 'P000127');
  silent = [...forecast({ directory: directoryOf(small), calendar, duties, ...year })];
});

interface World {
  readonly roster: Roster;
  readonly acts?: readonly AuditedAct[];
  readonly closures?: readonly (Pause & { readonly org: string })[];
}

function differences({ roster, acts = [], closures = [] }: World): readonly Difference[] {
  const directory = directoryOf(roster, year.goLiveOn);
  const asked = { duties, acts, digestAt, ...year };
  const expected = expectedLines({ roster, tables: calendar.years(), closures, ...asked });
  const lines = [...forecast({ directory, calendar, pauses: closures, ...asked })];
  return compareLines(
    expected,
    lines.map((line): BookedLine => ({ ...line, state: 'carried' })),
  ).filter((one) => !isReadOtherwise(one));
}

/** Enough to see where two computations part, not a wall of lines. */
function brief(found: readonly Difference[]): readonly string[] {
  return found
    .slice(0, 40)
    .map(
      ({ kind, line, detail }) => `${kind} ${line.instance} ${line.stage} ${line.to} ${line.day}: ${detail}`,
    );
}

/** A side of a pair hears as a person (`member`); the auditor names the committee post. */
function isReadOtherwise({ line, kind }: Difference): boolean {
  return kind === 'wrong_post' && line.post === 'member';
}

describe('the planner and the auditor, written apart from each other', () => {
  it('agree on every line of a year in which nobody does anything', () => {
    expect(new Set(silent.map(({ kind }) => kind))).toEqual(new Set(['reminder', 'overdue', 'escalation']));
    expect(silent.length).toBeGreaterThan(5_000);
    expect(brief(differences({ roster: small }))).toEqual([]);
  });

  it('agree when people act, at any moment of any day', () => {
    fc.assert(
      fc.property(someActs(), (acts) => {
        expect(brief(differences({ roster: small, acts }))).toEqual([]);
      }),
      { numRuns: 6, seed: 2026, endOnFailure: true },
    );
  });

  it('agree when posts are empty and organisations closed', () => {
    const posts = fc.subarray<PostType>([
      'organ_fulltime_deputy',
      'party_affairs_officer',
      'organ_secretary',
      'leadership_secretary',
    ]);
    const closure = fc
      .tuple(fc.constantFrom('D01B01', 'D01W', 'GW'), someDay, fc.integer({ min: 0, max: 20 }))
      .map(([org, from, length]) => ({ org, from, to: addDays(from, length) }));
    fc.assert(
      fc.property(someActs(), posts, fc.array(closure, { maxLength: 2 }), (acts, empty, closures) => {
        const roster = ['D01W', 'D01Z'].reduce((from, org) => withoutPost(from, org, ...empty), small);
        expect(brief(differences({ roster, acts, closures }))).toEqual([]);
      }),
      { numRuns: 6, seed: 7, endOnFailure: true },
    );
  });
});

const someDay = fc.integer({ min: 0, max: 364 }).map((offset) => addDays(asDay('2026-01-01'), offset));

/** What people may do about one instance, in an order that makes sense; each word an act. */
const stories = [
  ['recorded'],
  ['scheduled', 'recorded'],
  ['scheduled'],
  ['scheduled', 'unscheduled'],
  ['scheduled', 'unscheduled', 'scheduled', 'recorded'],
  ['scheduled', 'scheduled', 'recorded'],
  ['submitted', 'accepted'],
  ['submitted', 'returned', 'submitted', 'accepted'],
  ['submitted', 'returned'],
  ['submitted'],
  ['waived'],
  ['voided'],
  ['extended'],
  ['extended', 'recorded'],
  ['scheduled', 'extended', 'recorded'],
  ['extended', 'extended', 'waived'],
  ['recorded', 'returned', 'recorded'],
] as const satisfies readonly (readonly AuditedAct['kind'][])[];

/** Acts on some instances of the year, around the days that matter to each. */
function someActs(): fc.Arbitrary<readonly AuditedAct[]> {
  return fc
    .array(
      fc.record({
        pick: fc.nat(1_000_000),
        story: fc.constantFrom(...stories),
        start: fc.integer({ min: -40, max: 30 }),
        steps: fc.array(fc.integer({ min: 1, max: 60 * 24 * 12 }), { minLength: 4, maxLength: 4 }),
        held: fc.array(fc.integer({ min: -20, max: 5 }), { minLength: 4, maxLength: 4 }),
      }),
      { minLength: 10, maxLength: 60 },
    )
    .map((picks) => {
      const keys = [...new Set(silent.map(({ instance }) => instance))].sort();
      const due = new Map(silent.map(({ instance, day }) => [instance, day]));
      const acts = new Map<string, readonly AuditedAct[]>();
      for (const { pick, story, start, steps, held } of picks) {
        const key = keys[pick % keys.length] ?? '';
        const [org = '', duty = '', period = ''] = key.split('/');
        let at = instantAt(addDays(due.get(key) ?? year.from, start));
        let newHeldBy: Day | undefined = addDays(due.get(key) ?? year.from, 60);
        const acted = story.map((kind, index): AuditedAct => {
          at = new Date(at.getTime() + (steps[index] ?? 1) * 300_000);
          newHeldBy = calendar.shift(addDays(newHeldBy ?? year.to, 20 + index), 'next');
          const heldOn = addDays(dayOf(at), held[index] ?? 0);
          return { org, duty, period, kind, at, heldOn, newHeldBy };
        });
        acts.set(key, acted);
      }
      return [...acts.values()].flat();
    });
}
