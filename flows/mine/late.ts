import { formatDay } from '../../src/calendar/format.ts';
import { daysLateOn } from '../../src/duties/completion.ts';
import { type DutyInstance, isStill } from '../../src/duties/instance.ts';
import { type Pause, pausedCalendar, pausesOf } from '../../src/duties/pauses.ts';
import { lapseBase } from '../../src/duties/stages.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { text } from './text.ts';

/** The day it has to be done by; once that is past, the day its record or correction may still come. */
export function dueDay(instance: DutyInstance, today: FlowContext['today']): FlowContext['today'] {
  return instance.heldBy < today ? lapseBase(instance).from : instance.heldBy;
}

/** How late it is on the clock of its organisation; nothing while its day still lies ahead, or it waits for others. */
export function lateWords(
  { calendar, directory, today }: FlowContext,
  instance: DutyInstance,
  pauses: readonly Pause[],
): string | undefined {
  if (isStill(instance.state) || dueDay(instance, today) >= today) return undefined;
  const days = daysLateOn(
    instance,
    pausedCalendar(calendar, pausesOf(directory, instance.orgCode, pauses)),
    today,
  );
  const due = formatDay(instance.heldBy, calendar, today);
  return days > 0 ? text.late(due, days) : text.lateToday(due);
}
