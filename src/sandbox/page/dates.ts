/** Everything shown is wall time of the workspace's zone, whatever the zone of the browser. */
const ZONE = 'Asia/Shanghai';
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

const formatter = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, hourCycle: 'h23', ...options });

const formats = {
  time: formatter({ hour: '2-digit', minute: '2-digit' }),
  seconds: formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  day: formatter({ month: 'long', day: 'numeric' }),
  fullDay: formatter({ year: 'numeric', month: 'long', day: 'numeric' }),
  weekday: formatter({ weekday: 'short' }),
  longWeekday: formatter({ weekday: 'long' }),
  month: formatter({ year: 'numeric', month: 'long' }),
} as const;

type DateFormat = keyof typeof formats;
export const show = (format: DateFormat, at: number): string => formats[format].format(at);

const dayNumber = (at: number): number => Math.floor((at + OFFSET_MS) / DAY_MS);
const wall = (at: number): Date => new Date(at + OFFSET_MS);

/** `2026-02-12` of an instant. */
export const isoDay = (at: number): string => wall(at).toISOString().slice(0, 10);
/** `09:30` of an instant. */
export const isoTime = (at: number): string => wall(at).toISOString().slice(11, 16);

/** The instant of a wall-clock day and time, or undefined when the text names none. */
export function fromWall(day: string, time = '00:00'): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return undefined;
  const at = Date.parse(`${day}T${time}:00+08:00`);
  return Number.isNaN(at) || isoDay(at) !== day ? undefined : at;
}

export const toIso = (at: number): string => `${isoDay(at)}T${isoTime(at)}:00+08:00`;

/** How many days `at` lies before `now`, by calendar day. */
export const daysAgo = (at: number, now: number): number => dayNumber(now) - dayNumber(at);

/** Monday to Friday only: the workspace knows the platform, not the holiday table. */
export function nextWorkingMorning(now: number): number {
  for (let step = 0; ; step += 1) {
    const day = now + step * DAY_MS;
    const at = fromWall(isoDay(day), '10:00') ?? day;
    const weekday = wall(day).getUTCDay();
    if (at > now && weekday !== 0 && weekday !== 6) return at;
  }
}

/** Six weeks from the Monday on or before the first of the month of `day`. */
export function monthGrid(day: string): string[] {
  const first = fromWall(`${day.slice(0, 7)}-01`) ?? 0;
  const lead = (wall(first).getUTCDay() + 6) % 7;
  return Array.from({ length: 42 }, (_, index) => isoDay(first + (index - lead) * DAY_MS));
}

export const shiftDay = (day: string, days: number): string => isoDay((fromWall(day) ?? 0) + days * DAY_MS);

export function shiftMonth(day: string, months: number): string {
  const date = wall(fromWall(`${day.slice(0, 7)}-01`) ?? 0);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)).toISOString().slice(0, 10);
}
