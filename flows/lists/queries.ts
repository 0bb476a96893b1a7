import { and, asc, eq } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { listClauses, personalLists } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import type { Clause } from './clauses.ts';

export type Typed = Omit<typeof listClauses.$inferSelect, 'dueOn'> & { readonly dueOn: Day | null };
export type PersonalList = Omit<typeof personalLists.$inferSelect, 'clauses'> & {
  readonly clauses: readonly Clause[];
};

/** The list of one organisation and year. */
export interface ListKey {
  readonly org: string;
  readonly year: string;
}

export async function typedClauses(db: Reader, { org, year }: ListKey): Promise<readonly Typed[]> {
  const rows = await db
    .select()
    .from(listClauses)
    .where(and(eq(listClauses.orgCode, org), eq(listClauses.year, year)))
    .orderBy(asc(listClauses.addedAt), asc(listClauses.id));
  return rows as readonly Typed[];
}

export async function insertClause(tx: Tx, clause: Typed): Promise<void> {
  await tx.insert(listClauses).values(clause).onConflictDoNothing();
}

export async function lockClause(tx: Tx, id: string): Promise<Typed | undefined> {
  const [row] = await tx.select().from(listClauses).where(eq(listClauses.id, id)).for('update');
  return row as Typed | undefined;
}

export async function deleteClause(tx: Tx, id: string): Promise<void> {
  await tx.delete(listClauses).where(eq(listClauses.id, id));
}

export async function sentLists(db: Reader, { org, year }: ListKey): Promise<readonly PersonalList[]> {
  const rows = await db
    .select()
    .from(personalLists)
    .where(and(eq(personalLists.orgCode, org), eq(personalLists.year, year)))
    .orderBy(asc(personalLists.personCode));
  return rows as readonly PersonalList[];
}

/** Locked together in one order, so that the last confirmation is known to be the last. */
export async function lockLists(tx: Tx, { org, year }: ListKey): Promise<readonly PersonalList[]> {
  const rows = await tx
    .select()
    .from(personalLists)
    .where(and(eq(personalLists.orgCode, org), eq(personalLists.year, year)))
    .orderBy(asc(personalLists.personCode))
    .for('update');
  return rows as readonly PersonalList[];
}

/** The own lists of a person in a year, wherever he or she has one. */
export async function ownLists(db: Reader, person: string, year: string): Promise<readonly PersonalList[]> {
  const rows = await db
    .select()
    .from(personalLists)
    .where(and(eq(personalLists.personCode, person), eq(personalLists.year, year)))
    .orderBy(asc(personalLists.orgCode));
  return rows as readonly PersonalList[];
}

export async function writeList(tx: Tx, list: PersonalList): Promise<void> {
  await tx
    .insert(personalLists)
    .values(list)
    .onConflictDoUpdate({
      target: [personalLists.orgCode, personalLists.year, personalLists.personCode],
      set: list,
    });
}

const oneList = ({ orgCode, year, personCode }: Pick<PersonalList, 'orgCode' | 'year' | 'personCode'>) =>
  and(
    eq(personalLists.orgCode, orgCode),
    eq(personalLists.year, year),
    eq(personalLists.personCode, personCode),
  );

export async function noteConfirmed(
  tx: Tx,
  list: PersonalList,
  confirmed: Pick<PersonalList, 'confirmedAt' | 'confirmedBy'>,
): Promise<void> {
  await tx.update(personalLists).set(confirmed).where(oneList(list));
}

export async function dropList(tx: Tx, list: PersonalList): Promise<void> {
  await tx.delete(personalLists).where(oneList(list));
}
