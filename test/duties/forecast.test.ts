import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, asDay, type Day } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { type BookedLine, compareLines, type Difference } from '../../src/duties/auditor/compare.ts';
import { type AuditedAct, expectedLines } from '../../src/duties/auditor/expect.ts';
import { readCatalogue } from '../../src/duties/catalogue/catalogue.ts';
import { type ForecastLine, forecast } from '../../src/duties/forecast/forecast.ts';
import type { Pause } from '../../src/duties/pauses.ts';
import { digestMoment } from '../../src/notices/windows.ts';
import type { PostType, Roster } from '../../src/org/types.ts';
import { directoryOf, rosterAt, smallRosterPath } from '../org/roster-fixture.ts';
import { someActs, someDay } from './acts-arbitrary.ts';
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
      fc.property(someActs(silent, calendar, year), (acts) => {
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
      fc.property(
        someActs(silent, calendar, year),
        posts,
        fc.array(closure, { maxLength: 2 }),
        (acts, empty, closures) => {
          const roster = ['D01W', 'D01Z'].reduce((from, org) => withoutPost(from, org, ...empty), small);
          expect(brief(differences({ roster, acts, closures }))).toEqual([]);
        },
      ),
      { numRuns: 12, seed: 7, endOnFailure: true },
    );
  });
});
