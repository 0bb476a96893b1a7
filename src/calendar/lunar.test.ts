import { describe, expect, it } from 'vitest';
import { addDays, dayFrom, daysBetween, instantAt } from './day.ts';
import { lanternFestival, lunarNewYear, lunarNewYearsEve } from './lunar.ts';
import { announcedCalendar } from './tables.ts';

const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
});

describe('the lunar new year', () => {
  it('lies inside the holidays that were announced', () => {
    for (const { holidays, year } of announcedCalendar().years()) {
      const spring = holidays.find(({ name }) => name === '春节');
      const day = lunarNewYear(year);
      if (spring) expect(day && spring.from <= day && day <= spring.to).toBe(true);
    }
    expect(lunarNewYear(2026)).toBe('2026-02-17');
    expect(lunarNewYearsEve(2026)).toBe('2026-02-16');
    expect(lanternFestival(2026)).toBe('2026-03-03');
  });

  it('is never more than a day from what the runtime calculates', () => {
    for (let year = 2024; year <= 2040; year += 1) {
      const near = Array.from({ length: 34 }, (_, n) => addDays(dayFrom(year, 1, 20), n));
      const calculated = near.find((day) => lunar.format(instantAt(day, '12:00')) === '1/1');
      const day = lunarNewYear(year);
      if (!calculated || !day) throw new Error(`no new year in ${year}`);
      expect(Math.abs(daysBetween(calculated, day))).toBeLessThanOrEqual(1);
    }
  });
});
