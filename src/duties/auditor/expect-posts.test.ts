import { beforeAll, describe, expect, it } from 'vitest';
import {
  act,
  inputFor,
  themeDay,
  told,
  withOrg,
  withoutAccount,
  withoutPost,
  withPost,
} from '../../../test/duties/audit-scene.ts';
import { rosterAt, smallRosterPath } from '../../../test/org/roster-fixture.ts';
import { asDay } from '../../calendar/day.ts';
import type { Roster } from '../../org/types.ts';

let roster: Roster;
beforeAll(async () => {
  roster = await rosterAt(smallRosterPath);
});

/** Who hears the escalation of D01B01's February, from L1 upwards, the owner left out. */
function levels(changed: Roster): readonly string[] {
  return told(inputFor(changed), 'D01B01').filter(
    (line) => / L[123] /.test(line) && !line.includes('P000001'),
  );
}

function opening(changed: Roster, org = 'D01B01'): readonly string[] {
  return told(inputFor(changed), org).filter((line) => line.includes(' open '));
}

describe('the owner’s line', () => {
  const steps: readonly [string, (from: Roster) => Roster, string][] = [
    ['deputy', (from) => withoutPost(from, 'D01B01', 'branch_secretary'), 'P000002 branch_deputy_secretary'],
    [
      'full-time deputy of the organ',
      (from) => withoutPost(from, 'D01B01', 'branch_deputy_secretary'),
      'P000029 organ_fulltime_deputy',
    ],
    [
      'officer',
      (from) => withoutPost(from, 'D01W', 'organ_fulltime_deputy'),
      'P000030 party_affairs_officer',
    ],
    ['administrator', (from) => withoutPost(from, 'D01W', 'party_affairs_officer'), 'P000136 administrator'],
  ];

  it.each(steps.map(([name, , expected], index) => [name, index, expected] as const))(
    'falls to the %s',
    (_name, index, expected) => {
      const changed = steps.slice(0, index + 1).reduce((from, [, take]) => take(from), roster);
      expect(opening(changed)).toEqual([`2026-02-02 open ${expected}`]);
    },
  );

  it('falls to the general branch’s secretary before anybody above', () => {
    const general = withPost(withGeneralBranch(roster), 'D01G', 'general_branch_secretary', 'P000083');
    const changed = withoutPost(general, 'D01B01', 'branch_secretary', 'branch_deputy_secretary');
    expect(opening(changed)).toEqual(['2026-02-02 open P000083 general_branch_secretary']);
    // Standing in for the owner and told together with L1 is one line.
    expect(told(inputFor(changed), 'D01B01').filter((line) => line.includes(' L1 '))).toEqual([
      '2026-03-04 L1 P000030 party_affairs_officer',
      '2026-03-04 L1 P000083 general_branch_secretary',
    ]);
  });

  it('passes over a holder without an account', () => {
    expect(opening(withoutAccount(roster, 'P000001'))).toEqual([
      '2026-02-02 open P000002 branch_deputy_secretary',
    ]);
    expect(opening(withoutAccount(roster, 'P000137'), 'GWB01')).toEqual([
      '2026-02-02 open P000132 work_committee_deputy_secretary',
    ]);
  });

  it('passes over somebody who has left', () => {
    const people = roster.people.map((person) =>
      person.code === 'P000001' ? { ...person, leftOn: asDay('2026-02-26') } : person,
    );
    expect(told(inputFor({ ...roster, people }), 'D01B01').slice(0, 3)).toEqual([
      '2026-02-02 open P000001 branch_secretary',
      '2026-02-14 5wd P000001 branch_secretary',
      '2026-02-26 2wd P000002 branch_deputy_secretary',
    ]);
  });

  it('goes to whoever holds the post on the day', () => {
    const changed = withPost(
      withPost(
        withoutPost(roster, 'D01B01', 'branch_secretary'),
        'D01B01',
        'branch_secretary',
        'P000001',
        '2025-01-20',
        '2026-02-14',
      ),
      'D01B01',
      'branch_secretary',
      'P000007',
      '2026-03-04',
    );
    expect(told(inputFor(changed), 'D01B01').slice(0, 6)).toEqual([
      '2026-02-02 open P000001 branch_secretary',
      '2026-02-14 5wd P000002 branch_deputy_secretary',
      '2026-02-26 2wd P000002 branch_deputy_secretary',
      '2026-03-02 L0 P000002 branch_deputy_secretary',
      '2026-03-04 L1 P000007 branch_secretary',
      '2026-03-04 L1 P000030 party_affairs_officer',
    ]);
  });

  it('closes with everyone who was told, whoever holds the post by then', () => {
    const changed = withPost(
      withoutPost(roster, 'D01B01', 'branch_secretary'),
      'D01B01',
      'branch_secretary',
      'P000007',
      '2026-03-04',
    );
    const acts = [act('D01B01', 'recorded', '2026-03-05 10:00', '2026-03-05')];
    expect(told(inputFor(changed, { acts }), 'D01B01').slice(-3)).toEqual([
      '2026-03-06 closing P000002 branch_deputy_secretary',
      '2026-03-06 closing P000007 branch_secretary',
      '2026-03-06 closing P000030 party_affairs_officer',
    ]);
  });

  it('tells the branch secretary at L1 where the owner is somebody else', () => {
    const duties = [
      { ...themeDay, owner: { level: 'branch' as const, post: ['commissioner_organization' as const] } },
    ];
    expect(told(inputFor(roster, { duties }), 'D01B01').slice(3, 7)).toEqual([
      '2026-03-02 L0 P000003 commissioner_organization',
      '2026-03-04 L1 P000001 branch_secretary',
      '2026-03-04 L1 P000003 commissioner_organization',
      '2026-03-04 L1 P000030 party_affairs_officer',
    ]);
  });
});

