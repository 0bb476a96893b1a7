import { describe, expect, it } from 'vitest';
import { asDay, instantAt } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { readCatalogue } from '../../src/duties/catalogue/catalogue.ts';
import { completionOf } from '../../src/duties/completion.ts';
import { completionCounts } from '../../src/duties/completion-counts.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { themeDay } from '../../test/duties/instance-fixture.ts';
import type { Figure } from './figures.ts';
import { pressureOf, type Told } from './pressure.ts';
import { doneOf, isQuiet, totalsOf } from './rules.ts';

function figure(part: Partial<Figure>): Figure {
  return {
    org: 'D01B01',
    month: '2026-02',
    state: 'done',
    isLateEntry: false,
    isExtended: false,
    isFiledLate: false,
    isDue: false,
    isRecorded: false,
    count: 1,
    ...part,
  };
}

describe('the numbers of a table', () => {
  const figures = [
    figure({ count: 52 }),
    figure({ isLateEntry: true, count: 2 }),
    figure({ isExtended: true, count: 2 }),
    figure({ state: 'overdue' }),
    figure({ state: 'done_late', count: 3 }),
    figure({ state: 'submitted', isFiledLate: true, count: 4 }),
    figure({ state: 'submitted', count: 5 }),
    figure({ state: 'open', count: 3 }),
    figure({ state: 'extended', isExtended: true, count: 2 }),
    figure({ state: 'overdue', isExtended: true }),
  ];

  it('count every item once, by what became of it, and add up', () => {
    const { due, ...parts } = totalsOf(figures);
    expect(parts).toEqual({
      inTime: 57,
      lateEntry: 2,
      extended: 4,
      doneLate: 7,
      overdue: 2,
      waived: 0,
      underWay: 3,
    });
    expect(Object.values(parts).reduce((sum, count) => sum + count, 0)).toBe(due);
    expect(doneOf(figures)).toBe(68);
  });

  it('are those of the circular (通报) about the same items', () => {
    const at = (day: string) => instantAt(asDay(day), '10:00');
    const items: readonly Partial<DutyInstance>[] = [
      { state: 'done', heldOn: asDay('2026-02-12'), recordedAt: at('2026-02-12') },
      { state: 'done', heldOn: asDay('2026-02-12'), recordedAt: at('2026-03-30') },
      { state: 'done_late', heldOn: asDay('2026-03-09'), recordedAt: at('2026-03-09') },
      { state: 'submitted', heldOn: asDay('2026-02-12'), recordedAt: at('2026-02-12') },
      { state: 'submitted', heldOn: asDay('2026-03-09'), recordedAt: at('2026-03-09') },
      { state: 'extended', originalHeldBy: asDay('2026-02-28'), heldBy: asDay('2026-03-20') },
      { state: 'done', originalHeldBy: asDay('2026-02-28'), heldOn: asDay('2026-03-02') },
      { state: 'overdue' },
      { state: 'waived' },
    ];
    const instances = items.map((part) => themeDay(part));
    const today = asDay('2026-03-10');
    const [row] = completionCounts(readCatalogue(new URL('..', import.meta.url)), instances, today);
    const counted = totalsOf(
      instances.map((one) =>
        figure({
          state: one.state,
          isExtended: one.originalHeldBy !== null,
          isLateEntry: completionOf(one, today) === 'recorded_late',
          isFiledLate: one.state === 'submitted' && (one.heldOn ?? '') > one.heldBy,
        }),
      ),
    );
    expect(row).toMatchObject({
      owed: counted.due,
      inTime: counted.inTime,
      recordedLate: counted.lateEntry,
      extended: counted.extended,
      doneLate: counted.doneLate,
      undone: counted.overdue + counted.underWay,
      waived: counted.waived,
    });
  });

  it('a week in which nothing was due, done or late is quiet, unless somebody said something', () => {
    expect(isQuiet([figure({ state: 'open' })], 0)).toBe(true);
    expect(isQuiet([figure({ state: 'open' })], 1)).toBe(false);
    expect(isQuiet([figure({ isRecorded: true })], 0)).toBe(false);
    expect(isQuiet([figure({ state: 'overdue' })], 0)).toBe(false);
  });
});

describe('who was told and what came of it', () => {
  const told = (level: number, on: string, endedOn: string | null, count = 1): Told => ({
    ...{ org: 'D01', level, on: asDay(on), endedOn: endedOn === null ? null : asDay(endedOn), count },
  });

  it('counts working days from telling a level to the end, of what ended there', () => {
    const calendar = announcedCalendar();
    const rows = [
      told(0, '2026-03-02', '2026-03-02', 2),
      told(0, '2026-03-02', '2026-03-05'),
      told(0, '2026-03-02', null, 3),
      told(1, '2026-03-06', '2026-03-09', 1),
      told(1, '2026-03-04', '2026-03-09', 1),
      told(2, '2026-03-06', null),
    ];
    expect(pressureOf(rows, calendar)).toEqual([
      { level: 0, told: 6, endedHere: 3, medianDays: 0 },
      { level: 1, told: 2, endedHere: 2, medianDays: 2 },
      { level: 2, told: 1, endedHere: 0, medianDays: undefined },
    ]);
  });
});
