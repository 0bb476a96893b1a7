import { describe, expect, it } from 'vitest';
import { asDay, dayOf } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { isRefusal } from '../../src/core/errors.ts';
import type { Activity, Mark, RollEntry } from '../../src/duties/activities/activity.ts';
import { decided, judgeAnswer, type Said, wasRefusedLeave } from './rules.ts';

const calendar = announcedCalendar();
const startsAt = new Date('2026-02-12T15:00:00+08:00');
const meeting = (changes: Partial<Activity> = {}): Activity =>
  ({
    state: 'published',
    startsAt,
    heldOn: asDay('2026-02-12'),
    rollClosedAt: null,
    onSiteCode: null,
    also: [],
    onlineCounts: [],
    ...changes,
  }) as Activity;
const entry = (mark: Mark, changes: Partial<RollEntry> = {}): RollEntry => ({
  person: 'P1',
  mark,
  leaveKind: null,
  markedBy: null,
  asked: null,
  isLate: false,
  ...changes,
});
const leave: Said = { mark: 'on_leave', leaveKind: 'sick' };
const joins: Said = { mark: 'present', leaveKind: null };
const closed = meeting({ rollClosedAt: new Date('2026-02-12T15:30:00+08:00') });

function judge(activity: Activity, before: RollEntry, said: Said, at: string, hasApprover = true) {
  const now = new Date(`${at}+08:00`);
  const judged = judgeAnswer(activity, before, said, hasApprover, { now, today: dayOf(now), calendar });
  if (isRefusal(judged)) return judged.code;
  const { mark, asked, isLate } = judged.entry;
  return { mark, asked, isLate, asks: judged.asks };
}

describe('what becomes of an answer', () => {
  it.each([
    [
      'leave before the meeting waits',
      meeting(),
      entry('unanswered'),
      leave,
      '2026-02-10T10:00:00',
      { mark: 'unanswered', asked: 'on_leave', isLate: false, asks: 'leave' },
    ],
    [
      'joining after all takes the request back',
      meeting(),
      entry('unanswered', { asked: 'on_leave', leaveKind: 'sick' }),
      joins,
      '2026-02-10T10:00:00',
      { mark: 'present', asked: null, isLate: false, asks: undefined },
    ],
    [
      'leave after the roll is 补假',
      closed,
      entry('absent'),
      leave,
      '2026-02-14T10:00:00',
      { mark: 'absent', asked: 'on_leave', isLate: true, asks: 'leave' },
    ],
    ['but not of somebody who was there', closed, entry('present'), leave, '2026-02-13T10:00:00', 'closed'],
    // Two working days after Thursday: Friday and the make-up Saturday.
    ['and not after two working days', closed, entry('absent'), leave, '2026-02-24T10:00:00', 'leave_over'],
    [
      'a late press asks for a correction',
      closed,
      entry('absent'),
      joins,
      '2026-02-12T16:00:00',
      { mark: 'absent', asked: 'present', isLate: false, asks: 'correction' },
    ],
    [
      'so does one after the window of an open roll',
      meeting(),
      entry('unanswered'),
      joins,
      '2026-02-12T19:01:00',
      { mark: 'unanswered', asked: 'present', isLate: false, asks: 'correction' },
    ],
    [
      'who is there already needs none',
      closed,
      entry('present'),
      joins,
      '2026-02-12T16:00:00',
      'there_already',
    ],
    [
      'a cancelled meeting takes no answer',
      meeting({ state: 'cancelled' }),
      entry('unanswered'),
      joins,
      '2026-02-10T10:00:00',
      'gone',
    ],
  ] as const)('%s', (_what, activity, before, said, at, expected) => {
    expect(judge(activity, before, said, at)).toEqual(expected);
  });

  it('counts at once where there is nobody to ask, and keeps what was granted', () => {
    const at = '2026-02-10T10:00:00';
    expect(judge(meeting(), entry('unanswered'), leave, at, false)).toMatchObject({
      mark: 'on_leave',
      asks: undefined,
    });
    const granted = entry('on_leave', { leaveKind: 'sick', markedBy: 'S' });
    expect(judge(meeting(), granted, leave, at)).toMatchObject({ mark: 'on_leave', asks: undefined });
    expect(judge(meeting(), granted, { ...leave, leaveKind: 'business' }, at)).toMatchObject({
      asked: 'on_leave',
    });
  });

  it('keeps the kind that stands where a repeat says none', () => {
    const pending = entry('unanswered', { asked: 'on_leave', leaveKind: 'sick', markedBy: 'P1' });
    const now = new Date('2026-02-10T10:00:00+08:00');
    const kindAfter = (before: RollEntry, leaveKind: Said['leaveKind']) => {
      const said: Said = { mark: 'on_leave', leaveKind };
      const judged = judgeAnswer(meeting(), before, said, true, { now, today: dayOf(now), calendar });
      return isRefusal(judged) ? judged.code : judged.entry.leaveKind;
    };
    expect(kindAfter(pending, null)).toBe('sick');
    expect(kindAfter(pending, 'other')).toBe('other');
    expect(kindAfter(entry('unanswered'), null)).toBe('other');
    expect(wasRefusedLeave(decided(pending, 'refuse', 'S'))).toBe(true);
    expect([entry('unanswered'), pending].some(wasRefusedLeave)).toBe(false);
  });

  it('keeps the kind of leave only where it is granted', () => {
    const asked = entry('absent', { asked: 'on_leave', leaveKind: 'sick', isLate: true });
    expect(decided(asked, 'agree', 'S')).toMatchObject({
      mark: 'on_leave',
      leaveKind: 'sick',
      isLate: true,
      markedBy: 'P1',
    });
    expect(decided(asked, 'refuse', 'S')).toMatchObject({
      mark: 'absent',
      leaveKind: null,
      isLate: false,
      asked: null,
    });
    expect(decided(entry('absent', { asked: 'present' }), 'agree', 'S')).toMatchObject({
      mark: 'present',
      asked: null,
    });
  });
});
