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
import { withoutPost } from './audit-scene.ts';

const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));
const duties = catalogue.duties;
const calendar = announcedCalendar();
const year = { goLiveOn: asDay('2026-01-01'), from: asDay('2026-01-01'), to: asDay('2027-03-31') };
const digestAt = digestMoment;

let small: Roster;
let silent: readonly ForecastLine[];
beforeAll(async () => {
  small = await rosterAt(smallRosterPath);
  silent = [...forecast({ directory: directoryOf(small), calendar, duties, ...year })];
});

interface World {
  readonly roster: Roster;
  readonly acts?: readonly AuditedAct[];
  readonly closures?: readonly (Pause & { readonly org: string })[];
  readonly to?: Day;
}

function differences({ roster, acts = [], closures = [], to = year.to }: World): readonly Difference[] {
  const directory = directoryOf(roster, year.goLiveOn);
  const asked = { duties, acts, digestAt, ...year, to };
  const expected = expectedLines({ roster, tables: calendar.years(), closures, ...asked });
  const lines = [...forecast({ directory, calendar, pauses: closures, ...asked })];
  return compareLines(
    expected,
    lines.map(
      (line): BookedLine => ({ ...line, stage: line.stage as BookedLine['stage'], state: 'carried' }),
    ),
  );
}

/** Enough to see where two computations part, not a wall of lines. */
function brief(found: readonly Difference[]): readonly string[] {
  return found
    .slice(0, 40)
    .map(
      ({ kind, line, detail }) => `${kind} ${line.instance} ${line.stage} ${line.to} ${line.day}: ${detail}`,
    );
}

describe('the planner and the auditor, written apart from each other', () => {
  it('agree on every line of a year in which nobody does anything', () => {
    expect(new Set(silent.map(({ kind }) => kind))).toEqual(new Set(['reminder', 'overdue', 'escalation']));
    expect(silent.length).toBeGreaterThan(5_000);
    expect(brief(differences({ roster: small }))).toEqual([]);
  });

  it('agree on ten years, most of them without a holiday table', () => {
    expect(brief(differences({ roster: small, to: asDay('2035-12-31') }))).toEqual([]);
  });

  it('agree when people act, at any moment of any day', () => {
    fc.assert(
      fc.property(someActs(), (acts) => {
        expect(brief(differences({ roster: small, acts }))).toEqual([]);
      }),
      { numRuns: 12, seed: 2026, endOnFailure: true },
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
      .tuple(fc.constantFrom('D01B01', 'D01W', 'D01B05'), someDay, fc.integer({ min: 0, max: 20 }))
      .map(([org, from, length]) => ({ org, from, to: addDays(from, length) }));
    fc.assert(
      fc.property(someActs(), posts, fc.array(closure, { maxLength: 2 }), (acts, empty, closures) => {
        const roster = ['D01W', 'D01Z'].reduce((from, org) => withoutPost(from, org, ...empty), small);
        expect(brief(differences({ roster, acts, closures }))).toEqual([]);
      }),
      { numRuns: 12, seed: 7, endOnFailure: true },
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
      const due = new Map(
        silent.filter(({ kind }) => kind === 'overdue').map(({ instance, day }) => [instance, day]),
      );
      const keys = [...due.keys()].sort();
      const acts = new Map<string, readonly AuditedAct[]>();
      for (const { pick, story, start, steps, held } of picks) {
        const key = keys[pick % keys.length] ?? '';
        const [org = '', duty = '', period = ''] = key.split('/');
        // What comes back to be done again comes back after its due day: before it, no rule says what to remind of.
        const offset = (story as readonly string[]).includes('returned') ? Math.abs(start) : start;
        let at = instantAt(addDays(due.get(key) ?? year.from, offset));
        let newHeldBy: Day | undefined = addDays(due.get(key) ?? year.from, 5);
        const acted = story.map((kind, index): AuditedAct => {
          // What is called off is called off before its day.
          const minutes = 5 * ((steps[index] ?? 1) % (kind === 'unscheduled' ? 200 : 60 * 24 * 12));
          at = new Date(at.getTime() + minutes * 60_000 + 300_000);
          const ahead = Math.abs(held[index] ?? 0);
          // Granted between the booking at six and the morning's digests, a reminder of that very day is nobody's need.
          if (kind === 'extended') at = instantAt(dayOf(at), '15:00');
          const later = [addDays(newHeldBy ?? year.to, 20), addDays(dayOf(at), 6 + ahead)].sort().at(-1);
          newHeldBy = calendar.shift(later ?? year.to, 'next');
          // A date is set for a day to come, a record is of a day that was.
          const heldOn = addDays(dayOf(at), kind === 'scheduled' ? ahead : -ahead);
          return { org, duty, period, kind, at, heldOn, newHeldBy };
        });
        acts.set(key, acted);
      }
      return [...acts.values()].flat();
    });
}
