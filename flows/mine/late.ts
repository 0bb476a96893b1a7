import { formatDay } from '../../src/calendar/format.ts';
import { runningDays } from '../../src/duties/completion.ts';
import { type DutyInstance, isStill } from '../../src/duties/instance.ts';
import { type Pause, pausedCalendar, pausesOf } from '../../src/duties/pauses.ts';
import { dueNow, slipOf } from '../../src/duties/stages.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { slipWords } from '../../src/text/lateness.ts';
import { text } from './text.ts';

/** How late it is on the clock of its organisation; nothing while its day still lies ahead, or it waits for others. */
export function lateWords(
  { calendar, directory, today }: FlowContext,
  instance: DutyInstance,
  pauses: readonly Pause[],
): string | undefined {
  if (isStill(instance.state) || dueNow(instance, today) >= today) return undefined;
  const days = runningDays(
    instance,
    pausedCalendar(calendar, pausesOf(directory, instance.orgCode, pauses)),
    today,
  );
  const slip = slipOf(instance);
  if (days > 0 && slip.held) return slipWords(slip, days, { calendar, today });
  const due = formatDay(slip.missed, calendar, today);
  return days > 0 ? text.late(due, days) : text.lateToday(due);
}
