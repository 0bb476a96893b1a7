import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { buildDirectory } from '../../src/org/directory.ts';
import { relationsOf } from '../../src/org/roster/relations.ts';
import { handRoster } from '../../test/duties/hand-roster.ts';
import { themeDay } from '../../test/duties/instance-fixture.ts';
import { acceptorsOf } from './people.ts';
import type { Item } from './queries.ts';
import { readIssue } from './read-issue.ts';
import { countsOf, problemId, quarterOf } from './rules.ts';
import { readVerdict } from './verdict.ts';

const today = asDay('2026-04-08');
const { orgs, people, posts } = handRoster;
const directory = buildDirectory({
  version: '1',
  onDay: today,
  orgs,
  people,
  posts,
  relations: relationsOf(orgs),
});

function itemOf(issuer: string, assignee: string | null, filedBy: string | null, issuedBy: string): Item {
  const problem = { issuer, filedBy, issuedBy, orgCode: 'B1' } as Item['problem'];
  return { instance: themeDay({ orgCode: 'B1', assignee }), problem };
}

describe('谁来销号', () => {
  it('只有下发单位的人，从来不是责任人，也不是报请的人', () => {
    const anybody = fc.constantFrom(null, ...people.map(({ code }) => code));
    fc.assert(
      fc.property(fc.constantFrom('W', 'GW'), anybody, anybody, (issuer, assignee, filedBy) => {
        const accepting = acceptorsOf({ directory, today }, itemOf(issuer, assignee, filedBy, 'w_officer'));
        const codes = accepting.map(({ code }) => code);
        expect(codes).not.toContain(assignee);
        expect(codes).not.toContain(filedBy);
        for (const code of codes) {
          expect(directory.postsOf(code, today).map(({ org }) => org)).toContain(issuer);
        }
      }),
    );
  });

  it('起草的人在前；没有写责任人时，代为负责的支部书记也不能自己销号', () => {
    const codes = (item: Item) => acceptorsOf({ directory, today }, item).map(({ code }) => code);
    expect(codes(itemOf('W', 'b1_young', 'b1_young', 'w_officer'))[0]).toBe('w_officer');
    expect(codes(itemOf('W', 'b1_young', 'w_officer', 'w_officer'))).toEqual(['w_secretary', 'w_deputy']);
    expect(codes(itemOf('W', null, null, 'w_officer'))).not.toContain('b1_secretary');
  });
});

describe('写法', () => {
  it.each([
    ['通过', { kind: 'accepted' }],
    ['同意。', { kind: 'accepted' }],
    ['退回 还缺支委会通报的日期', { kind: 'returned', reason: '还缺支委会通报的日期' }],
    ['退回：不够', { kind: 'short_reason' }],
    ['退回', { kind: 'short_reason' }],
    ['措施 补写', undefined],
  ])('%s', (words, verdict) => {
    expect(readVerdict(words)).toEqual(verdict);
  });

  it.each([
    ['B1 会议 没有记录 b1_young 4月30日 巡视', '会议，没有记录', 'b1_young', '2026-04-30', 'tour'],
    [
      'B1 3月的党日没有记录 责任人b1_young 期限4月30日',
      '3月的党日没有记录',
      'b1_young',
      '2026-04-30',
      undefined,
    ],
    ['B1 记录不全', '记录不全', undefined, undefined, undefined],
    ['B1 记录不全 4月30日前', '记录不全', undefined, '2026-04-30', undefined],
  ])('%s', (line, problem, person, day, source) => {
    const at = { now: new Date('2026-04-08T10:00:00+08:00'), calendar: announcedCalendar() };
    const reading = readIssue(directory, line, ['B1', 'B2'], at, '党务干部');
    const wish = reading.kind === 'wish' ? reading.wish : undefined;
    expect(wish && { ...wish, person: wish.person?.code }).toEqual({
      org: 'B1',
      problem,
      person,
      day,
      source,
    });
  });
});

describe('哪一季的清单', () => {
  it('上一季还没有登记下发，就列入上一季；编号读得出是第几个', () => {
    expect(quarterOf(today, ['2026-Q1', '2026-Q2'])).toBe('2026-Q1');
    expect(quarterOf(today, ['2026-Q2'])).toBe('2026-Q2');
    expect(quarterOf(today, [])).toBe('2026-Q2');
    expect(problemId('2026-Q1', 13)).toBe('26Q1-P13');
  });

  it('免除的不算在内，待核对的还没有销号', () => {
    const states = ['done', 'done_late', 'waived', 'submitted', 'overdue', 'open'] as const;
    expect(countsOf(states.map((state) => ({ state })))).toEqual({
      total: 5,
      closed: 2,
      waiting: 1,
      late: 1,
    });
  });
});
