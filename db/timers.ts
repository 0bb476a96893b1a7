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
  if (newest.size === 0) return;
  const rows = [...newest.values()].map(({ kind, subject, dueAt }) => ({ kind, subject, due_at: dueAt }));
  await tx.execute(sql`
    insert into timers (kind, subject, due_at, version)
    select kind, subject, due_at, 0
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one(kind text, subject text, due_at timestamptz)
    on conflict (kind, subject) do update set
      due_at = ${sql.raw(options.keepEarlier ? 'least(timers.due_at, excluded.due_at)' : 'excluded.due_at')},
      version = timers.version + 1, claimed_until = null`);
}

export async function cancelTimer(tx: Reader, kind: string, subject: string): Promise<void> {
  await tx.delete(timers).where(and(eq(timers.kind, kind), eq(timers.subject, subject)));
}
