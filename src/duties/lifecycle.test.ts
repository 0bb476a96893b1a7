import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, asDay, instantAt } from '../calendar/day.ts';
import { announcedCalendar } from '../calendar/tables.ts';
import type { DutyInstance } from './instance.ts';
import { isSettled } from './instance.ts';
import { type LifecycleEvent, transition } from './lifecycle.ts';
import { dueStages, lapseBase, stageDays } from './stages.ts';

const calendar = announcedCalendar();

const february: DutyInstance = {
  key: 'D01B01/branch_theme_day/2026-02',
  number: 'D01B01-TD-2602',
  orgCode: 'D01B01',
  duty: 'branch_theme_day',
  period: '2026-02',
  state: 'open',
  heldBy: asDay('2026-02-28'),
  recordBy: asDay('2026-03-04'),
  reminder: 'R_MONTH',
  escalation: 'E_MONTH',
  level: -1,
  overdueKind: null,
  heldOn: null,
  recordedAt: null,
  daysLate: null,
  explanation: null,
  version: 0,
};

const days = (instance: DutyInstance): Record<string, string> =>
  Object.fromEntries(stageDays(instance, calendar).map((stage) => [stage.stage, stage.on]));

const apply = (instance: DutyInstance, event: LifecycleEvent): DutyInstance => ({
  ...instance,
  ...transition(instance, event, calendar)?.changes,
});

describe('the days of the stages', () => {
  it('are those of duties.md e.3 for February and September 2026', () => {
    expect(days(february)).toEqual({
      open: '2026-02-02',
      '5wd': '2026-02-14',
      '2wd': '2026-02-26',
      L0: '2026-03-02',
      L1: '2026-03-04',
      L2: '2026-03-06',
      L3: '2026-03-13',
    });
    const september = {
      ...february,
      period: '2026-09',
      heldBy: asDay('2026-09-30'),
      recordBy: asDay('2026-10-10'),
    };
    expect(days(september)).toMatchObject({
      L0: '2026-10-08',
      L1: '2026-10-10',
      L2: '2026-10-13',
      L3: '2026-10-20',
    });
  });

  it('count from the day proof is due when the meeting was held in time and only the record is missing', () => {
    const held = apply(february, {
      type: 'schedule',
      heldOn: asDay('2026-02-12'),
      recordBy: asDay('2026-02-24'),
    });
    expect(lapseBase(held)).toEqual({ from: '2026-02-24', kind: 'no_record' });
    expect(days(held).L0).toBe('2026-02-25');
  });

  it('count from the due day when the meeting is planned for after it', () => {
    const late = apply(february, {
      type: 'schedule',
      heldOn: asDay('2026-03-05'),
      recordBy: asDay('2026-03-10'),
    });
    expect(lapseBase(late)).toEqual({ from: '2026-02-28', kind: 'not_held' });
  });

  it('split into what is due and what comes next, and never repeat what is handled', () => {
    const { due, next } = dueStages(february, new Set(['open']), asDay('2026-03-04'), calendar);
    expect(due.map((stage) => stage.stage)).toEqual(['5wd', '2wd', 'L0', 'L1']);
    expect(next).toMatchObject({ stage: 'L2', on: '2026-03-06' });
  });
});

