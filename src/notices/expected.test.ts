import { describe, expect, it } from 'vitest';
import { announcedCalendar } from '../calendar/tables.ts';
import { expectedSpan, isAtOnce } from './expected.ts';

const calendar = announcedCalendar();
const at = (text: string): Date => new Date(`${text}+08:00`);
const spanOf = (count: number, moment: string): readonly string[] => {
  const { from, until } = expectedSpan(count, at(moment), calendar);
  return [from, until].map((one) => new Date(one.getTime() + 8 * 3_600_000).toISOString().slice(0, 16));
};

describe('when a wave will have left', () => {
  it('a few leave within the minute, and nobody is told a time', () => {
    const now = at('2026-02-03T10:05:10');
    expect(isAtOnce(expectedSpan(30, now, calendar), now)).toBe(true);
    expect(isAtOnce(expectedSpan(1_500, now, calendar), now)).toBe(false);
  });

  it('fifteen hundred need two minutes, sixteen thousand twenty', () => {
    expect(spanOf(1_500, '2026-02-03T10:05:00')).toEqual(['2026-02-03T10:05', '2026-02-03T10:07']);
    expect(spanOf(16_000, '2026-02-03T10:05:00')).toEqual(['2026-02-03T10:05', '2026-02-03T10:25']);
  });

  it('what does not fit before the window closes goes on in the next one', () => {
    expect(spanOf(1_500, '2026-02-03T17:30:00')).toEqual(['2026-02-04T09:01', '2026-02-04T09:03']);
    expect(spanOf(4_000, '2026-02-03T11:38:00')).toEqual(['2026-02-03T11:38', '2026-02-03T14:13']);
    expect(spanOf(10, '2026-02-06T18:00:00')).toEqual(['2026-02-09T09:01', '2026-02-09T09:02']);
  });
});
