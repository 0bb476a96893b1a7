import { and, count, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { outbox, settings } from '../../db/schema/index.ts';
import { floodReason } from './flood-hold.ts';
import { waitingStates } from './notice.ts';

const key = 'outbound_stop';

/** Everything the bot sends of itself is frozen; answers to a person's own act still go. */
export interface Stop {
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** True while nothing is stopped. */
export const isRunning = sql`not exists (select 1 from settings where key = ${key})`;

/**
 * For the statements that choose what may leave: answers, what is on its way already, and the question itself; of the
 * rest what is neither stopped nor held as a flood.
 */
export const mayLeave = sql`(channel = 'reply' or state = 'sending' or kind = 'outbound.flood'
  or (reason is distinct from ${floodReason} and ${isRunning}))`;

/** The same for rows at hand: what has to wait though it is due. */
export async function stoppedAmong<
  Row extends { readonly channel: string; readonly kind: string; readonly reason: string | null },
>(tx: Reader, rows: readonly Row[]): Promise<ReadonlyMap<Row, string>> {
  const bound = rows.filter(({ channel, kind }) => channel !== 'reply' && kind !== 'outbound.flood');
  const isStopped = bound.length > 0 && (await readStop(tx)) !== undefined;
  return new Map(
    bound.flatMap((row): [Row, string][] => {
      if (row.reason === floodReason) return [[row, floodReason]];
      return isStopped ? [[row, 'stopped']] : [];
    }),
  );
}

export async function readStop(tx: Reader): Promise<Stop | undefined> {
  const [row] = await tx.select().from(settings).where(eq(settings.key, key));
  return row?.value as Stop | undefined;
}

/** Answers false where all was stopped already: who stopped it first stays on record. */
export async function stopAll(tx: Reader, stop: Stop): Promise<boolean> {
  const rows = await tx.insert(settings).values({ key, value: stop }).onConflictDoNothing().returning();
  return rows.length > 0;
}

/**
 * What waited leaves in the order of its days, within windows, budgets and the pace of digests as ever: a person
 * with several digests waiting gets one that says it all.
 */
export async function releaseAll(tx: Reader): Promise<boolean> {
  const rows = await tx.delete(settings).where(eq(settings.key, key)).returning();
  return rows.length > 0;
}

/** What would have left by now, by kind. */
export async function heldBack(
  tx: Reader,
  now: Date,
): Promise<readonly { readonly kind: string; readonly count: number }[]> {
  return tx
    .select({ kind: outbox.kind, count: count() })
    .from(outbox)
    .where(
      and(
        inArray(outbox.state, [...waitingStates]),
        ne(outbox.channel, 'reply'),
        sql`${outbox.reason} is distinct from ${floodReason}`,
        sql`${outbox.notBefore} <= ${now.toISOString()}::timestamptz`,
      ),
    )
    .groupBy(outbox.kind)
    .orderBy(outbox.kind);
}
