import { describe, expect, it } from 'vitest';
import { withOrg } from '../../../test/duties/audit-scene.ts';
import {
  d,
  eventRow,
  handAct,
  handInput,
  handRoster,
  row,
  slipOf,
  toldTo,
} from '../../../test/duties/hand-roster.ts';
import { asDay } from '../../calendar/day.ts';
import type { AuditedAct, AuditInput } from './expect.ts';

const february = (acts: readonly AuditedAct[], over: Partial<AuditInput> = {}): readonly string[] =>
  toldTo(handInput(row(), { acts, ...over }), 'B1', '2026-02');

const silent = [
  '02-02 open b1_secretary',
  '02-14 5wd b1_secretary',
  '02-26 2wd b1_secretary',
  '03-02 L0 b1_secretary',
  '03-04 L1 b1_secretary',
  '03-04 L1 w_officer',
  '03-06 L2 w_deputy',
  '03-13 L3 w_secretary',
];

describe('an extension', () => {
  it('before the due day moves what lies ahead to the new date; the opening is not repeated', () => {
    expect(february([handAct('extended', '02-25 15:00', { newHeldBy: d('03-20') })])).toEqual([
      ...silent.slice(0, 2),
      '03-13 5wd b1_secretary',
      '03-18 2wd b1_secretary',
      '03-23 L0 b1_secretary',
      '03-25 L1 b1_secretary',
      '03-25 L1 w_officer',
      '03-27 L2 w_deputy',
      '04-03 L3 w_secretary',
    ]);
  });

  it('of a slip closes it with everyone who was told, and starts a clock of its own', () => {
    const acts = [
      handAct('extended', '03-05 15:00', { newHeldBy: d('03-31') }),
      handAct('recorded', '04-03 15:00', { heldOn: d('04-03') }),
    ];
    expect(february(acts)).toEqual([
      ...silent.slice(0, 6),
      '03-06 closing b1_secretary',
      '03-06 closing w_officer',
      '03-24 5wd b1_secretary',
      '03-27 2wd b1_secretary',
      '04-01 L0 b1_secretary',
      '04-03 L1 b1_secretary',
      '04-03 L1 w_officer',
      '04-07 closing b1_secretary',
      '04-07 closing w_officer',
    ]);
  });

  it('lets a meeting dated up to the new day count as held in time', () => {
    const acts = [
      handAct('extended', '02-25 15:00', { newHeldBy: d('03-20') }),
      handAct('scheduled', '02-25 16:00', { heldOn: d('03-10') }),
    ];
    // Recorded by 03-13; late from the working day after.
    expect(february(acts)[2]).toBe('03-16 L0 b1_secretary');
  });
});

describe('what ends it', () => {
  it.each(['recorded', 'accepted', 'waived', 'not_applicable', 'voided'] as const)(
    '%s: nothing more, and one closing line for each who was told',
    (kind) => {
      expect(february([handAct(kind, '03-05 15:00')])).toEqual([
        ...silent.slice(0, 6),
        '03-06 closing b1_secretary',
        '03-06 closing w_officer',
      ]);
    },
  );

  it('reopened before the closing lines leave: they come after the real end; reopened later: they came', () => {
    const again = [handAct('returned', '03-05 17:00'), handAct('recorded', '03-09 15:00')];
    expect(february([handAct('recorded', '03-05 15:00'), ...again])).toEqual([
      ...silent.slice(0, 6),
      '03-10 closing b1_secretary',
      '03-10 closing w_officer',
    ]);
    const acts = [handAct('recorded', '03-05 15:00'), handAct('returned', '03-06 15:00')];
    expect(february([...acts, handAct('recorded', '03-09 15:00')])).toEqual([
      ...silent.slice(0, 6),
      '03-06 closing b1_secretary',
      '03-06 closing w_officer',
    ]);
  });

  it('taken back, it is as if it had never ended: only what fell in between is not told', () => {
    const away = (from: string, to: string) =>
      february([handAct('not_applicable', `${from} 15:00`), handAct('owed', `${to} 15:00`)]);
    expect(away('02-11', '02-12')).toEqual(silent);
    expect(away('02-13', '02-14')).toEqual(silent.filter((line) => !line.includes('5wd')));
    expect(february([handAct('waived', '02-11 15:00'), handAct('owed', '02-12 15:00')])).toEqual(
      february([handAct('waived', '02-11 15:00')]),
    );
  });

  it('of what nobody had been told leaves nothing to close', () => {
    expect(february([handAct('waived', '02-20 15:00')])).toEqual(silent.slice(0, 2));
  });
});

