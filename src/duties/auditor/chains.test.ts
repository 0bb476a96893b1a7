import { describe, expect, it } from 'vitest';
import { withoutAccount, withoutPost, withPost } from '../../../test/duties/audit-scene.ts';
import { d, handAct, handInput, handRoster, row, slipOf, toldTo } from '../../../test/duties/hand-roster.ts';
import { asDay } from '../../calendar/day.ts';
import type { PostType, Roster } from '../../org/types.ts';
import type { AuditedDuty } from './expect.ts';

const quarterly = row({
  cadence: { every: 'quarter' },
  heldBy: { rule: 'EOQ', shift: 'prev' },
  escalation: 'E_QUARTER',
});
const yearly = row({ cadence: { every: 'year' }, heldBy: { rule: 'Y:03-31', shift: 'prev' } });
const ofOrgan: Pick<AuditedDuty, 'owner'> = {
  owner: { level: 'organ_committee', post: ['organ_secretary'] },
};
const ofGroup: Pick<AuditedDuty, 'owner'> = {
  owner: { level: 'leadership_group', post: ['leadership_secretary'] },
};

const slip = (duty: AuditedDuty, org: string, roster: Roster = handRoster): readonly string[] =>
  slipOf(
    handInput(duty, { roster }),
    org,
    'every' in duty.cadence && duty.cadence.every === 'year' ? '2026' : '2026-Q1',
  );
const without = (org: string, ...posts: PostType[]): Roster => withoutPost(handRoster, org, ...posts);

describe('the way up', () => {
  it('of a branch below a general branch: its secretary is told together with L1', () => {
    expect(slip(quarterly, 'B2').slice(0, 5)).toEqual([
      '04-01 L0 b2_secretary',
      '04-03 L1 b2_secretary',
      '04-03 L1 g_secretary',
      '04-03 L1 w_officer',
      '04-10 L2 w_deputy',
    ]);
  });

  it('of something private below a general branch: not told there', () => {
    expect(slip({ ...yearly, escalation: 'E_PRIVATE' }, 'B2')).toEqual([
      '04-03 L0 b2_secretary',
      '04-15 L1 b2_secretary',
      '04-29 L2 w_officer',
    ]);
  });

  it('of a branch directly below the work committee: three levels of its own posts, no fourth', () => {
    expect(slip(quarterly, 'B3')).toEqual([
      '04-01 L0 b3_secretary',
      '04-03 L1 b3_secretary',
      '04-03 L1 gw_officer',
      '04-10 L2 gw_deputy',
      '04-17 L3 gw_secretary',
    ]);
    expect(slip({ ...yearly, escalation: 'E_YEAR' }, 'B3')).toEqual([
      '04-01 L0 b3_secretary',
      '04-08 L1 b3_secretary',
      '04-08 L1 gw_officer',
      '04-15 L2 gw_deputy',
      '04-29 L3 gw_secretary',
    ]);
    expect(slip({ ...yearly, escalation: 'E_PRIVATE' }, 'B3').at(-1)).toBe('04-29 L2 gw_officer');
  });

  it('of a group’s meeting: its leader, then leader and branch secretary', () => {
    const group = row({
      ...quarterly,
      owner: { level: 'branch', post: ['branch_group_leader'] },
      escalation: 'E_MONTH',
      ladder: { '1': ['owner', 'branch_secretary'] },
      applicable: ['groups'],
    });
    expect(slip(group, 'B2').slice(0, 4)).toEqual([
      '04-01 L0 b2_leader',
      '04-03 L1 b2_leader',
      '04-03 L1 b2_secretary',
      '04-03 L1 g_secretary',
    ]);
    expect(slip(group, 'B1')).toEqual([]);
  });

  it('with a level changed by the duty: owner and deputy hear L0 of the organ’s review', () => {
    const review = row({
      ...quarterly,
      owner: { level: 'organ_committee', post: ['party_affairs_officer'] },
      escalation: 'E_ORGAN',
      ladder: { '0': ['owner', 'organ_fulltime_deputy'] },
    });
    expect(slip(review, 'W').slice(0, 3)).toEqual([
      '04-01 L0 w_deputy',
      '04-01 L0 w_officer',
      '04-08 L1 w_secretary',
    ]);
    expect(slip(review, 'W', without('W', 'organ_fulltime_deputy'))[0]).toBe('04-01 L0 w_officer');
  });

  it('of a notice for a branch without an organ committee: owed and led by the work committee', () => {
    const notice = row({
      cadence: { on: 'branch_term' },
      owner: { level: 'organ_committee', post: ['organ_fulltime_deputy'] },
      heldBy: { rule: 'term-6mo', shift: 'prev' },
      eventOn: { rule: 'term-7mo', shift: 'prev' },
      reminder: 'R_EVENT',
      escalation: 'E_ORGAN',
    });
    const orgs = handRoster.orgs.map((org) =>
      org.level === 'branch' ? { ...org, electedOn: asDay('2023-11-15'), termYears: 3 } : org,
    );
    const input = handInput(notice, { roster: { ...handRoster, orgs } });
    // The term ends 11-15: notice due 05-15, its window opens 04-15.
    expect(toldTo(input, 'GW')).toEqual([
      '04-15 on gw_deputy',
      '04-29 half gw_deputy',
      '05-13 2wd gw_deputy',
      '05-18 L0 gw_deputy',
      '05-22 L1 gw_secretary',
    ]);
    expect(toldTo(input, 'W', 'ev:B2-term-2023-11-15')).toEqual([
      '04-15 on w_deputy',
      '04-29 half w_deputy',
      '05-13 2wd w_deputy',
      '05-18 L0 w_deputy',
      '05-22 L1 w_secretary',
      '05-29 L2 z_secretary',
      '06-12 L3 gw_officer',
    ]);
    expect(new Set(toldTo(input, 'W')).size).toBe(7);
  });
});

