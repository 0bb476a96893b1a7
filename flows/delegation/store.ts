import { and, eq, gt, or, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { delegations } from '../../db/schema/delegations.ts';
import type { Day } from '../../src/calendar/day.ts';

/** Somebody stands in at one post; the last day excluded. Several posts lent at once share what stands before `/`. */
export type Delegation = typeof delegations.$inferSelect;

export async function putDelegations(
  tx: Reader,
  rows: readonly Omit<Delegation, 'revision'>[],
): Promise<void> {
  await tx
    .insert(delegations)
    .values([...rows])
    .onConflictDoNothing();
}

/** What runs or is to come, of those who are away and of those who stand in. */
export async function delegationsOf(
  tx: Reader,
  people: readonly string[],
  today: Day,
): Promise<readonly Delegation[]> {
  return tx
    .select()
    .from(delegations)
    .where(
      and(
        gt(delegations.toOn, today),
        gt(delegations.toOn, delegations.fromOn),
        or(among(delegations.awayCode, people), among(delegations.standInCode, people)),
      ),
    )
    .orderBy(delegations.fromOn, delegations.id);
}

/** The posts lent by one act. */
export async function delegationsOfAct(tx: Reader, act: string): Promise<readonly Delegation[]> {
  return tx
    .select()
    .from(delegations)
    .where(sql`split_part(${delegations.id}, '/', 1) = ${act}`)
    .orderBy(delegations.id);
}

/** From this day on it is over; one that has not begun never was. */
export async function endDelegation(tx: Reader, { id, fromOn }: Delegation, on: Day): Promise<void> {
  const toOn = on < fromOn ? fromOn : on;
  const revision = sql`nextval(pg_get_serial_sequence('delegations', 'revision'))`;
  await tx.update(delegations).set({ toOn, revision }).where(eq(delegations.id, id));
}