describe('evidence that waits for its acceptor', () => {
  it('stops the clock at once and closes when it is accepted', () => {
    const acts = [handAct('submitted', '03-05 15:00'), handAct('accepted', '03-11 15:00')];
    expect(february(acts)).toEqual([
      ...silent.slice(0, 6),
      '03-12 closing b1_secretary',
      '03-12 closing w_officer',
    ]);
  });

  it('returned runs anew from the third working day after, and everyone told hears once in the end', () => {
    const acts = [
      handAct('submitted', '03-05 15:00'),
      handAct('returned', '03-11 15:00'),
      handAct('submitted', '03-20 15:00'),
      handAct('accepted', '03-23 15:00'),
    ];
    // 03-11 + 3 = 03-16; L0 03-17, L1 03-19.
    expect(february(acts)).toEqual([
      ...silent.slice(0, 6),
      '03-17 L0 b1_secretary',
      '03-19 L1 b1_secretary',
      '03-19 L1 w_officer',
      '03-24 closing b1_secretary',
      '03-24 closing w_officer',
    ]);
  });

  it('returned before the due day does not make it due earlier', () => {
    for (const heldOn of [undefined, d('02-05')]) {
      const acts = [handAct('submitted', '02-05 15:00', { heldOn }), handAct('returned', '02-06 15:00')];
      expect(february(acts)).toEqual(silent);
    }
  });

  it('returned shortly before the due day is wanted on a later one, and the due day is not reminded of', () => {
    const acts = [
      handAct('submitted', '02-24 15:00', { heldOn: d('02-24') }),
      handAct('returned', '02-25 15:00'),
    ];
    // 02-25 + 3 = 02-28, the due day itself; a day later it is 03-02.
    expect(february(acts)).toEqual(silent);
    const late = [
      handAct('submitted', '02-24 15:00', { heldOn: d('02-24') }),
      handAct('returned', '02-26 08:00'),
    ];
    expect(february(late).slice(2)).toEqual([
      '03-03 L0 b1_secretary',
      '03-05 L1 b1_secretary',
      '03-05 L1 w_officer',
      '03-09 L2 w_deputy',
      '03-16 L3 w_secretary',
    ]);
  });

  it('reopened after an inspection it is owed again', () => {
    const acts = [
      handAct('recorded', '02-26 15:00', { heldOn: d('02-26') }),
      handAct('returned', '03-12 15:00'),
    ];
    expect(february(acts).slice(3)).toEqual([
      '03-18 L0 b1_secretary',
      '03-20 L1 b1_secretary',
      '03-20 L1 w_officer',
      '03-24 L2 w_deputy',
      '03-31 L3 w_secretary',
    ]);
  });
});

describe('something opened by hand', () => {
  const opened = (at: string, over: Partial<AuditedAct> = {}): AuditedAct =>
    handAct('opened', at, { period: 'ev:1', eventOn: d('03-05'), ...over });
  const told = (...acts: AuditedAct[]): readonly string[] =>
    toldTo(handInput(eventRow, { acts }), 'B1', 'ev:1');

  it('after the digest of its day is told in the next one', () => {
    expect(told(opened('03-05 14:00')).slice(0, 3)).toEqual([
      '03-06 on b1_secretary',
      '03-12 half b1_secretary',
      '03-17 2wd b1_secretary',
    ]);
  });

  it('late is told at once, without what lay before', () => {
    expect(told(opened('03-13 14:00')).slice(0, 3)).toEqual([
      '03-16 on b1_secretary',
      '03-17 2wd b1_secretary',
      '03-20 L0 b1_secretary',
    ]);
  });

  it('with a date of its own goes by it, and is closed like anything else', () => {
    const acts = [
      opened('03-05 08:00', { heldBy: d('03-31') }),
      handAct('recorded', '04-02 15:00', { period: 'ev:1', heldOn: d('04-02') }),
    ];
    expect(told(...acts).slice(2)).toEqual([
      '03-27 2wd b1_secretary',
      '04-01 L0 b1_secretary',
      '04-03 closing b1_secretary',
    ]);
  });

  it('is owed where it was opened: the work committee reads what an organ committee filed, with posts of its own', () => {
    const reading = row({
      ...eventRow,
      owner: { level: 'organ_committee', post: ['party_affairs_officer'] },
    });
    const acts = [opened('03-05 08:00', { org: 'GW' })];
    expect(toldTo(handInput(reading, { acts }), 'GW', 'ev:1').slice(0, 3)).toEqual([
      '03-05 on gw_officer',
      '03-12 half gw_officer',
      '03-17 2wd gw_officer',
    ]);
  });

  it('due before the bot was switched on is not there', () => {
    expect(told(opened('01-05 08:00', { eventOn: asDay('2025-12-01') }))).toEqual([]);
  });
});

