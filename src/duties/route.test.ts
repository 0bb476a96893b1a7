import { describe, expect, it } from 'vitest';
import { withoutAccount, withoutPost, withPost } from '../../test/duties/audit-scene.ts';
import { handRoster } from '../../test/duties/hand-roster.ts';
import { themeDay } from '../../test/duties/instance-fixture.ts';
import { directoryOf } from '../../test/org/roster-fixture.ts';
import { asDay } from '../calendar/day.ts';
import type { Roster } from '../org/types.ts';
import { coverageSubjects, undoneSubjects } from './coverage.ts';
import type { DutyInstance, InstanceRules } from './instance.ts';
import { ladderOf } from './ladder.ts';
import { hearersOfLevel, type Route, routeStage, standIns } from './route.ts';
import type { StageDay } from './stages.ts';

const day = asDay('2026-03-04');
const branchRules: InstanceRules = { level: 'branch', recordBy: 'held+3wd', post: ['branch_secretary'] };
const officeRules: InstanceRules = {
  level: 'organ_committee',
  recordBy: 'held+3wd',
  post: ['organ_secretary'],
};

interface Asked {
  readonly level: number;
  readonly roster?: Roster;
  readonly told?: readonly string[];
  /** Marks of what is counted; absent: nothing is counted. */
  readonly marked?: readonly string[];
}

function routeOf(
  changes: Partial<DutyInstance>,
  { level, roster = handRoster, told = [], marked }: Asked,
): Route {
  const directory = directoryOf(roster);
  const instance = themeDay({ orgCode: 'B1', rules: branchRules, ...changes });
  const ladder = ladderOf(directory, instance);
  const step = ladder.find((one) => one.level === level);
  if (level >= 0 && !step) return { hearers: [], gaps: [] };
  const stage: StageDay = { stage: level < 0 ? '5wd' : `L${level}`, on: day, level, step };
  const undone = marked && undoneSubjects(directory, instance, day, new Set(marked));
  return routeStage({ directory, instance, ladder, day, toldAbove: new Set(told), undone }, stage);
}

const heard = (changes: Partial<DutyInstance>, asked: Asked): readonly string[] =>
  routeOf(changes, asked).hearers.map(({ person, post, role }) => `${person.code} ${post} ${role}`);
const empty = (org: string, ...posts: Parameters<typeof withoutPost>[2][]): Roster =>
  withoutPost(handRoster, org, ...posts);

describe('the owner', () => {
  it('is every post that owes it, once each; with nobody there whoever stands in', () => {
    const rules: InstanceRules = { ...branchRules, post: ['branch_secretary', 'commissioner_organization'] };
    expect(heard({ rules }, { level: -1 })).toEqual([
      'b1_secretary branch_secretary owner',
      'b1_organization commissioner_organization owner',
    ]);
    expect(routeOf({ rules }, { level: -1 }).gaps).toEqual([]);
    const both = withPost(handRoster, 'B1', 'commissioner_organization', 'b1_secretary');
    expect(heard({ rules }, { level: -1, roster: both })).toHaveLength(2);
    const bare = empty('B1', 'branch_secretary', 'commissioner_organization');
    const found = routeOf({ rules }, { level: -1, roster: bare });
    expect(found.hearers).toMatchObject([{ post: 'branch_deputy_secretary', role: 'owner' }]);
    expect(found.gaps).toEqual([{ org: 'B1', post: 'branch_secretary', reason: 'vacant' }]);
  });

  it('of the work committee, where it owes in the place of an organ committee, is its own post', () => {
    const rules: InstanceRules = {
      level: 'organ_committee',
      recordBy: 'held+3wd',
      post: ['party_affairs_officer'],
    };
    expect(heard({ orgCode: 'GW', rules }, { level: -1 })).toEqual([
      'gw_officer work_committee_officer owner',
    ]);
    expect(routeOf({ orgCode: 'GW', rules }, { level: -1 }).gaps).toEqual([]);
  });

  it('is the person named, as the post held or as a member; not one who cannot be reached', () => {
    const named = (assignee: string) => heard({ assignee }, { level: -1 });
    expect(named('b1_young')).toEqual(['b1_young member owner']);
    expect(named('b1_secretary')).toEqual(['b1_secretary branch_secretary owner']);
    expect(named('b1_old')).toEqual(['b1_secretary branch_secretary owner']);
    expect(named('nobody')).toEqual(['b1_secretary branch_secretary owner']);
    expect(routeOf({ assignee: 'b1_young' }, { level: -1 }).gaps).toEqual([]);
  });

  it('is every member who owes it and has an account, while it is not marked', () => {
    const rules: InstanceRules = {
      level: 'branch',
      recordBy: 'held+3wd',
      post: ['member'],
      coverage: 'per_person',
    };
    const everybody = ['b1_secretary', 'b1_deputy', 'b1_organization', 'b1_young'];
    const asMembers = (codes: readonly string[]) => codes.map((code) => `${code} member owner`).sort();
    expect([...heard({ rules }, { level: -1 })].sort()).toEqual(asMembers(everybody));
    expect(routeOf({ rules }, { level: -1 }).gaps).toEqual([]);
    const marked = ['b1_young', 'b1_old', 'b1_deputy'];
    expect([...heard({ rules }, { level: -1, marked })].sort()).toEqual(
      asMembers(['b1_secretary', 'b1_organization']),
    );
  });
});

