import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, asDay, dayOf, daysBetween, instantAt, weekday } from './day.ts';
import { formatDay, formatDayShort } from './format.ts';
import { announcedCalendar } from './tables.ts';
import { readWhen, type WhenReading } from './zh-dates.ts';
import { fold } from './zh-dates-tokens.ts';

const calendar = announcedCalendar();
const monday = instantAt(asDay('2026-02-02'), '09:05');

function read(text: string, now = monday): WhenReading {
  return readWhen(text, { now, calendar });
}

describe('for all days', () => {
  const daysAhead = fc.integer({ min: 0, max: 180 });
  const anyNow = fc
    .integer({ min: 0, max: 700 * 24 * 60 })
    .map((m) => new Date(instantAt(asDay('2025-01-01')).getTime() + m * 60_000));
  const noon = fc.constantFrom('07:00', '09:30', '12:05', '15:00', '23:59');

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(anyNow, daysAhead, noon, (now, ahead, time) => {
        const today = dayOf(now);
        const day = addDays(today, ahead);
        for (const printed of [
          formatDay(day, undefined, today),
          formatDayShort(day, today),
          day.replaceAll('-', '/'),
        ]) {
          expect(read(`${printed} ${time} 三楼`, now)).toMatchObject({
            kind: 'moment',
            day,
            time,
            rest: '三楼',
          });
        }
      }),
    );
  });

  it('puts 本周, 下周 and 下下周 into the right calendar week', () => {
    fc.assert(
      fc.property(
        anyNow,
        fc.integer({ min: 0, max: 2 }),
        fc.integer({ min: 1, max: 7 }),
        (now, weeksOn, n) => {
          const reading = read(`${['本周', '下周', '下下周'][weeksOn]}${'一二三四五六日'[n - 1]}`, now);
          const thisMonday = addDays(dayOf(now), 1 - weekday(dayOf(now)));
          expect(reading.kind === 'moment' && daysBetween(thisMonday, reading.day)).toBe(weeksOn * 7 + n - 1);
        },
      ),
    );
  });

  it('never takes a bare weekday or date of the month for a day gone by', () => {
    fc.assert(
      fc.property(
        anyNow,
        fc.constantFrom('周一', '周三', '周五', '周日', '1日', '12号', '28日', '31号'),
        (now, text) => {
          const reading = read(text, now);
          if (reading.kind === 'moment') expect(reading.day >= dayOf(now)).toBe(true);
          else expect(reading).toMatchObject({ kind: 'ask' });
        },
      ),
    );
  });

  it('answers any text in one polite sentence and only with days that exist', () => {
    const piece = fc.constantFrom(
      ...'周下本月日号点半一二三十五0123456789:-/.,（）今明后天底前到 午上每第个《》'.split(''),
      '会议室',
      '12日',
      '下午3点',
      '最后一个',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), anyNow, (pieces, now) => {
        const text = pieces.join('');
        const reading = read(text, now);
        expect(fold(text)).toHaveLength(text.length);
        if (reading.kind === 'none') return;
        const options = reading.kind === 'ask' ? reading.options : [reading];
        for (const { day, time } of options) {
          expect(asDay(day)).toBe(day);
          if (time !== undefined) expect(time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
        }
        if (reading.kind === 'ask') expect(reading.question).toMatch(/^[^。！!]+。$/);
      }),
      { numRuns: 2000 },
    );
  });
});
