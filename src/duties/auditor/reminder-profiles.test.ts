import { describe, expect, it } from 'vitest';
import { d, eventRow, handAct, handInput, row, toldTo } from '../../../test/duties/hand-roster.ts';
import { asDay } from '../../calendar/day.ts';
import type { AuditedDuty } from './expect.ts';

const reminders = (duty: AuditedDuty, period: string, org = 'B1'): readonly string[] =>
  toldTo(handInput({ ...duty, escalation: 'E_NONE' }), org, period).filter((line) => !line.includes(' L'));

describe('reminder profiles, to the day', () => {
  it('R_MONTH: the opening day, 5 and 2 working days before, as e.3 has it for February', () => {
    expect(reminders(row(), '2026-02')).toEqual([
      '02-02 open b1_secretary',
      '02-14 5wd b1_secretary',
      '02-26 2wd b1_secretary',
    ]);
  });

  it('R_QUARTER: 20, 10 and 3 before the fifth working day after the quarter', () => {
    const report = row({
      cadence: { every: 'quarter' },
      heldBy: { rule: 'Q+5wd', shift: 'next' },
      reminder: 'R_QUARTER',
    });
    // Due 04-08; back from there over Qingming (04-04 to 04-06).
    expect(reminders(report, '2026-Q1')).toEqual([
      '03-10 20wd b1_secretary',
      '03-24 10wd b1_secretary',
      '04-02 3wd b1_secretary',
    ]);
    // Due 01-08: what lies before the day the bot was switched on is left out.
    expect(reminders(report, '2025-Q4')).toEqual(['01-05 3wd b1_secretary']);
  });

  it('R_HALF: 30, 15 and 5', () => {
    const visit = row({
      cadence: { every: 'half' },
      heldBy: { rule: 'EOH', shift: 'prev' },
      reminder: 'R_HALF',
    });
    expect(reminders(visit, '2026-H1')).toEqual([
      '05-18 30wd b1_secretary',
      '06-08 15wd b1_secretary',
      '06-23 5wd b1_secretary',
    ]);
  });

  it('R_YEAR: 40, 20, 10 and 3, also where the first lies in the year before', () => {
    const list = row({
      cadence: { every: 'year' },
      heldBy: { rule: 'Y:02-28', shift: 'next' },
      reminder: 'R_YEAR',
    });
    // Due Sat 02-28, a make-up day: 3 back 02-25, 10 back 02-09 over the Spring Festival.
    expect(reminders(list, '2026')).toEqual([
      '01-26 20wd b1_secretary',
      '02-09 10wd b1_secretary',
      '02-25 3wd b1_secretary',
    ]);
    const early = { ...list, heldBy: { rule: 'Y:02-15', shift: 'next' as const } };
    // Due Mon 2027-02-15 by the plain calendar of a year whose table may not be out: 40 back is in December.
    expect(reminders(early, '2027')).toEqual([expect.stringMatching(/^12-\d\d 40wd b1_secretary$/)]);
  });

  it('R_TERM: 6, 4, 2 and 1 months before the term ends, then 10 working days', () => {
    const input = handInput(
      row({
        cadence: { on: 'term' },
        heldBy: { rule: 'term', shift: 'prev' },
        reminder: 'R_TERM',
        escalation: 'E_NONE',
      }),
    );
    const roster = {
      ...input.roster,
      orgs: input.roster.orgs.map((org) =>
        org.code === 'B1' ? { ...org, electedOn: asDay('2023-11-15'), termYears: 3 } : org,
      ),
    };
    // The term ends on Sunday 2026-11-15; 15 July is a Wednesday, 15 May a Friday.
    expect(toldTo({ ...input, roster }, 'B1', 'ev:term-2023-11-15').slice(0, 5)).toEqual([
      '05-15 6mo b1_secretary',
      '07-15 4mo b1_secretary',
      '09-15 2mo b1_secretary',
      '10-15 1mo b1_secretary',
      '10-30 10wd b1_secretary',
    ]);
  });

  it('R_EVENT: on the event, half-way and 2 before', () => {
    // Saturday 03-07; due 10 working days later, 03-20.
    const acts = [handAct('opened', '03-05 10:00', { period: 'ev:1', eventOn: d('03-07') })];
    expect(toldTo(handInput(eventRow, { acts, to: d('03-20') }), 'B1')).toEqual([
      '03-09 on b1_secretary',
      '03-13 half b1_secretary',
      '03-18 2wd b1_secretary',
    ]);
  });

  it('R_EVENT: what would lie before the event is left out', () => {
    const given = { ...eventRow, heldBy: { rule: 'given', shift: 'prev' as const } };
    const acts = [
      handAct('opened', '03-09 08:00', { period: 'ev:1', eventOn: d('03-09'), heldBy: d('03-10') }),
    ];
    expect(toldTo(handInput(given, { acts, to: d('03-10') }), 'B1')).toEqual([
      '03-09 half b1_secretary',
      '03-09 on b1_secretary',
    ]);
  });

  it('R_RECTIFY: on issue, half-way, 5 and 1 before, to the named person', () => {
    const item = {
      ...eventRow,
      heldBy: { rule: 'given', shift: 'next' as const },
      reminder: 'R_RECTIFY' as const,
    };
    const acts = [
      handAct('opened', '03-02 08:00', {
        period: 'ev:1',
        eventOn: d('03-02'),
        heldBy: d('03-31'),
        assignee: 'b1_organization',
        issuer: 'W',
      }),
    ];
    expect(toldTo(handInput(item, { acts, to: d('03-31') }), 'B1')).toEqual([
      '03-02 on b1_organization',
      '03-16 half b1_organization',
      '03-24 5wd b1_organization',
      '03-30 1wd b1_organization',
    ]);
  });
});
