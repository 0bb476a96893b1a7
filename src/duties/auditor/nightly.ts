import type { Reader } from '../../../db/client.ts';
import type { Day } from '../../calendar/day.ts';
import type { YearTable } from '../../calendar/workdays.ts';
import type { Roster } from '../../org/types.ts';
import type { AuditedDuty } from './audited-duty.ts';
import { compareLines, type Difference } from './compare.ts';
import {
  type AuditInput,
  type ExpectedLine,
  type ExpectedShare,
  expectedLines,
  expectedLinesOf,
} from './expect.ts';
import {
  type BookedMoment,
  type DaySpan,
  type LedgerShare,
  readActs,
  readBooked,
  readDigests,
  readMoved,
  readPauses,
  readStops,
} from './read-ledger.ts';
import { lineKey } from './scene.ts';
import { shanghaiDay, step, type WorkingDays, workingDays } from './working-days.ts';

/** What the second opinion looks at beside the ledger. */
export interface AuditScope {
  readonly roster: Roster;
  readonly tables: readonly YearTable[];
  readonly duties: readonly AuditedDuty[];
  readonly localRule?: AuditInput['localRule'];
  readonly goLiveOn: Day;
  readonly digestAt: NonNullable<AuditInput['digestAt']>;
}

/** So many organisations are compared at once; each part costs one reading of the ledger. */
const orgsAtOnce = 150;

/**
 * The whole ledger between two days against what the rules, the roster and the acts ask for; a part at a time, so that
 * a year of a province need not be held at once.
 */
export async function auditLedger(
  db: Reader,
  scope: AuditScope,
  from: Day,
  to: Day,
): Promise<readonly Difference[]> {
  const days = workingDays(scope.tables);
  const stops = await readStops(db);
  const compared = async (expected: readonly ExpectedLine[], share: LedgerShare) => {
    const booked = (await readBooked(db, share)).filter((line) => !leavesAfter(line, scope, days, to));
    const wasHeld = heldBy(stops, dueDayIn(expected));
    return compareLines(expected, booked).filter((one) => !wasHeld(one));
  };
  const differences: Difference[] = [];
  for (const { expected, ...share } of partsOf(expectedLinesOf(await readInput(db, scope, from, to)))) {
    differences.push(...(await compared(expected, share)));
  }
  // Nothing is expected of who is not in the roster.
  const orgs = scope.roster.orgs.map(({ code }) => code);
  return [...differences, ...(await compared([], { orgs, isOthers: true }))];
}

interface Part extends LedgerShare {
  readonly expected: readonly ExpectedLine[];
}

function* partsOf(shares: Iterable<ExpectedShare>): Generator<Part> {
  let part: ExpectedShare[] = [];
  const whole = (): Part => ({
    orgs: part.map(({ org }) => org),
    isSoft: part[0]?.isSoft,
    expected: part.flatMap(({ lines }) => lines),
  });
  for (const share of shares) {
    const isOther = part[0] !== undefined && part[0].isSoft !== share.isSoft;
    if (isOther || part.length === orgsAtOnce) {
      yield whole();
      part = [];
    }
    part.push(share);
  }
  if (part.length > 0) yield whole();
}

/** Booked too late for every digest that lies within what is looked at: on the last evening, or before a weekend. */
function leavesAfter(
  { state, bookedAt, to: person }: BookedMoment,
  scope: AuditScope,
  days: WorkingDays,
  to: Day,
): boolean {
  if (state !== 'waiting') return false;
  for (let day = shanghaiDay(bookedAt); day <= to; day = step(day, 1))
    if (days.isWorking(day) && scope.digestAt(person, day) > bookedAt) return false;
  return true;
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
  const days = workingDays(scope.tables);
  const booked = (await readBooked(db, { from, to: day })).filter(
    (line) => !leavesAfter(line, scope, days, day),
  );
  const dueDay = dueDayIn(expected);
  const wasHeld = heldBy(await readStops(db), dueDay);
  const differences = compareLines(expected, booked).filter(
    (one) => !wasHeld(one) && (one.line.day === day || dueDay(one.line) === day),
  );
  return differences.map((detail) => ({
    kind: 'auditor',
    org: detail.line.org,
    subject: `${detail.kind}:${detail.line.instance}:${detail.line.stage}:${detail.line.to}:${day}`,
    detail,
  }));
}

type DueDay = (line: Difference['line']) => Day | undefined;

function dueDayIn(expected: readonly ExpectedLine[]): DueDay {
  const days = new Map(expected.map(({ instance, stage, to, day }) => [lineKey(instance, stage, to), day]));
  return ({ instance, stage, to }) => days.get(lineKey(instance, stage, to));
}

/**
 * Due while an administrator had stopped everything: told from the release on, and a reminder not at all whose day was
 * over by then.
 */
function heldBy(stops: readonly DaySpan[], dueDay: DueDay): (difference: Difference) => boolean {
  return ({ kind, line }) => {
    const due = dueDay(line);
    const stop = stops.find(({ from, to }) => due !== undefined && from <= due && due <= to);
    if (!stop) return false;
    return kind === 'missing' ? line.kind === 'reminder' : kind === 'wrong_day' && stop.to <= line.day;
  };
}

async function readInput(db: Reader, scope: AuditScope, from: Day, to: Day): Promise<AuditInput> {
  return {
    ...scope,
    ...(await readPauses(db)),
    acts: await readActs(db),
    otherDigests: await readDigests(db),
    movedLines: await readMoved(db),
    from,
    to,
  };
}
