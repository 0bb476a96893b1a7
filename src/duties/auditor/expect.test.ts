import { beforeAll, describe, expect, it } from 'vitest';
import { act, inputFor, told } from '../../../test/duties/audit-scene.ts';
import { rosterAt, smallRosterPath } from '../../../test/org/roster-fixture.ts';
import { asDay, instantAt } from '../../calendar/day.ts';
import type { Roster } from '../../org/types.ts';
import { expectedLines } from './expect.ts';

let roster: Roster;
beforeAll(async () => {
  roster = await rosterAt(smallRosterPath);
});

const february = [
  '2026-02-02 open P000001 branch_secretary',
  '2026-02-14 5wd P000001 branch_secretary',
  '2026-02-26 2wd P000001 branch_secretary',
  '2026-03-02 L0 P000001 branch_secretary',
  '2026-03-04 L1 P000001 branch_secretary',
  '2026-03-04 L1 P000030 party_affairs_officer',
  '2026-03-06 L2 P000029 organ_fulltime_deputy',
  '2026-03-13 L3 P000025 organ_secretary',
];

describe('the story, a branch that does nothing', () => {
  it('goes level by level, to the day and to the person', () => {
    expect(told(inputFor(roster), 'D01B01')).toEqual(february);
  });

  it('goes by the deputy where the secretary’s post is vacant', () => {
    expect(told(inputFor(roster), 'D01B05')).toEqual(
      february
        .map((line) => line.replace('P000001 branch_secretary', 'P000072 branch_deputy_secretary'))
        .sort(),
    );
  });

  it('goes to the work committee where no organ committee stands between, and ends at its secretary', () => {
    expect(told(inputFor(roster), 'GWB01')).toEqual([
      ...february.slice(0, 4).map((line) => line.replace('P000001', 'P000137')),
      '2026-03-04 L1 P000133 work_committee_officer',
      '2026-03-04 L1 P000134 work_committee_officer',
      '2026-03-04 L1 P000135 work_committee_officer',
      '2026-03-04 L1 P000136 work_committee_officer',
      '2026-03-04 L1 P000137 branch_secretary',
      '2026-03-06 L2 P000132 work_committee_deputy_secretary',
      '2026-03-13 L3 P000131 work_committee_secretary',
    ]);
  });

  it('tells every secretary once on the first day, and nobody between 02-15 and 02-23', () => {
    const lines = expectedLines(inputFor(roster));
    const opened = lines.filter((line) => line.day === '2026-02-02');
    expect(opened.map((line) => line.to)).toEqual([
      'P000001',
      'P000032',
      'P000041',
      'P000049',
      'P000072',
      'P000079',
      'P000101',
      'P000119',
      'P000126',
      'P000137',
    ]);
    expect(lines.filter((line) => line.day > '2026-02-14' && line.day < '2026-02-24')).toEqual([]);
  });

  it('names the kind by the stage', () => {
    const kinds = new Map(expectedLines(inputFor(roster)).map((line) => [line.stage, line.kind]));
    expect(Object.fromEntries(kinds)).toEqual({
      open: 'reminder',
      '5wd': 'reminder',
      '2wd': 'reminder',
      L0: 'overdue',
      L1: 'escalation',
      L2: 'escalation',
      L3: 'escalation',
    });
  });

  it('counts September over the long holiday: 10-08, 10-10, 10-13, 10-20', () => {
    const input = inputFor(roster, { goLiveOn: asDay('2026-09-01'), to: asDay('2026-10-31') });
    expect(told(input, 'D01B02', '2026-09').slice(3)).toEqual([
      '2026-10-08 L0 P000032 branch_secretary',
      '2026-10-10 L1 P000030 party_affairs_officer',
      '2026-10-10 L1 P000032 branch_secretary',
      '2026-10-13 L2 P000029 organ_fulltime_deputy',
      '2026-10-20 L3 P000025 organ_secretary',
    ]);
  });
});

describe('the day the bot is switched on', () => {
  const since = (goLiveOn: string): readonly string[] =>
    told(inputFor(roster, { goLiveOn: asDay(goLiveOn) }), 'D01B01');

  it('skips the stages before it and keeps its own', () => {
    expect(since('2026-02-14')).toEqual(february.slice(1));
    expect(since('2026-02-24')).toEqual(february.slice(2));
  });

  it('leaves out what was due before it', () => {
    expect(since('2026-02-28')).toEqual(february.slice(3));
    expect(since('2026-03-01')).toEqual([]);
  });
});

