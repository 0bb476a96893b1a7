import { describe, expect, it } from 'vitest';
import { readLabels } from './labels.ts';
import { inMenuOrder } from './menu-order.ts';
import { parseCommand } from './parse.ts';
import { foldTraditional } from './traditional.ts';

const commands = [
  { name: '主题党日', alias: 'themeday', spellings: ['主題黨日'] },
  { name: '点名', alias: 'roll' },
  { name: '帮助', alias: 'help' },
  { name: '签到', alias: 'checkin' },
  { name: '请假', alias: 'leave' },
  { name: '批假', alias: 'approve-leave' },
  { name: '记录', alias: 'minutes' },
];

describe('what a secretary types', () => {
  it.each([
    ['/主题党日 2月12日', '主题党日', '2月12日'],
    ['／主题党日２月１２日', '主题党日', '2月12日'],
    ['/主題黨日 明天', '主题党日', '明天'],
    ['/ThemeDay tomorrow', '主题党日', 'tomorrow'],
    ['/点名全到', '点名', '全到'],
    ['/點名全到', '点名', '全到'],
    ['/點名 全到 除 張三', '点名', '全到 除 張三'],
    ['/help', '帮助', ''],
    ['、点名 全到', '点名', '全到'],
    ['\\点名 全到', '点名', '全到'],
    ['/ 点名 全到', '点名', '全到'],
    ['/点名：全到', '点名', '全到'],
    ['/点名，全到', '点名', '全到'],
    ['@守时 /点名 全到', '点名', '全到'],
    ['/点名 全到 @机器人', '点名', '全到'],
    ['/点名 全到 除 @张三', '点名', '全到 除 @张三'],
    ['\u200b／ｒｏｌｌ　全到', '点名', '全到'],
    ['/approve-leave 张三 同意', '批假', '张三 同意'],
    ['帮助', '帮助', ''],
    ['幫助', '帮助', ''],
    ['help', '帮助', ''],
  ])('%s is understood', (typed, name, rest) => {
    expect(parseCommand(typed, commands)).toMatchObject({ kind: 'command', command: { name }, rest });
  });

  it.each([
    ['/主题当日 明天', ['主题党日']],
    ['/主题', ['主题党日']],
    ['/rolls', ['点名']],
    ['/点明', ['点名']],
    ['/dianming', ['点名']],
    ['/dianmin 全到', ['点名']],
    ['/dm', ['点名']],
    ['/qiandao', ['签到']],
    ['/签道', ['签到']],
    ['/helpme', ['帮助']],
    ['/假', ['请假', '批假']],
  ])('%s: only what is near is offered', (typed, names) => {
    const parsed = parseCommand(typed, commands);
    expect(parsed.kind === 'unknown' && parsed.nearest.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['/主体党日 2月12日15点 三楼', '2月12日15点 三楼'],
    ['/主体党日2月12日15点 三楼', '2月12日15点 三楼'],
    ['/点明：全到 除 张三', '全到 除 张三'],
    ['/点明全到 除 张三', '除 张三'],
    ['/点明', ''],
  ])('%s: what was meant to follow is kept', (typed, rest) => {
    expect(parseCommand(typed, commands)).toMatchObject({ kind: 'unknown', rest });
  });

  it('offers three at most, and nothing where nothing is near', () => {
    const alike = ['点名', '点评', '点赞', '点将'].map((name, at) => ({ name, alias: `x${at}` }));
    expect(parseCommand('/点心', alike)).toMatchObject({ nearest: [{}, {}, {}] });
    for (const typed of ['/', '/你好', '/吃饭', '/xyz', '/🙂']) {
      expect(parseCommand(typed, commands)).toMatchObject({ kind: 'unknown', nearest: [] });
    }
  });

  it('leaves plain text alone', () => {
    for (const typed of ['党日几点', '点名 全到', '请假吗', 'roll call', '帮助他']) {
      expect(parseCommand(typed, commands)).toEqual({ kind: 'plain', text: typed });
    }
  });
});

describe('the order of commands', () => {
  it('is the one of the list people know; newcomers come last', () => {
    const mixed = [{ name: '绑定', alias: 'bind' }, ...commands.toReversed()];
    expect(inMenuOrder(mixed).map(({ alias }) => alias)).toEqual([
      'help',
      'themeday',
      'checkin',
      'roll',
      'leave',
      'approve-leave',
      'minutes',
      'bind',
    ]);
  });
});

describe('traditional characters', () => {
  it('are folded one for one; simplified text stays as it is', () => {
    expect(foldTraditional('主題黨日點名請假記錄簽到幫助')).toBe('主题党日点名请假记录签到帮助');
    for (const text of ['乾隆著作于后面', '学习《条例》，三楼会议室', 'roll 12:00']) {
      expect(foldTraditional(text)).toBe(text);
    }
  });
});

describe('labelled parts', () => {
  const labels = { topic: ['主题'], speaker: ['主讲'], discussion: ['讨论'] };
  it('are read in any order, with or without a colon', () => {
    expect(readLabels('三楼 主讲：罗启平 主题 学习条例；讨论 大家谈体会', labels)).toEqual({
      head: '三楼',
      parts: { speaker: '罗启平', topic: '学习条例', discussion: '大家谈体会' },
    });
  });
  it('do not start inside a word', () => {
    expect(readLabels('二楼 学习主题教育经验', labels)).toEqual({ head: '二楼 学习主题教育经验', parts: {} });
  });
});
