import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { lines } from '../../db/schema/index.ts';
import type { LineKind } from './lines.ts';

/** What a report may say that asks for something, so that it is over with its item: every other is a fact that stays. */
export const askingReports = ['late', 'moved', 'owed', 'reopened'] as const;

/**
 * Lines of these instances that have not left are taken back; they stay in the ledger with the reason. Without kinds:
 * everything that asks for something.
 */
export async function withdrawLines(
  tx: Reader,
  instanceKeys: readonly string[],
  reason: string,
  kinds?: readonly LineKind[],
  stages?: readonly string[],
): Promise<void> {
  if (instanceKeys.length === 0) return;
  const asking = or(
    inArray(lines.kind, ['reminder', 'overdue', 'escalation', 'nudge'] satisfies LineKind[]),
    and(eq(lines.kind, 'report'), inArray(sql`${lines.facts} ->> 'report'`, [...askingReports])),
  );
  await tx
    .update(lines)
    .set({ state: 'withdrawn', reason })
    .where(
      and(
        among(lines.instanceKey, instanceKeys),
        eq(lines.state, 'waiting'),
        kinds ? inArray(lines.kind, [...kinds]) : asking,
        stages && among(lines.stage, stages),
      ),
    );
}

/** The same for single people, where many owe one instance and these have done their part: only their own lines. */
export async function withdrawLinesOf(
  tx: Reader,
  instanceKey: string,
  people: readonly string[],
  reason: string,
): Promise<void> {
  if (people.length === 0) return;
  await tx
    .update(lines)
    .set({ state: 'withdrawn', reason })
    .where(
      and(
        eq(lines.instanceKey, instanceKey),
        eq(lines.state, 'waiting'),
        or(eq(lines.kind, 'overdue'), eq(lines.post, 'member')),
        among(lines.personCode, people),
      ),
    );
}
