import { beforeAll, describe, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import type { Directory } from '../../src/org/directory.ts';
import { reachableHolders, resolveOwner } from '../../src/org/posts.ts';
import { relationsOf } from '../../src/org/roster/relations.ts';
import { branchesOf, canSee, rolesIn, visibleBranches } from '../../src/org/scope.ts';
import type { PostAssignment, Roster } from '../../src/org/types.ts';
import { directoryOf, provinceRosterPath, rosterAt, smallRosterPath } from './roster-fixture.ts';

const day = asDay('2026-02-02');

let roster: Roster;
let dir: Directory;
beforeAll(async () => {
  roster = await rosterAt(smallRosterPath);
  dir = directoryOf(roster);
});

function withPosts(change: (posts: readonly PostAssignment[]) => readonly PostAssignment[]): Directory {
  return directoryOf({ ...roster, posts: change(roster.posts) });
}

function without(...gone: readonly string[]): Directory {
  return withPosts((posts) => posts.filter((post) => !gone.includes(`${post.org}/${post.post}`)));
}

function codes(items: readonly { readonly code: string }[]): readonly string[] {
  return items.map((item) => item.code);
}

describe('relations', () => {
  it('are typed, and cross at the organ committee', () => {
    const relations = relationsOf(roster.orgs).map((r) => `${r.from} ${r.kind} ${r.to}`);
    expect(relations).toContain('D01B01 superior D01W');
    expect(relations).toContain('D01W superior GW');
    expect(relations).toContain('GWB01 superior GW');
    expect(relations).toContain('D01Z manages D01W');
    expect(relations).toContain('GW guides D01Z');
    expect(relations).toHaveLength(13);
  });

  it('put a general branch between branch and organ committee', async () => {
    const province = directoryOf(await rosterAt(provinceRosterPath));
    const branch = province.branchesUnder('D04G')[0];
    expect(province.generalBranchOf(branch?.code ?? '')?.code).toBe('D04G');
    expect(codes(province.superiorsOf(branch?.code ?? ''))).toEqual(['D04G', 'D04W', 'GW']);
    expect(province.leadershipOf(branch?.code ?? '')?.code).toBe('D04Z');
    expect(province.generalBranchOf('D04W')).toBeUndefined();
  });
});

describe('the directory', () => {
  it('answers who is above and below', () => {
    expect(dir.superiorOf('D01B01')?.code).toBe('D01W');
    expect(dir.leadershipOf('D01B01')?.code).toBe('D01Z');
    expect(dir.workCommitteeOf('D01B01')?.code).toBe('GW');
    expect(dir.workCommitteeOf('D01Z')?.code).toBe('GW');
    expect(dir.superiorOf('D01Z')).toBeUndefined();
    expect(dir.leadershipOf('GWB01')).toBeUndefined();
    expect(dir.organCommitteeOf('GWB01')).toBeUndefined();
    expect(codes(dir.branchesUnder('D01Z'))).toEqual(codes(dir.branchesUnder('D01W')));
    expect(dir.branchesUnder('D01W')).toHaveLength(9);
    expect(dir.branchesUnder('GW')).toHaveLength(10);
    expect(codes(dir.branchesUnder('D01B01'))).toEqual(['D01B01']);
    expect(dir.branchesUnder('NOWHERE')).toEqual([]);
  });

  it('finds people by account, and all posts of one person', () => {
    expect(dir.personByAccount('ou_e204ee2ac9e4639151a47efc9ab6e3d0')?.name).toBe('冯子博');
    expect(dir.personByAccount('ou_nobody')).toBeUndefined();
    expect(dir.postsOf('P000025', day).map((post) => post.post)).toEqual([
      'leadership_member',
      'organ_secretary',
    ]);
    expect(dir.membersOf('D01B03')).toHaveLength(8);
  });

  it('counts a term from its first day up to, not including, its last', () => {
    const handover = withPosts((posts) =>
      posts.flatMap((post) =>
        post.org === 'D01B01' && post.post === 'branch_secretary'
          ? [
              { ...post, to: day },
              { ...post, person: 'P000002', from: day },
            ]
          : [post],
      ),
    );
    const secretaryOn = (on: string): readonly string[] =>
      handover.holders('D01B01', 'branch_secretary', asDay(on)).map((holder) => holder.person.code);
    expect(secretaryOn('2026-02-01')).toEqual(['P000001']);
    expect(secretaryOn('2026-02-02')).toEqual(['P000002']);
    expect(secretaryOn('2025-01-19')).toEqual([]);
  });

  it('tells the leaders of the groups apart', () => {
    const leaders = dir.holders('D01B01', 'branch_group_leader', day);
    expect(leaders).toHaveLength(3);
    const second = dir.holders('D01B01', 'branch_group_leader', day, '第2党小组');
    expect(second.map((holder) => holder.person.code)).toEqual(['P000008']);
  });
});

describe('owner and fallback', () => {
  it('is the secretary where there is one', () => {
    const found = resolveOwner(dir, 'D01B01', 'branch_secretary', day);
    expect(found).toEqual({ people: [dir.person('P000001')], post: 'branch_secretary', org: 'D01B01' });
  });

  it('falls to the deputy of a branch without a secretary', () => {
    const found = resolveOwner(dir, 'D01B05', 'branch_secretary', day);
    expect(found.people.map((person) => person.name)).toEqual(['冯子博']);
    expect(found.post).toBe('branch_deputy_secretary');
    expect(found.fallback).toEqual([{ org: 'D01B05', from: 'branch_secretary', reason: 'vacant' }]);
  });

  it('goes up the whole chain, and says why at each step', () => {
    const gone = ['D01B05/branch_deputy_secretary'];
    const steps = [
      ['organ_fulltime_deputy', 'P000029'],
      ['party_affairs_officer', 'P000030'],
      ['administrator', 'P000136'],
    ] as const;
    for (const [post, person] of steps) {
      const found = resolveOwner(without(...gone), 'D01B05', 'branch_secretary', day);
      expect([found.post, ...codes(found.people)]).toEqual([post, person]);
      expect(found.fallback).toHaveLength(gone.length + 1);
      gone.push(`D01W/${post}`);
    }
    expect(
      resolveOwner(without(...gone, 'GW/administrator'), 'D01B05', 'branch_secretary', day).people,
    ).toEqual([]);
  });

  it('passes over a holder without an account', () => {
    const deputy = withPosts((posts) =>
      posts.map((post) =>
        post.org === 'D01B03' && post.post === 'branch_secretary' ? { ...post, person: 'P000043' } : post,
      ),
    );
    expect(resolveOwner(deputy, 'D01B03', 'branch_secretary', day)).toMatchObject({
      people: [{ code: 'P000042' }],
      fallback: [{ from: 'branch_secretary', reason: 'no_account' }],
    });
    expect(reachableHolders(dir, 'D01B03', 'commissioner_organization', day)).toEqual({
      people: [],
      reason: 'no_account',
    });
  });

  it('asks the general-branch secretary before the organ committee', async () => {
    const province = await rosterAt(provinceRosterPath);
    const branch = directoryOf(province).branchesUnder('D04G')[0]?.code ?? '';
    const vacant = directoryOf({ ...province, posts: province.posts.filter((post) => post.org !== branch) });
    const found = resolveOwner(vacant, branch, 'branch_secretary', day);
    expect([found.post, found.org]).toEqual(['general_branch_secretary', 'D04G']);
    expect(found.fallback?.map((passed) => passed.from)).toEqual([
      'branch_secretary',
      'branch_deputy_secretary',
    ]);
  });

  it('uses the work committee’s posts for a branch directly under it', () => {
    const vacant = without('GWB01/branch_secretary');
    expect(resolveOwner(vacant, 'GWB01', 'branch_secretary', day)).toMatchObject({
      people: [{ code: 'P000132' }],
      post: 'work_committee_deputy_secretary',
      org: 'GW',
    });
  });

  it('falls from a group leader to the branch, never to another group', () => {
    const leaderless = withPosts((posts) => posts.filter((post) => post.group !== '第2党小组'));
    const found = resolveOwner(leaderless, 'D01B01', 'branch_group_leader', day, '第2党小组');
    expect(found).toMatchObject({ people: [{ code: 'P000001' }], post: 'branch_secretary' });
  });

  it('merges two posts of one kind held by one person', () => {
    const twice = withPosts((posts) =>
      posts.flatMap((post) => (post.person === 'P000030' ? [post, { ...post, from: day }] : [post])),
    );
    expect(reachableHolders(twice, 'D01W', 'party_affairs_officer', day).people).toHaveLength(1);
  });
});

describe('scope', () => {
  it('of a member is the own branch', () => {
    expect(visibleBranches(dir, 'P000024', day)).toHaveLength(9);
    expect(visibleBranches(dir, 'P000040', day)).toEqual(['D01B02']);
    expect(canSee(dir, 'P000040', 'D01B02', day)).toBe(true);
    expect(canSee(dir, 'P000040', 'D01B01', day)).toBe(false);
    expect(canSee(dir, 'P000040', 'D01W', day)).toBe(false);
  });

  it('of a post is what lies below it, along every line', () => {
    expect(canSee(dir, 'P000029', 'D01B07', day)).toBe(true);
    expect(canSee(dir, 'P000029', 'GWB01', day)).toBe(false);
    expect(canSee(dir, 'P000029', 'D01Z', day)).toBe(false);
    expect(canSee(dir, 'P000024', 'D01B07', day)).toBe(true);
    expect(canSee(dir, 'P000133', 'D01B07', day)).toBe(true);
    expect(canSee(dir, 'P000133', 'D01Z', day)).toBe(true);
    expect(visibleBranches(dir, 'P000133', day)).toHaveLength(10);
  });

  it('of a discipline post is no branch but the own', () => {
    expect(canSee(dir, 'P000031', 'D01W', day)).toBe(true);
    expect(visibleBranches(dir, 'P000031', day)).toEqual(['D01B01']);
  });

  it('ends with the post, and does not exist for strangers', () => {
    const ended = withPosts((posts) =>
      posts.map((post) => (post.person === 'P000029' ? { ...post, to: day } : post)),
    );
    expect(canSee(ended, 'P000029', 'D01B07', asDay('2026-02-01'))).toBe(true);
    expect(canSee(ended, 'P000029', 'D01B07', day)).toBe(false);
    expect(canSee(dir, 'nobody', 'D01B01', day)).toBe(false);
    expect(canSee(dir, 'P000029', 'NOWHERE', day)).toBe(false);
    expect(visibleBranches(dir, 'nobody', day)).toEqual([]);
  });

  it('never crosses to another department', async () => {
    const province = directoryOf(await rosterAt(provinceRosterPath));
    const [officer] = province.holders('D02W', 'party_affairs_officer', day);
    const visible = visibleBranches(province, officer?.person.code ?? '', day);
    expect(visible).toHaveLength(province.branchesUnder('D02W').length);
    expect(visible.every((branch) => branch.startsWith('D02'))).toBe(true);
  });

  it('to act is a branch and a role', () => {
    expect(branchesOf(dir, 'P000002', day)).toEqual([
      { branch: 'D01B01', role: 'branch_deputy_secretary', group: undefined },
    ]);
    expect(branchesOf(dir, 'P000007', day)).toEqual([
      { branch: 'D01B01', role: 'branch_group_leader', group: '第1党小组' },
    ]);
    expect(branchesOf(dir, 'P000029', day)).toEqual([]);
    expect(rolesIn(dir, 'P000001', 'D01B01', day)).toEqual(['branch_secretary']);
    expect(rolesIn(dir, 'P000001', 'D01B02', day)).toEqual([]);
  });
});
