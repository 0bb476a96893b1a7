import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, asDay, dayOf, instantAt } from '../../calendar/day.ts';
import { announcedCalendar } from '../../calendar/tables.ts';
import { spansTouching } from './spans.ts';
import { shanghaiDay, shanghaiMoment, workingDays } from './working-days.ts';

const calendar = announcedCalendar();
const days = workingDays(calendar.years());
const anyDay = fc.integer({ min: 0, max: 1094 }).map((offset) => addDays(asDay('2025-01-01'), offset));

describe('working days walked one by one', () => {
  it('are 248 in 2026', () => {
    let count = 0;
    for (let day = asDay('2026-01-01'); day <= '2026-12-31'; day = addDays(day, 1))
      if (days.isWorking(day)) count += 1;
    expect(count).toBe(248);
  });

  it('agree with the indexed calendar on every day and every distance', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -60, max: 60 }), (day, count) => {
        expect(days.isWorking(day)).toBe(calendar.isWorkday(day));
        expect(days.walk(day, count)).toBe(calendar.addWorkdays(day, count));
      }),
    );
  });

  it.each([
    ['2026-01', '2026-01-30'],
    ['2026-02', '2026-02-28'],
    ['2026-05', '2026-05-29'],
    ['2026-10', '2026-10-30'],
  ])('end %s on %s', (month, last) => {
    const [span] = spansTouching('month', asDay(`${month}-01`), asDay(`${month}-01`));
    expect(span?.period).toBe(month);
    expect(days.walk(addDays(span?.last ?? asDay('2026-01-01'), 1), -1)).toBe(last);
  });
});

describe('months', () => {
  it('are those the range touches, whole', () => {
    expect(spansTouching('month', asDay('2025-12-31'), asDay('2026-02-01'))).toEqual([
      { period: '2025-12', first: '2025-12-01', last: '2025-12-31' },
      { period: '2026-01', first: '2026-01-01', last: '2026-01-31' },
      { period: '2026-02', first: '2026-02-01', last: '2026-02-28' },
    ]);
  });
});

describe('Shanghai', () => {
  it('has its own midnight', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1439 }), (day, minute) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        expect(shanghaiMoment(day, time)).toEqual(instantAt(day, time));
        expect(shanghaiDay(shanghaiMoment(day, time))).toBe(dayOf(instantAt(day, time)));
      }),
    );
  });
});
