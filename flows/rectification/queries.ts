import { and, desc, eq, lt, notInArray, or, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader, Tx } from '../../db/client.ts';
import { dutyInstances, dutyRecords, orgs, problems } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import type { Period } from '../../src/calendar/periods.ts';
import { type DutyInstance, isSettled, settledStates } from '../../src/duties/instance.ts';
import { lockInstances, toInstance } from '../../src/duties/store.ts';
import { listIssue, type Source } from './rules.ts';

export type Problem = Omit<typeof problems.$inferSelect, 'source' | 'raisedOn' | 'verdict' | 'judgedOn'> & {
  readonly source: Source;
  readonly raisedOn: Day;
  readonly verdict: 'accepted' | 'returned' | null;
  readonly judgedOn: Day | null;
};

/** An item with the instance that carries its state, person and date. */
export interface Item {
  readonly problem: Problem;
  readonly instance: DutyInstance;
}

/** The item of a number or of an instance's key, locked; undefined where there is none. */
export async function lockItem(
  tx: Tx,
  by: { readonly number: string } | { readonly key: string },
): Promise<Item | undefined> {
  const where = 'number' in by ? eq(dutyInstances.number, by.number) : eq(dutyInstances.key, by.key);
  const [row] = await tx.select({ key: dutyInstances.key }).from(dutyInstances).where(where);
  const [instance] = row ? await lockInstances(tx, [row.key]) : [];
  const [problem] = instance
    ? await tx.select().from(problems).where(eq(problems.instanceKey, instance.key)).for('update')
    : [];
  return instance && problem ? { instance, problem: problem as Problem } : undefined;
}

export async function insertProblem(tx: Tx, problem: Problem): Promise<void> {
  await tx.insert(problems).values(problem).onConflictDoNothing();
}

export async function changeProblem(tx: Tx, key: string, changes: Partial<Problem>): Promise<void> {
  await tx.update(problems).set(changes).where(eq(problems.instanceKey, key));
}

/** How many items a branch has had of a quarter's lists, withdrawn ones too; its row keeps two of them apart. */
export async function countProblems(tx: Tx, org: string, quarter: Period): Promise<number> {
  await tx.select({ code: orgs.code }).from(orgs).where(eq(orgs.code, org)).for('no key update');
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(problems)
    .where(and(eq(problems.orgCode, org), eq(problems.quarter, quarter)));
  return row?.count ?? 0;
}

export interface Wanted {
  readonly orgs: readonly string[];
  readonly issuers: readonly string[];
  readonly assignee: string;
  readonly quarter?: Period | undefined;
}

/**
 * Items of these branches, of these issuers, or of this person; the earliest due in front. With a quarter those of its
 * list, and what is still open of earlier ones. What was void is left out.
 */
export async function itemsOf(db: Reader, wanted: Wanted): Promise<readonly Item[]> {
  const rows = await db
    .select({ problem: problems, instance: dutyInstances })
    .from(problems)
    .innerJoin(dutyInstances, eq(dutyInstances.key, problems.instanceKey))
    .where(
      and(
        or(
          wanted.orgs.length > 0 ? among(problems.orgCode, wanted.orgs) : undefined,
          wanted.issuers.length > 0 ? among(problems.issuer, wanted.issuers) : undefined,
          eq(dutyInstances.assignee, wanted.assignee),
        ),
        wanted.quarter === undefined
          ? undefined
          : or(
              eq(problems.quarter, wanted.quarter),
              and(lt(problems.quarter, wanted.quarter), notInArray(dutyInstances.state, [...settledStates])),
            ),
        sql`${dutyInstances.state} not in ('void', 'not_applicable')`,
      ),
    )
    .orderBy(dutyInstances.heldBy, dutyInstances.key);
  return rows.map(toItem);
}

function toItem(row: {
  readonly problem: typeof problems.$inferSelect;
  readonly instance: typeof dutyInstances.$inferSelect;
}): Item {
  return { problem: row.problem as Problem, instance: toInstance(row.instance) };
}

/** The items behind these keys, in their order. */
export async function itemsByKey(db: Reader, keys: readonly string[]): Promise<readonly Item[]> {
  if (keys.length === 0) return [];
  const rows = await db
    .select({ problem: problems, instance: dutyInstances })
    .from(problems)
    .innerJoin(dutyInstances, eq(dutyInstances.key, problems.instanceKey))
    .where(among(problems.instanceKey, keys))
    .orderBy(problems.instanceKey);
  return rows.map(toItem);
}

/** Quarters whose list an organisation has not issued yet. */
export async function unissuedLists(db: Reader, org: string): Promise<readonly DutyInstance[]> {
  const rows = await db
    .select()
    .from(dutyInstances)
    .where(and(eq(dutyInstances.orgCode, org), eq(dutyInstances.duty, listIssue)))
    .orderBy(dutyInstances.period);
  return rows.map(toInstance).filter(({ state }) => !isSettled(state));
}

/** What was entered by number instead of on its own form. */
export async function lastNote(
  db: Reader,
  key: string,
): Promise<{ readonly note: string; readonly by: string } | undefined> {
  const [row] = await db
    .select({ note: dutyRecords.note, by: dutyRecords.by })
    .from(dutyRecords)
    .where(eq(dutyRecords.instanceKey, key))
    .orderBy(desc(dutyRecords.id))
    .limit(1);
  return row;
}
