import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysAgo,
  fromWall,
  isoDay,
  isoTime,
  monthGrid,
  nextWorkingMorning,
  shiftMonth,
  toIso,
} from './dates.ts';

const at = (text: string): number => Date.parse(text);

describe('wall time', () => {
  it('reads days and times of the zone, whatever the zone of the host', () => {
    expect(isoDay(at('2026-02-11T16:30:00Z'))).toBe('2026-02-12');
    expect(isoTime(at('2026-02-11T16:30:00Z'))).toBe('00:30');
    expect(fromWall('2026-02-12', '00:30')).toBe(at('2026-02-11T16:30:00Z'));
  });

  it('refuses what is no date', () => {
    for (const [day, time] of [['2026-02-30'], ['2026-2-3'], ['2026-02-03', '24:00'], ['', '']] as const) {
      expect(fromWall(day, time)).toBeUndefined();
    }
  });

  it('counts calendar days, not spans of 24 hours', () => {
    expect(daysAgo(at('2026-02-11T23:59:00+08:00'), at('2026-02-12T00:01:00+08:00'))).toBe(1);
    expect(daysAgo(at('2026-02-12T00:01:00+08:00'), at('2026-02-12T23:59:00+08:00'))).toBe(0);
  });

  it('finds the next weekday morning at ten', () => {
    const next = (from: string): string => toIso(nextWorkingMorning(at(from)));
    expect(next('2026-02-06T09:05:00+08:00')).toBe('2026-02-06T10:00:00+08:00');
    expect(next('2026-02-06T10:00:00+08:00')).toBe('2026-02-09T10:00:00+08:00');
    expect(next('2026-02-07T00:00:00+08:00')).toBe('2026-02-09T10:00:00+08:00');
  });

  it('lays out months from Monday and turns pages across years', () => {
    const grid = monthGrid('2026-02-12');
    expect(grid).toHaveLength(42);
    expect(grid[0]).toBe('2026-01-26');
    expect(shiftMonth('2026-01-31', -1)).toBe('2025-12-01');
    expect(shiftMonth('2026-12-15', 1)).toBe('2027-01-01');
  });

  it('goes round from instant to wall and back', () => {
    void fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (minute) => {
        const instant = minute * 60;
        expect(fromWall(isoDay(instant * 1000), isoTime(instant * 1000))).toBe(instant * 1000);
      }),
    );
  });
});
