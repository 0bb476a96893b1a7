import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { dutyInstances, lines } from '../../db/schema/index.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { ActorContext } from '../../src/engine/index.ts';

/** The lines by which somebody hears of one move of an item: `filed3`, `accepted4`. */
type Move = 'filed' | 'accepted';

/** The stage of a move that leads to this version of its instance. */
export function stageOf(move: Move, version: number): string {
  return `${move}${version}`;
}

/** Whether anybody has read of the move that led to the present version. */
export async function isTold({ tx }: ActorContext, key: string, move: Move): Promise<boolean> {
  const rows = await tx
    .select({ state: lines.state, stage: lines.stage, version: dutyInstances.version })
    .from(lines)
    .innerJoin(dutyInstances, eq(dutyInstances.key, lines.instanceKey))
    .where(and(eq(lines.instanceKey, key), eq(lines.kind, 'report')));
  return rows.some(({ state, stage, version }) => state === 'carried' && stage === stageOf(move, version));
}

/** It was judged: whoever has not heard yet that it waits need not hear of it any more. An undo brings it back. */
export async function withdrawFiled(tx: Tx, { key, version }: Pick<DutyInstance, 'key' | 'version'>) {
  await tx
    .update(lines)
    .set({ state: 'withdrawn', reason: 'answered' })
    .where(
      and(eq(lines.instanceKey, key), eq(lines.stage, stageOf('filed', version)), eq(lines.state, 'waiting')),
    );
}

/** A line is unique for ever: one that never left would stand in the way of the real one. */
export async function dropReports({ tx }: ActorContext, key: string, move: Move): Promise<void> {
  const waiting = await tx
    .select({ id: lines.id, stage: lines.stage })
    .from(lines)
    .where(and(eq(lines.instanceKey, key), eq(lines.kind, 'report'), eq(lines.state, 'waiting')));
  for (const { id, stage } of waiting) {
    if (stage.startsWith(move)) await tx.delete(lines).where(eq(lines.id, id));
  }
}
