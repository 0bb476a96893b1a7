import { and, asc, eq, gte, isNull, lte, or } from 'drizzle-orm';
import { among } from '../../../db/bulk.ts';
import type { Reader, Tx } from '../../../db/client.ts';
import { standingLeaves } from '../../../db/schema/index.ts';
import type { Day } from '../../calendar/day.ts';
import type { LeaveKind, RollEntry } from './activity.ts';

/** Excused from attending for a time (duties.md d.3); the person stays a member, and in every denominator of a vote. */
export interface StandingLeave {
  readonly id: string;
  readonly orgCode: string;
  readonly personCode: string;
  readonly kind: LeaveKind;
  readonly fromDay: Day;
  readonly toDay: Day;
  readonly approvedBy: string;
  readonly approvedAt: Date;
  readonly endedOn: Day | null;
}

function toLeave(row: typeof standingLeaves.$inferSelect): StandingLeave {
  return row as StandingLeave;
}

export async function putStandingLeave(tx: Tx, leave: StandingLeave): Promise<void> {
  const { id: _id, ...changes } = leave;
  await tx
    .insert(standingLeaves)
    .values(leave)
    .onConflictDoUpdate({ target: standingLeaves.id, set: changes });
}

export async function removeStandingLeave(tx: Tx, id: string): Promise<void> {
  await tx.delete(standingLeaves).where(eq(standingLeaves.id, id));
}

export async function findStandingLeave(db: Reader, id: string): Promise<StandingLeave | undefined> {
  const [row] = await db.select().from(standingLeaves).where(eq(standingLeaves.id, id));
  return row && toLeave(row);
}

/** Those of these branches that run on this day or later, by who ends first. */
export async function standingLeavesOf(
  db: Reader,
  orgs: readonly string[],
  day: Day,
): Promise<readonly StandingLeave[]> {
  if (orgs.length === 0) return [];
  const rows = await db
    .select()
    .from(standingLeaves)
    .where(
      and(
        among(standingLeaves.orgCode, orgs),
        gte(standingLeaves.toDay, day),
        isNull(standingLeaves.endedOn),
      ),
    )
    .orderBy(asc(standingLeaves.toDay), asc(standingLeaves.id));
  return rows.map(toLeave);
}

/** Who of these people is away on that day, by code. */
async function awayOn(
  db: Reader,
  people: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, StandingLeave>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .select()
    .from(standingLeaves)
    .where(
      and(
        among(standingLeaves.personCode, people),
        lte(standingLeaves.fromDay, day),
        gte(standingLeaves.toDay, day),
        or(isNull(standingLeaves.endedOn), gte(standingLeaves.endedOn, day)),
      ),
    );
  return new Map(rows.map((row) => [row.personCode, toLeave(row)]));
}

/**
 * The roll as it begins: who is excused for a time is left out where people come to learn, and stands on it as on
 * leave where a number decides, since nobody leaves that denominator without the superior's consent (duties.md d.2).
 */
export async function firstRoll(
  db: Reader,
  people: readonly string[],
  day: Day,
  needsQuorum: boolean,
): Promise<readonly RollEntry[]> {
  const away = await awayOn(db, people, day);
  return people.flatMap((person): readonly RollEntry[] => {
    const leave = away.get(person);
    if (!leave) return [{ person, mark: 'unanswered', leaveKind: null, markedBy: null }];
    return needsQuorum
      ? [{ person, mark: 'on_leave', leaveKind: leave.kind, markedBy: leave.approvedBy }]
      : [];
  });
}
