import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { lines, outbox } from '../../db/schema/index.ts';
import { linesAtDesk } from '../../src/engine/desk-lines.ts';
import type { ActorContext, Click, Effect, FlowContext } from '../../src/engine/index.ts';
import { digestCardKind } from '../../src/notices/carried-cards.ts';
import type { LineRow } from '../../src/notices/lines.ts';

/** The items of a press, of a long row by their organisations `about` one duty; what is no list of items is none. */
export function itemsOf({ payload }: Click): readonly string[] {
  const about = typeof payload.about === 'string' ? payload.about : '';
  return Array.isArray(payload.instances) ? payload.instances.map((named) => `${named}${about}`) : [];
}

/**
 * The newest line by which this person was told of each of these slips as one who looks after others, at a desk he or
 * she still sits at. Of what was handed on, a card that is left does nothing any more.
 */
export async function toldOf(
  context: Pick<FlowContext, 'tx' | 'directory' | 'today'>,
  person: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, LineRow>> {
  if (keys.length === 0) return new Map();
  const told = await linesAtDesk(
    context,
    person,
    among(lines.instanceKey, keys),
    eq(lines.state, 'carried'),
    inArray(lines.kind, ['overdue', 'escalation', 'nudge']),
    sql`${lines.facts} ->> 'role' = 'above'`,
  );
  return new Map(told.map(({ line }) => [line.instanceKey, line]));
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
