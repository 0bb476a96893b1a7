import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { lines, outbox } from '../../db/schema/index.ts';
import type { ActorContext, Click, Effect, FlowContext } from '../../src/engine/index.ts';
import { digestCardKind } from '../../src/notices/carried-cards.ts';
import type { LineRow } from '../../src/notices/lines.ts';

/** The items of a press; what is no list of items is none. */
export function itemsOf({ payload }: Click): readonly string[] {
  return Array.isArray(payload.instances) ? payload.instances.map(String) : [];
}

/** The newest line by which this person was told of each of these slips as one who looks after others. */
export async function toldOf(
  { tx }: Pick<FlowContext, 'tx'>,
  person: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, LineRow>> {
  if (keys.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(lines)
    .where(
      and(
        among(lines.instanceKey, keys),
        eq(lines.personCode, person),
        eq(lines.state, 'carried'),
        inArray(lines.kind, ['overdue', 'escalation', 'nudge']),
        sql`${lines.facts} ->> 'role' = 'above'`,
      ),
    )
    .orderBy(asc(lines.bookedAt), asc(lines.stage));
  return new Map(rows.map((row) => [row.instanceKey, row]));
}

/** The pressed digest answers with how it reads now; pressed on another card, nothing is redrawn. */
export async function redrawn(
  { tx, messageId, actor }: ActorContext,
  { payload }: Click,
): Promise<readonly Effect[]> {
  const [row] = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.messageId, messageId), eq(outbox.personCode, actor.code)))
    .orderBy(desc(outbox.bookedAt))
    .limit(1);
  if (!row) return [];
  const subject = `${row.id}#${Number(payload.page ?? 0)}`;
  return [{ do: 'keep_live', messageId, kind: digestCardKind, subject, person: actor.code }];
}
