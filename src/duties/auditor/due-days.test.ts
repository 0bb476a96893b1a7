import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, asDay } from '../../calendar/day.ts';
import { dueDay } from '../../calendar/deadlines.ts';
import { periodEnd, periodStart } from '../../calendar/periods.ts';
import { announcedCalendar } from '../../calendar/tables.ts';
import { ruleDay } from './due-days.ts';
import { monthsLater, spansTouching } from './spans.ts';
import { workingDays } from './working-days.ts';

const calendar = announcedCalendar();
const days = workingDays(calendar.years());

function spanOf(period: string) {
  return { period, first: periodStart(period), last: periodEnd(period) };
}

describe('due days, worked out by walking: the vectors of duties.md e.3', () => {
  it.each([
    ['EOM', '2026-01', '2026-01-30'],
    ['EOM', '2026-02', '2026-02-28'],
    ['EOM', '2026-05', '2026-05-29'],
    ['EOM', '2026-10', '2026-10-30'],
    ['Q+5wd', '2025-Q4', '2026-01-08'],
    ['Q+5wd', '2026-Q1', '2026-04-08'],
    ['Q+5wd', '2026-Q2', '2026-07-07'],
    ['Q+5wd', '2026-Q3', '2026-10-13'],
  ])('%s of %s is %s', (rule, period, day) => {
    expect(ruleDay(rule, { span: spanOf(period) }, 'prev', days)).toBe(day);
    expect(ruleDay(rule, { span: spanOf(period) }, 'next', days)).toBe(day);
  });

  it('February’s theme day: 5 and 2 before, 1, 3, 5 and 10 after; the same over the long holiday of October', () => {
    const delays = (day: string): readonly string[] =>
      [1, 3, 5, 10].map((count) => days.walk(asDay(day), count));
    expect([-5, -2].map((count) => days.walk(asDay('2026-02-28'), count))).toEqual([
      '2026-02-14',
      '2026-02-26',
    ]);
    expect(delays('2026-02-28')).toEqual(['2026-03-02', '2026-03-04', '2026-03-06', '2026-03-13']);
    expect(delays('2026-09-30')).toEqual(['2026-10-08', '2026-10-10', '2026-10-13', '2026-10-20']);
  });
});

const anyDay = fc.integer({ min: 0, max: 3650 }).map((offset) => addDays(asDay('2024-01-01'), offset));
const anyShift = fc.constantFrom('prev' as const, 'next' as const, 'within_week' as const);
const units = { M: 'month', Q: 'quarter', H: 'half', Y: 'year' } as const;

describe('two ways to the same day: the auditor’s and the calendar’s', () => {
  const periodRules = [
    ...(['EOM', 'EOQ', 'EOH', 'EOY'] as const).map((rule) => [rule, units[rule[2] as 'M']] as const),
    // Of one's own level any form may come: before the end, by days and by months, a later year.
    ...(['M+3wd', 'M-5wd', 'M-3cd', 'M+1mo', 'Q-20cd', 'H-10wd', 'Y+2mo'] as const).map(
      (rule) => [rule, units[rule[0] as 'Q']] as const,
    ),
    ...(['Q+5wd', 'Q+10wd', 'Q+15wd', 'H+15wd', 'H+20wd'] as const).map(
      (rule) => [rule, units[rule[0] as 'Q']] as const,
    ),
    ...(
      [
        'EOY:12-20',
        'Y:12-31',
        'Y:02-15',
        'Y:02-28',
        'Y+1:01-20',
        'Y+1:01-31',
        'Y+1:03-31',
        'Y+2:01-31',
      ] as const
    ).map((rule) => [rule, 'year'] as const),
  ];

  it.each(periodRules)('%s of every %s of ten years', (rule, unit) => {
    for (const span of spansTouching(unit, asDay('2025-01-01'), asDay('2034-12-31')))
      for (const shift of ['prev', 'next', 'within_week'] as const) {
        // The end of a period is its last working day, whatever the shift says.
        const isEnd = rule.startsWith('EO') && !rule.includes(':');
        const asked = isEnd && shift === 'next' ? 'prev' : shift;
        expect([span.period, ruleDay(rule, { span }, shift, days)]).toEqual([
          span.period,
          dueDay(rule, { period: span.period }, asked, calendar),
        ]);
      }
  });

  it.each(['term', 'term-6mo', 'term-7mo', 'ev+10wd', 'ev+20wd', 'ev+1mo', 'ev+6mo', 'ev+12mo', 'held+3wd'])(
    '%s from any day',
    (rule) => {
      fc.assert(
        fc.property(anyDay, anyShift, (day, shift) => {
          expect(ruleDay(rule, { termEnd: day, eventOn: day, heldOn: day }, shift, days)).toBe(
            dueDay(rule, { termEndOn: day, eventOn: day, heldOn: day }, shift, calendar),
          );
        }),
      );
    },
  );

  it('months later', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -60, max: 60 }), (day, months) => {
        expect(monthsLater(day, months)).toBe(addMonths(day, months));
      }),
    );
  });

  it('cannot be asked what no rule says', () => {
    for (const rule of ['EOW', 'given', 'Q5wd', 'Y:02-30x', ''])
      expect(() => ruleDay(rule, { span: spanOf('2026') }, 'prev', days)).toThrow(
        expect.objectContaining({ code: 'audit_rule' }),
      );
    expect(() => ruleDay('EOM', {}, 'prev', days)).toThrow(expect.objectContaining({ code: 'audit_rule' }));
    expect(() => ruleDay('ev+10wd', {}, 'prev', days)).toThrow(
      expect.objectContaining({ code: 'audit_rule' }),
    );
  });
});
