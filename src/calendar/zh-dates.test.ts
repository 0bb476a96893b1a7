import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, asDay, type Day, dayOf, daysBetween, instantAt, weekday } from './day.ts';
import { formatDay, formatDayShort } from './format.ts';
import { announcedCalendar } from './tables.ts';
import { readWhen, type WhenReading } from './zh-dates.ts';
import { fold } from './zh-dates-tokens.ts';

const calendar = announcedCalendar();
const monday = instantAt(asDay('2026-02-02'), '09:05');

function read(text: string, now = monday): WhenReading {
  return readWhen(text, { now, calendar });
}

/** '2026-02-12 15:00' for a moment, '? code: day time | day time' for a question, '-' for nothing. */
function brief(reading: WhenReading): string {
  if (reading.kind === 'none') return '-';
  const print = ({ day, time }: { day: Day; time?: string | undefined }): string =>
    [day.slice(2), time].filter(Boolean).join(' ');
  if (reading.kind === 'moment') return print(reading);
  return `? ${reading.code}: ${reading.options.map(print).join(' | ')}`.trim();
}

describe('on Monday 2026-02-02 at 09:05', () => {
  it.each([
    ['今天', '26-02-02'],
    ['今日下午3点', '26-02-02 15:00'],
    ['明天15:00', '26-02-03 15:00'],
    ['明日', '26-02-03'],
    ['后天', '26-02-04'],
    ['大后天上午9点半', '26-02-05 09:30'],
    ['3天后', '26-02-05'],
    ['三个工作日后', '26-02-05'],
    ['10个工作日后', '26-02-14'],
    ['20260212', '26-02-12'],
    ['20260212下午3点', '26-02-12 15:00'],
    ['下周四下午三点', '26-02-12 15:00'],
    ['今晚7点', '26-02-02 19:00'],
    ['明早8点', '26-02-03 08:00'],
    ['昨天', '26-02-01'],
    ['周一', '26-02-02'],
    ['周五', '26-02-06'],
    ['本周五', '26-02-06'],
    ['这周五', '26-02-06'],
    ['星期五下午3点', '26-02-06 15:00'],
    ['礼拜五', '26-02-06'],
    ['星期天', '26-02-08'],
    ['周5下午3点', '26-02-06 15:00'],
    ['下周四', '26-02-12'],
    ['下个星期四', '26-02-12'],
    ['下周的周四', '26-02-12'],
    ['下周日', '26-02-15'],
    ['下下周三', '26-02-18'],
    ['上周五', '26-01-30'],
    ['12日', '26-02-12'],
    ['12号', '26-02-12'],
    ['十二号', '26-02-12'],
    ['廿三号', '26-02-23'],
    ['12号开会', '26-02-12'],
    ['2月12日', '26-02-12'],
    ['2月12号', '26-02-12'],
    ['二月十二日', '26-02-12'],
    ['12月1日', '26-12-01'],
    ['2月12', '26-02-12'],
    ['2026年2月12日', '26-02-12'],
    ['26年2月12日', '26-02-12'],
    ['二〇二六年二月十二日下午三点', '26-02-12 15:00'],
    ['明年1月5日', '27-01-05'],
    ['去年12月3日', '25-12-03'],
    ['2026-02-12', '26-02-12'],
    ['2026-02-12T15:00', '26-02-12 15:00'],
    ['2026/2/12', '26-02-12'],
    ['2026.2.12', '26-02-12'],
    ['2/12', '26-02-12'],
    ['12/1', '26-12-01'],
    ['2.12', '26-02-12'],
    ['9.30 15:00', '26-09-30 15:00'],
    ['2-12 15:00', '26-02-12 15:00'],
    ['本月15日', '26-02-15'],
    ['下个月15号', '26-03-15'],
    ['下月15日', '26-03-15'],
    ['本月最后一个周五', '26-02-27'],
    ['3月第二个周三', '26-03-11'],
    ['本月最后一个工作日', '26-02-28'],
    ['月底最后一个工作日', '26-02-28'],
    ['月底', '26-02-28'],
    ['月末', '26-02-28'],
    ['2月12日 下午三点半', '26-02-12 15:30'],
    ['2月12日15：00', '26-02-12 15:00'],
    ['12日15点', '26-02-12 15:00'],
    ['2月12日晚上7点', '26-02-12 19:00'],
    ['2月12日晚7点半', '26-02-12 19:30'],
    ['2月12日中午12点', '26-02-12 12:00'],
    ['2月12日中午1点', '26-02-12 13:00'],
    ['2月12日9点', '26-02-12 09:00'],
    ['2月12日12点', '26-02-12 12:00'],
    ['2月12日下午三点一刻', '26-02-12 15:15'],
    ['2月12日下午3点45分', '26-02-12 15:45'],
    ['2月12日下午3时30分', '26-02-12 15:30'],
    ['2月12日下午两点半', '26-02-12 14:30'],
    ['2月12日下午3.30', '26-02-12 15:30'],
    ['2月12日9:00 PM', '26-02-12 21:00'],
    ['2月12日15:00-17:00', '26-02-12 15:00'],
    ['2月12日下午3-5点', '26-02-12 15:00'],
    ['周五下午3点到5点', '26-02-06 15:00'],
    ['下午3点 2月12日', '26-02-12 15:00'],
    ['２月１２日下午３点', '26-02-12 15:00'],
    ['週五下午3點', '26-02-06 15:00'],
    ['2月12號下午3點', '26-02-12 15:00'],
    ['禮拜五', '26-02-06'],
    ['2月12日（周四）15:00', '26-02-12 15:00'],
    ['下周四（12日）下午3点', '26-02-12 15:00'],
    ['周四12日', '26-02-12'],
    ['时间：2月12日15:00', '26-02-12 15:00'],
  ])('reads %s', (text, expected) => {
    expect(brief(read(text))).toBe(expected);
  });

  it.each([
    ['30日', '? no_such_day: 26-02-28 | 26-03-30'],
    ['1日', '? date_passed: 26-03-01 | 26-02-01'],
    ['2月30日', '? no_such_day: 26-02-28'],
    ['13月5日', '? no_such_day:'],
    ['本月第五个周日', '? no_such_day:'],
    ['周五 明天', '? several_days: 26-02-06 | 26-02-03'],
    ['周五或周六', '? several_days: 26-02-06 | 26-02-07'],
    [
      '下周 三楼 周五',
      '? several_days: 26-02-09 | 26-02-10 | 26-02-11 | 26-02-12 | 26-02-13 | 26-02-14 | 26-02-06',
    ],
    ['本周四12日', '? several_days: 26-02-05 | 26-02-12'],
    ['2月12日（周五）15:00', '? weekday_mismatch: 26-02-12 15:00 | 26-02-13 15:00'],
    ['12.1-12.3', '? day_range: 26-12-01 | 26-12-03'],
    ['2月12日-14日', '? day_range: 26-02-12 | 26-02-14'],
    ['12-14日', '? day_range: 26-02-12 | 26-02-14'],
    ['周四、五下午3点', '? day_range: 26-02-05 15:00 | 26-02-06 15:00'],
    ['下周二三', '? day_range: 26-02-10 | 26-02-11'],
    ['12、13日', '? day_range: 26-02-12 | 26-02-13'],
    ['2月12、13日', '? day_range: 26-02-12 | 26-02-13'],
    ['周五（13日）下午', '? hour_missing:'],
    ['周五不行，改到下周一下午3点', '? several_days: 26-02-06 15:00 | 26-02-09 15:00'],
    ['周一至周三', '? day_range: 26-02-02 | 26-02-04'],
    ['3月底或4月底', '? several_days: 26-03-31 | 26-04-30'],
    ['5月底', '? end_unclear: 26-05-29 | 26-05-31'],
    ['年底', '? end_unclear: 26-12-31'],
    ['周末', '? weekend: 26-02-07 | 26-02-08'],
    ['3月中旬', '? vague:'],
    ['国庆前一天', '? festival: 26-09-30'],
    ['春节前一天', '? festival: 26-02-14 | 26-02-16'],
    ['除夕', '? festival: 26-02-16'],
    ['除夕前一天', '? festival: 26-02-14 | 26-02-15'],
    ['元宵节', '? festival: 26-03-03'],
    ['春节当天', '? festival: 26-02-17'],
    ['3日后', '? confirm_day: 26-02-05'],
    ['两周后', '? confirm_day: 26-02-16'],
    ['月底前', '? about_day: 26-02-28'],
    ['下个周五', '? week_unclear: 26-02-13 | 26-02-06'],
    ['最后一个周五', '? confirm_day: 26-02-27'],
    ['12号三楼会议室', '? confirm_day: 26-02-12'],
    ['下个月党日定在12日', '? month_unclear: 26-02-12'],
    ['2月12日3点', '? half_of_day: 26-02-12 15:00 | 26-02-12 03:00'],
    ['2月12日三点一刻', '? half_of_day: 26-02-12 15:15 | 26-02-12 03:15'],
    ['2月12日03:30', '? half_of_day: 26-02-12 15:30 | 26-02-12 03:30'],
    ['2月12日下午', '? hour_missing:'],
    ['2月12日中午', '? hour_missing: 26-02-12 12:00'],
    ['2月12日24点', '? no_such_time:'],
    ['2月12日上午15点', '? no_such_time:'],
    ['2月12日晚上12点', '? no_such_time:'],
    ['2月12日15:75', '? no_such_time:'],
    ['2月12日下午3点前', '? about_time: 26-02-12 15:00'],
    ['2月12日差一刻三点', '? about_time: 26-02-12 15:00 | 26-02-12 03:00'],
    ['2月12日 9.30', '? about_time: 26-02-12 09:30'],
    ['周五下午3点或4点', '? several_times: 26-02-06 15:00 | 26-02-06 16:00 | 26-02-06 04:00'],
    ['下午3点到5点', '? day_missing: 26-02-02 15:00 | 26-02-03 15:00'],
    ['上午9点', '? day_missing: 26-02-03 09:00'],
  ])('asks back about %s', (text, expected) => {
    expect(brief(read(text))).toBe(expected);
  });
});

