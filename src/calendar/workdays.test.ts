import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, asDay, type Day, dayOfSerial, weekday } from './day.ts';
import { announcedCalendar, readYearTable } from './tables.ts';
import { createCalendar, type WorkCalendar } from './workdays.ts';

let calendar: WorkCalendar;
// Not before: a calendar that cannot be built is a test that fails, not a file that cannot be read.
beforeAll(() => {
  calendar = announcedCalendar();
});
/** By number, 2024 to 2028. */
const day2024to2028 = fc.integer({ min: 19_723, max: 21_549 }).map(dayOfSerial);

/** The tables once more, read day by day: what the look-ups must agree with. */
function worksOn(day: Day): boolean {
  const makeUp = calendar.years().some((table) => table.makeUpDays.includes(day));
  const off = calendar
    .years()
    .some((table) => table.holidays.some(({ from, to }) => from <= day && day <= to));
  return makeUp || (weekday(day) <= 5 && !off);
}

function walk(day: Day, n: number): Day {
  let left = Math.abs(n);
  let there = day;
  while (left > 0) {
    there = addDays(there, n < 0 ? -1 : 1);
    if (worksOn(there)) left -= 1;
  }
  return there;
}

describe('the announced years', () => {
  it('counts 248 working days in 2026 and in 2025', () => {
    expect(calendar.workdaysBetween(asDay('2025-12-31'), asDay('2026-12-31'))).toBe(248);
    expect(calendar.workdaysBetween(asDay('2024-12-31'), asDay('2025-12-31'))).toBe(248);
  });

  it.each([
    ['February theme day, reminders', '2026-02-28', [-5, -2], ['2026-02-14', '2026-02-26']],
    [
      'February theme day, escalation',
      '2026-02-28',
      [1, 3, 5, 10],
      ['2026-03-02', '2026-03-04', '2026-03-06', '2026-03-13'],
    ],
    [
      'September, escalation',
      '2026-09-30',
      [1, 3, 5, 10],
      ['2026-10-08', '2026-10-10', '2026-10-13', '2026-10-20'],
    ],
    ['from inside a holiday', '2026-02-18', [-1, 0, 1], ['2026-02-14', '2026-02-18', '2026-02-24']],
    ['over the turn of the year', '2025-12-31', [1, 5], ['2026-01-04', '2026-01-08']],
  ] as const)('%s', (_, from, steps, expected) => {
    expect(steps.map((n) => calendar.addWorkdays(asDay(from), n))).toEqual(expected);
  });

  it('says what kind of day it is', () => {
    expect(calendar.describe(asDay('2026-02-18'))).toEqual({ kind: 'holiday', name: '春节' });
    expect(calendar.describe(asDay('2026-02-28'))).toEqual({ kind: 'make_up' });
    expect(calendar.describe(asDay('2026-03-01'))).toEqual({ kind: 'weekend' });
    expect(calendar.describe(asDay('2026-03-02'))).toEqual({ kind: 'workday' });
  });

  it('marks years without an announced table as provisional', () => {
    expect(
      ['2024-12-31', '2025-01-01', '2026-12-31', '2027-01-01', '2031-05-01'].map((d) =>
        calendar.isProvisional(asDay(d)),
      ),
    ).toEqual([true, false, false, true, true]);
    expect(calendar.isWorkday(asDay('2027-10-01'))).toBe(true);
  });

  it('moves off days that are no working days', () => {
    expect(calendar.shift(asDay('2026-02-15'), 'prev')).toBe('2026-02-14');
    expect(calendar.shift(asDay('2026-02-15'), 'next')).toBe('2026-02-24');
    expect(calendar.shift(asDay('2026-02-28'), 'next')).toBe('2026-02-28');
  });

  it('gives its tables in the order of their years', () => {
    expect(createCalendar([...calendar.years()].reverse()).years()).toEqual(calendar.years());
    expect(calendar.years().map(({ year }) => year)).toEqual([2025, 2026, 2027]);
  });

  it('names the document of every table', () => {
    for (const { source } of calendar.years()) expect(source).toMatch(/国务院办公厅/);
  });
});

describe('working-day arithmetic', () => {
  it('agrees with walking day by day, across the years', () => {
    fc.assert(
      fc.property(day2024to2028, fc.integer({ min: -300, max: 300 }), (day, n) => {
        expect(calendar.addWorkdays(day, n)).toBe(walk(day, n));
      }),
    );
  });

  it('counts as a walk counts', () => {
    fc.assert(
      fc.property(day2024to2028, day2024to2028, (a, b) => {
        let count = 0;
        const [low, high] = a < b ? [a, b] : [b, a];
        for (let day = addDays(low, 1); day <= high; day = addDays(day, 1)) if (worksOn(day)) count += 1;
        expect(calendar.workdaysBetween(a, b) + 0).toBe((a < b ? count : -count) + 0);
      }),
    );
  });

  it('there and back is the same working day', () => {
    fc.assert(
      fc.property(day2024to2028, fc.integer({ min: -600, max: 600 }), (day, n) => {
        const start = calendar.shift(day, 'next');
        const there = calendar.addWorkdays(start, n);
        expect(calendar.addWorkdays(there, -n)).toBe(start);
        expect(calendar.workdaysBetween(start, there) + 0).toBe(n + 0);
      }),
    );
  });

  it('shifts to a working day once and for all', () => {
    fc.assert(
      fc.property(day2024to2028, fc.constantFrom('prev' as const, 'next' as const), (day, way) => {
        const there = calendar.shift(day, way);
        expect(calendar.isWorkday(there)).toBe(true);
        expect(calendar.shift(there, way)).toBe(there);
        expect(way === 'prev' ? there <= day : there >= day).toBe(true);
      }),
    );
  });

  it('refuses a fraction of a day', () => {
    expect(() => calendar.addWorkdays(asDay('2026-02-02'), 1.5)).toThrow(
      expect.objectContaining({ kind: 'invalid' }),
    );
  });
});