describe('a post that nobody holds', () => {
  it('lets the next level hear the same day, once', () => {
    expect(
      slip({ ...yearly, ...ofOrgan, escalation: 'E_ORGAN' }, 'W', without('W', 'organ_fulltime_deputy')),
    ).toEqual(['04-01 L0 w_secretary', '04-15 L2 z_secretary', '04-29 L3 gw_officer']);
    expect(
      slip({ ...yearly, ...ofGroup, escalation: 'E_LEADERSHIP' }, 'Z', without('W', 'party_affairs_officer')),
    ).toEqual(['04-01 L0 w_deputy', '04-01 L0 w_secretary', '04-15 L2 z_secretary']);
  });

  it('does not make a level vacant that names a second one', () => {
    expect(slip({ ...yearly, escalation: 'E_YEAR' }, 'B1', without('W', 'party_affairs_officer'))).toEqual([
      '04-01 L0 b1_secretary',
      '04-08 L1 b1_secretary',
      '04-08 L1 w_deputy',
      '04-15 L2 w_secretary',
      '04-29 L3 z_secretary',
    ]);
    expect(
      slip(
        { ...yearly, escalation: 'E_YEAR' },
        'B1',
        without('W', 'party_affairs_officer', 'organ_fulltime_deputy'),
      ).slice(1),
    ).toEqual(['04-08 L1 b1_secretary', '04-08 L1 w_secretary', '04-29 L3 z_secretary']);
  });

  it('with nobody above it leaves the administrator, under each stage', () => {
    const alone = without('GW', 'work_committee_deputy_secretary', 'work_committee_secretary');
    expect(slip(quarterly, 'B3', alone).slice(2)).toEqual([
      '04-03 L1 gw_officer',
      '04-10 L2 admin',
      '04-17 L3 admin',
    ]);
    expect(
      slip({ ...yearly, ...ofOrgan, escalation: 'E_PRIVATE' }, 'W', without('W', 'organ_secretary')),
    ).toEqual(['04-03 L0 w_deputy', '04-15 L1 admin']);
  });

  it('falls to the substitutes of the owner, each in turn', () => {
    const openings = (roster: Roster, org: string): readonly string[] =>
      toldTo(handInput(row(), { roster }), org, '2026-02').slice(0, 1);
    let roster = withoutPost(handRoster, 'B2', 'branch_secretary');
    expect(openings(roster, 'B2')).toEqual(['02-02 open g_secretary']);
    roster = withoutAccount(roster, 'g_secretary');
    expect(openings(roster, 'B2')).toEqual(['02-02 open w_deputy']);
    roster = withoutAccount(roster, 'w_deputy');
    expect(openings(roster, 'B2')).toEqual(['02-02 open w_officer']);
    roster = withoutAccount(roster, 'w_officer');
    expect(openings(roster, 'B2')).toEqual(['02-02 open admin']);
    roster = withPost(roster, 'W', 'administrator', 'w_secretary');
    expect(openings(roster, 'B2')).toEqual(['02-02 open w_secretary']);
    expect(openings(withoutPost(handRoster, 'B1', 'branch_secretary'), 'B1')).toEqual([
      '02-02 open b1_deputy',
    ]);
  });
});