describe('traps', () => {
  it.each([
    '学习二十大精神',
    '三楼会议室',
    '一季度',
    '3号楼会议室',
    '3号、5号会议室',
    '3号和5号会议室',
    '1号-3号楼',
    '十二届',
    '301室',
    '301-305室',
    '2月份主题党日',
    '中发〔2026〕12号',
    '2/3以上党员同意',
    '24/7',
    '3-5人',
    '2.12万元',
    '1.5小时',
    'v2.12',
    'TD-2026-02-12-001',
    '提三点要求',
    '学习八点体会',
    '两点一线',
    '一周五次',
    '两周一次',
    '第12次',
    '二十日以内',
    '一日三餐',
    '后天下之乐而乐',
    '目前天气',
    '主讲 周一凡',
    '学习《2025年10月23日公报》',
    '学习“10月15日讲话”',
    '学习10月15日重要讲话',
    '十四五规划',
    '13812345678',
    'TD20260212',
    '202602120930',
    '除夕夜',
    '2026年工作要点',
    '除 张三',
    '',
  ])('%s is no date', (text) => {
    expect(read(text)).toEqual({ kind: 'none' });
  });

  it.each([
    ['1/3', 'numbers'],
    ['9.30', 'numbers'],
    ['3-5 人', 'numbers'],
    ['每周五', 'recurring'],
    ['每月12日下午3点', 'recurring'],
    ['农历二月十二日', 'vague'],
    ['第二周周五', 'vague'],
    ['再下周五', 'vague'],
    ['倒数第二个周五', 'vague'],
    ['周五前', 'about_day'],
    ['2月12日后', 'about_day'],
    ['月底前', 'about_day'],
    ['学习条例下周四', 'confirm_day'],
  ])('%s is asked about', (text, code) => {
    expect(read(text)).toMatchObject({ kind: 'ask', code });
  });

  it.each([
    ['2月12日下午3点 学习2025年10月23日会议精神', '26-02-12 15:00'],
    ['2月12日下午3点 三楼会议室 提三点要求', '26-02-12 15:00'],
    ['2月12日下午3点 月底总结会', '26-02-12 15:00'],
    ['2月12日下午3点到场，14:50前签到', '26-02-12 15:00'],
    ['2月12日下午3点12楼会议室', '26-02-12 15:00'],
    ['2月12日下午3点301会议室', '26-02-12 15:00'],
    ['周五前往红旗渠', '26-02-06'],
    ['2月12日下午3点 主讲 周一凡', '26-02-12 15:00'],
    ['不是周五，是下周一', '26-02-09'],
    ['下周二三楼会议室', '26-02-10'],
    ['12日 8号会议室', '26-02-12'],
    ['2月12日，3号楼会议室', '26-02-12'],
    ['2月12日到3号楼', '26-02-12'],
    ['周四二十点', '26-02-05 20:00'],
    ['周四三点半，三楼', '? half_of_day: 26-02-05 15:30 | 26-02-05 03:30'],
  ])('%s: only the date is taken', (text, expected) => {
    expect(brief(read(text))).toBe(expected);
  });
});

