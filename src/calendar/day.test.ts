import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../core/errors.ts';
import {
  addDays,
  addMonths,
  asDay,
  type Day,
  dayFrom,
  dayOf,
  dayOfSerial,
  daysBetween,
  daysInMonth,
  existsDay,
  instantAt,
  isDay,
  isoWithZone,
  mondayOf,
  timeOf,
  weekday,
} from './day.ts';

/** 1950 to 2150. By number, so that nothing under test runs before the tests do. */
const anyDay = fc.integer({ min: -7305, max: 66_108 }).map(dayOfSerial);

describe('days', () => {
  it('accepts only days that exist', () => {
    for (const text of ['2026-02-28', '2024-02-29', '2000-02-29']) expect(isDay(text)).toBe(true);
    for (const text of [
      '2026-02-30',
      '2026-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '2026-2-3',
      '',
      '2026-02-12T00:00',
      ' 2026-02-12',
      '12026-02-12',
      '2026-0212',
      '1899-12-31',
    ]) {
      expect(isDay(text)).toBe(false);
      expect(() => asDay(text)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'day_impossible' }));
    }
    expect(() => asDay('2026-02-30')).toThrow(AppError);
    expect([dayOfSerial(-7305), dayOfSerial(66_108)]).toEqual(['1950-01-01', '2150-12-31']);
  });

  it('begins in 1900 and ends with 9999', () => {
    expect([dayFrom(1900, 1, 1), dayFrom(9999, 12, 31)]).toEqual(['1900-01-01', '9999-12-31']);
    for (const [year, month, date] of [
      [1899, 12, 31],
      [10_000, 1, 1],
      [2026, 2, 0],
      [2026, 13, 1],
      [2026, 4, 31],
    ] as const) {
      expect(existsDay(year, month, date)).toBe(false);
      expect(() => dayFrom(year, month, date)).toThrow(expect.objectContaining({ code: 'day_impossible' }));
    }
  });

  it('has twelve months of the known lengths, and a longer February in leap years', () => {
    expect(Array.from({ length: 12 }, (_, at) => daysInMonth(2026, at + 1))).toEqual([
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]);
    expect([1900, 2000, 2024, 2100].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 29, 28]);
  });

  it('begins its week on Monday', () => {
    expect(
      ['2026-02-02', '2026-02-05', '2026-02-08', '2026-03-01'].map((day) => mondayOf(asDay(day))),
    ).toEqual(['2026-02-02', '2026-02-02', '2026-02-02', '2026-02-23']);
  });

  it('turns over at midnight in Shanghai, wherever the host stands', () => {
    expect(dayOf(new Date('2026-02-11T15:59:59.999Z'))).toBe('2026-02-11');
    expect(dayOf(new Date('2026-02-11T16:00:00Z'))).toBe('2026-02-12');
    expect(timeOf(new Date('2026-02-11T16:00:00Z'))).toBe('00:00');
    expect(timeOf(new Date('2026-02-26T01:07:41Z'))).toBe('09:07');
    expect(isoWithZone(new Date('2026-02-26T01:07:41.250Z'))).toBe('2026-02-26T09:07:41+08:00');
    expect(dayOf(new Date('1969-12-31T15:00:00Z'))).toBe('1969-12-31');
  });

  it('is steady through the days on which other zones change their clocks', () => {
    expect(instantAt(asDay('2026-03-08'), '15:00').toISOString()).toBe('2026-03-08T07:00:00.000Z');
    expect(daysBetween(asDay('2026-03-07'), asDay('2026-03-09'))).toBe(2);
    expect(addDays(asDay('2026-10-31'), 1)).toBe('2026-11-01');
  });

  it('reads HH:MM and HH:MM:SS and nothing else', () => {
    expect(instantAt(asDay('2026-02-02')).toISOString()).toBe('2026-02-01T16:00:00.000Z');
    expect(instantAt(asDay('2026-02-26'), '09:07:41').toISOString()).toBe('2026-02-26T01:07:41.000Z');
    for (const time of ['24:00', '9:00', '09:60', '09:00:60', '', '0900', '09:00Z', '109:00']) {
      expect(() => instantAt(asDay('2026-02-02'), time)).toThrow(
        expect.objectContaining({ code: 'time_impossible' }),
      );
    }
  });

  it('clamps months at their end', () => {
    expect(addMonths(asDay('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(asDay('2024-01-31'), 1)).toBe('2024-02-29');
    expect(addMonths(asDay('2026-08-31'), -6)).toBe('2026-02-28');
    expect(addMonths(asDay('2026-01-15'), -1)).toBe('2025-12-15');
    expect(addMonths(asDay('2026-12-15'), 13)).toBe('2028-01-15');
  });

  it('knows weekdays, Monday first', () => {
    expect(
      ['2026-02-02', '2026-02-12', '2026-02-28', '2026-03-01', '1970-01-01'].map((d) => weekday(asDay(d))),
    ).toEqual([1, 4, 6, 7, 4]);
  });

  it('agrees with the platform calendar and with itself', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -15_000, max: 15_000 }), (day, n) => {
        const there = addDays(day, n);
        const oracle = new Date(
          Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)) + n),
        );
        expect(there).toBe(oracle.toISOString().slice(0, 10));
        expect(weekday(there)).toBe(oracle.getUTCDay() || 7);
        expect(daysBetween(day, there)).toBe(n);
        expect(day < there).toBe(n > 0);
        expect(dayOf(instantAt(there, '23:59:59'))).toBe(there);
        expect(dayOf(instantAt(there))).toBe(there);
      }),
    );
  });

  it('never leaves the wanted month when months are added', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -600, max: 600 }), (day: Day, n) => {
        const there = addMonths(day, n);
        const months = (d: Day): number => Number(d.slice(0, 4)) * 12 + Number(d.slice(5, 7));
        expect(months(there) - months(day)).toBe(n);
        expect(there.slice(8) <= day.slice(8)).toBe(true);
      }),
    );
  });
});
