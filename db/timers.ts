import { and, eq, sql } from 'drizzle-orm';
import type { Reader } from './client.ts';
import { timers } from './schema/index.ts';

/**
 * Sets the one timer of a subject, in the caller's transaction. With `keepEarlier` a timer already set for an
 * earlier moment stays as it is. Every change raises the version, so a job that holds the old one is stale.
 */
export async function bookTimers(
  tx: Reader,
  wanted: readonly { readonly kind: string; readonly subject: string; readonly dueAt: Date }[],
  options: { readonly keepEarlier?: boolean } = {},
): Promise<void> {
  const newest = new Map(wanted.map((timer) => [`${timer.kind}\n${timer.subject}`, timer]));
  const rows = [...newest.values()];
  for (let from = 0; from < rows.length; from += 1000) {
    await tx
      .insert(timers)
      .values(rows.slice(from, from + 1000).map((timer) => ({ ...timer, version: 0 })))
      .onConflictDoUpdate({
        target: [timers.kind, timers.subject],
        set: {
          dueAt: options.keepEarlier ? sql`least(${timers.dueAt}, excluded.due_at)` : sql`excluded.due_at`,
          version: sql`${timers.version} + 1`,
          claimedUntil: null,
        },
      });
  }
}

export async function cancelTimer(tx: Reader, kind: string, subject: string): Promise<void> {
  await tx.delete(timers).where(and(eq(timers.kind, kind), eq(timers.subject, subject)));
}
