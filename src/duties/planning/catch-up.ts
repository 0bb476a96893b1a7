import { and, gte, inArray, lt } from 'drizzle-orm';
import { insertMany } from '../../../db/bulk.ts';
import type { Tx } from '../../../db/client.ts';
import { dutyInstances, dutyStages } from '../../../db/schema/index.ts';
import { bookTimers } from '../../../db/timers.ts';
import { type Day, dayOf } from '../../calendar/day.ts';
import { type DutyInstance, undatedStates } from '../instance.ts';
import { stageMoment, stageTimer } from '../stages.ts';
import { toInstance } from '../store.ts';
import type { Timetable } from './timetable.ts';

/**
 * Instances whose window opened and closed while the system was down: nobody can have heard of them. What becomes of
 * each its duty declares (`catchUp`); a miss the system caused never counts against a branch.
 */
export async function hiddenInstances(tx: Tx, downSince: Day, today: Day): Promise<readonly DutyInstance[]> {
  const rows = await tx
    .select()
    .from(dutyInstances)
    .where(
      and(
        inArray(dutyInstances.state, [...undatedStates]),
        gte(dutyInstances.opensOn, downSince),
        lt(dutyInstances.heldBy, today),
      ),
    )
    .orderBy(dutyInstances.key);
  return rows.map(toInstance);
}

/** Still owed: its reminders are past, the owner is told once, and the clock of the slip runs from now on. */
export async function tellLate(
  tx: Tx,
  late: readonly DutyInstance[],
  { stagesOf }: Timetable,
  now: Date,
): Promise<void> {
  const past: (typeof dutyStages.$inferInsert)[] = [];
  const next: { kind: string; subject: string; dueAt: Date }[] = [];
  for (const instance of late) {
    const row = { instanceKey: instance.key, outcome: 'overtaken', at: now };
    past.push({ ...row, stage: 'late', onDay: dayOf(now) });
    const stages = stagesOf(instance);
    for (const { stage, on, level } of stages) if (level < 0) past.push({ ...row, stage, onDay: on });
    const first = stages.find(({ level }) => level >= 0);
    if (first) next.push({ kind: stageTimer, subject: instance.key, dueAt: stageMoment(first) });
  }
  await insertMany(tx, dutyStages, past);
  await bookTimers(tx, next);
}
