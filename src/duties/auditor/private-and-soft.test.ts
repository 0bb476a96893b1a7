import { describe, expect, it } from 'vitest';
import { withoutPost } from '../../../test/duties/audit-scene.ts';
import { d, handAct, handInput, handRoster, row, slipOf, toldTo } from '../../../test/duties/hand-roster.ts';
import { expectedLines, expectedLinesOf } from './expect.ts';

const dues = row({
  id: 'dues',
  owner: { level: 'branch', post: ['member'] },
  reminder: 'R_SOFT',
  escalation: 'E_PRIVATE',
  coverage: 'per_person',
});
const yearly = row({
  cadence: { every: 'year' },
  heldBy: { rule: 'Y:03-31', shift: 'prev' },
  reminder: 'R_YEAR',
  escalation: 'E_PRIVATE',
});
const committee = [
  'branch_secretary',
  'branch_deputy_secretary',
  'commissioner_organization',
  'commissioner_publicity',
  'commissioner_discipline',
] as const;
const paid = (at: string, ...subject: string[]) => handAct('marked', at, { duty: 'dues', subject });

describe('what every member owes', () => {
  it('is told each of them who has not done it, the secretary in numbers, then one above', () => {
    expect(slipOf(handInput(dues), 'B1', '2026-02')).toEqual([
      // 02-28 + 3, + 10, + 20. Without an account one is not told; without rights one does not owe.
      '03-04 L0 b1_deputy',
      '03-04 L0 b1_organization',
      '03-04 L0 b1_secretary',
      '03-04 L0 b1_young',
      '03-13 L1 b1_secretary',
      '03-27 L2 w_officer',
    ]);
  });

  it('leaves out whoever has done it', () => {
    const acts = [paid('02-10 10:00', 'b1_deputy'), paid('03-03 10:00', 'b1_young')];
    expect(slipOf(handInput(dues, { acts }), 'B1', '2026-02').slice(0, 3)).toEqual([
      '03-04 L0 b1_organization',
      '03-04 L0 b1_secretary',
      '03-13 L1 b1_secretary',
    ]);
  });

  it('weighs a mark of the morning against each digest', () => {
    const input = handInput(dues, {
      acts: [paid('03-04 09:30', 'b1_young', 'b1_deputy')],
      digestAt: (person, day) => new Date(`${day}T${person === 'b1_young' ? '09:10' : '09:50'}:00+08:00`),
    });
    expect(slipOf(input, 'B1', '2026-02').slice(0, 3)).toEqual([
      '03-04 L0 b1_organization',
      '03-04 L0 b1_secretary',
      '03-04 L0 b1_young',
    ]);
  });

  it('is settled by the last mark, which everyone who was told hears of', () => {
    const acts = [
      paid('02-10 10:00', 'b1_deputy', 'b1_organization', 'b1_old'),
      paid('03-05 15:00', 'b1_young'),
      paid('03-06 15:00', 'b1_secretary'),
    ];
    expect(slipOf(handInput(dues, { acts }), 'B1', '2026-02')).toEqual([
      '03-04 L0 b1_secretary',
      '03-04 L0 b1_young',
      '03-09 closing b1_secretary',
      '03-09 closing b1_young',
    ]);
  });
});

describe('talks in pairs', () => {
  const withSecretary = row({ ...yearly, coverage: 'per_pair' });
  const peers = row({ ...yearly, coverage: 'per_pair', owner: { level: 'branch', post: [...committee] } });
  const talked = (...subject: string[]) => handAct('marked', '03-20 10:00', { period: '2026', subject });
  const first = (
    duty: typeof peers,
    acts: ReturnType<typeof talked>[],
    roster = handRoster,
  ): readonly string[] =>
    slipOf(handInput(duty, { acts, roster }), 'B1', '2026').filter((line) => line.includes(' L0 '));

  it('are told to both sides of each that is still open', () => {
    expect(first(withSecretary, [])).toEqual([
      '04-03 L0 b1_deputy',
      '04-03 L0 b1_organization',
      '04-03 L0 b1_secretary',
    ]);
    expect(first(withSecretary, [talked('b1_organization', 'b1_secretary')])).toEqual([
      '04-03 L0 b1_deputy',
      '04-03 L0 b1_secretary',
    ]);
    expect(
      first(peers, [talked('b1_organization', 'b1_secretary'), talked('b1_deputy', 'b1_secretary')]),
    ).toEqual(['04-03 L0 b1_deputy', '04-03 L0 b1_organization']);
  });

  it('all done end it; among peers the last pair does', () => {
    const both = [talked('b1_deputy', 'b1_secretary'), talked('b1_secretary', 'b1_organization')];
    expect(slipOf(handInput(withSecretary, { acts: both }), 'B1', '2026')).toEqual([]);
    expect(slipOf(handInput(peers, { acts: both }), 'B1', '2026').length).toBeGreaterThan(0);
    const all = [...both, talked('b1_deputy', 'b1_organization')];
    expect(slipOf(handInput(peers, { acts: all }), 'B1', '2026')).toEqual([]);
  });

  it('without anybody to talk to are told to the owner', () => {
    const roster = withoutPost(handRoster, 'B1', 'branch_deputy_secretary', 'commissioner_organization');
    expect(first(withSecretary, [], roster)).toEqual(['04-03 L0 b1_secretary']);
  });
});

