import { describe, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import { spanUntil, termEnd } from './rules.ts';

describe('任期', () => {
  it('从本届选举日期起算', () => {
    expect(termEnd({ electedOn: asDay('2023-02-26'), termYears: 3 })).toBe('2026-02-26');
    expect(termEnd({ electedOn: asDay('2024-02-29'), termYears: 3 })).toBe('2027-02-28');
    expect(termEnd({ electedOn: undefined, termYears: 3 })).toBeUndefined();
  });

  it('还有多久：整年整月，不足一个月说天数', () => {
    expect(spanUntil(asDay('2026-02-02'), asDay('2028-09-27'))).toMatchObject({ years: 2, months: 7 });
    expect(spanUntil(asDay('2026-02-02'), asDay('2026-02-26'))).toEqual({ years: 0, months: 0, days: 24 });
    expect(spanUntil(asDay('2026-01-31'), asDay('2026-02-28'))).toMatchObject({ months: 1 });
  });
});
