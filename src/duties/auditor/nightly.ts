import type { Reader } from '../../../db/client.ts';
import type { Day } from '../../calendar/day.ts';
import type { YearTable } from '../../calendar/workdays.ts';
import type { Roster } from '../../org/types.ts';
import type { AuditedDuty } from './audited-duty.ts';
import { compareLines, type Difference } from './compare.ts';
import { type AuditInput, expectedLines } from './expect.ts';
import { type BookedMoment, readActs, readBooked, readDigests, readPauses } from './read-ledger.ts';
import { step } from './working-days.ts';

/** What the second opinion looks at beside the ledger. */
export interface AuditScope {
  readonly roster: Roster;
  readonly tables: readonly YearTable[];
  readonly duties: readonly AuditedDuty[];
  readonly localRule?: AuditInput['localRule'];
  readonly goLiveOn: Day;
  readonly digestAt: NonNullable<AuditInput['digestAt']>;
}

/** The whole ledger between two days against what the rules, the roster and the acts ask for. */
export async function auditLedger(
  db: Reader,
  scope: AuditScope,
  from: Day,
  to: Day,
): Promise<readonly Difference[]> {
  const booked = (await readBooked(db)).filter((line) => !leavesAfter(line, scope, to));
  return compareLines(expectedLines(await readInput(db, scope, from, to)), booked);
}

/** Booked on the last evening for a digest that lies beyond what is looked at. */
function leavesAfter(
  { state, day, bookedAt, to: person }: BookedMoment,
  scope: AuditScope,
  to: Day,
): boolean {
  return state === 'waiting' && day >= to && scope.digestAt(person, to) <= bookedAt;
}

/** A line held back by somebody's budget comes some days late; that far it is recognised as late, not as another. */
const calendarDaysAround = 21;

/** A difference as a finding for the administrator: one for each line, however often it is looked at. */
export interface AuditFinding {
  readonly kind: 'auditor';
  readonly org: string;
  readonly subject: string;
  readonly detail: Difference;
}

/**
 * One day of the ledger, looked at after it is over: what was due that day or was told that day and departs from the
 * rules. Reads only; throws what the database throws.
 */
export async function auditDay(db: Reader, scope: AuditScope, day: Day): Promise<readonly AuditFinding[]> {
  let from = day;
  for (let left = calendarDaysAround; left > 0; left -= 1) from = step(from, -1);
  const expected = expectedLines(await readInput(db, scope, from, day));
  const booked = await readBooked(db, { from, to: day });
  const dueDays = new Map(expected.map((line) => [`${line.instance}|${line.stage}|${line.to}`, line.day]));
  const differences = compareLines(expected, booked).filter(({ line }) => {
    return line.day === day || dueDays.get(`${line.instance}|${line.stage}|${line.to}`) === day;
  });
  return differences.map((detail) => ({
    kind: 'auditor',
    org: detail.line.org,
    subject: `${detail.kind}:${detail.line.instance}:${detail.line.stage}:${detail.line.to}:${day}`,
    detail,
  }));
}

async function readInput(db: Reader, scope: AuditScope, from: Day, to: Day): Promise<AuditInput> {
  return {
    ...scope,
    ...(await readPauses(db)),
    acts: await readActs(db),
    otherDigests: await readDigests(db),
    from,
    to,
  };
}
