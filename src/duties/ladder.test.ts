import { beforeAll, describe, expect, it } from 'vitest';
import { themeDay } from '../../test/duties/instance-fixture.ts';
import { directoryOf, rosterAt, smallRosterPath } from '../../test/org/roster-fixture.ts';
import { asDay } from '../calendar/day.ts';
import type { Directory } from '../org/directory.ts';
import type { Roster } from '../org/types.ts';
import { ladderOf } from './ladder.ts';
import { type Route, routeStage } from './route.ts';
import type { StageDay } from './stages.ts';

const day = asDay('2026-03-04');
let roster: Roster;
let directory: Directory;

beforeAll(async () => {
  roster = await rosterAt(smallRosterPath);
  directory = directoryOf(roster);
});

const route = (org: string, level: number, told = new Set<string>(), dir = directory): Route => {
  const instance = themeDay({ orgCode: org, state: 'overdue', level: 0, overdueKind: 'not_held' });
  const ladder = ladderOf(dir, instance);
  const step = ladder.find((one) => one.level === level);
  const stage: StageDay = { stage: level < 0 ? '5wd' : `L${level}`, on: day, level, step };
  return routeStage({ directory: dir, instance, ladder, day, toldAbove: told }, stage);
};
const heard = (found: Route): string[] => found.hearers.map(({ person, post }) => `${person.name} ${post}`);

describe('who hears which stage', () => {
  it('reminders and L0 go to the owner alone', () => {
    expect(heard(route('D01B01', -1))).toEqual(['罗启平 branch_secretary']);
    expect(heard(route('D01B01', 0))).toEqual(['罗启平 branch_secretary']);
  });

  it('L1 goes to the owner and the officer, L2 and L3 to one post each', () => {
    expect(heard(route('D01B01', 1))).toEqual(['罗启平 branch_secretary', '夏成超 party_affairs_officer']);
    expect(heard(route('D01B01', 2))).toEqual(['汤新岩 organ_fulltime_deputy']);
    expect(heard(route('D01B01', 3))).toEqual(['陈博 organ_secretary']);
  });

  it('a vacant secretary: the deputy hears it, and the gap is named', () => {
    const found = route('D01B05', 0);
    expect(heard(found)).toEqual(['冯子博 branch_deputy_secretary']);
    expect(found.hearers[0]?.fallback).toMatchObject([{ from: 'branch_secretary', reason: 'vacant' }]);
    expect(found.gaps).toMatchObject([{ org: 'D01B05', post: 'branch_secretary', reason: 'vacant' }]);
  });

  it('a branch directly under the work committee has its own ladder', () => {
    expect(heard(route('GWB01', 1))).toEqual([
      '汤邦 branch_secretary',
      '钟文 work_committee_officer',
      '汤斌丽 work_committee_officer',
      '林文洋 work_committee_officer',
      '万鹏兰 work_committee_officer',
    ]);
    expect(heard(route('GWB01', 2))).toEqual(['钟欣佳 work_committee_deputy_secretary']);
    expect(heard(route('GWB01', 3))).toEqual(['廖晓森 work_committee_secretary']);
  });

  it('a vacant level is told to the next one at once, which is not told again on its own day', () => {
    const gap = directoryOf({
      ...roster,
      posts: roster.posts.filter(({ post }) => post !== 'party_affairs_officer'),
    });
    const first = route('D01B01', 1, new Set(), gap);
    expect(heard(first)).toEqual(['罗启平 branch_secretary', '汤新岩 organ_fulltime_deputy']);
    expect(first.gaps).toMatchObject([{ org: 'D01W', post: 'party_affairs_officer', reason: 'vacant' }]);
    const told = new Set(['P000029/2']);
    expect(heard(route('D01B01', 2, told, gap))).toEqual([]);
    expect(heard(route('D01B01', 3, told, gap))).toEqual(['陈博 organ_secretary']);
  });

  it('a holder without an account is passed over like a vacancy', () => {
    const people = roster.people.map(({ account, ...person }) =>
      person.code === 'P000029' || account === undefined ? person : { ...person, account },
    );
    const found = route('D01B01', 2, new Set(), directoryOf({ ...roster, people }));
    expect(heard(found)).toEqual(['陈博 organ_secretary']);
    expect(found.hearers[0]?.fallback).toMatchObject([
      { from: 'organ_fulltime_deputy', reason: 'no_account' },
    ]);
  });

  it('with every level vacant the administrator is told', () => {
    const upper = new Set(['party_affairs_officer', 'organ_fulltime_deputy', 'organ_secretary']);
    const empty = directoryOf({ ...roster, posts: roster.posts.filter(({ post }) => !upper.has(post)) });
    expect(heard(route('D01B01', 2, new Set(), empty))).toEqual(['万鹏兰 administrator']);
  });
});
