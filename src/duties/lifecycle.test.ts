import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { themeDay } from '../../test/duties/instance-fixture.ts';
import { addDays, asDay, instantAt } from '../calendar/day.ts';
import { announcedCalendar } from '../calendar/tables.ts';
import type { DutyInstance } from './instance.ts';
import { isSettled, plannedAs } from './instance.ts';
import { type LifecycleEvent, transition } from './lifecycle.ts';
import { pausedCalendar } from './pauses.ts';
import { escalationProfile } from './profiles.ts';
import { dueStages, lapseBase, stageDays } from './stages.ts';

const calendar = announcedCalendar();

const february = themeDay();
const ladder = escalationProfile('E_MONTH').steps;
const calendars = { calendar, slips: calendar };

const days = (instance: DutyInstance): Record<string, string> =>
  Object.fromEntries(stageDays(instance, ladder, calendars).map((stage) => [stage.stage, stage.on]));

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
    const { due, next } = dueStages(
      stageDays(february, ladder, calendars),
      new Set(['open']),
      0,
      asDay('2026-03-04'),
    );
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

  it('an extension keeps the first due day, closes the slip and starts a clock of its own', () => {
    const overdue = apply(february, { type: 'lapse', level: 2, kind: 'not_held' });
    const extended = apply(overdue, {
      type: 'extend',
      heldBy: asDay('2026-03-20'),
      recordBy: asDay('2026-03-25'),
      reasonCode: 'majority_away',
      reason: null,
    });
    expect(extended).toMatchObject({ state: 'extended', originalHeldBy: '2026-02-28', level: -1, round: 1 });
    // The period does not open again; the new day has reminders and a ladder of its own.
    expect(days(extended)).toEqual({
      '5wd': '2026-03-13',
      '2wd': '2026-03-18',
      L0: '2026-03-23',
      L1: '2026-03-25',
      L2: '2026-03-27',
      L3: '2026-04-03',
    });
    const at = instantAt(asDay('2026-03-19'), '10:00');
    const done = apply(extended, {
      type: 'record',
      heldOn: asDay('2026-03-19'),
      on: asDay('2026-03-19'),
      at,
    });
    expect(done).toMatchObject({ state: 'done', daysLate: 0, originalHeldBy: '2026-02-28' });
    expect(transition(extended, { ...extension('2026-03-10') }, calendar)).toBeUndefined();
  });

  it('a term that is extended ends on the new day: what is counted back from its end moves with it', () => {
    const election = { ...february, reminder: 'R_TERM', escalation: 'E_TERM', eventOn: asDay('2026-03-01') };
    const extended = apply(election, extension('2026-09-01'));
    expect(extended).toMatchObject({ eventOn: '2026-09-01', originalHeldBy: '2026-02-28' });
    const terms = stageDays(extended, escalationProfile('E_TERM').steps, calendars);
    expect(Object.fromEntries(terms.map(({ stage, on }) => [stage, on]))).toMatchObject({
      '10wd': '2026-08-18',
      L1: '2026-04-30',
      L2: '2026-07-31',
      L3: '2026-09-02',
    });
    expect(apply(february, extension('2026-03-20')).eventOn).toBeNull();
  });

  it('waived, voided and reopened are each what duties.md says', () => {
    const waived = apply(february, { type: 'waive', reasonCode: 'disaster', reason: null });
    expect(waived).toMatchObject({ state: 'waived', reasonCode: 'disaster' });
    expect(apply(waived, { type: 'void', reason: '登记有误' })).toMatchObject({ state: 'void' });
    const at = instantAt(asDay('2026-02-12'), '10:00');
    const done = apply(february, {
      type: 'record',
      heldOn: asDay('2026-02-12'),
      on: asDay('2026-02-12'),
      at,
    });
    const reopened = apply(done, { type: 'reopen', recordBy: asDay('2026-03-10'), reason: '督查第3号' });
    expect(reopened).toMatchObject({ state: 'returned', clockFrom: '2026-03-10', round: 1 });
    expect(days(reopened)).toEqual({
      L0: '2026-03-11',
      L1: '2026-03-13',
      L2: '2026-03-17',
      L3: '2026-03-24',
    });
    expect(
      transition(february, { type: 'reopen', recordBy: asDay('2026-03-10'), reason: '' }, calendar),
    ).toBeUndefined();
  });

  it('days on which the clock stood are not counted late', () => {
    const paused = pausedCalendar(calendar, [
      { org: null, from: asDay('2026-03-03'), to: asDay('2026-03-05') },
    ]);
    const event = {
      type: 'record',
      heldOn: asDay('2026-03-06'),
      on: asDay('2026-03-06'),
      at: instantAt(asDay('2026-03-06'), '10:00'),
    } as const;
    expect(transition(february, event, calendar)?.changes.daysLate).toBe(5);
    expect(transition(february, event, paused)?.changes.daysLate).toBe(2);
  });

  const extension = (heldBy: string) =>
    ({
      type: 'extend',
      heldBy: asDay(heldBy),
      recordBy: asDay(heldBy),
      reasonCode: 'other',
      reason: null,
    }) as const;
  const anyDay = fc.integer({ min: 0, max: 90 }).map((n) => addDays(asDay('2026-02-01'), n));
  const anyEvent: fc.Arbitrary<LifecycleEvent> = fc.oneof(
    fc.constant({ type: 'open' } as const),
    fc
      .constantFrom('reorg' as const, 'own_rule' as const)
      .map((reasonCode) => ({ type: 'not_applicable', reasonCode, reason: null }) as const),
    anyDay.map((on) => ({ type: 'owe', on, ...plannedAs(february) }) as const),
    fc.constant({ type: 'waive', reasonCode: 'disaster', reason: null } as const),
    anyDay.map(
      (heldBy) =>
        ({
          type: 'extend',
          heldBy,
          recordBy: calendar.addWorkdays(heldBy, 3),
          reasonCode: 'majority_away',
          reason: null,
        }) as const,
    ),
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

  it('whatever happens: levels only rise, a settled one moves only by its own rule, each change raises the version', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
        let instance: DutyInstance = { ...february, state: 'planned' };
        for (const event of events) {
          const step = transition(instance, event, calendar);
          const comesBack = event.type === 'owe' && instance.reasonCode === 'own_rule';
          if (isSettled(instance.state) && !comesBack) expect(step).toBeUndefined();
          if (!step) continue;
          expect(step.from).toBe(instance.state);
          const next: DutyInstance = { ...instance, ...step.changes };
          // A new round (an extension, a return) starts from the bottom; within one, levels only rise.
          if (next.round === instance.round) expect(next.level).toBeGreaterThanOrEqual(instance.level);
          else expect(next).toMatchObject({ round: instance.round + 1, level: -1 });
          if (next.originalHeldBy) expect(next.originalHeldBy < next.heldBy).toBe(true);
          expect(next.version).toBe(instance.version + 1);
          expect(step.settles).toBe(isSettled(next.state));
          if (next.state === 'done_late') expect(next.daysLate).toBeGreaterThanOrEqual(0);
          instance = next;
        }
      }),
    );
  });
});
