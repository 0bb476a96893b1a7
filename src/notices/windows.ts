import { addDays, type Day, dayOf, instantAt, timeOf } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import { hash32 } from '../core/ids.ts';

/** Sending windows on working days (duties.md e.4); an end is the first moment that is too late. */
const windows = [
  { from: '09:00', to: '11:40' },
  { from: '14:10', to: '17:20' },
] as const;

/**
 * The platform asks bots to stay off the hour and the half hour: what a clock sends is never set to such a minute.
 * What a person causes at that moment (an invitation after 确认发布) need not wait a minute for it.
 */
function isCrowdedMinute(at: Date): boolean {
  const time = timeOf(at);
  return time.endsWith(':00') || time.endsWith(':30');
}

export function isSendingTime(at: Date, calendar: WorkCalendar): boolean {
  const time = timeOf(at);
  return calendar.isWorkday(dayOf(at)) && windows.some((w) => time >= w.from && time < w.to);
}

/** The first moment at or after `at` at which something may be sent. */
export function nextSendingTime(at: Date, calendar: WorkCalendar): Date {
  if (isSendingTime(at, calendar)) return at;
  const day = dayOf(at);
  if (calendar.isWorkday(day)) {
    for (const window of windows) {
      const opens = instantAt(day, window.from);
      if (at >= opens) continue;
      return afterCrowdedMinute(opens);
    }
  }
  const next = calendar.isWorkday(addDays(day, 1)) ? addDays(day, 1) : calendar.addWorkdays(day, 1);
  return afterCrowdedMinute(instantAt(next, windows[0].from));
}

/** The same for what a clock sends: never in a crowded minute. */
export function nextScheduledTime(at: Date, calendar: WorkCalendar): Date {
  return nextSendingTime(afterCrowdedMinute(at), calendar);
}

function afterCrowdedMinute(at: Date): Date {
  if (!isCrowdedMinute(at)) return at;
  return new Date(Math.floor(at.getTime() / 60_000) * 60_000 + 60_000);
}

const digestTime = '09:07';
/** 09:07, 09:12 … 09:57: people who share a moment share its statements. None of them is a crowded minute. */
const moments = 11;
const momentMinutes = 5;

/** A person's own moment of a day: 09:07 plus up to 50 minutes in steps of five, the same every day. */
export function digestMoment(personCode: string, day: Day): Date {
  const later = (hash32(`digest:${personCode}`) % moments) * momentMinutes;
  return new Date(instantAt(day, digestTime).getTime() + later * 60_000);
}

/** The person's next digest moment at or after `at`, on a working day. */
export function nextDigestMoment(personCode: string, at: Date, calendar: WorkCalendar): Date {
  const today = dayOf(at);
  if (calendar.isWorkday(today)) {
    const moment = digestMoment(personCode, today);
    if (moment >= at) return moment;
  }
  return digestMoment(personCode, calendar.addWorkdays(today, 1));
}
