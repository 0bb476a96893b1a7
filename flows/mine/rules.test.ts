import { describe, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import { isDueBy, isListed, isNamed } from './rules.ts';

const instance = {
  orgCode: 'D01B01',
  rules: { level: 'branch', recordBy: 'held+3wd', post: ['branch_secretary'] },
  period: 'ev:1',
} as const;
const post = (org: string, held: 'branch_secretary' | 'branch_deputy_secretary') => [{ org, post: held }];

describe('我的与待办', () => {
  it('短说法按字序认事项', () => {
    expect(isNamed('支部书记季度工作报告', '季报')).toBe(true);
    expect(isNamed('支部主题党日', '党日')).toBe(true);
    expect(isNamed('支部主题党日', '日党')).toBe(false);
    expect(isNamed('支部主题党日', '党')).toBe(false);
    expect(isNamed('支部主题党日', '')).toBe(false);
  });

  it('涉及个人的事项只列给负责的人', () => {
    expect(isListed(instance, true, post('D01B01', 'branch_secretary'))).toBe(true);
    expect(isListed(instance, true, post('D01B01', 'branch_deputy_secretary'))).toBe(false);
    expect(isListed(instance, true, post('D01B02', 'branch_secretary'))).toBe(false);
    expect(isListed(instance, false, post('D01B01', 'branch_deputy_secretary'))).toBe(true);
    expect(isListed({ ...instance, period: '2026' }, true, [])).toBe(true);
  });

  it('期限内未办结的才算待办', () => {
    expect(isDueBy({ state: 'overdue', heldBy: asDay('2026-01-31') }, asDay('2026-02-28'))).toBe(true);
    expect(isDueBy({ state: 'submitted', heldBy: asDay('2026-02-28') }, asDay('2026-02-28'))).toBe(true);
    expect(isDueBy({ state: 'done', heldBy: asDay('2026-01-31') }, asDay('2026-02-28'))).toBe(false);
    expect(isDueBy({ state: 'open', heldBy: asDay('2026-03-01') }, asDay('2026-02-28'))).toBe(false);
  });
});
