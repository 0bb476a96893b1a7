import { insertMany } from '../../../db/bulk.ts';
import type { Tx } from '../../../db/client.ts';
import { dutyInstances } from '../../../db/schema/index.ts';
import { bookTimers } from '../../../db/timers.ts';
import type { Day } from '../../calendar/day.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import { stableId } from '../../core/ids.ts';
import type { Directory } from '../../org/directory.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';
import type { DutyInstance } from '../instance.ts';
import { localDuty } from '../overrides/local-plan.ts';
import { lockInstances, readPauses } from '../store.ts';
import { planEvent } from './plan.ts';
import { timerFor, timetable } from './timetable.ts';

/** What happened, as `planEvent` takes it: its id makes it once, whoever opens it again. */
export type DutyEvent = Parameters<typeof planEvent>[1];

/** The id of an event, as it stands in the number people read: its day, and six characters that tell nothing of `about`. */
export function eventId(day: Day, about: string): string {
  return `${day}-${stableId(about).slice(0, 6).toUpperCase()}`;
}

/** What is asked of whoever opens an item by hand; undefined where the calendar or a flow opens it. */
export function openedByHand({ opens }: Pick<DutyDef, 'opens'>) {
  return opens && 'day' in opens ? opens : undefined;
}

export interface EventScope {
  readonly tx: Tx;
  readonly now: Date;
  readonly today: Day;
  readonly calendar: WorkCalendar;
  readonly directory: Directory;
  readonly catalogue: Catalogue;
}

/** The instance as it would be opened now, by the organisation's own rules of the day of the event. */
export async function plannedEvent(
  scope: EventScope,
  duty: DutyDef,
  event: DutyEvent,
): Promise<DutyInstance> {
  return planEvent((await localDuty(scope, event.org, duty, event.on)) ?? duty, event, scope.calendar);
}

/**
 * Opens an instance by hand, with the timer of its first stage: something happened, and the duty is due by its rule
 * or by a day given (duties.md b.4, `ev+10wd`). `isNew` is false where the same event was opened before.
 */
export async function openEvent(
  scope: EventScope,
  duty: DutyDef,
  event: DutyEvent,
): Promise<{ readonly instance: DutyInstance; readonly isNew: boolean }> {
  const { tx, now, calendar, directory } = scope;
  const planned = await plannedEvent(scope, duty, event);
  const made = await insertMany(tx, dutyInstances, [{ ...planned, createdAt: now }], 'key');
  const [known] = await lockInstances(tx, [planned.key]);
  const instance = known ?? planned;
  if (!made.has(planned.key)) return { instance, isNew: false };
  const { stagesOf } = timetable({ directory, calendar }, await readPauses(tx));
  const timer = timerFor(instance, stagesOf(instance), new Set(), now);
  if (timer) await bookTimers(tx, [timer]);
  return { instance, isNew: true };
}
