import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client.ts';
import { pauses, settings } from '../../../db/schema/index.ts';
import { addDays, type Day, dayOf } from '../../calendar/day.ts';

/**
 * Notes that somebody plans today. Days since the last one on which nobody did are an outage: a pause for every
 * clock, so that what the system did not say is not held against anybody. Called before anything due is looked at.
 */
export async function noteAlive(tx: Tx, now: Date): Promise<void> {
  const from = await daysWithout(tx, 'planner_alive_on', dayOf(now));
  if (from === undefined) return;
  const outage = { orgCode: null, kind: 'outage', fromOn: from, toOn: addDays(dayOf(now), -1) };
  await tx.insert(pauses).values({ ...outage, reason: 'system_fault', by: 'system', at: now });
}

/**
 * All messages were stopped before this day and still are: a pause for the clocks of slips, from the day after the
 * stop, so that no higher level is told before the owner could be. What the day of the stop has booked is left alone.
 * Called before anything due is looked at; while nobody releases, it grows by a day a day.
 */
export async function noteStopped(
  tx: Tx,
  stop: { readonly by: string; readonly at: string; readonly reason: string },
  now: Date,
): Promise<void> {
  const at = new Date(stop.at);
  const [from, to] = [addDays(dayOf(at), 1), dayOf(now)];
  if (to < from) return;
  const grown = await tx
    .update(pauses)
    .set({ toOn: to })
    .where(and(eq(pauses.kind, 'stop'), eq(pauses.fromOn, from)))
    .returning();
  if (grown.length > 0) return;
  const pause = { orgCode: null, kind: 'stop', fromOn: from, toOn: to };
  await tx.insert(pauses).values({ ...pause, reason: stop.reason, by: stop.by, at });
}

/** The first day since the last planning on which nothing was planned, if there was any. Called by the planning itself. */
export function unplannedSince(tx: Tx, today: Day): Promise<Day | undefined> {
  return daysWithout(tx, 'planned_on', today);
}

async function daysWithout(tx: Tx, key: string, today: Day): Promise<Day | undefined> {
  const [row] = await tx.select().from(settings).where(eq(settings.key, key)).for('update');
  const last = typeof row?.value === 'string' ? (row.value as Day) : undefined;
  if (last !== undefined && last >= today) return undefined;
  await tx
    .insert(settings)
    .values({ key, value: today })
    .onConflictDoUpdate({ target: settings.key, set: { value: sql`excluded.value` } });
  return last !== undefined && addDays(last, 1) < today ? addDays(last, 1) : undefined;
}
