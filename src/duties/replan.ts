import { and, inArray, sql } from 'drizzle-orm';
import { rowsOf, type Tx } from '../../db/client.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import { bookTimers } from '../../db/timers.ts';
import type { Day } from '../calendar/day.ts';
import { ladderOf } from './ladder.ts';
import { pausedCalendar, pausesOf } from './pauses.ts';
import type { PlannedInstance, PlanScope } from './plan.ts';
import { dueStages, stageDays } from './stages.ts';
import { handledStages, readPauses, stageMoment, stageTimer, toInstance } from './store.ts';

export interface Moved {
  /** With its new dates. */
  readonly instance: PlannedInstance;
  /** Its due day before. */
  readonly from: Day;
}

/**
 * Brings running instances to the dates they would have today: after a holiday table was announced or rules changed.
 * Only what really moves is touched; what is settled, overdue, extended or already dated stays as it is.
 */
export async function moveDates(
  tx: Tx,
  wanted: readonly PlannedInstance[],
  scope: PlanScope,
  today: Day,
): Promise<readonly Moved[]> {
  if (wanted.length === 0) return [];
  const pairs = JSON.stringify(
    wanted.map(({ key, heldBy, recordBy, opensOn }) => ({
      key,
      held_by: heldBy,
      record_by: recordBy,
      opens_on: opensOn,
    })),
  );
  const moved = rowsOf<{ key: string; before: string }>(
    await tx.execute(sql`
      update duty_instances set
        held_by = wanted.held_by, record_by = wanted.record_by, opens_on = wanted.opens_on,
        version = duty_instances.version + 1
      from jsonb_to_recordset(${pairs}::jsonb) as wanted(key text, held_by date, record_by date, opens_on date),
        duty_instances as old
      where duty_instances.key = wanted.key and old.key = wanted.key
        and duty_instances.state in ('planned', 'open') and duty_instances.round = 0
        and duty_instances.held_by >= ${today}::date and wanted.held_by >= ${today}::date
        and (duty_instances.held_by, duty_instances.record_by) is distinct from (wanted.held_by, wanted.record_by)
      returning duty_instances.key, old.held_by::text as before`),
  );
  const keys = moved.map(({ key }) => key);
  if (keys.length === 0) return [];
  const pauses = await readPauses(tx);
  const handled = await handledStages(tx, keys);
  const rows = await tx
    .select()
    .from(dutyInstances)
    .where(and(inArray(dutyInstances.key, keys)));
  const timers = rows.map(toInstance).flatMap((instance) => {
    const slips = pausedCalendar(scope.calendar, pausesOf(scope.directory, instance.orgCode, pauses));
    const stages = stageDays(instance, ladderOf(scope.directory, instance), {
      calendar: scope.calendar,
      slips,
    });
    const { due, next } = dueStages(stages, handled.get(instance.key) ?? new Set(), instance.round, today);
    const stage = due[0] ?? next;
    return stage ? [{ kind: stageTimer, subject: instance.key, dueAt: stageMoment(stage) }] : [];
  });
  await bookTimers(tx, timers);
  const before = new Map(moved.map((row) => [row.key, row.before as Day]));
  return wanted.flatMap((instance) => {
    const from = before.get(instance.key);
    return from === undefined ? [] : [{ instance, from }];
  });
}
