import { describe, expect, it } from 'vitest';
import type { Figure } from './figures.ts';
import { isQuiet, pressureOf, totalsOf } from './rules.ts';

function figure(part: Partial<Figure>): Figure {
  return {
    org: 'D01B01',
    month: '2026-02',
    state: 'done',
    isLateEntry: false,
    isExtended: false,
    level: -1,
    daysLate: 0,
    isDue: false,
    isRecorded: false,
    count: 1,
    ...part,
  };
}

describe('the numbers of a table', () => {
  it('count every item once, by what became of it', () => {
    const figures = [
      figure({ count: 52 }),
      figure({ isLateEntry: true, count: 2 }),
      figure({ isExtended: true, count: 2 }),
      figure({ state: 'overdue', level: 2, daysLate: null }),
      figure({ state: 'done_late', level: 0, daysLate: 2 }),
      figure({ state: 'open', count: 3 }),
      figure({ state: 'extended', isExtended: true, count: 2 }),
    ];
    expect(totalsOf(figures)).toEqual({
      due: 63,
      inTime: 52,
      lateEntry: 2,
      extended: 2,
      doneLate: 1,
      overdue: 1,
      waived: 0,
    });
  });

  it('a level is told of whatever climbed past it; what ended there has a median', () => {
    const figures = [
      figure({ state: 'done_late', level: 0, daysLate: 1, count: 2 }),
      figure({ state: 'done_late', level: 0, daysLate: 2, count: 1 }),
      figure({ state: 'done_late', level: 1, daysLate: 4 }),
      figure({ state: 'overdue', level: 1, daysLate: null }),
    ];
    expect(pressureOf(figures)).toEqual([
      { level: 0, told: 5, settledHere: 3, medianDays: 1 },
      { level: 1, told: 2, settledHere: 1, medianDays: 4 },
    ]);
  });

  it('a week in which nothing was due, done or late is quiet, unless somebody said something', () => {
    expect(isQuiet([figure({ state: 'open' })], 0)).toBe(true);
    expect(isQuiet([figure({ state: 'open' })], 1)).toBe(false);
    expect(isQuiet([figure({ isRecorded: true })], 0)).toBe(false);
    expect(isQuiet([figure({ state: 'overdue' })], 0)).toBe(false);
  });
});
