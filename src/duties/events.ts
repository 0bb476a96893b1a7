import { insertMany } from '../../db/bulk.ts';
import type { Tx } from '../../db/client.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import { bookTimers } from '../../db/timers.ts';
import { dayOf } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Directory } from '../org/directory.ts';
import type { DutyDef } from './duty-def.ts';
import type { DutyInstance } from './instance.ts';
import { ladderOf } from './ladder.ts';
import { pausedCalendar, pausesOf } from './pauses.ts';
import { planEvent } from './plan.ts';
import { dueStages, stageDays } from './stages.ts';
import { lockInstances, readPauses, stageMoment, stageTimer } from './store.ts';

/** What happened, as `planEvent` takes it: its id makes it once, whoever opens it again. */
export type DutyEvent = Parameters<typeof planEvent>[1];

export interface EventScope {
  readonly tx: Tx;
  readonly now: Date;
  readonly calendar: WorkCalendar;
  readonly directory: Directory;
}

/**
 * Opens an instance by hand, with the timer of its first stage: something happened, and the duty is due by its rule
 * or by a day given (duties.md b.4, `ev+10wd`). `isNew` is false where the same event was opened before.
 */
export async function openEvent(
  { tx, now, calendar, directory }: EventScope,
  duty: DutyDef,
  event: DutyEvent,
): Promise<{ readonly instance: DutyInstance; readonly isNew: boolean }> {
  const planned = planEvent(duty, event, calendar);
  const made = await insertMany(tx, dutyInstances, [{ ...planned, createdAt: now }], 'key');
  const [known] = await lockInstances(tx, [planned.key]);
  const instance = known ?? planned;
  if (!made.has(planned.key)) return { instance, isNew: false };
  const slips = pausedCalendar(calendar, pausesOf(directory, instance.orgCode, await readPauses(tx)));
  const stages = stageDays(instance, ladderOf(directory, instance), { calendar, slips });
  const { due, next } = dueStages(stages, new Set(), instance.round, dayOf(now));
  const first = due[0] ?? next;
  if (first) await bookTimers(tx, [{ kind: stageTimer, subject: instance.key, dueAt: stageMoment(first) }]);
  return { instance, isNew: true };
}
