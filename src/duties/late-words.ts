import type { Day } from '../calendar/day.ts';
import { formatDay } from '../calendar/format.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Directory } from '../org/directory.ts';
import { dueWords, slipWords } from '../text/lateness.ts';
import { runningDays } from './completion.ts';
import { type DutyInstance, isStill } from './instance.ts';
import { type Pause, pausedCalendar, pausesOf } from './pauses.ts';
import { dueNow, slipOf } from './stages.ts';

/** How late it is on the clock of its organisation; nothing while its day still lies ahead, or it waits for others. */
export function lateWords(
  {
    calendar,
    directory,
    today,
  }: { readonly calendar: WorkCalendar; readonly directory: Directory; readonly today: Day },
  instance: DutyInstance,
  pauses: readonly Pause[],
): string | undefined {
  if (isStill(instance.state) || dueNow(instance, today) >= today) return undefined;
  const slips = pausedCalendar(calendar, pausesOf(directory, instance.orgCode, pauses));
  const days = runningDays(instance, slips, today);
  const slip = slipOf(instance);
  if (days > 0 && slip.held) return slipWords(slip, days, { calendar, today });
  return dueWords(formatDay(slip.missed, calendar, today), days);
}
