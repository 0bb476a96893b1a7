import { describe, expect, it } from 'vitest';
import { announcedCalendar } from '../calendar/tables.ts';
import { describeYear, yearFinding } from './calendar-years.ts';

const calendar = announcedCalendar();
const on = (day: string) => yearFinding(calendar, new Date(`${day}T09:00:00+08:00`));

describe('the calendar years', () => {
  it('are fine while the next one is not due to be announced', () => {
    expect(on('2025-06-01')).toMatchObject({ ok: true, detail: expect.stringContaining('2026 年也已录入') });
    expect(on('2026-11-30')).toMatchObject({ ok: true, detail: expect.stringContaining('2027 年尚未录入') });
  });

  it('need a table when the next year is at the door, or has begun', () => {
    expect(on('2026-12-01')).toMatchObject({ ok: false, mend: expect.stringContaining('cn/2027.json') });
    expect(on('2027-01-01')).toMatchObject({ ok: false, mend: expect.stringContaining('cn/2027.json') });
    expect(on('2030-05-01')).toMatchObject({ ok: false, mend: expect.stringContaining('cn/2030.json') });
  });

  it('begin in Shanghai', () => {
    const lastMinute = new Date('2026-11-30T23:59:00+08:00');
    expect(yearFinding(calendar, lastMinute).ok).toBe(true);
    expect(yearFinding(calendar, new Date(lastMinute.getTime() + 60_000)).ok).toBe(false);
  });

  it('tell their days and where they come from', () => {
    const lines = calendar.years().map(describeYear);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toBe(
      '2026 年：已公布，放假 33 天，调休上班 6 天。来源：国务院办公厅关于2026年部分节假日安排的通知（2025-11-04公布）',
    );
    expect(lines[2]).toContain('2027 年：暂定');
  });
});
