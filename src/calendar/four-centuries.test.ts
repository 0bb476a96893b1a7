import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  asDay,
  type Day,
  dayOfSerial,
  instantAt,
  isDay,
  serialOf,
  weekday,
} from './day.ts';
import { dueDay } from './deadlines.ts';
import { firstWorkday, lastWorkday, periodEnd, periodOf, periodStart } from './periods.ts';
import { announcedCalendar } from './tables.ts';
import { readWhen } from './zh-dates.ts';

/**
 * Four hundred years, after which the calendar repeats itself to the weekday, written down day after day by the
 * rules of a school book. No date arithmetic of the product and none of the platform takes part in it.
 */
interface WrittenDay {
  readonly day: Day;
  readonly year: number;
  readonly month: number;
  readonly date: number;
  /** Monday is 1. */
  readonly weekday: number;
  readonly isWorking: boolean;
}

const calendar = announcedCalendar();
const weekdaySaturday = 6;

function lengthOf(year: number, month: number): number {
  if (month === 2) return year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function write(): readonly WrittenDay[] {
  const tables = calendar.years();
  const madeUp = new Set(tables.flatMap((table) => table.makeUpDays));
  const off = tables.flatMap((table) => table.holidays);
  const days: WrittenDay[] = [];
  // 1 January 2000 was a Saturday.
  let on = weekdaySaturday;
  for (let year = 2000; year < 2400; year += 1)
    for (let month = 1; month <= 12; month += 1)
      for (let date = 1; date <= lengthOf(year, month); date += 1) {
        const day = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}` as Day;
        const isOff = on > 5 || off.some(({ from, to }) => from <= day && day <= to);
        days.push({ day, year, month, date, weekday: on, isWorking: madeUp.has(day) || !isOff });
        on = on === 7 ? 1 : on + 1;
      }
  return days;
}

const days = write();
const placeOf = new Map(days.map(({ day }, index) => [day, index]));
const byMonth = new Map<string, WrittenDay[]>();
for (const one of days) {
  const month = one.day.slice(0, 7);
  byMonth.set(month, [...(byMonth.get(month) ?? []), one]);
}

function walked(from: Day, by: 1 | -1): Day | undefined {
  let at = placeOf.get(from) ?? -1;
  while (days[at] && !days[at]?.isWorking) at += by;
  return days[at]?.day;
}

/** Whatever disagrees, with what was expected of it: an empty list says that all agree. */
function disagreeing<Item>(
  items: Iterable<Item>,
  look: (item: Item) => readonly [unknown, unknown],
): unknown[] {
  const found: unknown[] = [];
  for (const item of items) {
    const [is, should] = look(item);
    if (is !== should) found.push({ item, is, should });
    if (found.length > 5) break;
  }
  return found;
}

describe('four hundred years, day by day', () => {
  it('are 146,097 days and end on a Friday', () => {
    expect(days.length).toBe(146_097);
    expect(days.at(-1)).toMatchObject({ day: '2399-12-31', weekday: 5 });
  });

  it('each day has its number, its weekday and its neighbour', () => {
    const first = serialOf(asDay('2000-01-01'));
    expect(disagreeing(days.entries(), ([index, { day }]) => [serialOf(day), first + index])).toEqual([]);
    expect(disagreeing(days.entries(), ([index, { day }]) => [dayOfSerial(first + index), day])).toEqual([]);
    expect(disagreeing(days, ({ day, weekday: on }) => [weekday(day), on])).toEqual([]);
    expect(
      disagreeing(days.slice(1).entries(), ([index, { day }]) => [
        addDays(asDay(days[index]?.day ?? ''), 1),
        day,
      ]),
    ).toEqual([]);
  });

  it('each is a working day or is not', () => {
    expect(disagreeing(days, ({ day, isWorking }) => [calendar.isWorkday(day), isWorking])).toEqual([]);
  });

  it('the 29th to 31st exist where they exist', () => {
    const dates = [...byMonth.keys()].flatMap((month) => [29, 30, 31].map((date) => `${month}-${date}`));
    expect(dates.length).toBe(14_400);
    expect(disagreeing(dates, (text) => [isDay(text), placeOf.has(text as Day)])).toEqual([]);
  });
});

describe('anchor days 28 to 31', () => {
  const anchors = days.filter(({ date }) => date >= 28);

  it('keep their date when months pass, or take the last of a shorter month', () => {
    for (const months of [-7, -6, -1, 1, 2, 11, 12, 13, 36, 60])
      expect(
        disagreeing(
          anchors.filter(({ year }) => year >= 2010 && year < 2390),
          ({ day, year, month, date }) => {
            let [y, m] = [year, month];
            for (let left = Math.abs(months); left > 0; left -= 1) {
              m += months > 0 ? 1 : -1;
              if (m === 13) [y, m] = [y + 1, 1];
              if (m === 0) [y, m] = [y - 1, 12];
            }
            const ofMonth = byMonth.get(`${y}-${String(m).padStart(2, '0')}`) ?? [];
            return [addMonths(day, months), ofMonth.findLast((one) => one.date <= date)?.day];
          },
        ),
      ).toEqual([]);
  });

  it('of every month of every year as a due date move to the working day before or after', () => {
    // The 29th of February is no yearly date.
    const yearly = anchors.filter(({ day }) => !day.endsWith('02-29'));
    for (const shift of ['prev', 'next'] as const)
      expect(
        disagreeing(
          yearly.filter(({ day }) => day < '2399-12-20'),
          ({ day, year }) => [
            dueDay(`Y:${day.slice(5)}`, { period: String(year) }, shift, calendar),
            walked(day, shift === 'prev' ? -1 : 1),
          ],
        ),
      ).toEqual([]);
  });

  it('never leave their month backwards', () => {
    expect(
      disagreeing(anchors, ({ day }) => [calendar.shift(day, 'prev').slice(0, 7), day.slice(0, 7)]),
    ).toEqual([]);
  });
});

describe('the end of every period', () => {
  const units = [
    ['EOM', 'month'],
    ['EOQ', 'quarter'],
    ['EOH', 'half'],
    ['EOY', 'year'],
  ] as const;

  it.each(units)('%s is its last working day and lies in it', (rule, unit) => {
    const periods = [...new Set([...byMonth.keys()].map((month) => periodOf(asDay(`${month}-01`), unit)))];
    expect(periods.length).toBe({ month: 4800, quarter: 1600, half: 800, year: 400 }[unit]);
    const lastOf = new Map<string, Day>();
    for (const { day, isWorking } of days) if (isWorking) lastOf.set(periodOf(day, unit), day);
    expect(
      disagreeing(periods, (period) => [dueDay(rule, { period }, 'prev', calendar), lastOf.get(period)]),
    ).toEqual([]);
    expect(disagreeing(periods, (period) => [lastWorkday(calendar, period), lastOf.get(period)])).toEqual([]);
    expect(
      disagreeing(periods, (period) => [periodOf(dueDay(rule, { period }, 'prev', calendar), unit), period]),
    ).toEqual([]);
  });

  it('is the last day before the next one begins', () => {
    expect(
      disagreeing(byMonth, ([month, ofMonth]) => [
        `${periodStart(month)} ${periodEnd(month)} ${firstWorkday(calendar, month)}`,
        `${ofMonth[0]?.day} ${ofMonth.at(-1)?.day} ${ofMonth.find((one) => one.isWorking)?.day}`,
      ]),
    ).toEqual([]);
  });

  it('counted back, its last ten working days are those of the month', () => {
    expect(
      disagreeing(byMonth, ([month, ofMonth]) => {
        const after = addDays(periodEnd(month), 1);
        const counted = Array.from({ length: 10 }, (_, index) => calendar.addWorkdays(after, -(index + 1)));
        const written = ofMonth.filter((one) => one.isWorking).map((one) => one.day);
        return [counted.join(), written.slice(-10).reverse().join()];
      }),
    ).toEqual([]);
  });

  it('with fixed dates of the year: the 20th of December never leaves the year, nor the month', () => {
    for (const date of ['12-20', '12-31', '02-15', '02-28'])
      for (let year = 2000; year < 2400; year += 1) {
        const due = dueDay(`EOY:${date}`, { period: String(year) }, 'prev', calendar);
        expect([due.slice(0, 4), due <= `${year}-${date}`]).toEqual([String(year), true]);
      }
  });
});

describe('the nth weekday of a month, as people say it', () => {
  const words = ['一', '二', '三', '四', '五', '六', '日'];
  const dayRead = (text: string, year: number): Day | string => {
    const read = readWhen(text, { now: instantAt(asDay(`${year}-01-01`), '00:00'), calendar });
    return read.kind === 'moment' ? (read.day ?? 'no day') : read.kind;
  };

  it('the last one of every month of four hundred years', () => {
    const said = [...byMonth.keys()].flatMap((month) =>
      words.map((word, index) => ({ month, word, on: index + 1 })),
    );
    expect(
      disagreeing(said, ({ month, word, on }) => [
        dayRead(`${Number(month.slice(5))}月最后一个周${word}`, Number(month.slice(0, 4))),
        byMonth.get(month)?.findLast((one) => one.weekday === on)?.day,
      ]),
    ).toEqual([]);
  });

  it('the first to the fifth, which not every month has, of the fourteen kinds of year', () => {
    const months = [...byMonth.keys()].filter((month) => month >= '2024' && month < '2052');
    const said = months.flatMap((month) =>
      words.flatMap((word, index) => [1, 2, 3, 4, 5].map((nth) => ({ month, word, on: index + 1, nth }))),
    );
    expect(
      disagreeing(said, ({ month, word, on, nth }) => [
        dayRead(`${Number(month.slice(5))}月第${nth}个周${word}`, Number(month.slice(0, 4))),
        byMonth.get(month)?.filter((one) => one.weekday === on)[nth - 1]?.day ?? 'ask',
      ]),
    ).toEqual([]);
  });
});
