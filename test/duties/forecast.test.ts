import { beforeAll, describe, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { type BookedLine, compareLines, type Difference } from '../../src/duties/auditor/compare.ts';
import { type AuditedAct, expectedLines } from '../../src/duties/auditor/expect.ts';
import { readCatalogue } from '../../src/duties/catalogue.ts';
import { forecast } from '../../src/duties/forecast.ts';
import { digestMoment } from '../../src/notices/windows.ts';
import type { Roster } from '../../src/org/types.ts';
import { directoryOf, rosterAt, smallRosterPath } from '../org/roster-fixture.ts';

const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));
const calendar = announcedCalendar();
const year = { goLiveOn: asDay('2026-01-01'), from: asDay('2026-01-01'), to: asDay('2026-12-31') };

let small: Roster;
beforeAll(async () => {
  const whole = await rosterAt(smallRosterPath);
  small = { ...whole, people: whole.people.map((one) => ({ ...one, account: one.account ?? `ou_${one.code}` })) };
});

function differences(
  roster: Roster,
  acts: readonly AuditedAct[] = [],
  span: typeof year = year,
): readonly Difference[] {
  const { duties } = catalogue;
  const digestAt = digestMoment;
  const expected = expectedLines({ roster, tables: calendar.years(), duties, acts, digestAt, ...span });
  const directory = directoryOf(roster, span.goLiveOn);
  const lines = [...forecast({ directory, calendar, duties, acts, digestAt, ...span })];
  return compareLines(
    expected,
    lines.map((line): BookedLine => ({ ...line, state: 'carried' })),
  );
}

/** Enough to see where two computations part, not a wall of lines. */
function brief(found: readonly Difference[]): readonly string[] {
  return found
    .slice(0, 40)
    .map(({ kind, line, detail }) => `${kind} ${line.instance} ${line.stage} ${line.to} ${line.day}: ${detail}`);
}

describe('the planner and the auditor, written apart from each other', () => {
  it('agree on every line of a year in which nobody does anything', () => {
    const directory = directoryOf(small, year.goLiveOn);
    const lines = [...forecast({ directory, calendar, duties: catalogue.duties, ...year })];
    expect(new Set(lines.map(({ kind }) => kind))).toEqual(new Set(['reminder', 'overdue', 'escalation']));
    expect(lines.length).toBeGreaterThan(5_000);
    expect(brief(differences(small))).toEqual([]);
  });
});