describe('the levels', () => {
  it('L1 names the owner and the officer, with a general branch its secretary; the next ones a post each', () => {
    expect(heard({}, { level: 0 })).toEqual(['b1_secretary branch_secretary owner']);
    expect(heard({}, { level: 1 })).toEqual([
      'b1_secretary branch_secretary owner',
      'w_officer party_affairs_officer above',
    ]);
    expect(heard({ orgCode: 'B2' }, { level: 1 })).toEqual([
      'b2_secretary branch_secretary owner',
      'g_secretary general_branch_secretary above',
      'w_officer party_affairs_officer above',
    ]);
    expect(standIns(routeOf({ orgCode: 'B2' }, { level: 1 }).hearers)).toEqual([]);
    expect(heard({ orgCode: 'B2' }, { level: 2 })).toEqual(['w_deputy organ_fulltime_deputy above']);
    expect(heard({ orgCode: 'B2' }, { level: 3 })).toEqual(['w_secretary organ_secretary above']);
    expect(heard({ escalation: 'E_QUARTER' }, { level: 4 })).toEqual([
      'z_secretary leadership_secretary above',
    ]);
  });

  it('a post that does not stand above an organisation is no level there: the next one hears', () => {
    const rules: InstanceRules = { ...branchRules, ladder: { 2: ['general_branch_secretary'] } };
    expect(heard({ orgCode: 'B2', rules }, { level: 2 })).toEqual([
      'g_secretary general_branch_secretary above',
    ]);
    const above = routeOf({ rules }, { level: 2 });
    expect(above).toMatchObject({ hearers: [{ post: 'organ_secretary' }], gaps: [] });
    const organ: InstanceRules = { ...branchRules, ladder: { 2: ['organ_secretary'] } };
    expect(routeOf({ orgCode: 'B3', rules: organ }, { level: 2 })).toMatchObject({
      hearers: [{ post: 'work_committee_secretary' }],
      gaps: [],
    });
  });

  it('one who owes it and hears it above is told once, as the owner', () => {
    const both = withPost(handRoster, 'W', 'party_affairs_officer', 'b1_secretary');
    expect(heard({}, { level: 1, roster: both })).toEqual([
      'b1_secretary branch_secretary owner',
      'w_officer party_affairs_officer above',
    ]);
  });

  it('an empty level is heard by the next, under its own name, and that one is not told again', () => {
    const roster = empty('W', 'party_affairs_officer', 'organ_fulltime_deputy');
    const first = routeOf({}, { level: 1, roster });
    expect(first.hearers.map(({ person }) => person.code)).toEqual(['b1_secretary', 'w_secretary']);
    expect(first.hearers[1]?.fallback).toEqual([
      { org: 'W', from: 'party_affairs_officer', reason: 'vacant' },
      { org: 'W', from: 'organ_fulltime_deputy', reason: 'vacant' },
    ]);
    expect(first.gaps).toHaveLength(2);
    const told = ['w_secretary/3'];
    // For the further empty one in between he hears once more; at his own level no more.
    expect(heard({}, { level: 2, roster, told })).toEqual(['w_secretary organ_secretary above']);
    expect(heard({}, { level: 3, roster, told })).toEqual([]);
    expect(heard({}, { level: 3, roster, told: ['w_secretary/2'] })).toHaveLength(1);
  });

  it('who stands in as the owner and for a level is told once, and not again at that level', () => {
    const rules: InstanceRules = {
      level: 'branch',
      recordBy: 'held+3wd',
      post: ['branch_group_leader'],
      ladder: { 1: ['owner', 'branch_secretary'] },
    };
    const roster = withoutPost(
      empty('B2', 'branch_group_leader', 'branch_secretary'),
      'G',
      'general_branch_secretary',
    );
    const found = routeOf({ orgCode: 'B2', rules }, { level: 1, roster });
    expect(found.hearers.map(({ person, role }) => `${person.code} ${role}`)).toEqual(['w_deputy owner']);
    expect(standIns(found.hearers)).toEqual(['w_deputy/2']);
    expect(heard({ orgCode: 'B2', rules }, { level: 2, roster, told: standIns(found.hearers) })).toEqual([]);
  });

  it('with nobody left the administrator hears, and at L1 still the general branch', () => {
    const roster = empty('W', 'party_affairs_officer', 'organ_fulltime_deputy', 'organ_secretary');
    expect(heard({ orgCode: 'B2' }, { level: 1, roster })).toEqual([
      'b2_secretary branch_secretary owner',
      'g_secretary general_branch_secretary above',
      'admin administrator above',
    ]);
    expect(heard({ orgCode: 'B2' }, { level: 2, roster })).toEqual(['admin administrator above']);
    expect(heard({ assignee: 'admin' }, { level: 2, roster })).toEqual(['admin administrator owner']);
    const mute = withoutAccount(roster, 'admin');
    expect(heard({}, { level: 2, roster: mute })).toEqual([]);
    expect(routeOf({}, { level: 2, roster: mute }).gaps).toHaveLength(2);
    expect(heard({ orgCode: 'B2' }, { level: 1, roster: withoutAccount(roster, 'g_secretary') })).toEqual([
      'b2_secretary branch_secretary owner',
      'admin administrator above',
    ]);
  });

  it('at L0 the owner is the level: whoever hears it beside the owner is not stood in for', () => {
    const rules: InstanceRules = {
      level: 'organ_committee',
      recordBy: 'held+3wd',
      post: ['party_affairs_officer'],
      ladder: { 0: ['owner', 'organ_fulltime_deputy'] },
    };
    const asked = { orgCode: 'W', escalation: 'E_ORGAN', rules };
    expect(heard(asked, { level: 0 })).toEqual([
      'w_officer party_affairs_officer owner',
      'w_deputy organ_fulltime_deputy above',
    ]);
    const found = routeOf(asked, { level: 0, roster: empty('W', 'organ_fulltime_deputy') });
    expect(found.hearers).toHaveLength(1);
    expect(found.gaps).toEqual([{ org: 'W', post: 'organ_fulltime_deputy', reason: 'vacant' }]);
    expect(heard({ orgCode: 'W', escalation: 'E_ORGAN', rules: officeRules }, { level: 0 })).toEqual([
      'w_deputy organ_fulltime_deputy above',
    ]);
  });

  it('says who hears next, the owner left aside', () => {
    const directory = directoryOf(handRoster);
    const instance = themeDay({ orgCode: 'B1', rules: branchRules });
    const input = {
      directory,
      instance,
      ladder: ladderOf(directory, instance),
      day,
      toldAbove: new Set<string>(),
    };
    expect(hearersOfLevel(input, 1).map(({ person }) => person.code)).toEqual(['w_officer']);
    expect(hearersOfLevel(input, 4)).toEqual([]);
  });

  it('a problem list: the officer who issued it, the organ’s secretary, the chief of the issuer', () => {
    const item = (issuer: string | null) => ({ escalation: 'E_RECTIFY', issuer });
    const levels = (issuer: string | null) =>
      [1, 2, 3].map((level) =>
        heard(item(issuer), { level })
          .map((one) => one.split(' ')[0])
          .join(),
      );
    expect(levels('W')).toEqual(['w_officer', 'w_secretary', 'w_secretary']);
    expect(levels('GW')).toEqual(['gw_officer', 'w_secretary', 'gw_secretary']);
    expect(levels('G')).toEqual(['g_secretary', 'w_secretary', 'g_secretary']);
    expect(levels('Z')).toEqual(['w_officer', 'w_secretary', 'z_secretary']);
    expect(heard(item(null), { level: 3 })).toEqual(['b1_secretary branch_secretary above']);
  });
});

