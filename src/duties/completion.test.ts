import { describe, expect, it } from 'vitest';
import { themeDay } from '../../test/duties/instance-fixture.ts';
import { asDay } from '../calendar/day.ts';
import { announcedCalendar } from '../calendar/tables.ts';
import { completionOf, daysLateOn } from './completion.ts';
import type { DutyInstance } from './instance.ts';

const at = (text: string): Date => new Date(`${text}T10:00:00+08:00`);
const today = asDay('2026-03-06');

describe('完成情况', () => {
  it.each<[string, Partial<DutyInstance>]>([
    ['in_time', { state: 'done', heldOn: asDay('2026-02-12'), recordedAt: at('2026-02-12') }],
    ['in_time', { state: 'done', heldOn: asDay('2026-02-27'), recordedAt: at('2026-03-04') }],
    ['recorded_late', { state: 'done', heldOn: asDay('2026-02-12'), recordedAt: at('2026-03-05') }],
    ['extended', { state: 'done', originalHeldBy: asDay('2026-01-30') }],
    ['extended', { state: 'extended', originalHeldBy: asDay('2026-01-30'), heldBy: asDay('2026-03-20') }],
    ['done_late', { state: 'done_late', originalHeldBy: asDay('2026-01-30') }],
    ['overdue', { state: 'overdue' }],
    ['overdue', { state: 'open' }],
    ['under_way', { state: 'open', heldBy: asDay('2026-03-31') }],
    ['under_way', { state: 'submitted' }],
    ['in_time', { state: 'submitted', heldOn: asDay('2026-02-27') }],
    ['done_late', { state: 'submitted', heldOn: asDay('2026-03-04') }],
    ['waived', { state: 'waived' }],
    ['not_applicable', { state: 'not_applicable' }],
    ['void', { state: 'void' }],
  ])('%s', (completion, changes) => {
    expect(completionOf(themeDay(changes), today)).toBe(completion);
  });

  it('逾期天数：办结的照当时，没办的算到今天，没到期和免除的是零', () => {
    const late = (changes: Partial<DutyInstance>) =>
      daysLateOn(themeDay(changes), announcedCalendar(), today);
    expect(late({ state: 'overdue' })).toBe(5);
    expect(late({ state: 'done_late', daysLate: 3 })).toBe(3);
    expect(late({ state: 'open', heldBy: asDay('2026-03-31') })).toBe(0);
    expect(late({ state: 'waived' })).toBe(0);
    expect(late({ state: 'submitted' })).toBe(0);
    expect(late({ state: 'submitted', heldOn: asDay('2026-03-04') })).toBe(3);
  });
});