describe('days on which the clock stands still', () => {
  it('of the organisation or of one above it', () => {
    // Closed 03-03 to 03-05: +3 becomes 03-09, +5 03-11, +10 03-18.
    const lines = [
      '03-02 L0 b1_secretary',
      '03-09 L1 b1_secretary',
      '03-09 L1 w_officer',
      '03-11 L2 w_deputy',
      '03-18 L3 w_secretary',
    ];
    for (const org of ['B1', 'W', 'GW', undefined]) {
      const closures = [{ org, from: d('03-03'), to: d('03-05') }];
      expect(slipOf(handInput(row(), { closures }), 'B1', '2026-02')).toEqual(lines);
    }
    const closures = [{ org: 'G', from: d('03-03'), to: d('03-05') }];
    expect(slipOf(handInput(row(), { closures }), 'B1', '2026-02')).toEqual(silent.slice(3));
    expect(slipOf(handInput(row(), { closures }), 'B2', '2026-02')[1]).toBe('03-09 L1 b2_secretary');
  });

  it('entered afterwards: what was told by then stays, what comes is counted anew', () => {
    const closures = [{ org: 'B1', from: d('03-03'), to: d('03-05'), since: d('03-05') }];
    expect(slipOf(handInput(row(), { closures }), 'B1', '2026-02')).toEqual([
      '03-02 L0 b1_secretary',
      '03-04 L1 b1_secretary',
      '03-04 L1 w_officer',
      '03-11 L2 w_deputy',
      '03-18 L3 w_secretary',
    ]);
  });

  it('of the system: nothing leaves, reminders of those days are not made up for', () => {
    const outages = [{ from: d('02-25'), to: d('03-02') }];
    expect(february([], { outages })).toEqual([
      ...silent.slice(0, 2),
      '03-03 L0 b1_secretary',
      '03-05 L1 b1_secretary',
      '03-05 L1 w_officer',
      '03-09 L2 w_deputy',
      '03-16 L3 w_secretary',
    ]);
  });

  it('over a whole occurrence: a month is missed by the system, a paper comes once late', () => {
    const outages = [{ from: d('01-20'), to: d('03-10') }];
    const of = (catchUp: 'system_missed' | 'skip' | 'once_late'): readonly string[] =>
      toldTo(handInput(row({ catchUp }), { outages }), 'B1', '2026-02');
    expect(of('system_missed')).toEqual([]);
    expect(of('skip')).toEqual([]);
    expect(of('once_late').slice(0, 2)).toEqual(['03-11 L0 b1_secretary', '03-13 L1 b1_secretary']);
    expect(toldTo(handInput(row({ catchUp: 'system_missed' }), { outages }), 'B1', '2026-01').length).toBe(6);
  });

  it('do not move a closing line beyond the next digest that leaves', () => {
    const outages = [{ from: d('03-06'), to: d('03-09') }];
    expect(february([handAct('recorded', '03-05 15:00')], { outages }).at(-1)).toBe(
      '03-10 closing w_officer',
    );
  });
});

describe('an organisation’s own dates', () => {
  it('dissolved, it is told nothing more', () => {
    const roster = withOrg(handRoster, 'B1', { dissolvedOn: d('03-05') });
    expect(february([], { roster })).toEqual(silent.slice(0, 6));
  });

  it('founded after a reminder’s day, it hears the later ones', () => {
    const roster = withOrg(handRoster, 'B1', { foundedOn: d('02-05') });
    expect(february([], { roster })).toEqual(silent.slice(1));
  });

  it('with fewer than seven full members it has no committee to meet', () => {
    const meeting = row({ applicable: ['committee'] });
    expect(toldTo(handInput(meeting), 'B1')).toEqual([]);
    const [model] = handRoster.people;
    const more = ['1', '2', '3'].map(
      (n) => ({ ...model, code: `more_${n}`, branch: 'B1' }) as NonNullable<typeof model>,
    );
    const roster = { ...handRoster, people: [...handRoster.people, ...more] };
    expect(toldTo(handInput(meeting, { roster }), 'B1', '2026-02')).toEqual(silent);
    // A probationary member does not count: six full ones and one on probation are too few.
    const fewer = {
      ...roster,
      people: roster.people.map((one) =>
        one.code === 'more_3' ? { ...one, status: 'probationary' as const } : one,
      ),
    };
    expect(toldTo(handInput(meeting, { roster: fewer }), 'B1')).toEqual([]);
  });
});
