import { describe, expect, it } from 'vitest';
import { themeDay } from '../../test/duties/instance-fixture.ts';
import { asDay, instantAt } from '../calendar/day.ts';
import { announcedCalendar } from '../calendar/tables.ts';
import { correctionDay, isLate, workdaysLate } from './correction.ts';
import type { DutyInstance } from './instance.ts';
import { type LifecycleEvent, transition } from './lifecycle.ts';
import { lapseBase, stageDays } from './stages.ts';

const calendar = announcedCalendar();
/** A quarterly report, due on Wednesday 2026-04-08. */
const report = themeDay({
  ...{ period: '2026-Q1', heldBy: asDay('2026-04-08'), recordBy: asDay('2026-04-13') },
  ...{ reminder: 'R_QUARTER', escalation: 'E_QUARTER' },
});

const apply = (instance: DutyInstance, ...events: readonly LifecycleEvent[]): DutyInstance => {
  let now = instance;
  for (const event of events) now = { ...now, ...transition(now, event, calendar)?.changes };
  return now;
};
const filed = (on: string): LifecycleEvent => ({
  ...{ type: 'submit', heldOn: asDay(on), at: instantAt(asDay(on), '10:00') },
});
const back = (instance: DutyInstance, on: string): LifecycleEvent => ({
  ...{ type: 'return', recordBy: correctionDay(instance, asDay(on), calendar) },
});

describe('the day to mend what came back', () => {
  it.each([
    ['2026-04-01', '2026-04-08'],
    ['2026-04-02', '2026-04-08'],
    ['2026-04-03', '2026-04-09'],
    ['2026-04-08', '2026-04-13'],
    ['2026-04-15', '2026-04-20'],
  ])('returned on %s it is %s: three working days, never before the due day', (on, day) => {
    expect(correctionDay(report, asDay(on), calendar)).toBe(day);
    const returned = apply(report, filed('2026-04-01'), back(report, on));
    expect(returned).toMatchObject({ state: 'returned', recordBy: day, heldOn: null, round: 1 });
    expect(lapseBase(returned)).toEqual({ from: day, kind: 'no_record' });
  });

  it('leaves the reminders of a due day that still holds, and none of one that is past', () => {
    const names = (on: string) =>
      stageDays(apply(report, filed('2026-04-01'), back(report, on)), [], { calendar, slips: calendar }).map(
        ({ stage }) => stage,
      );
    expect(names('2026-04-01')).toEqual(['20wd', '10wd', '3wd']);
    expect(names('2026-04-07')).toEqual([]);
  });

  it('keeps the day of a meeting that was held', () => {
    const held = { ...back(report, '2026-04-15'), wasHeld: true } as LifecycleEvent;
    expect(apply(report, filed('2026-04-01'), held).heldOn).toBe('2026-04-01');
  });
});

describe('days late of what was filed, came back and was filed again', () => {
  // First filed, returned, filed again; then how many days late.
  it.each([
    ['2026-04-01', '2026-04-01', '2026-04-08', 0],
    ['2026-04-01', '2026-04-01', '2026-04-10', 2],
    ['2026-04-08', '2026-04-15', '2026-04-16', 0],
    ['2026-04-08', '2026-04-15', '2026-04-22', 2],
    ['2026-04-10', '2026-04-15', '2026-04-16', 2],
    ['2026-04-10', '2026-04-15', '2026-04-22', 4],
  ])('%s, %s, %s: %i, and never the days at the reader', (first, on, again, late) => {
    const returned = apply(report, filed(first), back(report, on));
    const waiting = apply(returned, filed(again));
    expect(workdaysLate(waiting, asDay(again), calendar)).toBe(late);
    expect(isLate(waiting, asDay(again))).toBe(late > 0);
    expect(apply(waiting, { type: 'accept' })).toMatchObject({
      ...{ state: late > 0 ? 'done_late' : 'done', heldOn: again, daysLate: late },
    });
  });

  it('add up over several returns, and an extension starts with none', () => {
    const twice = apply(report, filed('2026-04-10'), back(report, '2026-04-15'), filed('2026-04-22'));
    const third = apply(twice, back(report, '2026-04-29'), filed('2026-05-07'), { type: 'accept' });
    // To be mended by 05-07; two and two before.
    expect(third).toMatchObject({ state: 'done_late', daysLate: 4 });
    const extended = apply(report, filed('2026-04-10'), back(report, '2026-04-15'), {
      ...{ type: 'extend', heldBy: asDay('2026-04-30'), recordBy: asDay('2026-05-08') },
      ...{ reasonCode: 'other', reason: null },
    });
    expect(apply(extended, filed('2026-04-29'), { type: 'accept' })).toMatchObject({
      ...{ state: 'done', daysLate: 0 },
    });
  });
});
