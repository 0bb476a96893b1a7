import { and, desc, eq, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader, Tx } from '../../db/client.ts';
import { dutyInstances, letters, orgs } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { toInstance } from '../../src/duties/store.ts';

export type LetterKind = 'urging' | 'term_notice' | 'circular';
export type LetterState = 'draft' | 'sent' | 'replied' | 'dropped';

export type Letter = Omit<
  typeof letters.$inferSelect,
  'kind' | 'state' | 'replyBy' | 'sentOn' | 'repliedOn'
> & {
  readonly kind: LetterKind;
  readonly state: LetterState;
  readonly replyBy: Day | null;
  readonly sentOn: Day | null;
  readonly repliedOn: Day | null;
};

function toLetter(row: typeof letters.$inferSelect): Letter {
  return {
    ...row,
    kind: row.kind as LetterKind,
    state: row.state as LetterState,
    replyBy: row.replyBy as Day | null,
    sentOn: row.sentOn as Day | null,
    repliedOn: row.repliedOn as Day | null,
  };
}

/** Writes a letter under the next number about its subject; its issuer's row keeps two of them apart. */
export async function insertLetter(tx: Tx, letter: Omit<Letter, 'number'>, subject: string): Promise<Letter> {
  await tx.select({ code: orgs.code }).from(orgs).where(eq(orgs.code, letter.issuer)).for('no key update');
  const [{ count } = { count: 0 }] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(letters)
    .where(sql`starts_with(${letters.number}, ${`${subject}-H`})`);
  const numbered = { ...letter, number: `${subject}-H${count + 1}` };
  await tx.insert(letters).values({ ...numbered, facts: numbered.facts as object });
  return numbered;
}

export async function lockLetter(
  tx: Tx,
  named: { readonly id: string } | { readonly number: string },
): Promise<Letter | undefined> {
  const here = 'id' in named ? eq(letters.id, named.id) : eq(letters.number, named.number);
  const [row] = await tx.select().from(letters).where(here).for('update');
  return row && toLetter(row);
}

/** The letter of this kind about an item that its issuer has not sent yet. */
export async function lockDraft(
  tx: Tx,
  { issuer, instanceKey, kind }: Pick<Letter, 'issuer' | 'instanceKey' | 'kind'>,
): Promise<Letter | undefined> {
  const [row] = await tx
    .select()
    .from(letters)
    .where(
      and(
        eq(letters.issuer, issuer),
        eq(letters.instanceKey, instanceKey ?? ''),
        eq(letters.kind, kind),
        eq(letters.state, 'draft'),
      ),
    )
    .orderBy(desc(letters.draftedAt))
    .limit(1)
    .for('update');
  return row && toLetter(row);
}

export async function lockLetters(tx: Tx, ids: readonly string[]): Promise<readonly Letter[]> {
  const rows = await tx
    .select()
    .from(letters)
    .where(among(letters.id, ids))
    .orderBy(letters.id)
    .for('update');
  return rows.map(toLetter);
}

export async function changeLetter(tx: Tx, id: string, changes: Partial<Letter>): Promise<void> {
  await tx
    .update(letters)
    .set(changes as Partial<typeof letters.$inferInsert>)
    .where(eq(letters.id, id));
}

/** The election of a branch that is not settled, the one that ends first in front. */
export async function electionsOf(db: Reader, branches: readonly string[]): Promise<readonly DutyInstance[]> {
  if (branches.length === 0) return [];
  const rows = await db
    .select()
    .from(dutyInstances)
    .where(and(among(dutyInstances.orgCode, branches), eq(dutyInstances.duty, 'branch_election')))
    .orderBy(dutyInstances.heldBy, dutyInstances.key);
  return rows.map(toInstance);
}

/** The notices owed about the term of a branch, the latest first. */
export async function noticesAbout(db: Reader, branch: string): Promise<readonly DutyInstance[]> {
  const rows = await db
    .select()
    .from(dutyInstances)
    .where(and(eq(dutyInstances.subject, branch), eq(dutyInstances.duty, 'term_notice')))
    .orderBy(desc(dutyInstances.heldBy), dutyInstances.key);
  return rows.map(toInstance);
}
