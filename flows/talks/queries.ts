import { and, eq, inArray, or } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader, Tx } from '../../db/client.ts';
import { dutyInstances, talks } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { toInstance } from '../../src/duties/store.ts';

export type TalkState = 'owed' | 'met' | 'asked' | 'confirmed' | 'declined' | 'withdrawn';
export type Talk = Omit<typeof talks.$inferSelect, 'state' | 'talkedOn'> & {
  readonly state: TalkState;
  readonly talkedOn: Day | null;
};

function toTalk(row: typeof talks.$inferSelect): Talk {
  return { ...row, state: row.state as TalkState, talkedOn: row.talkedOn as Day | null };
}

/** Ids come back in button values: anything that is no id finds nothing. */
const idShape = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export async function findTalk(db: Reader, id: string): Promise<Talk | undefined> {
  if (!idShape.test(id)) return undefined;
  const [row] = await db.select().from(talks).where(eq(talks.id, id));
  return row && toTalk(row);
}

export async function lockTalk(tx: Tx, id: string): Promise<Talk | undefined> {
  if (!idShape.test(id)) return undefined;
  const [row] = await tx.select().from(talks).where(eq(talks.id, id)).for('update');
  return row && toTalk(row);
}

export async function insertTalk(tx: Tx, talk: Talk): Promise<void> {
  await tx.insert(talks).values(talk).onConflictDoNothing();
}

export async function changeTalk(tx: Tx, id: string, changes: Partial<Talk>): Promise<void> {
  await tx.update(talks).set(changes).where(eq(talks.id, id));
}

/** Talks of these two, whoever entered them, that are asked or confirmed for that day. */
export async function talksOfPair(
  db: Reader,
  [one, other]: readonly [string, string],
  day: Day,
): Promise<readonly Talk[]> {
  const rows = await db
    .select()
    .from(talks)
    .where(
      and(
        or(
          and(eq(talks.personCode, one), eq(talks.otherCode, other)),
          and(eq(talks.personCode, other), eq(talks.otherCode, one)),
        ),
        eq(talks.talkedOn, day),
        inArray(talks.state, ['asked', 'confirmed']),
      ),
    )
    .orderBy(talks.id)
    .for('update');
  return rows.map(toTalk);
}

/** Talks owed on an event with one of these people. */
export async function owedTalks(db: Reader, people: readonly string[]): Promise<readonly Talk[]> {
  const rows = await db
    .select()
    .from(talks)
    .where(and(among(talks.otherCode, people), eq(talks.state, 'owed')))
    .orderBy(talks.id);
  return rows.map(toTalk);
}

/** Confirmed talks of these people between two days, both included: for who has talked how often, never for what. */
export async function confirmedTalks(db: Reader, orgCode: string): Promise<readonly Talk[]> {
  const rows = await db
    .select()
    .from(talks)
    .where(and(eq(talks.orgCode, orgCode), eq(talks.state, 'confirmed')))
    .orderBy(talks.id);
  return rows.map(toTalk);
}

/** Instances of these duties in these organisations, oldest period first. */
export async function instancesFor(
  db: Reader,
  orgs: readonly string[],
  duties: readonly string[],
): Promise<readonly DutyInstance[]> {
  if (orgs.length === 0) return [];
  const rows = await db
    .select()
    .from(dutyInstances)
    .where(and(among(dutyInstances.orgCode, orgs), among(dutyInstances.duty, duties)))
    .orderBy(dutyInstances.period, dutyInstances.key);
  return rows.map(toInstance);
}
