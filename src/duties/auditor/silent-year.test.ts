import { beforeAll, describe, expect, it } from 'vitest';
import { inputFor } from '../../../test/duties/audit-scene.ts';
import { rosterAt, smallRosterPath } from '../../../test/org/roster-fixture.ts';
import { asDay } from '../../calendar/day.ts';
import { type ExpectedLine, expectedLines } from './expect.ts';

let lines: readonly ExpectedLine[];
beforeAll(async () => {
  const roster = await rosterAt(smallRosterPath);
  lines = expectedLines(inputFor(roster, { goLiveOn: asDay('2026-01-01'), to: asDay('2026-12-31') }));
});

function countBy(key: (line: ExpectedLine) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of lines) counts[key(line)] = (counts[key(line)] ?? 0) + 1;
  return counts;
}

describe('a year in which ten branches do nothing', () => {
  it('has three reminders for each of 120 months, and a ladder for the 110 that fall due before its last day', () => {
    expect(countBy((line) => line.stage)).toEqual({
      open: 120,
      '5wd': 120,
      '2wd': 120,
      // December is due on the 31st: its ladder begins next year. November's L3 is 12-14.
      L0: 110,
      // Nine branches below an organ committee: owner and one officer; one below the work committee: owner and four.
      L1: 11 * (9 * 2 + 5),
      L2: 110,
      L3: 110,
    });
  });

  it('tells each person what his or her posts make of it', () => {
    const perPerson = countBy((line) => line.to);
    // Reminders of twelve months, L0 and L1 of eleven.
    const owner = 12 * 3 + 11 * 2;
    expect(perPerson).toEqual({
      P000001: owner,
      P000032: owner,
      P000041: owner,
      P000049: owner,
      P000072: owner,
      P000079: owner,
      P000101: owner,
      P000119: owner,
      P000126: owner,
      P000137: owner,
      P000030: 9 * 11,
      P000029: 9 * 11,
      P000025: 9 * 11,
      P000133: 11,
      P000134: 11,
      P000135: 11,
      P000136: 11,
      P000132: 11,
      P000131: 11,
    });
  });

  it('begins with January, whose first working day is a Sunday made up for', () => {
    expect(lines[0]).toMatchObject({ day: '2026-01-04', stage: 'open', period: '2026-01' });
    expect(lines.at(-1)).toMatchObject({ day: '2026-12-29', stage: '2wd', period: '2026-12' });
  });

  it('switched on in the middle of a month: nothing that was due before, the rest as ever', async () => {
    const roster = await rosterAt(smallRosterPath);
    const late = expectedLines(inputFor(roster, { goLiveOn: asDay('2026-02-20'), to: asDay('2026-12-31') }));
    expect(late).toEqual(lines.filter((line) => line.day >= '2026-02-20' && line.period >= '2026-02'));
    expect(late[0]).toMatchObject({ day: '2026-02-26', stage: '2wd' });
  });
});
