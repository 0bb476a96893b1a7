import { describe, expect, it } from 'vitest';
import { handRoster } from '../../test/duties/hand-roster.ts';
import { themeDay } from '../../test/duties/instance-fixture.ts';
import { directoryOf } from '../../test/org/roster-fixture.ts';
import { asDay } from '../calendar/day.ts';
import type { DutyInstance } from './instance.ts';
import type { Hearing } from './profiles.ts';
import { seatLeft, seatOf } from './seat.ts';

const day = asDay('2026-03-04');
const directory = directoryOf(handRoster);

function seat(orgCode: string, hearing: Hearing, changes: Partial<DutyInstance> = {}): string | undefined {
  const found = seatOf(directory, themeDay({ orgCode, ...changes }), hearing);
  return found && `${found.org} ${found.post}`;
}

describe('where a post that a level names stands', () => {
  it('the chief is the first post of whoever owes it', () => {
    expect(['B1', 'G', 'W', 'Z', 'GW'].map((org) => seat(org, 'chief'))).toEqual([
      ...['B1 branch_secretary', 'G general_branch_secretary', 'W organ_secretary'],
      ...['Z leadership_secretary', 'GW work_committee_secretary'],
    ]);
  });

  it('what another asked for goes to the chief and the officer of that one, its own to its own', () => {
    const asked = { issuer: 'W' };
    expect(seat('B1', 'issuing_chief', asked)).toBe('W organ_secretary');
    expect(seat('B1', 'issuing_chief')).toBe('B1 branch_secretary');
    expect(seat('B1', 'issuing_officer', asked)).toBe('W party_affairs_officer');
    expect(seat('B1', 'issuing_officer', { issuer: 'GW' })).toBe('GW work_committee_officer');
    expect(seat('B1', 'issuing_officer')).toBe('B1 branch_secretary');
    expect(seat('G', 'issuing_officer')).toBe('G general_branch_secretary');
  });

  it('the papers of a leading group are prepared in the organ committee it manages', () => {
    expect(seat('B1', 'issuing_officer', { issuer: 'Z' })).toBe('W party_affairs_officer');
    expect(seat('Z', 'party_affairs_officer')).toBe('W party_affairs_officer');
  });

  it('any other post stands at the nearest organisation above that has it; some have none', () => {
    expect(seat('B2', 'general_branch_secretary')).toBe('G general_branch_secretary');
    expect(seat('B2', 'organ_fulltime_deputy')).toBe('W organ_fulltime_deputy');
    expect(seat('B1', 'leadership_secretary')).toBe('Z leadership_secretary');
    expect(seat('B3', 'work_committee_officer')).toBe('GW work_committee_officer');
    expect(seat('B1', 'branch_secretary')).toBe('B1 branch_secretary');
    for (const nowhere of ['owner', 'parties', 'general_branch_secretary'] as const)
      expect(seat('B1', nowhere)).toBeUndefined();
    expect(seat('B3', 'organ_secretary')).toBeUndefined();
    expect(seat('W', 'branch_secretary')).toBeUndefined();
  });
});

describe('the desk at which somebody was told and does not sit any more', () => {
  const left = (person: string, post: string, changes: Partial<DutyInstance> = {}) =>
    seatLeft(directory, themeDay({ orgCode: 'B1', ...changes }), { person, post }, day);

  it('is told in his place, unless he still sits there', () => {
    expect(left('w_deputy', 'organ_secretary')).toEqual({ org: 'W', post: 'organ_secretary' });
    expect(left('w_secretary', 'organ_secretary')).toBeUndefined();
    // The same post of another organisation is another desk.
    expect(left('b2_secretary', 'branch_secretary')).toEqual({ org: 'B1', post: 'branch_secretary' });
  });

  it('is none where the person was told and not the desk, of what is private, and of what is the person’s own', () => {
    for (const post of ['member', 'branch_group_leader', 'administrator'])
      expect(left('w_deputy', post)).toBeUndefined();
    expect(left('w_deputy', 'organ_secretary', { escalation: 'E_PRIVATE' })).toBeUndefined();
    expect(left('w_deputy', 'organ_secretary', { assignee: 'w_deputy' })).toBeUndefined();
  });
});
