import { AppError } from '../core/errors.ts';

/** A calendar day in Asia/Shanghai, written YYYY-MM-DD. Comparing the strings orders the days. */
export type Day = string & { readonly __brand: 'Day' };

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

/**
 * Shanghai is a fixed +08:00: China has kept no daylight saving time since 1991, so one offset turns every
 * instant this product can meet into a day, and no zone data or host setting takes part in it.
 */
const offsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0);
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}

/** Whether the three numbers name a day that exists, within the years 1900 to 9999. */
export function existsDay(year: number, month: number, date: number): boolean {
  return year >= 1900 && year <= 9999 && date >= 1 && date <= daysInMonth(year, month);
}

export function dayFrom(year: number, month: number, date: number): Day {
  if (!existsDay(year, month, date)) {
    throw new AppError('invalid', 'day_impossible', `${year}-${month}-${date} is not a day of the calendar`);
  }
  return `${pad(year, 4)}-${pad(month)}-${pad(date)}` as Day;
}

export function partsOf(day: Day): DayParts {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) };
}

export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  return existsDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
}

export function asDay(text: string): Day {
  if (isDay(text)) return text;
  throw new AppError('invalid', 'day_impossible', `"${text}" is not a day written YYYY-MM-DD`);
}

/** Days since 1970-01-01. Years are counted from March, which puts the leap day at the end of its year. */
export function serialOf(day: Day): number {
  const { year, month, date } = partsOf(day);
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((153 * marchMonth + 2) / 5) + date - 719_469;
}

export function dayOfSerial(serial: number): Day {
  const instant = new Date(serial * dayMs);
  return dayFrom(instant.getUTCFullYear(), instant.getUTCMonth() + 1, instant.getUTCDate());
}

export function dayOf(instant: Date): Day {
  return dayOfSerial(Math.floor((instant.getTime() + offsetMs) / dayMs));
}

function clockTextOf(instant: Date): string {
  return new Date(instant.getTime() + offsetMs).toISOString().slice(11, 19);
}

/** HH:MM in Shanghai. */
export function timeOf(instant: Date): string {
  return clockTextOf(instant).slice(0, 5);
}

/** The instant at which the Shanghai clock reads `time` (HH:MM or HH:MM:SS) on `day`. */
export function instantAt(day: Day, time = '00:00'): Date {
  const match = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(time);
  if (!match)
    throw new AppError('invalid', 'time_impossible', `"${time}" is not a time written HH:MM or HH:MM:SS`);
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
  return new Date(serialOf(day) * dayMs + seconds * 1000 - offsetMs);
}

/** Whole seconds with the zone: 2026-02-26T09:07:41+08:00. */
export function isoWithZone(instant: Date): string {
  return `${dayOf(instant)}T${clockTextOf(instant)}+08:00`;
}

export function addDays(day: Day, days: number): Day {
  return dayOfSerial(serialOf(day) + days);
}

/** The same date `months` later, or the last day of that month where it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, date } = partsOf(day);
  const index = year * 12 + month - 1 + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return dayFrom(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)));
}

/** How many days `b` lies after `a`. */
export function daysBetween(a: Day, b: Day): number {
  return serialOf(b) - serialOf(a);
}

export function weekdayOfSerial(serial: number): Weekday {
  return (((((serial + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** Monday is 1, Sunday is 7. */
export function weekday(day: Day): Weekday {
  return weekdayOfSerial(serialOf(day));
}

/** The first day of its week. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekday(day));
}