describe('on other days', () => {
  it.each([
    ['a Saturday', '2026-02-07 10:00', '本周五', '26-02-06'],
    ['a Saturday', '2026-02-07 10:00', '周五', '? weekday_passed: 26-02-13 | 26-02-06'],
    ['a Saturday', '2026-02-07 10:00', '下个周五', '26-02-13'],
    ['a Sunday', '2026-02-08 10:00', '下周四', '26-02-12'],
    ['a Sunday', '2026-02-08 10:00', '周日', '26-02-08'],
    ['the last moment of a day', '2026-02-08 23:59', '明天', '26-02-09'],
    ['December', '2026-12-20 10:00', '1月5日', '? date_passed: 27-01-05 | 26-01-05'],
    ['December', '2026-12-20 10:00', '12日', '? date_passed: 27-01-12 | 26-12-12'],
    ['December', '2026-12-20 10:00', '下月15日', '27-01-15'],
    ['January', '2026-01-04 09:00', '12月28日', '? year_unclear: 25-12-28 | 26-12-28'],
    ['January', '2026-01-30 09:00', '下个月31号', '? no_such_day: 26-02-28'],
  ])('%s, %s: %s', (_, now, text, expected) => {
    expect(brief(read(text, instantAt(asDay(now.slice(0, 10)), now.slice(11))))).toBe(expected);
  });

  it.each([
    ['2月18日', ['holiday']],
    ['2月28日', ['make_up']],
    ['3月1日', ['weekend']],
    ['2月12日', []],
    ['昨天', ['weekend', 'past']],
    ['今天上午9点', ['past']],
    ['今天上午9点半', []],
    ['明年1月5日', ['provisional']],
    ['1月20日', ['past']],
  ])('notes on %s', (text, notes) => {
    expect(read(text)).toMatchObject({ kind: 'moment', notes });
  });
});