describe('talks that must reach every member', () => {
  const reach = row({ ...yearly, coverage: 'per_member', owner: { level: 'branch', post: [...committee] } });

  it('are told to the whole committee while somebody is not reached', () => {
    const told = ['04-03 L0 b1_deputy', '04-03 L0 b1_organization', '04-03 L0 b1_secretary'];
    expect(slipOf(handInput(reach), 'B1', '2026').slice(0, 3)).toEqual(told);
    const one = handAct('marked', '03-20 10:00', { period: '2026', subject: ['b1_deputy', 'b1_old'] });
    const two = handAct('marked', '03-20 11:00', { period: '2026', subject: ['b1_deputy', 'b1_young'] });
    expect(slipOf(handInput(reach, { acts: [one] }), 'B1', '2026').slice(0, 3)).toEqual(told);
    expect(slipOf(handInput(reach, { acts: [one, two] }), 'B1', '2026')).toEqual([]);
  });
});

describe('a soft line', () => {
  const softOf = (...acts: Parameters<typeof handAct>[]): readonly string[] =>
    toldTo(
      handInput(dues, { duties: [dues, row()], acts: acts.map((one) => handAct(...one)) }),
      'B1',
      '2026-03',
    ).filter((line) => line.includes(' soft '));

  it('rides on the first digest of the month that goes anyway, and opens none', () => {
    // The secretary hears L0 of the theme day on 03-02; the others L0 of February's dues on 03-04.
    expect(softOf()).toEqual([
      '03-02 soft b1_secretary',
      '03-04 soft b1_deputy',
      '03-04 soft b1_organization',
      '03-04 soft b1_young',
    ]);
    expect(toldTo(handInput(dues), 'B1', '2026-01').filter((line) => line.includes(' soft '))).toEqual([]);
  });

  it('is not told who has done it, nor once all is settled', () => {
    expect(
      softOf(['marked', '03-03 10:00', { duty: 'dues', period: '2026-03', subject: ['b1_young'] }]),
    ).toEqual(['03-02 soft b1_secretary', '03-04 soft b1_deputy', '03-04 soft b1_organization']);
    expect(softOf(['waived', '03-03 10:00', { duty: 'dues', period: '2026-03' }])).toEqual([
      '03-02 soft b1_secretary',
    ]);
  });

  it('rides on a digest that went for another reason', () => {
    const input = handInput(dues, {
      otherDigests: [
        { person: 'b1_young', day: d('01-20') },
        { person: 'b1_young', day: d('01-12') },
      ],
    });
    expect(toldTo(input, 'B1', '2026-01')[0]).toBe('01-12 soft b1_young');
    expect(toldTo(input, 'B1', '2026-01').filter((line) => line.includes(' soft ')).length).toBe(1);
  });

  it('goes with the digest of whoever followed in the post, where that digest went', () => {
    const slips = ['open', 'L0'].flatMap((stage) =>
      ['2026-02', '2026-03'].map((period) => {
        return { instance: `B1/${row().id}/${period}`, stage, from: 'b1_secretary', to: 'b1_young' };
      }),
    );
    const input = handInput(dues, { duties: [dues, row()], movedLines: slips });
    expect(toldTo(input, 'B1', '2026-03').filter((line) => line.includes(' soft '))).toEqual([
      '03-02 soft b1_young',
      '03-04 soft b1_deputy',
      '03-04 soft b1_organization',
      '03-04 soft b1_secretary',
    ]);
  });

  it('ends with the due day, and does not come twice', () => {
    const study = row({ id: 'study', reminder: 'R_SOFT', escalation: 'E_NONE' });
    const lines = expectedLines(handInput(study, { duties: [study, row()] })).filter(
      ({ stage }) => stage === 'soft',
    );
    const keys = lines.map(({ instance, to }) => `${instance}/${to}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { period, day } of lines) expect(day.slice(0, 7)).toBe(period);
    expect(lines.length).toBe(3 * 12);
  });
});

describe('a province', () => {
  it('is gone through one organisation at a time: what opens a digest first, then what rides on it', () => {
    const input = handInput(dues, { duties: [dues, row()] });
    const parts = [...expectedLinesOf(input)];
    expect(parts.length).toBe(2 * handRoster.orgs.length);
    for (const { org, lines } of parts) expect(lines.filter((line) => line.org !== org)).toEqual([]);
    const soft = parts.slice(handRoster.orgs.length).flatMap(({ lines }) => lines);
    expect(new Set(soft.map((line) => line.stage))).toEqual(new Set(['soft']));
    expect(soft.length).toBe(expectedLines(input).filter((line) => line.stage === 'soft').length);
  });
});
