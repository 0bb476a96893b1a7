import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, asDay, dayOfSerial, serialOf } from './day.ts';
import { dueDay, moved, parseDeadline } from './deadlines.ts';
import {
  firstWorkday,
  isPeriod,
  lastWorkday,
  nextPeriod,
  periodEnd,
  periodOf,
  periodStart,
} from './periods.ts';
import { announcedCalendar } from './tables.ts';

const calendar = announcedCalendar();
const anyDay = fc
  .integer({ min: serialOf(asDay('2024-01-01')), max: serialOf(asDay('2029-12-31')) })
  .map(dayOfSerial);
const anyUnit = fc.constantFrom('month' as const, 'quarter' as const, 'half' as const, 'year' as const);

describe('periods', () => {
  it('are named by stable keys', () => {
    const day = asDay('2026-08-17');
    expect((['month', 'quarter', 'half', 'year'] as const).map((unit) => periodOf(day, unit))).toEqual([
      '2026-08',
      '2026-Q3',
      '2026-H2',
      '2026',
    ]);
    expect(
      ['2026-08', '2026-Q3', '2026-H2', '2026'].map((p) => [periodStart(p), periodEnd(p), nextPeriod(p)]),
    ).toEqual([
      ['2026-08-01', '2026-08-31', '2026-09'],
      ['2026-07-01', '2026-09-30', '2026-Q4'],
      ['2026-07-01', '2026-12-31', '2027-H1'],
      ['2026-01-01', '2026-12-31', '2027'],
    ]);
    expect(nextPeriod('2026-12')).toBe('2027-01');
  });

  it.each([
    '2026-13',
    '2026-00',
    '2026-Q5',
    '2026-H3',
    '26-01',
    '2026-1',
    '2026-011',
    'x2026-01',
    'ev:1',
    '',
  ])('refuses "%s"', (key) => {
    expect(isPeriod(key)).toBe(false);
    expect(() => periodStart(key)).toThrow(expect.objectContaining({ code: 'period_malformed' }));
  });

  it('tile the calendar', () => {
    fc.assert(
      fc.property(anyDay, anyUnit, (day, unit) => {
        const period = periodOf(day, unit);
        expect(isPeriod(period)).toBe(true);
        expect(periodStart(period) <= day && day <= periodEnd(period)).toBe(true);
        expect(periodStart(nextPeriod(period))).toBe(addDays(periodEnd(period), 1));
        expect(periodOf(periodEnd(period), unit)).toBe(period);
      }),
    );
  });

  it('know their first and last working day', () => {
    expect(['2026-01', '2026-02', '2026-05', '2026-10'].map((p) => lastWorkday(calendar, p))).toEqual([
      '2026-01-30',
      '2026-02-28',
      '2026-05-29',
      '2026-10-30',
    ]);
    expect(['2026-01', '2026-02', '2026-10'].map((p) => firstWorkday(calendar, p))).toEqual([
      '2026-01-04',
      '2026-02-02',
      '2026-10-08',
    ]);
  });
});

describe('deadlines', () => {
  it.each([
    ['EOM', { period: '2026-02' }, 'prev', '2026-02-28'],
    // A Sunday: finished on the Monday after it; a long holiday is too far, so before it.
    ['EOM', { period: '2026-05' }, 'within_week', '2026-06-01'],
    ['EOM', { period: '2026-02' }, 'within_week', '2026-02-28'],
    ['EOY:12-20', { period: '2026' }, 'within_week', '2026-12-21'],
    ['EOM', { period: '2026-05' }, 'next', '2026-05-29'],
    ['EOQ', { period: '2026-Q2' }, 'prev', '2026-06-30'],
    ['EOH', { period: '2026-H1' }, 'prev', '2026-06-30'],
    ['EOY', { period: '2026' }, 'prev', '2026-12-31'],
    ['EOY:12-20', { period: '2026' }, 'prev', '2026-12-18'],
    ['Q+5wd', { period: '2025-Q4' }, 'next', '2026-01-08'],
    ['Q+5wd', { period: '2026-Q1' }, 'next', '2026-04-08'],
    ['Q+5wd', { period: '2026-Q2' }, 'next', '2026-07-07'],
    ['Q+5wd', { period: '2026-Q3' }, 'next', '2026-10-13'],
    ['H+15wd', { period: '2026-H1' }, 'next', '2026-07-21'],
    ['Y:02-15', { period: '2026' }, 'next', '2026-02-24'],
    ['Y:02-28', { period: '2026' }, 'next', '2026-02-28'],
    ['Y+1:01-31', { period: '2025' }, 'next', '2026-02-02'],
    ['held+3wd', { heldOn: asDay('2026-02-12') }, 'next', '2026-02-24'],
    ['held + 3wd', { heldOn: asDay('2026-02-28') }, 'next', '2026-03-04'],
    ['ev+10wd', { eventOn: asDay('2026-03-02') }, 'next', '2026-03-16'],
    ['ev+1mo', { eventOn: asDay('2026-01-31') }, 'next', '2026-02-28'],
    ['ev+30cd', { eventOn: asDay('2026-01-20') }, 'next', '2026-02-24'],
    ['term', { termEndOn: asDay('2026-11-15') }, 'prev', '2026-11-13'],
    ['term-6mo', { termEndOn: asDay('2026-11-15') }, 'prev', '2026-05-15'],
    ['term+1wd', { termEndOn: asDay('2026-11-15') }, 'prev', '2026-11-16'],
  ] as const)('%s from %o, %s → %s', (rule, anchors, shift, expected) => {
    expect(dueDay(rule, anchors, shift, calendar)).toBe(expected);
  });

  it.each([
    '',
    'EOW',
    'EOM:12-20',
    'Q5wd',
    'Q+0wd',
    'Q+5',
    'Y:02-29',
    'Y:13-01',
    'Y+1',
    'held',
    'eom',
    'ev+1.5wd',
    'EOM EOQ',
    'xY:12-31',
    'Y:12-311',
    'xheld+3wd',
    'held+3wdx',
  ])('refuses "%s"', (rule) => {
    expect(() => parseDeadline(rule)).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'deadline_malformed' }),
    );
  });

  it('stays within a week, the seventh day included, or goes back before the holiday', () => {
    expect(moved(asDay('2026-02-17'), 'within_week', calendar)).toBe('2026-02-24');
    expect(moved(asDay('2026-02-16'), 'within_week', calendar)).toBe('2026-02-14');
  });

  it('refuses a rule without its anchor, or with the wrong kind of period', () => {
    for (const [rule, anchors] of [
      ['EOM', {}],
      ['EOM', { period: '2026-Q1' }],
      ['held+3wd', { period: '2026-02' }],
      ['Y:02-15', { period: '2026-02' }],
    ] as const) {
      expect(() => dueDay(rule, anchors, 'prev', calendar)).toThrow(
        expect.objectContaining({ code: 'deadline_malformed' }),
      );
    }
  });

  it('never leaves the month, whichever it is', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const period = periodOf(day, 'month');
        const due = dueDay('EOM', { period }, 'prev', calendar);
        expect(periodOf(due, 'month')).toBe(period);
        expect(calendar.isWorkday(due)).toBe(true);
        expect(calendar.workdaysBetween(due, periodEnd(period))).toBe(0);
      }),
    );
  });
});
