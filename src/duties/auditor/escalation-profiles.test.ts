import { describe, expect, it } from 'vitest';
import { d, eventRow, handAct, handInput, row, slipOf } from '../../../test/duties/hand-roster.ts';
import { asDay } from '../../calendar/day.ts';
import type { AuditedDuty } from './expect.ts';

type Owner = Pick<AuditedDuty, 'owner'>;

describe('escalation profiles, to the day and to the person', () => {
  const quarter = { cadence: { every: 'quarter' }, heldBy: { rule: 'EOQ', shift: 'prev' } } as const;
  const year = { cadence: { every: 'year' }, heldBy: { rule: 'Y:03-31', shift: 'prev' } } as const;
  const organ: Owner = { owner: { level: 'organ_committee', post: ['organ_secretary'] } };
  const group: Owner = { owner: { level: 'leadership_group', post: ['leadership_secretary'] } };
  const work: Owner = { owner: { level: 'work_committee', post: ['work_committee_officer'] } };

  // All are due on Tuesday 2026-03-31; +1 04-01, +3 04-03, +5 04-08, +7 04-10, +10 04-15, +12 04-17, +15 04-22, +20 04-29.
  const table: readonly (readonly [AuditedDuty, string, readonly string[]])[] = [
    [
      row({ ...quarter, escalation: 'E_MONTH' }),
      'B1',
      [
        '04-01 L0 b1_secretary',
        '04-03 L1 b1_secretary',
        '04-03 L1 w_officer',
        '04-08 L2 w_deputy',
        '04-15 L3 w_secretary',
      ],
    ],
    [
      row({ ...quarter, escalation: 'E_QUARTER' }),
      'B1',
      [
        '04-01 L0 b1_secretary',
        '04-03 L1 b1_secretary',
        '04-03 L1 w_officer',
        '04-10 L2 w_deputy',
        '04-17 L3 w_secretary',
        '04-29 L4 z_secretary',
      ],
    ],
    [
      row({ ...year, escalation: 'E_YEAR' }),
      'B1',
      [
        '04-01 L0 b1_secretary',
        '04-08 L1 b1_secretary',
        '04-08 L1 w_deputy',
        '04-08 L1 w_officer',
        '04-15 L2 w_secretary',
        '04-29 L3 z_secretary',
      ],
    ],
    [
      row({ ...year, ...organ, escalation: 'E_ORGAN' }),
      'W',
      ['04-01 L0 w_deputy', '04-08 L1 w_secretary', '04-15 L2 z_secretary', '04-29 L3 gw_officer'],
    ],
    [
      row({ ...year, ...group, escalation: 'E_LEADERSHIP' }),
      'Z',
      ['04-01 L0 w_officer', '04-08 L1 w_deputy', '04-08 L1 w_secretary', '04-15 L2 z_secretary'],
    ],
    [
      row({ ...year, ...work, escalation: 'E_WORKCOM' }),
      'GW',
      ['04-01 L0 gw_officer', '04-08 L1 gw_deputy', '04-15 L2 gw_secretary'],
    ],
    [
      row({ ...year, escalation: 'E_PRIVATE' }),
      'B1',
      ['04-03 L0 b1_secretary', '04-15 L1 b1_secretary', '04-29 L2 w_officer'],
    ],
    [
      row({ ...year, ...organ, escalation: 'E_PRIVATE' }),
      'W',
      ['04-03 L0 w_secretary', '04-15 L1 w_secretary'],
    ],
    [row({ ...year, escalation: 'E_NONE' }), 'B1', ['04-03 L0 b1_secretary']],
  ];

  it.each(table.map(([duty, org, lines]) => [duty.escalation, org, duty, lines] as const))(
    '%s of %s',
    (_name, org, duty, lines) => {
      const period = 'every' in duty.cadence && duty.cadence.every === 'quarter' ? '2026-Q1' : '2026';
      expect(slipOf(handInput(duty), org, period)).toEqual(lines);
    },
  );

  it('E_RECTIFY: the named person, then officer, organ secretary and chief of who issued it', () => {
    const item = row({
      ...eventRow,
      heldBy: { rule: 'given', shift: 'next' },
      reminder: 'R_RECTIFY',
      escalation: 'E_RECTIFY',
    });
    const issuedBy = (issuer: string): readonly string[] =>
      slipOf(
        handInput(item, {
          acts: [
            handAct('opened', '03-02 08:00', {
              period: 'ev:1',
              eventOn: d('03-02'),
              heldBy: d('03-31'),
              assignee: 'b1_organization',
              issuer,
            }),
          ],
        }),
        'B1',
      );
    expect(issuedBy('GW')).toEqual([
      '04-01 L0 b1_organization',
      '04-03 L1 gw_officer',
      '04-10 L2 w_secretary',
      '04-22 L3 gw_secretary',
    ]);
    expect(issuedBy('W').slice(1)).toEqual([
      '04-03 L1 w_officer',
      '04-10 L2 w_secretary',
      '04-22 L3 w_secretary',
    ]);
  });

  describe('E_TERM', () => {
    const election = row({
      cadence: { on: 'term' },
      heldBy: { rule: 'term', shift: 'prev' },
      reminder: 'R_TERM',
      escalation: 'E_TERM',
    });
    const termOf = (org: string, duty = election, acts = [] as ReturnType<typeof handAct>[]) => {
      const input = handInput(duty, { acts, to: asDay('2027-01-31') });
      const orgs = input.roster.orgs.map((one) =>
        one.code === org ? { ...one, electedOn: asDay('2023-11-15'), termYears: 3 } : one,
      );
      return slipOf({ ...input, roster: { ...input.roster, orgs } }, org);
    };
    const period = 'ev:term-2023-11-15';

    it('warns before the term ends, and is overdue the working day after', () => {
      expect(termOf('B1')).toEqual([
        '07-15 L1 b1_secretary',
        '07-15 L1 w_deputy',
        '10-15 L2 w_secretary',
        '11-16 L3 z_secretary',
        '12-11 L4 gw_officer',
      ]);
    });

    it('says nothing four months before where the request is filed', () => {
      const acts = [handAct('requested', '07-01 10:00', { period })];
      expect(termOf('B1', election, acts)).toEqual([
        '10-15 L2 w_secretary',
        '11-16 L3 z_secretary',
        '12-11 L4 gw_officer',
      ]);
    });

    it('goes by the work committee’s own posts for an organ committee and for a branch directly below it', () => {
      const organ: AuditedDuty = {
        ...election,
        owner: { level: 'organ_committee', post: ['organ_secretary'] },
        ladder: {
          '1': ['work_committee_officer'],
          '2': ['work_committee_deputy_secretary'],
          '3': ['work_committee_secretary'],
          '4': [],
        },
      };
      expect(termOf('W', organ)).toEqual([
        '07-15 L1 gw_officer',
        '10-15 L2 gw_deputy',
        '11-16 L3 gw_secretary',
      ]);
      expect(termOf('B3')).toEqual([
        '07-15 L1 b3_secretary',
        '07-15 L1 gw_officer',
        '10-15 L2 gw_deputy',
        '11-16 L3 gw_secretary',
      ]);
    });
  });
});
