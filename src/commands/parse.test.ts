import { describe, expect, it } from 'vitest';
import { readLabels } from './labels.ts';
import { parseCommand } from './parse.ts';

const commands = [
  { name: '主题党日', alias: 'themeday', spellings: ['主題黨日'] },
  { name: '点名', alias: 'roll' },
  { name: '帮助', alias: 'help' },
];

describe('what a secretary types', () => {
  it.each([
    ['/主题党日 2月12日', '主题党日', '2月12日'],
    ['／主题党日２月１２日', '主题党日', '2月12日'],
    ['/主題黨日 明天', '主题党日', '明天'],
    ['/ThemeDay tomorrow', '主题党日', 'tomorrow'],
    ['/点名全到', '点名', '全到'],
    ['/help', '帮助', ''],
  ])('%s is understood', (typed, name, rest) => {
    expect(parseCommand(typed, commands)).toMatchObject({ kind: 'command', command: { name }, rest });
  });

  it('offers the nearest commands for a typo and leaves plain text alone', () => {
    expect(parseCommand('/主题当日 明天', commands)).toMatchObject({
      kind: 'unknown',
      nearest: [{ name: '主题党日' }],
    });
    expect(parseCommand('/rolls', commands)).toMatchObject({
      kind: 'unknown',
      nearest: [{ name: '点名' }],
    });
    expect(parseCommand('党日几点', commands)).toEqual({ kind: 'plain', text: '党日几点' });
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
