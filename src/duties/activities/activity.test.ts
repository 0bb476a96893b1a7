import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRollCall } from '../../commands/roll-call.ts';
import { closeRoll, leaveKinds, type Mark, type RollEntry, rollTotals } from './activity.ts';

const marks: readonly Mark[] = ['unanswered', 'present', 'present_online', 'on_leave', 'absent'];
const anyRoll = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }).chain((people) =>
  fc.tuple(
    ...people.map((n) =>
      fc.record({
        person: fc.constant(`P${n}`),
        mark: fc.constantFrom(...marks),
        leaveKind: fc.constantFrom(...leaveKinds, null),
        markedBy: fc.constant(null),
      }),
    ),
  ),
) as fc.Arbitrary<readonly RollEntry[]>;
const anyPeople = fc
  .array(fc.integer({ min: 0, max: 60 }).map((n) => `P${n}`))
  .map((people) => new Set(people));

describe('closing a roll in one step', () => {
  it('leaves nobody unanswered, counts everybody once, and adds up', () => {
    fc.assert(
      fc.property(anyRoll, anyPeople, anyPeople, anyPeople, (roll, absent, onLeave, online) => {
        const closed = closeRoll(roll, { absent, onLeave, online }, 'S');
        const totals = rollTotals(closed);
        expect(totals.unanswered).toBe(0);
        expect(totals.expected).toBe(roll.length);
        expect(totals.present + totals.presentOnline + totals.onLeave + totals.absent).toBe(roll.length);
        for (const entry of closed) expect(entry.leaveKind === null).toBe(entry.mark !== 'on_leave');
      }),
    );
  });

  it('keeps the leave of whoever asked for it, and the online answer of whoever is not named', () => {
    const entry = (person: string, mark: Mark): RollEntry => ({
      person,
      mark,
      leaveKind: mark === 'on_leave' ? 'sick' : null,
      markedBy: person,
    });
    const roll = [
      entry('a', 'on_leave'),
      entry('b', 'present_online'),
      entry('c', 'unanswered'),
      entry('d', 'present'),
      { ...entry('e', 'unanswered'), asked: 'on_leave' as const, leaveKind: 'sick' as const },
    ];
    const closed = closeRoll(
      roll,
      { absent: new Set(['a', 'c']), onLeave: new Set(['e']), online: new Set() },
      'S',
    );
    expect(closed.map(({ mark, leaveKind, markedBy }) => [mark, leaveKind, markedBy])).toEqual([
      ['on_leave', 'sick', 'a'],
      ['present_online', null, 'b'],
      ['absent', null, 'S'],
      ['present', null, 'd'],
      ['on_leave', 'sick', 'e'],
    ]);
  });
});

describe('a roll call as typed', () => {
  it.each([
    ['全到', { isAll: true, absent: [], onLeave: [], online: [], before: '' }],
    ['主题党日 全到 除 张三', { isAll: true, absent: ['张三'], onLeave: [], online: [], before: '主题党日' }],
    [
      '全部到会，除张三、李四和王五',
      { isAll: true, absent: ['张三', '李四和王五'], onLeave: [], online: [], before: '' },
    ],
    [
      '全到 除 张三 请假 李四 线上 王五',
      { isAll: true, absent: ['张三'], onLeave: ['李四'], online: ['王五'], before: '' },
    ],
    ['除了张三李四都到了', { isAll: true, absent: ['张三李四'], onLeave: [], online: [], before: '' }],
    ['请假 李四，王五', { isAll: true, absent: [], onLeave: ['李四', '王五'], online: [], before: '' }],
    ['', { isAll: false, absent: [], onLeave: [], online: [], before: '' }],
    ['看看名单', { isAll: false, absent: [], onLeave: [], online: [], before: '看看名单' }],
  ])('%s', (typed, expected) => {
    expect(readRollCall(typed)).toMatchObject(expected);
  });
});
