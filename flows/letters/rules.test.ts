import { describe, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { isRefusal } from '../../src/core/errors.ts';
import { committeeOver } from '../../src/org/scope.ts';
import { handRoster } from '../../test/duties/hand-roster.ts';
import { directoryOf } from '../../test/org/roster-fixture.ts';
import { readDays, readReply } from './rules.ts';

const at = {
  now: new Date('2026-02-13T10:00:00+08:00'),
  today: asDay('2026-02-13'),
  calendar: announcedCalendar(),
};

describe('期限', () => {
  it.each([
    // Friday before the Spring Festival: the make-up Saturday counts, the holiday does not.
    ['', '2026-02-27', '2026-03-03'],
    ['3月2日', '2026-03-02', '2026-03-05'],
    ['3月2日 3月4日', '2026-03-02', '2026-03-04'],
  ])('“%s”', (line, doBy, replyBy) => {
    expect(readDays(line, at)).toEqual({ doBy, replyBy });
  });

  it('不写期限时，不早于事项本来的期限', () => {
    expect(readDays('', at, asDay('2026-03-31'))).toMatchObject({
      doBy: '2026-03-31',
      replyBy: '2026-04-03',
    });
    expect(readDays('', at, asDay('2026-02-10'))).toMatchObject({ doBy: '2026-02-27' });
  });

  it.each(['2月2日', '3月4日 3月2日'])('“%s” 得到一句话', (line) => {
    expect(isRefusal(readDays(line, at))).toBe(true);
  });
});

describe('回执', () => {
  it('日期可写可不写，结果必写', () => {
    const number = 'D01B02-TD-2602-H1';
    expect(readReply('d01b02-td-2602-h1 2月12日 已补开', at)).toEqual({
      number,
      day: '2026-02-12',
      result: '已补开',
    });
    expect(readReply(`${number} 已补开 并报送`, at)).toMatchObject({
      day: at.today,
      result: '已补开 并报送',
    });
    for (const line of ['', number, `${number} 2月20日 已办`, `${number} ${'长'.repeat(201)}`]) {
      expect([line, isRefusal(readReply(line, at))]).toEqual([line, true]);
    }
  });
});

it('只由上一级党组织发函', () => {
  const directory = directoryOf(handRoster);
  const over = (org: string) => committeeOver(directory, org);
  expect(['B1', 'B2', 'G', 'B3', 'W', 'Z', 'GW'].map(over)).toEqual([
    'W',
    'W',
    'W',
    'GW',
    'GW',
    'GW',
    undefined,
  ]);
});
