import { describe, expect, it } from 'vitest';
import type { MemberStatus, Person } from '../../src/org/types.ts';
import { countRoster } from './rules.ts';

const people = (...statuses: readonly MemberStatus[]): readonly Person[] =>
  statuses.map((status, at) => ({ code: `P${at}`, name: '某', status, tags: [], branch: 'B' }));

describe('支部人数', () => {
  it('预备、中止权利、暂停组织生活、转接中的都不计入有表决权', () => {
    const branch = people(
      ...(['full', 'full', 'full', 'full', 'full'] as const),
      ...(['probationary', 'suspended_rights', 'org_life_suspended', 'transferring'] as const),
    );
    expect(countRoster(branch)).toEqual({
      ...{ members: 9, full: 8, probationary: 1, voting: 5, expected: 7 },
      ...{ half: 3, fourFifths: 4 },
    });
  });

  it('正好一半也够数（半数以上，同会议的算法）', () => {
    expect(countRoster(people('full', 'full', 'full', 'full'))).toMatchObject({ half: 2, fourFifths: 4 });
    expect(countRoster([])).toMatchObject({ members: 0, half: 0, fourFifths: 0 });
  });
});