describe('a branch without an organ committee, and a work committee in the place of one', () => {
  const levels = (changes: Partial<DutyInstance>) =>
    [0, 1, 2, 3, 4].map((level) =>
      heard(changes, { level })
        .map((one) => one.split(' ')[0])
        .join('+'),
    );

  it('is told to the work committee’s own posts, and ends with its secretary', () => {
    const direct = { orgCode: 'B3' };
    const textbook = ['b3_secretary', 'b3_secretary+gw_officer', 'gw_deputy', 'gw_secretary', ''];
    expect(levels({ ...direct, escalation: 'E_MONTH' })).toEqual(textbook);
    expect(levels({ ...direct, escalation: 'E_QUARTER' })).toEqual(textbook);
    expect(levels({ ...direct, escalation: 'E_YEAR' })).toEqual(textbook);
    // A term has no L0.
    const term = ['b3_secretary', 'b3_secretary+gw_officer', 'gw_deputy', 'gw_secretary'];
    expect(levels({ ...direct, escalation: 'E_TERM' }).slice(1, 4)).toEqual(term.slice(1));
    expect(levels({ ...direct, escalation: 'E_RECTIFY', issuer: 'GW' }).slice(0, 4)).toEqual([
      ...['b3_secretary', 'gw_officer', 'gw_deputy', 'gw_secretary'],
    ]);
    expect(levels({ ...direct, escalation: 'E_PRIVATE' })[2]).toBe('gw_officer');
  });

  it('a paper the work committee writes for it has its own posts, and nobody above', () => {
    const notice = { orgCode: 'GW', escalation: 'E_ORGAN', rules: officeRules };
    expect(levels(notice)).toEqual(['gw_deputy', 'gw_secretary', '', '', '']);
  });

  it('a level may be taken out of a profile, and numbers stop at the branch', () => {
    const rules: InstanceRules = { ...branchRules, ladder: { 2: [] } };
    expect(
      ladderOf(directoryOf(handRoster), themeDay({ orgCode: 'B1', rules })).map((one) => one.level),
    ).toEqual([...[0, 1, 3]]);
    const levelsOf = (changes: Partial<DutyInstance>) =>
      ladderOf(directoryOf(handRoster), themeDay({ rules: branchRules, ...changes })).map((one) => one.level);
    expect(levelsOf({ orgCode: 'B3', escalation: 'E_QUARTER' })).toEqual([0, 1, 2, 3]);
    expect(levelsOf({ orgCode: 'GW', escalation: 'E_ORGAN', rules: officeRules })).toEqual([0, 1]);
    const talks = themeDay({ orgCode: 'W', escalation: 'E_PRIVATE', rules: officeRules });
    expect(ladderOf(directoryOf(handRoster), talks).map((one) => one.level)).toEqual([0, 1]);
  });
});

