import { and, eq } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { dutyInstances, lines } from '../../db/schema/index.ts';
import { cancelTimer } from '../../db/timers.ts';
import type { DutyInstance } from '../duties/instance.ts';
import { rebook } from '../duties/planning/rebook.ts';
import { lockInstances, submittedTimer } from '../duties/store.ts';
import { touchCarried } from '../notices/carried-cards.ts';
import { bookCarriers } from '../notices/lines.ts';
import type { FlowContext } from './define.ts';

/** An instance as it stood before it was settled, with the lines that were waiting: all that is needed to go back. */
export interface BeforeSettling {
  readonly key: string;
  readonly version: number;
  readonly row: Readonly<Record<string, unknown>>;
  readonly waiting: readonly string[];
}

const restored = [
  'state',
  'heldBy',
  'recordBy',
  'originalHeldBy',
  'level',
  'overdueKind',
  'clockFrom',
  'round',
  'reasonCode',
  'reason',
  'heldOn',
  'daysLate',
] as const satisfies readonly (keyof DutyInstance)[];

/** Taken in the transaction that settles them, while they are locked and before anything moves. */
export async function beforeSettling(
  { tx }: Pick<FlowContext, 'tx'>,
  instances: readonly DutyInstance[],
): Promise<readonly BeforeSettling[]> {
  if (instances.length === 0) return [];
  const keys = instances.map(({ key }) => key);
  const waiting = await tx
    .select({ id: lines.id, key: lines.instanceKey })
    .from(lines)
    .where(and(among(lines.instanceKey, keys), eq(lines.state, 'waiting')));
  return instances.map((instance) => ({
    key: instance.key,
    version: instance.version,
    row: Object.fromEntries(restored.map((name) => [name, instance[name]])),
    waiting: waiting.filter(({ key }) => key === instance.key).map(({ id }) => id),
  }));
}

/**
 * Puts instances back as they stood: their lines wait again, closing lines that have not left are gone, their clocks
 * run on. `told` when somebody has heard of it by now, `changed` when something else happened to one of them since.
 */
export async function unsettle(
  context: FlowContext,
  before: readonly BeforeSettling[],
): Promise<'told' | 'changed' | undefined> {
  const { tx } = context;
  const keys = before.map(({ key }) => key);
  if (keys.length === 0) return undefined;
  const now = await lockInstances(tx, keys);
  const isChanged = before.some(
    ({ key, version }) => now.find((one) => one.key === key)?.version !== version + 1,
  );
  if (isChanged) return 'changed';
  const known = new Set(before.flatMap(({ waiting }) => waiting));
  const closing = (
    await tx
      .select({ id: lines.id, state: lines.state, bookedAt: lines.bookedAt })
      .from(lines)
      .where(and(among(lines.instanceKey, keys), eq(lines.kind, 'closing')))
  ).filter(({ id, bookedAt }) => !known.has(id) && now.some((one) => isOf(one, bookedAt)));
  if (closing.some(({ state }) => state === 'carried')) return 'told';
  const gone = closing.map(({ id }) => id);
  // A line is unique for ever: one that never left would stand in the way of the real one.
  if (gone.length > 0) await tx.delete(lines).where(among(lines.id, gone));
  await putBack(context, before, now);
  return undefined;
}

function isOf({ recordedAt }: DutyInstance, bookedAt: Date): boolean {
  return recordedAt !== null && bookedAt.getTime() === recordedAt.getTime();
}

async function putBack(
  context: FlowContext,
  before: readonly BeforeSettling[],
  settled: readonly DutyInstance[],
): Promise<void> {
  const { tx, now } = context;
  for (const { key, row, version } of before) {
    const changes = row as Partial<typeof dutyInstances.$inferInsert>;
    await tx
      .update(dutyInstances)
      .set({ ...changes, recordedAt: null, version: version + 2 })
      .where(eq(dutyInstances.key, key));
    await cancelTimer(tx, submittedTimer, key);
  }
  await waitAgain(
    context,
    before.flatMap(({ waiting }) => waiting),
  );
  const keys = settled.map(({ key }) => key);
  await rebook(context, among(dutyInstances.key, keys));
  await touchCarried(tx, keys, now);
}

/** Lines that were taken back wait for a message again. */
export async function waitAgain(
  { tx, now, calendar }: Pick<FlowContext, 'tx' | 'now' | 'calendar'>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const back = await tx
    .update(lines)
    .set({ state: 'waiting', reason: null })
    .where(and(among(lines.id, ids), eq(lines.state, 'withdrawn')))
    .returning({ person: lines.personCode });
  const people = back.map(({ person }) => person);
  await bookCarriers(tx, people, now, calendar);
}
