import { and, eq, sql } from 'drizzle-orm';
import { among, insertMany } from '../../db/bulk.ts';
import type { Reader, Tx } from '../../db/client.ts';
import { dutyInstances, dutyMarks, dutyStages, pauses } from '../../db/schema/index.ts';
import { bookTimers, cancelTimer } from '../../db/timers.ts';
import type { Day } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Directory } from '../org/directory.ts';
import type { DutyInstance, InstanceRules, ReasonCode } from './instance.ts';
import { isSettled } from './instance.ts';
import { type LifecycleEvent, type Transition, transition } from './lifecycle.ts';
import type { Pause } from './pauses.ts';
import { timerFor, timetable } from './planning/timetable.ts';
import { pastReminders, stageName, stageTimer } from './stages.ts';

export { stageMoment, stageTimer } from './stages.ts';

type InstanceRow = typeof dutyInstances.$inferSelect;

/** Evidence came in that somebody has to accept, whichever way it was filed. */
export const submittedTimer = 'duty.submitted';

export function toInstance(row: InstanceRow): DutyInstance {
  return {
    ...row,
    state: row.state as DutyInstance['state'],
    heldBy: row.heldBy as Day,
    recordBy: row.recordBy as Day,
    originalHeldBy: row.originalHeldBy as Day | null,
    eventOn: row.eventOn as Day | null,
    opensOn: row.opensOn as Day,
    clockFrom: row.clockFrom as Day | null,
    heldOn: row.heldOn as Day | null,
    requestedOn: row.requestedOn as Day | null,
    rules: row.rules as InstanceRules,
    reasonCode: row.reasonCode as ReasonCode | null,
    overdueKind: row.overdueKind as DutyInstance['overdueKind'],
  };
}

/** Locked in key order, so that two transactions over the same instances never wait for each other. */
export async function lockInstances(tx: Tx, keys: readonly string[]): Promise<readonly DutyInstance[]> {
  if (keys.length === 0) return [];
  const rows = await tx
    .select()
    .from(dutyInstances)
    .where(among(dutyInstances.key, keys))
    .orderBy(dutyInstances.key)
    .for('update');
  return rows.map(toInstance);
}

/** Unsettled instances of one organisation, of one duty or of all; oldest period first. */
export async function openInstances(
  db: Reader,
  orgCode: string,
  duty?: string,
): Promise<readonly DutyInstance[]> {
  const rows = await db
    .select()
    .from(dutyInstances)
    .where(
      and(eq(dutyInstances.orgCode, orgCode), duty === undefined ? undefined : eq(dutyInstances.duty, duty)),
    )
    .orderBy(dutyInstances.period, dutyInstances.key);
  return rows.map(toInstance).filter((instance) => !isSettled(instance.state));
}

/** Stages dealt with, under the names of their rounds, by instance. */
export async function handledStages(
  tx: Reader,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const byKey = new Map<string, Set<string>>(keys.map((key) => [key, new Set<string>()]));
  if (keys.length === 0) return byKey;
  const rows = await tx
    .select({ key: dutyStages.instanceKey, stages: sql<string>`string_agg(${dutyStages.stage}, ' ')` })
    .from(dutyStages)
    .where(among(dutyStages.instanceKey, keys))
    .groupBy(dutyStages.instanceKey);
  for (const row of rows) byKey.set(row.key, new Set(row.stages.split(' ')));
  return byKey;
}

/** What is marked already inside instances that many owe, by instance. */
export async function readMarks(
  tx: Reader,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const byKey = new Map<string, Set<string>>();
  if (keys.length === 0) return byKey;
  const rows = await tx.select().from(dutyMarks).where(among(dutyMarks.instanceKey, keys));
  for (const row of rows) {
    const known = byKey.get(row.instanceKey);
    if (known) known.add(row.subject);
    else byKey.set(row.instanceKey, new Set([row.subject]));
  }
  return byKey;
}

export async function readPauses(tx: Reader): Promise<readonly Pause[]> {
  const rows = await tx.select().from(pauses);
  return rows.map(({ orgCode, kind, fromOn, toOn }) => ({
    org: orgCode,
    from: fromOn as Day,
    to: toOn as Day,
    ...(kind === 'stop' ? { isStop: true } : {}),
  }));
}

export interface MoveContext {
  readonly tx: Tx;
  readonly now: Date;
  readonly calendar: WorkCalendar;
  readonly directory: Directory;
}

/**
 * Moves one instance, with its timer, in the caller's transaction. Undefined where the event does not apply:
 * a late job or a second press changes nothing.
 */
export async function applyTransition(
  { tx, now, calendar, directory }: MoveContext,
  key: string,
  event: LifecycleEvent,
): Promise<{ readonly instance: DutyInstance; readonly transition: Transition } | undefined> {
  const [before] = await lockInstances(tx, [key]);
  if (!before) return undefined;
  const days = timetable({ directory, calendar }, await readPauses(tx));
  const step = transition(before, event, days.slipsOf(before.orgCode));
  if (!step) return undefined;
  await tx
    .update(dutyInstances)
    .set(step.changes as Partial<InstanceRow>)
    .where(eq(dutyInstances.key, key));
  const instance: DutyInstance = { ...before, ...step.changes };
  if (isSettled(instance.state)) {
    await cancelTimer(tx, stageTimer, key);
  } else if (step.restarts) {
    // The clock may now run from another day; stages already told in this round stay told.
    const handled = new Set((await handledStages(tx, [key])).get(key));
    const stages = days.stagesOf(instance);
    // Whoever has just been given a new round, or the whole of it back, needs none of the reminders that lie behind it.
    const isAnew = instance.round > before.round || event.type === 'owe';
    const past = isAnew ? pastReminders(stages, now) : [];
    const outcome = event.type === 'owe' ? 'not_owed' : 'overtaken';
    const missed = past
      .map(({ stage, on }) => ({ stage: stageName(stage, instance.round), onDay: on }))
      .filter(({ stage }) => !handled.has(stage))
      .map((row) => ({ instanceKey: key, ...row, outcome, at: now }));
    for (const { stage } of missed) handled.add(stage);
    await insertMany(tx, dutyStages, missed);
    const timer = timerFor(instance, stages, handled, now);
    if (timer) await bookTimers(tx, [timer]);
  }
  return { instance, transition: step };
}