describe('acts', () => {
  const hearing = (...acts: Parameters<typeof act>[]): readonly string[] =>
    told(inputFor(roster, { acts: acts.map((one) => act(...one)) }), 'D01B01');

  it('a date set stops the reminders, also the one booked that morning', () => {
    expect(
      hearing(
        ['D01B01', 'scheduled', '2026-02-14 09:57', '2026-02-27'],
        ['D01B01', 'recorded', '2026-02-27 17:00'],
      ),
    ).toEqual(february.slice(0, 1));
    expect(
      hearing(
        ['D01B01', 'scheduled', '2026-02-14 09:58', '2026-02-27'],
        ['D01B01', 'recorded', '2026-02-27 17:00'],
      ),
    ).toEqual(february.slice(0, 2));
  });

  it('a date taken back lets the reminders still ahead run, and makes up for none', () => {
    expect(
      hearing(
        ['D01B01', 'scheduled', '2026-02-10 10:00', '2026-02-27'],
        ['D01B01', 'unscheduled', '2026-02-25 10:00'],
      ),
    ).toEqual([february[0], ...february.slice(2)]);
  });

  it('a meeting planned in time but not recorded is late from its record’s own due day', () => {
    // 02-27 + 3 working days = 03-03; then +1, +3, +5, +10.
    expect(hearing(['D01B01', 'scheduled', '2026-02-05 10:00', '2026-02-27'])).toEqual([
      february[0],
      '2026-03-04 L0 P000001 branch_secretary',
      '2026-03-06 L1 P000001 branch_secretary',
      '2026-03-06 L1 P000030 party_affairs_officer',
      '2026-03-10 L2 P000029 organ_fulltime_deputy',
      '2026-03-17 L3 P000025 organ_secretary',
    ]);
  });

  it('a meeting on the very due day was planned in time', () => {
    expect(hearing(['D01B01', 'scheduled', '2026-02-05 10:00', '2026-02-28'])[1]).toBe(
      '2026-03-05 L0 P000001 branch_secretary',
    );
  });

  it('an early meeting’s record falls due before the month ends', () => {
    // 02-12 + 3 working days = 02-24.
    expect(hearing(['D01B01', 'scheduled', '2026-02-05 10:00', '2026-02-12']).slice(1, 3)).toEqual([
      '2026-02-25 L0 P000001 branch_secretary',
      '2026-02-27 L1 P000001 branch_secretary',
    ]);
  });

  it('a meeting planned after the due date changes nothing in the ladder', () => {
    expect(hearing(['D01B01', 'scheduled', '2026-02-27 10:00', '2026-03-09'])).toEqual(february);
  });

  it('evidence between L2 and L3 ends it: one closing line to each who had been told of the slip', () => {
    expect(hearing(['D01B01', 'recorded', '2026-03-09 15:00', '2026-03-09'])).toEqual([
      ...february.slice(0, 7),
      '2026-03-10 closing P000001 branch_secretary',
      '2026-03-10 closing P000029 organ_fulltime_deputy',
      '2026-03-10 closing P000030 party_affairs_officer',
    ]);
  });

  it('evidence before the digest withdraws that day’s line; the closing rides on the same digest', () => {
    expect(hearing(['D01B01', 'recorded', '2026-03-04 08:30', '2026-03-03'])).toEqual([
      ...february.slice(0, 4),
      '2026-03-04 closing P000001 branch_secretary',
    ]);
  });

  it('a closing line waits for the next working day', () => {
    expect(hearing(['D01B01', 'recorded', '2026-03-06 18:30', '2026-03-06']).slice(7)).toEqual([
      '2026-03-09 closing P000001 branch_secretary',
      '2026-03-09 closing P000029 organ_fulltime_deputy',
      '2026-03-09 closing P000030 party_affairs_officer',
    ]);
  });

  it('evidence at the moment of the last digest is closed in the next one', () => {
    expect(hearing(['D01B01', 'recorded', '2026-03-03 09:58', '2026-03-02']).slice(4)).toEqual([
      '2026-03-04 closing P000001 branch_secretary',
    ]);
  });

  it('evidence in time leaves nothing to close', () => {
    expect(hearing(['D01B01', 'recorded', '2026-02-27 16:00', '2026-02-26'])).toEqual(february.slice(0, 3));
  });

  it('are weighed against each person’s own digest where it is known', () => {
    const early = (person: string): string => (person === 'P000001' ? '09:10' : '09:50');
    const input = inputFor(roster, {
      acts: [act('D01B01', 'recorded', '2026-03-04 09:20', '2026-03-03')],
      digestAt: (person, day) => instantAt(day, early(person)),
    });
    expect(told(input, 'D01B01').slice(4)).toEqual([
      '2026-03-04 L1 P000001 branch_secretary',
      '2026-03-05 closing P000001 branch_secretary',
    ]);
  });
});
