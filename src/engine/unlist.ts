import { and, eq } from 'drizzle-orm';
import { lines } from '../../db/schema/index.ts';
import type { DutyInstance } from '../duties/instance.ts';
import { lockInstances } from '../duties/store.ts';
import type { FlowContext, Outcome, Undoing } from './define.ts';

/** How an item that a person put on the list is taken off again. */
export function listingUndo(kind: string, { key, version, orgCode }: DutyInstance): Undoing {
  return { kind, payload: { instance: key, version }, org: orgCode, object: key };
}

/**
 * What was put on the list by a slip of the pen: void (T13), while nobody has read of it. It keeps its number and
 * stays in the trace. `changed` when something happened to it since, `told` when somebody has heard of it.
 */
export async function takeOffList(
  { tx }: Pick<FlowContext, 'tx'>,
  payload: Readonly<Record<string, unknown>>,
  reason: string,
): Promise<Outcome | 'changed' | 'told'> {
  const [instance] = await lockInstances(tx, [String(payload.instance)]);
  if (!instance || instance.version !== payload.version) return 'changed';
  const told = await tx
    .select({ id: lines.id })
    .from(lines)
    .where(and(eq(lines.instanceKey, instance.key), eq(lines.state, 'carried')))
    .limit(1);
  if (told.length > 0) return 'told';
  return { effects: [{ do: 'transition', instance: instance.key, event: { type: 'void', reason } }] };
}
