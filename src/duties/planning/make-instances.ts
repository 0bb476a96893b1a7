import { insertMany } from '../../../db/bulk.ts';
import type { Tx } from '../../../db/client.ts';
import { dutyInstances, dutyStages, timers } from '../../../db/schema/index.ts';
import { type Day, dayOf } from '../../calendar/day.ts';
import type { DutyInstance } from '../instance.ts';
import type { StageDay } from '../stages.ts';
import { type StageTimer, type Timetable, timerFor } from './timetable.ts';

interface MakeScope {
  readonly tx: Tx;
  readonly now: Date;
  readonly goLiveOn: Day;
  readonly timetable: Timetable;
}

/**
 * Writes instances with the timer of their first stage. Stages before go-live are marked skipped and never sent.
 * With `someKnown`, those that were made before are left as they are. Answers how many are new.
 */
export async function makeInstances(
  scope: MakeScope,
  wanted: readonly DutyInstance[],
  someKnown: boolean,
): Promise<number> {
  if (wanted.length === 0) return 0;
  const { tx, now, timetable } = scope;
  const today = dayOf(now);
  const rows = wanted.map((one) => ({
    ...one,
    state: one.opensOn <= today ? 'open' : 'planned',
    createdAt: now,
  }));
  const made = await insertMany(tx, dutyInstances, rows, someKnown ? 'key' : undefined);
  const fresh = someKnown ? wanted.filter(({ key }) => made.has(key)) : wanted;
  const skipped: (typeof dutyStages.$inferInsert)[] = [];
  const booked: (typeof timers.$inferInsert)[] = [];
  // Instances on the same days begin in the same way.
  const beginnings = new Map<readonly StageDay[], Beginning>();
  for (const instance of fresh) {
    const stages = timetable.stagesOf(instance);
    const known = beginnings.get(stages) ?? beginningOf(scope, instance, stages);
    beginnings.set(stages, known);
    for (const { stage, on } of known.past) {
      skipped.push({ instanceKey: instance.key, stage, onDay: on, outcome: 'skipped', at: now });
    }
    if (known.timer) {
      booked.push({ ...known.timer, subject: instance.key, version: 0, claimedUntil: null });
    }
  }
  await insertMany(tx, dutyStages, skipped);
  await insertMany(tx, timers, booked);
  return fresh.length;
}

interface Beginning {
  readonly past: readonly StageDay[];
  readonly timer: StageTimer | undefined;
}

function beginningOf(
  { now, goLiveOn }: MakeScope,
  instance: DutyInstance,
  stages: readonly StageDay[],
): Beginning {
  const past = stages.filter(({ on }) => on < goLiveOn);
  const handled = new Set<string>(past.map(({ stage }) => stage));
  return { past, timer: timerFor(instance, stages, handled, now) };
}
