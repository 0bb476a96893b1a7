import type { Day } from '../../calendar/day.ts';
import type { Instance } from './instances.ts';
import { type ReminderRow, type ReminderStage, reminderRows } from './profile-tables.ts';
import { monthsLater } from './spans.ts';
import { step, type WorkingDays } from './working-days.ts';

/** A reminder and its day. After an extension (`heldBy` another day) only what counts back from the new date comes again. */
export function reminderDays(
  instance: Instance,
  heldBy: Day,
  isExtended: boolean,
  days: WorkingDays,
): readonly (readonly [ReminderStage, Day])[] {
  const row: ReminderRow = reminderRows[instance.duty.reminder];
  const { eventOn } = instance;
  return row.flatMap((stage): (readonly [ReminderStage, Day])[] => {
    const day = dayOfStage(stage, instance, heldBy, isExtended, days);
    if (day === undefined || (eventOn !== undefined && day < eventOn)) return [];
    return [[stage, day]];
  });
}

function dayOfStage(
  stage: ReminderStage,
  { span, eventOn, termEnd }: Instance,
  heldBy: Day,
  isExtended: boolean,
  days: WorkingDays,
): Day | undefined {
  const [, count, unit] = /^(\d+)(wd|mo)$/.exec(stage) ?? [];
  if (unit === 'wd') return days.walk(heldBy, -Number(count));
  if (unit === 'mo')
    return days.shift(monthsLater(isExtended ? heldBy : (termEnd ?? heldBy), -Number(count)), 'prev');
  if (isExtended) return undefined;
  if (stage === 'open') return span && days.walk(step(span.first, -1), 1);
  if (eventOn === undefined) return undefined;
  if (stage === 'on') return days.shift(eventOn, 'next');
  if (stage === 'half')
    return days.shift(days.walk(eventOn, Math.floor(days.count(eventOn, heldBy) / 2)), 'next');
  return undefined;
}
