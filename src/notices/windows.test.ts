import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, isoWithZone, timeOf } from '../calendar/day.ts';
import { announcedCalendar } from '../calendar/tables.ts';
import {
  digestMoment,
  isSendingTime,
  nextDigestMoment,
  nextScheduledTime,
  nextSendingTime,
} from './windows.ts';

const calendar = announcedCalendar();
const at = (text: string): Date => new Date(`${text}+08:00`);
const anyMoment = fc
  .integer({ min: at('2025-01-01T00:00:00').getTime(), max: at('2026-12-31T23:59:59').getTime() })
  .map((ms) => new Date(ms));

describe('sending windows', () => {
  it.each([
    ['2026-02-02T08:59:59', '2026-02-02T09:01:00'],
    ['2026-02-02T09:05:00', '2026-02-02T09:05:00'],
    ['2026-02-02T10:00:20', '2026-02-02T10:00:20'],
    ['2026-02-02T11:40:00', '2026-02-02T14:10:00'],
    ['2026-02-02T17:20:00', '2026-02-03T09:01:00'],
    ['2026-02-14T10:15:00', '2026-02-14T10:15:00'], // a Saturday on which people work
    ['2026-02-14T20:00:00', '2026-02-24T09:01:00'], // the Spring Festival lies between
  ])('what is ready at %s leaves at %s', (ready, leaves) => {
    expect(isoWithZone(nextSendingTime(at(ready), calendar))).toBe(`${leaves}+08:00`);
  });

  it('always opens at or after the moment, inside a window, and stays there', () => {
    fc.assert(
      fc.property(anyMoment, (moment) => {
        const next = nextSendingTime(moment, calendar);
        expect(next >= moment).toBe(true);
        expect(isSendingTime(next, calendar)).toBe(true);
        expect(nextSendingTime(next, calendar)).toEqual(next);
      }),
    );
  });

  it('a clock never sends on the hour or the half hour', () => {
    fc.assert(
      fc.property(anyMoment, fc.string(), (moment, person) => {
        for (const time of [
          nextScheduledTime(moment, calendar),
          nextDigestMoment(person, moment, calendar),
        ]) {
          expect(timeOf(time)).not.toMatch(/:(00|30)$/);
          expect(isSendingTime(time, calendar)).toBe(true);
        }
      }),
    );
  });
});

describe('the digest moment', () => {
  it('is the same every day for one person, between 09:07 and 09:58, on working days', () => {
    fc.assert(
      fc.property(anyMoment, fc.string(), (moment, person) => {
        const next = nextDigestMoment(person, moment, calendar);
        expect(next >= moment).toBe(true);
        expect(calendar.isWorkday(dayOf(next))).toBe(true);
        expect(timeOf(next) >= '09:07' && timeOf(next) <= '09:58').toBe(true);
        expect(digestMoment(person, dayOf(next))).toEqual(next);
      }),
    );
  });
});