describe('what is left of the text', () => {
  it.each([
    [
      '2月12日下午3点 三楼会议室 学习支部工作条例 主讲 张三',
      '2月12日下午3点',
      '三楼会议室 学习支部工作条例 主讲 张三',
    ],
    ['把党日定在下周四下午三点三楼会议室，主题学条例', '下周四下午三点', '把党日定在 三楼会议室，主题学条例'],
    ['三楼会议室，2月12日（周四），下午3点，学习条例', '2月12日（周四） 下午3点', '三楼会议室，学习条例'],
    ['周五 三楼会议室 下午3点', '周五 下午3点', '三楼会议室'],
    ['２月１２日　下午３點　三樓會議室', '２月１２日　下午３點', '三樓會議室'],
    ['周五下午3点到5点 三楼', '周五下午3点到5点', '三楼'],
    ['三楼（2月12日15:00）学习', '2月12日15:00', '三楼学习'],
    ['每周五 三楼', '每周五', '三楼'],
  ])('%s', (text, matched, rest) => {
    expect(read(text)).toMatchObject({ matched, rest });
  });

  it('prints options with their weekday and keeps the sentence plain', () => {
    const reading = read('2月12日（周五）下午3点');
    expect(reading).toMatchObject({
      question: '2月12日（周四）不是周五，请选择是哪一天。',
      options: [{ label: '2月12日（周四）15:00' }, { label: '2月13日（周五）15:00' }],
    });
  });
});

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