describe('the life of an instance', () => {
  it('held and recorded in time is done, with nothing late', () => {
    const scheduled = apply(february, {
      type: 'schedule',
      heldOn: asDay('2026-02-12'),
      recordBy: asDay('2026-02-24'),
    });
    expect(scheduled.state).toBe('scheduled');
    const at = instantAt(asDay('2026-02-12'), '17:00');
    const done = apply(scheduled, {
      type: 'record',
      heldOn: asDay('2026-02-12'),
      on: asDay('2026-02-12'),
      at,
    });
    expect(done).toMatchObject({ state: 'done', daysLate: 0 });
  });

  it('held after the due day is done late, and the working days stay on it', () => {
    const overdue = apply(february, { type: 'lapse', level: 2, kind: 'not_held' });
    const at = instantAt(asDay('2026-03-09'), '10:00');
    const done = apply(overdue, { type: 'record', heldOn: asDay('2026-03-09'), on: asDay('2026-03-09'), at });
    expect(done).toMatchObject({ state: 'done_late', daysLate: 6, level: 2 });
  });

  it('held in time but recorded after an overdue line is done, not late', () => {
    const overdue = apply(february, { type: 'lapse', level: 0, kind: 'no_record' });
    const at = instantAt(asDay('2026-03-09'), '10:00');
    const done = apply(overdue, { type: 'record', heldOn: asDay('2026-02-12'), on: asDay('2026-03-09'), at });
    expect(done).toMatchObject({ state: 'done', daysLate: 0 });
  });

  it('planning a late date does not stop the clock, only evidence does', () => {
    const overdue = apply(february, { type: 'lapse', level: 0, kind: 'not_held' });
    const planned = apply(overdue, {
      type: 'schedule',
      heldOn: asDay('2026-03-12'),
      recordBy: asDay('2026-03-17'),
    });
    expect(planned).toMatchObject({ state: 'overdue', heldOn: '2026-03-12' });
  });

  it('waits for its acceptor where one is needed: the clock stands, and a return starts the record anew', () => {
    const at = instantAt(asDay('2026-02-12'), '17:00');
    const submitted = apply(february, { type: 'submit', heldOn: asDay('2026-02-12'), at });
    expect(submitted).toMatchObject({ state: 'submitted', heldOn: '2026-02-12' });
    expect(transition(submitted, { type: 'lapse', level: 0, kind: 'no_record' }, calendar)).toBeUndefined();
    expect(apply(submitted, { type: 'accept' })).toMatchObject({ state: 'done', daysLate: 0 });
    const returned = apply(submitted, { type: 'return', recordBy: asDay('2026-02-27') });
    expect(returned).toMatchObject({ state: 'returned', recordBy: '2026-02-27' });
    expect(transition(returned, { type: 'accept' }, calendar)).toBeUndefined();
    expect(apply(returned, { type: 'lapse', level: 0, kind: 'no_record' }).state).toBe('overdue');
  });

  const anyDay = fc.integer({ min: 0, max: 90 }).map((n) => addDays(asDay('2026-02-01'), n));
  const anyEvent: fc.Arbitrary<LifecycleEvent> = fc.oneof(
    fc.constant({ type: 'open' } as const),
    fc.constant({ type: 'not_applicable' } as const),
    fc.constant({ type: 'accept' } as const),
    anyDay.map((recordBy) => ({ type: 'return', recordBy }) as const),
    anyDay.map((heldOn) => ({ type: 'submit', heldOn, at: instantAt(heldOn, '10:00') }) as const),
    anyDay.map((recordBy) => ({ type: 'unschedule', recordBy }) as const),
    anyDay.map(
      (heldOn) => ({ type: 'schedule', heldOn, recordBy: calendar.addWorkdays(heldOn, 3) }) as const,
    ),
    anyDay.map((heldOn) => ({ type: 'record', heldOn, on: heldOn, at: instantAt(heldOn, '10:00') }) as const),
    fc.integer({ min: 0, max: 3 }).map((level) => ({ type: 'lapse', level, kind: 'not_held' }) as const),
  );

  it('whatever happens: levels only rise, a settled one never moves again, each change raises the version', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
        let instance: DutyInstance = { ...february, state: 'planned' };
        for (const event of events) {
          const step = transition(instance, event, calendar);
          if (isSettled(instance.state)) expect(step).toBeUndefined();
          if (!step) continue;
          expect(step.from).toBe(instance.state);
          const next: DutyInstance = { ...instance, ...step.changes };
          expect(next.level).toBeGreaterThanOrEqual(instance.level);
          expect(next.version).toBe(instance.version + 1);
          expect(step.settles).toBe(isSettled(next.state));
          if (next.state === 'done_late') expect(next.daysLate).toBeGreaterThanOrEqual(0);
          instance = next;
        }
      }),
    );
  });
});
