import { addDays, asDay, type Day, instantAt } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { type BookedLine, compareLines } from '../../src/duties/auditor/compare.ts';
import { type AuditedAct, expectedLines } from '../../src/duties/auditor/expect.ts';
import { readCatalogue } from '../../src/duties/catalogue/catalogue.ts';
import { forecast } from '../../src/duties/forecast/forecast.ts';
import { digestMoment } from '../../src/notices/windows.ts';
import type { Roster } from '../../src/org/types.ts';
import { chance, pick } from '../../src/rehearsal/random.ts';
import { directoryOf } from '../org/roster-fixture.ts';

const { duties } = readCatalogue(new URL('../../flows/', import.meta.url));
const calendar = announcedCalendar();
const goLiveOn = asDay('2026-01-01');
export const tenYears: readonly number[] = Array.from({ length: 10 }, (_, index) => 2026 + index);

export interface YearOfLines {
  readonly year: number;
  readonly lines: number;
  /** Where planner and auditor part, the first few in words. */
  readonly differences: readonly string[];
}

/** Year by year, so that a province need not be held ten times at once; both sides look back as far as they need. */
export function* comparedByYear(
  roster: Roster,
  acts: readonly AuditedAct[],
  years: readonly number[],
): Generator<YearOfLines> {
  const directory = directoryOf(roster, goLiveOn);
  for (const year of years) {
    const asked = { duties, acts, digestAt: digestMoment, goLiveOn, ...daysOf(year) };
    const expected = expectedLines({ roster, tables: calendar.years(), ...asked });
    const planned = [...forecast({ directory, calendar, ...asked })].map(
      (line): BookedLine => ({ ...line, stage: line.stage as BookedLine['stage'], state: 'carried' }),
    );
    const differences = compareLines(expected, planned)
      .slice(0, 20)
      .map(({ kind, line, detail }) => `${kind} ${line.instance} ${line.stage} ${line.to}: ${detail}`);
    yield { year, lines: planned.length, differences };
  }
}

function daysOf(year: number): { readonly from: Day; readonly to: Day } {
  return { from: asDay(`${year}-01-01`), to: addDays(asDay(`${year + 1}-01-01`), -1) };
}

/**
 * What people do in ten mixed years, drawn for every instance by seed and key as the rehearsal draws it: most in
 * time, some late, some on another day, some excused, some sent back, some never.
 */
export function mixedActs(roster: Roster, years: readonly number[], seed: number): readonly AuditedAct[] {
  const directory = directoryOf(roster, goLiveOn);
  const [from, to] = [daysOf(years[0] ?? 2026).from, daysOf(years.at(-1) ?? 2026).to];
  const seen = new Set<string>();
  const acts: AuditedAct[] = [];
  for (const { instance, kind, day } of forecast({ directory, calendar, duties, goLiveOn, from, to })) {
    if (kind !== 'overdue' || seen.has(instance)) continue;
    seen.add(instance);
    acts.push(...storyOf(instance, day, seed));
  }
  return acts;
}

function storyOf(instance: string, lapsedOn: Day, seed: number): readonly AuditedAct[] {
  const [org = '', duty = '', period = ''] = instance.split('/');
  const days = (word: string, most: number): number => Math.floor(chance(seed, instance, word) * most);
  const act = (kind: AuditedAct['kind'], day: Day, more: Partial<AuditedAct> = {}): AuditedAct => {
    const time = pick(['08:10', '10:20', '15:00', '21:40'], seed, instance, kind);
    return { org, duty, period, kind, at: instantAt(day, time), heldOn: day, ...more };
  };
  // Nobody acts before the bot is there.
  const before = addDays(lapsedOn, -2 - days('early', 20));
  const early = before > goLiveOn ? before : addDays(goLiveOn, 1);
  const late = addDays(lapsedOn, days('late', 25));
  const story = chance(seed, instance, 'story');
  if (story < 0.45) return [act('recorded', early)];
  if (story < 0.6) return [act('scheduled', early, { heldOn: addDays(early, 6) }), act('recorded', late)];
  if (story < 0.75) return [act('recorded', late)];
  if (story < 0.8) return [act('waived', late)];
  if (story < 0.85) {
    const newHeldBy = calendar.addWorkdays(late, 12);
    const granted = { ...act('extended', late, { newHeldBy }), at: instantAt(late, '15:00') };
    return [granted, act('recorded', addDays(newHeldBy, days('after', 12)))];
  }
  if (story < 0.9) {
    const back = addDays(late, 3);
    return [
      act('submitted', late),
      act('returned', back),
      act('recorded', addDays(back, 1 + days('again', 15))),
    ];
  }
  return [];
}
