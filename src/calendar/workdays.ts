import { AppError } from '../core/errors.ts';
import { tableFlaws as words } from '../text/calendar-command.ts';
import {
  addDays,
  type Day,
  dayFrom,
  dayOfSerial,
  isLeapYear,
  serialOf,
  weekday,
  weekdayOfSerial,
} from './day.ts';

export interface Holiday {
  readonly name: string;
  readonly from: Day;
  readonly to: Day;
}

/** Days off and make-up working days of one year, with the document they come from. */
export interface YearTable {
  readonly year: number;
  readonly status: 'announced' | 'provisional';
  readonly source: string;
  readonly holidays: readonly Holiday[];
  readonly makeUpDays: readonly Day[];
}

export interface DayKind {
  readonly kind: 'workday' | 'make_up' | 'weekend' | 'holiday';
  readonly name?: string | undefined;
}

export interface WorkCalendar {
  isWorkday(day: Day): boolean;
  /** No announced table for the day's year: plain weekends were used. */
  isProvisional(day: Day): boolean;
  describe(day: Day): DayKind;
  /** n > 0: the nth working day strictly after `day`; n < 0: strictly before; 0: `day` itself. */
  addWorkdays(day: Day, n: number): Day;
  /** Working days in (a, b]; negative when b lies before a. */
  workdaysBetween(a: Day, b: Day): number;
  /** `day` itself when it is a working day, else the nearest one in that direction. */
  shift(day: Day, direction: 'prev' | 'next'): Day;
  years(): readonly YearTable[];
}

/** One year laid out so that counting and stepping are look-ups. */
interface YearIndex {
  readonly firstSerial: number;
  /** Working days from 1 January up to and including each day of the year. */
  readonly countUpTo: Uint16Array;
  /** Serial of each working day, in order. */
  readonly workSerials: readonly number[];
}

type SpecialDays = ReadonlyMap<number, DayKind>;

function conflict(sentence: string): AppError {
  return new AppError('invalid', 'calendar_conflict', sentence);
}

function specialDaysOf(tables: readonly YearTable[]): SpecialDays {
  const special = new Map<number, DayKind>();
  const listedIn = new Map<number, number>();
  const mark = (day: Day, kind: DayKind, year: number): void => {
    const serial = serialOf(day);
    const other = listedIn.get(serial);
    if (other !== undefined) throw conflict(words.twice(day, other, year));
    listedIn.set(serial, year);
    special.set(serial, kind);
  };
  const years = new Set<number>();
  for (const table of tables) {
    if (years.has(table.year)) throw conflict(words.twoTables(table.year));
    years.add(table.year);
    for (const { name, from, to } of table.holidays) {
      if (to < from) throw conflict(words.endsEarly(name, from, to));
      for (let day = from; day <= to; day = addDays(day, 1)) mark(day, { kind: 'holiday', name }, table.year);
    }
    for (const day of table.makeUpDays) {
      if (weekday(day) < 6) throw conflict(words.noWeekend(day));
      mark(day, { kind: 'make_up' }, table.year);
    }
  }
  return special;
}

function kindOf(special: SpecialDays, serial: number): DayKind {
  return special.get(serial) ?? (weekdayOfSerial(serial) >= 6 ? { kind: 'weekend' } : { kind: 'workday' });
}

function indexYear(special: SpecialDays, year: number): YearIndex {
  const firstSerial = serialOf(dayFrom(year, 1, 1));
  const countUpTo = new Uint16Array(isLeapYear(year) ? 366 : 365);
  const workSerials: number[] = [];
  for (let offset = 0; offset < countUpTo.length; offset += 1) {
    const { kind } = kindOf(special, firstSerial + offset);
    if (kind === 'workday' || kind === 'make_up') workSerials.push(firstSerial + offset);
    countUpTo[offset] = workSerials.length;
  }
  return { firstSerial, countUpTo, workSerials };
}

/**
 * A year's own table may reach into the neighbouring year (a New Year's holiday that begins in December), so
 * the listed days of all tables apply together; only the provisional mark follows the year of the table.
 */
export function createCalendar(tables: readonly YearTable[]): WorkCalendar {
  const special = specialDaysOf(tables);
  const announced = new Set(
    tables.filter((table) => table.status === 'announced').map((table) => table.year),
  );
  const sorted = [...tables].sort((a, b) => a.year - b.year);
  const indexes = new Map<number, YearIndex>();
  const yearOf = (day: Day): number => Number(day.slice(0, 4));
  const indexOf = (year: number): YearIndex => {
    const known = indexes.get(year);
    if (known) return known;
    const built = indexYear(special, year);
    indexes.set(year, built);
    return built;
  };
  /** Working days of the year up to and including `day`. */
  const countAt = (day: Day): number => {
    const index = indexOf(yearOf(day));
    return index.countUpTo[serialOf(day) - index.firstSerial] ?? 0;
  };
  const describe = (day: Day): DayKind => kindOf(special, serialOf(day));
  const isWorkday = (day: Day): boolean => {
    const { kind } = describe(day);
    return kind === 'workday' || kind === 'make_up';
  };

  const addWorkdays = (day: Day, n: number): Day => {
    if (!Number.isInteger(n))
      throw new AppError('invalid', 'workdays_fraction', `${n} is no whole number of days`);
    if (n === 0) return day;
    let year = yearOf(day);
    // Position of the wanted working day, counted from 1 in `year`. Before a day that is none itself, the
    // count up to it already stands on the previous working day.
    let position = countAt(day) + n + (n < 0 && !isWorkday(day) ? 1 : 0);
    while (position < 1) {
      year -= 1;
      position += indexOf(year).workSerials.length;
    }
    while (position > indexOf(year).workSerials.length) {
      position -= indexOf(year).workSerials.length;
      year += 1;
    }
    return dayOfSerial(indexOf(year).workSerials[position - 1] ?? 0);
  };

  const workdaysBetween = (a: Day, b: Day): number => {
    if (b < a) return -workdaysBetween(b, a);
    let count = countAt(b) - countAt(a);
    for (let year = yearOf(a); year < yearOf(b); year += 1) count += indexOf(year).workSerials.length;
    return count;
  };

  return {
    isWorkday,
    isProvisional: (day) => !announced.has(yearOf(day)),
    describe,
    addWorkdays,
    workdaysBetween,
    shift: (day, direction) => (isWorkday(day) ? day : addWorkdays(day, direction === 'next' ? 1 : -1)),
    years: () => sorted,
  };
}