describe('a rule of one’s own', () => {
  it('holds for the organisation that has it, from the first period it covers', () => {
    const own = { ...quarterly, heldBy: { rule: 'Q+5wd', shift: 'next' as const } };
    const input = handInput(quarterly, {
      localRule: (org, duty, day) =>
        org === 'B1' && day >= '2026-04-01' ? own : org === 'B3' ? undefined : duty,
    });
    expect(slipOf(input, 'B1', '2026-Q1')[0]).toBe('04-01 L0 b1_secretary');
    expect(slipOf(input, 'B1', '2026-Q2')[0]).toBe('07-08 L0 b1_secretary');
    expect(slipOf(input, 'B2', '2026-Q2')[0]).toBe('07-01 L0 b2_secretary');
    expect(toldTo(input, 'B3')).toEqual([]);
  });
});

describe('several posts that owe together', () => {
  const both = row({
    ...quarterly,
    owner: { level: 'organ_committee', post: ['organ_secretary', 'organ_fulltime_deputy'] },
    reminder: 'R_QUARTER',
    escalation: 'E_ORGAN',
  });
  const hearing = (roster: Roster): readonly string[] =>
    toldTo(handInput(both, { roster }), 'W', '2026-Q1').filter((line) => line.includes(' 3wd '));

  it('are each told, and fall back only when none of them is there', () => {
    expect(hearing(handRoster)).toEqual(['03-26 3wd w_deputy', '03-26 3wd w_secretary']);
    expect(hearing(without('W', 'organ_secretary'))).toEqual(['03-26 3wd w_deputy']);
    expect(hearing(without('W', 'organ_secretary', 'organ_fulltime_deputy'))).toEqual([
      '03-26 3wd w_officer',
    ]);
  });

  it('held by one person are one line', () => {
    const roster = withPost(
      without('W', 'organ_fulltime_deputy'),
      'W',
      'organ_fulltime_deputy',
      'w_secretary',
    );
    expect(hearing(roster)).toEqual(['03-26 3wd w_secretary']);
  });
});

describe('a post that changes hands', () => {
  it('is told by the day, and closes with whoever was told', () => {
    const handed = withPost(
      withPost(
        without('W', 'organ_fulltime_deputy'),
        'W',
        'organ_fulltime_deputy',
        'w_deputy',
        '2020-01-01',
        '2026-04-10',
      ),
      'W',
      'organ_fulltime_deputy',
      'b3_secretary',
      '2026-04-10',
    );
    const acts = [handAct('recorded', '04-20 11:00', { period: '2026-Q1', heldOn: d('04-20') })];
    expect(slipOf(handInput(quarterly, { roster: handed, acts }), 'B1', '2026-Q1').slice(3)).toEqual([
      '04-10 L2 b3_secretary',
      '04-17 L3 w_secretary',
      '04-21 closing b1_secretary',
      '04-21 closing b3_secretary',
      '04-21 closing w_officer',
      '04-21 closing w_secretary',
    ]);
  });
});
