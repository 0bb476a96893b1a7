import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { directoryOf, rosterAt, smallRosterPath } from '../../test/org/roster-fixture.ts';
import { addDays, asDay, type Day } from '../calendar/day.ts';
import { announcedCalendar } from '../calendar/tables.ts';
import type { Directory } from '../org/directory.ts';
import { isHidden, type Pause, pausedCalendar, pausesOf } from './pauses.ts';

const calendar = announcedCalendar();
const pause = (org: string | null, from: string, to: string): Pause => ({
  org,
  from: asDay(from),
  to: asDay(to),
});

let directory: Directory;
beforeAll(async () => {
  directory = directoryOf(await rosterAt(smallRosterPath));
});

describe('the pauses of an organisation', () => {
  it('are its own, those above it and everybody’s; not those beside or below it', () => {
    const own = pause('D01B01', '2026-03-02', '2026-03-03');
    const beside = pause('D01B02', '2026-03-02', '2026-03-03');
    const above = pause('D01W', '2026-03-05', '2026-03-06');
    const all = pause(null, '2026-03-09', '2026-03-10');
    const pauses = [own, beside, above, all];
    expect(pausesOf(directory, 'D01B01', pauses)).toEqual([own, above, all]);
    expect(pausesOf(directory, 'D01W', pauses)).toEqual([above, all]);
    expect(pausesOf(directory, 'GWB01', pauses)).toEqual([all]);
    expect(pausesOf(directory, 'D01B01', [])).toEqual([]);
  });
});

describe('a window nobody can have heard of', () => {
  const window = { opensOn: asDay('2026-03-02'), heldBy: asDay('2026-03-31') };

  it('lies wholly inside an outage, to the day', () => {
    expect(isHidden(window, [pause(null, '2026-03-02', '2026-03-31')])).toBe(true);
    expect(isHidden(window, [pause(null, '2026-03-03', '2026-03-31')])).toBe(false);
    expect(isHidden(window, [pause(null, '2026-03-02', '2026-03-30')])).toBe(false);
    expect(isHidden(window, [])).toBe(false);
  });

  it('is not hidden by a closure: that was told', () => {
    expect(isHidden(window, [pause('D01B01', '2026-02-01', '2026-04-30')])).toBe(false);
  });
});

describe('the calendar of a clock that stands', () => {
  const someDay = fc.integer({ min: 0, max: 500 }).map((n) => addDays(asDay('2025-12-01'), n));
  const somePauses = fc.array(
    fc
      .tuple(someDay, fc.integer({ min: 0, max: 15 }))
      .map(([from, length]): Pause => ({ org: null, from, to: addDays(from, length) })),
    { maxLength: 4 },
  );
  const worksOn = (pauses: readonly Pause[], day: Day): boolean =>
    calendar.isWorkday(day) && !pauses.some(({ from, to }) => from <= day && day <= to);

  it('without a pause is the calendar itself', () => {
    expect(pausedCalendar(calendar, [])).toBe(calendar);
  });

  it('counts and steps as a walk over the days left does, there and back', () => {
    fc.assert(
      fc.property(somePauses, someDay, someDay, fc.integer({ min: -20, max: 20 }), (pauses, a, b, n) => {
        const paused = pausedCalendar(calendar, pauses);
        expect(paused.isWorkday(a)).toBe(worksOn(pauses, a));
        let count = 0;
        const [low, high] = a < b ? [a, b] : [b, a];
        for (let day = addDays(low, 1); day <= high; day = addDays(day, 1)) {
          if (worksOn(pauses, day)) count += 1;
        }
        expect(paused.workdaysBetween(a, b) + 0).toBe((a < b ? count : -count) + 0);
        let there = a;
        for (let left = Math.abs(n); left > 0; ) {
          there = addDays(there, n < 0 ? -1 : 1);
          if (worksOn(pauses, there)) left -= 1;
        }
        expect(paused.addWorkdays(a, n)).toBe(there);
        for (const way of ['prev', 'next'] as const) {
          let to = a;
          while (!worksOn(pauses, to)) to = addDays(to, way === 'next' ? 1 : -1);
          expect(paused.shift(a, way)).toBe(to);
        }
        expect(paused.describe(a)).toEqual(calendar.describe(a));
      }),
      { numRuns: 150 },
    );
  });
});