describe('talks and dues', () => {
  const talks = (coverage: InstanceRules['coverage'], post: InstanceRules['post']) => ({
    escalation: 'E_PRIVATE',
    rules: { level: 'branch' as const, recordBy: 'held+3wd', post, coverage },
  });
  const withSecretary = talks('per_pair', ['branch_secretary']);
  const peers = talks('per_pair', ['branch_secretary', 'branch_deputy_secretary']);
  const toMembers = talks('per_member', ['branch_secretary', 'branch_deputy_secretary']);
  const everybody = talks('per_person', ['member']);
  const keys = (changes: Partial<DutyInstance>, roster = handRoster): readonly string[] =>
    coverageSubjects(directoryOf(roster), themeDay({ orgCode: 'B1', ...changes }), day).map(({ key }) => key);

  it('are counted by pairs, by members reached and by persons', () => {
    expect(keys(withSecretary)).toEqual(['b1_deputy+b1_secretary', 'b1_organization+b1_secretary']);
    expect(keys(peers)).toEqual(['b1_deputy+b1_organization']);
    expect([...keys(toMembers)].sort()).toEqual(['b1_old', 'b1_young']);
    expect([...keys(everybody)].sort()).toEqual([
      ...['b1_deputy', 'b1_old', 'b1_organization', 'b1_secretary', 'b1_young'],
    ]);
    expect(keys({})).toEqual([]);
    const organ = { orgCode: 'W', rules: { ...officeRules, coverage: 'per_member' as const } };
    expect(keys(organ)).toEqual(['b1_secretary', 'b2_secretary']);
    const twice = withPost(handRoster, 'B1', 'commissioner_publicity', 'b1_deputy');
    expect(keys(peers, twice)).toEqual(['b1_deputy+b1_organization']);
  });

  it('what is not counted has nothing undone; what is has what nobody marked', () => {
    const directory = directoryOf(handRoster);
    expect(undoneSubjects(directory, themeDay({ orgCode: 'B1' }), day, new Set())).toBeUndefined();
    const instance = themeDay({ orgCode: 'B1', ...withSecretary });
    const marked = new Set(['b1_deputy+b1_secretary']);
    expect(undoneSubjects(directory, instance, day, marked)?.map(({ key }) => key)).toEqual([
      'b1_organization+b1_secretary',
    ]);
    expect(undoneSubjects(directory, instance, day, undefined)).toHaveLength(2);
  });

  it('L0 speaks to both of an undone pair as what they are, to the undone as members, to talkers as owners', () => {
    expect(heard(withSecretary, { level: 0, marked: ['b1_deputy+b1_secretary'] })).toEqual([
      'b1_secretary branch_secretary owner',
      'b1_organization commissioner_organization owner',
    ]);
    expect([...heard(everybody, { level: 0, marked: ['b1_young', 'b1_deputy'] })].sort()).toEqual([
      'b1_organization member owner',
      'b1_secretary member owner',
    ]);
    expect(routeOf(withSecretary, { level: 0, marked: [] }).gaps).toEqual([]);
    expect(heard(toMembers, { level: 0, marked: [] })).toEqual([
      'b1_secretary branch_secretary owner',
      'b1_deputy branch_deputy_secretary owner',
    ]);
    expect(heard(withSecretary, { level: 0, marked: keys(withSecretary) })).toEqual([
      'b1_secretary branch_secretary owner',
    ]);
  });

  it('L1 is the branch’s own secretary, L2 a number for the officer; nobody in between', () => {
    expect(heard({ ...everybody, orgCode: 'B2' }, { level: 1, marked: [] })).toEqual([
      'b2_secretary branch_secretary above',
    ]);
    expect(heard({ ...everybody, orgCode: 'B2' }, { level: 2, marked: [] })).toEqual([
      'w_officer party_affairs_officer above',
    ]);
  });
});
