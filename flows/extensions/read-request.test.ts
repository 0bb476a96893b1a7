import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, asDay, instantAt } from '../../src/calendar/day.ts';
import { formatDayShort } from '../../src/calendar/format.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { codeOf, pickedDay, readDayFirst, readNumber, readSpan } from './read-request.ts';

const today = asDay('2026-03-03');
const at = { now: instantAt(today, '10:05'), calendar: announcedCalendar() };

describe('a request as it is typed', () => {
  it.each([
    ['3月9日 岗位空缺', '2026-03-09', '岗位空缺'],
    ['3月9日，书记调离，3月6日补选', '2026-03-09', '书记调离，3月6日补选'],
    ['3月9日 3月6日补选', '2026-03-09', '3月6日补选'],
    ['延期到3月9日 上级集中任务', '2026-03-09', '上级集中任务'],
    ['到下周一 上级集中任务', '2026-03-09', '上级集中任务'],
    ['2026-03-09 上级集中任务', '2026-03-09', '上级集中任务'],
    ['3月9日防汛抢险', '2026-03-09', '防汛抢险'],
    ['3月9日', '2026-03-09', ''],
  ])('%s', (typed, day, rest) => {
    expect(readDayFirst(typed, at)).toEqual({ kind: 'day', day, rest });
  });

  it('asks back what is not certain, and takes no date where there is none', () => {
    expect(readDayFirst('2月30日 岗位空缺', at)).toMatchObject({ kind: 'ask', rest: '岗位空缺' });
    expect(readDayFirst('岗位空缺', at)).toEqual({ kind: 'none', rest: '岗位空缺' });
    expect(readDayFirst('', at)).toEqual({ kind: 'none', rest: '' });
  });

  it('finds the number in front in any case, and only there', () => {
    expect(readNumber('d01b02-td-2602，3月9日 忙')).toEqual({ number: 'D01B02-TD-2602', rest: '3月9日 忙' });
    expect(readNumber('D01B02-TD-2602')).toEqual({ number: 'D01B02-TD-2602', rest: '' });
    expect(readNumber('党日 周五')).toEqual({ number: undefined, rest: '党日 周五' });
  });

  it.each([
    ['书记调离，岗位空缺', 'post_vacant'],
    ['系统故障，没有收到提醒', 'system_fault'],
    ['全体在一线防汛', 'disaster'],
    ['支部合并', 'reorg'],
    ['忙', 'other'],
  ])('knows the standard reason in “%s”', (words, code) => {
    expect(codeOf(words)).toBe(code);
  });

  it('reads what a date picker gives and nothing else', () => {
    expect(pickedDay('2026-03-09 +0800')).toBe('2026-03-09');
    expect(pickedDay('2026-03-09')).toBe('2026-03-09');
    expect([pickedDay(''), pickedDay(undefined), pickedDay('3月9日'), pickedDay(['2026-03-09'])]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('reads every span of days whatever stands between them', () => {
    const between = fc.constantFrom(' ', '至', '到', ' — ', '～', '-');
    fc.assert(
      fc.property(fc.nat(200), fc.nat(90), between, (start, length, sign) => {
        const [from, to] = [addDays(today, start), addDays(today, start + length)];
        const typed = `${formatDayShort(from)}${sign}${formatDayShort(to)} 防汛抢险`;
        expect(readSpan(typed, at)).toEqual({ from, to, rest: '防汛抢险' });
      }),
    );
  });
});