describe('tables', () => {
  const table = { year: 2026, status: 'announced', source: 'x', holidays: [], makeUpDays: [] } as const;

  it.each([
    ['an impossible day', { ...table, makeUpDays: ['2026-02-30'] }],
    ['an unknown field', { ...table, note: 'x' }],
    ['no source', { ...table, source: ' ' }],
    ['an unknown status', { ...table, status: 'maybe' }],
  ])('refuses %s', (_, content) => {
    expect(() => readYearTable(content)).toThrow(expect.objectContaining({ code: 'calendar_table' }));
  });

  const holiday = (from: string, to: string) => ({ ...table, holidays: [{ name: '元旦', from, to }] });

  it.each([
    ['a holiday of the next year', holiday('2027-01-01', '2027-01-03'), '2027-01-01'],
    ['a holiday that reaches into the next year', holiday('2026-12-31', '2027-01-02'), '2027-01-02'],
    ['a holiday of the year before', holiday('2025-10-01', '2025-10-07'), '2025-10-01'],
    ['a holiday that begins too early', holiday('2025-12-01', '2026-01-02'), '2025-12-01'],
    [
      'a make-up day of another year',
      { ...holiday('2026-01-01', '2026-01-03'), makeUpDays: ['2027-01-09'] },
      '2027-01-09',
    ],
    [
      'a make-up day before a New Year that begins in January',
      { ...holiday('2026-01-01', '2026-01-03'), makeUpDays: ['2025-12-28'] },
      '2025-12-28',
    ],
    ['an announced year without a holiday', table, 'holidays'],
  ])('refuses %s and names it', (_, content, named) => {
    expect(() => readYearTable(content)).toThrow(
      expect.objectContaining({ code: 'calendar_table', message: expect.stringContaining(named) }),
    );
  });

  it('takes a New Year that begins in December, and its make-up day', () => {
    // As of 2019: 30 December to 1 January, made up for on Saturday the 29th.
    const arranged = { ...holiday('2018-12-30', '2019-01-01'), year: 2019, makeUpDays: ['2018-12-29'] };
    expect(readYearTable(arranged)).toEqual(arranged);
  });

  it('names the tables that both list a day', () => {
    const first = {
      ...table,
      holidays: [{ name: '元旦', from: asDay('2026-12-30'), to: asDay('2027-01-01') }],
    };
    const second = { ...table, year: 2027, holidays: first.holidays };
    expect(() => createCalendar([first, second])).toThrow(/2026-12-30.*2026.*2027/);
    expect(() => createCalendar([{ ...first, makeUpDays: [asDay('2026-12-31')] }])).toThrow(/2026-12-31/);
  });

  it.each([
    ['two tables of one year', [table, table]],
    [
      'a holiday that ends before it begins',
      [{ ...table, holidays: [{ name: '春节', from: asDay('2026-02-20'), to: asDay('2026-02-15') }] }],
    ],
    [
      'a make-up day inside a holiday',
      [
        {
          ...table,
          holidays: [{ name: '春节', from: asDay('2026-02-14'), to: asDay('2026-02-20') }],
          makeUpDays: [asDay('2026-02-14')],
        },
      ],
    ],
    ['a make-up day in the week', [{ ...table, makeUpDays: [asDay('2026-02-13')] }]],
  ])('refuses %s', (_, tables) => {
    expect(() => createCalendar(tables)).toThrow(expect.objectContaining({ code: 'calendar_conflict' }));
  });

  it('takes a holiday of one day, and both days of a weekend to make up for it', () => {
    const made = createCalendar([
      {
        ...table,
        holidays: [{ name: '端午节', from: asDay('2026-06-19'), to: asDay('2026-06-19') }],
        makeUpDays: [asDay('2026-06-13'), asDay('2026-06-14')],
      },
    ]);
    expect(['2026-06-13', '2026-06-14', '2026-06-19'].map((day) => made.isWorkday(asDay(day)))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('lets a table reach into the year before', () => {
    const reaching = createCalendar([
      { ...table, holidays: [{ name: '元旦', from: asDay('2025-12-31'), to: asDay('2026-01-02') }] },
    ]);
    expect(reaching.addWorkdays(asDay('2025-12-30'), 1)).toBe('2026-01-05');
  });
});
