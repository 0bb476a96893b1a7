import { describe, expect, it } from 'vitest';
import { asDay, instantAt } from './day.ts';
import { formatDay, formatDayShort, formatDayTime, formatPeriod } from './format.ts';
import { announcedCalendar } from './tables.ts';

const calendar = announcedCalendar();

describe('printed dates', () => {
  it.each([
    ['2026-02-28', '2月28日（周六，调休上班）'],
    ['2026-02-12', '2月12日（周四）'],
    ['2026-02-18', '2月18日（周三，春节放假）'],
    ['2026-03-01', '3月1日（周日）'],
    ['2027-02-18', '2月18日（周四，暂定）'],
  ])('%s is %s', (day, expected) => {
    expect(formatDay(asDay(day), calendar)).toBe(expected);
  });

  it('leave out what nobody asked for', () => {
    expect(formatDay(asDay('2026-02-28'))).toBe('2月28日（周六）');
    expect(formatDayShort(asDay('2026-02-28'))).toBe('2月28日');
  });

  it('show the hour in Shanghai', () => {
    expect(formatDayTime(instantAt(asDay('2026-02-12'), '15:00'), calendar)).toBe('2月12日（周四）15:00');
    expect(formatDayTime(new Date('2026-02-11T16:05:00Z'))).toBe('2月12日（周四）00:05');
  });

  it('show the year when it is another one', () => {
    const today = asDay('2026-12-30');
    expect(formatDayShort(asDay('2027-01-05'), today)).toBe('2027年1月5日');
    expect(formatDay(asDay('2026-12-31'), calendar, today)).toBe('12月31日（周四）');
    expect(formatPeriod('2025-12', today)).toBe('2025年12月');
  });

  it('name the periods', () => {
    expect(
      ['2026-02', '2026-Q1', '2026-Q4', '2026-H1', '2026-H2', '2026'].map((p) => formatPeriod(p)),
    ).toEqual(['2月', '第一季度', '第四季度', '上半年', '下半年', '2026年']);
  });
});