describe('a vacant level', () => {
  it('goes to the next one the same day, which is not told the same again', () => {
    expect(levels(withoutPost(roster, 'D01W', 'party_affairs_officer'))).toEqual([
      '2026-03-04 L1 P000029 organ_fulltime_deputy',
      '2026-03-13 L3 P000025 organ_secretary',
    ]);
    expect(levels(withoutAccount(roster, 'P000029'))).toEqual([
      '2026-03-04 L1 P000030 party_affairs_officer',
      '2026-03-06 L2 P000025 organ_secretary',
    ]);
  });

  it('still tells its new holder', () => {
    const filled = withPost(
      withoutPost(roster, 'D01W', 'party_affairs_officer'),
      'D01W',
      'organ_fulltime_deputy',
      'P000031',
      '2026-03-05',
    );
    expect(levels(filled)).toEqual([
      '2026-03-04 L1 P000029 organ_fulltime_deputy',
      '2026-03-06 L2 P000031 organ_fulltime_deputy',
      '2026-03-13 L3 P000025 organ_secretary',
    ]);
  });

  it('at the top goes to the administrator', () => {
    expect(levels(withoutPost(roster, 'D01W', 'organ_secretary'))).toEqual([
      '2026-03-04 L1 P000030 party_affairs_officer',
      '2026-03-06 L2 P000029 organ_fulltime_deputy',
      '2026-03-13 L3 P000136 administrator',
    ]);
  });

  it('that nobody could hear is not told to whoever comes later', () => {
    const late = withPost(
      withoutPost(roster, 'D01W', 'organ_secretary'),
      'D01W',
      'organ_secretary',
      'P000031',
      '2026-03-16',
    );
    expect(levels(late).at(-1)).toBe('2026-03-13 L3 P000136 administrator');
  });

  it('twice in a row sends both lines to the level above, each under its own stage', () => {
    expect(levels(withoutPost(roster, 'D01W', 'party_affairs_officer', 'organ_fulltime_deputy'))).toEqual([
      '2026-03-04 L1 P000025 organ_secretary',
      '2026-03-06 L2 P000025 organ_secretary',
    ]);
  });
});

describe('several posts of one person', () => {
  it('merge within a stage and stay apart between stages', () => {
    const posts = withPost(
      withoutPost(roster, 'D01W', 'organ_secretary', 'party_affairs_officer'),
      'D01W',
      'organ_secretary',
      'P000029',
    );
    const changed = withPost(posts, 'D01W', 'party_affairs_officer', 'P000001');
    expect(told(inputFor(changed), 'D01B01').slice(3)).toEqual([
      '2026-03-02 L0 P000001 branch_secretary',
      '2026-03-04 L1 P000001 branch_secretary',
      '2026-03-06 L2 P000029 organ_fulltime_deputy',
      '2026-03-13 L3 P000029 organ_secretary',
    ]);
  });

  it('close in the post that heard first', () => {
    const changed = withPost(
      withoutPost(roster, 'D01W', 'organ_secretary'),
      'D01W',
      'organ_secretary',
      'P000029',
    );
    const acts = [act('D01B01', 'recorded', '2026-03-13 15:00', '2026-03-13')];
    expect(told(inputFor(changed, { acts }), 'D01B01').slice(-2)).toEqual([
      '2026-03-16 closing P000029 organ_fulltime_deputy',
      '2026-03-16 closing P000030 party_affairs_officer',
    ]);
  });
});

describe('a branch’s own dates', () => {
  const founded = (on: string) =>
    told(inputFor(withOrg(roster, 'D01B01', { foundedOn: asDay(on) })), 'D01B01');
  const dissolved = (on: string) =>
    told(inputFor(withOrg(roster, 'D01B01', { dissolvedOn: asDay(on) })), 'D01B01');

  it('founded in the last ten working days of the month it owes nothing for that month', () => {
    // February 2026 ends with the working days 10, 11, 12, 13, 14, 24, 25, 26, 27, 28.
    expect(founded('2026-02-09')).toHaveLength(7);
    expect(founded('2026-02-10')).toEqual([]);
    expect(founded('2026-03-01')).toEqual([]);
  });

  it('dissolved before the month ends it owes nothing for it', () => {
    expect(dissolved('2026-02-28')).toEqual([]);
    expect(dissolved('2026-03-05')).toHaveLength(6);
  });
});

function withGeneralBranch(from: Roster): Roster {
  const general = { code: 'D01G', name: 'D01G', level: 'general_branch', parent: 'D01W' } as const;
  return withOrg({ ...from, orgs: [...from.orgs, general] }, 'D01B01', { parent: 'D01G' });
}
