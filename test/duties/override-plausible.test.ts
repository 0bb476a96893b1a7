import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { deadlineProblems } from '../../src/duties/overrides/plausible.ts';
import { loadOverrides } from '../../src/duties/overrides/store.ts';
import { type CatalogueConsole, forgetRules, openCatalogueConsole } from './catalogue-console.ts';

let desk: CatalogueConsole;
beforeAll(async () => {
  desk = await openCatalogueConsole();
});
afterEach(() => forgetRules(desk));
afterAll(() => desk.close());

type Given = Readonly<Record<string, string>>;

async function refuses(given: Given, column: string, ...sentences: readonly string[]) {
  const refused = await desk.rows('override', { 升级档: '不升级', ...given });
  expect(refused.code).toBe(1);
  const [line] = refused.out.split('\n');
  expect(line).toContain(`rules.csv 第 2 行“${column}”：`);
  for (const sentence of sentences) expect(line).toContain(sentence);
  expect(await loadOverrides(desk.test.database.db)).toEqual([]);
}

async function takes(given: Given) {
  expect(await desk.rows('check', given)).toMatchObject({ code: 0 });
}

describe('a deadline is entered only where the days it comes to make sense', () => {
  it.each<[string, Given, string, string]>([
    [
      'a month that ends a year later',
      { 应履职期限: 'M+12mo' },
      '应履职期限',
      '2026年3月的应履职期限会是 2027-03-31，应在 2026-03-01 至 2026-04-30 之间',
    ],
    [
      'before its month begins',
      { 应履职期限: 'M-40cd', 上级同意文号: '1号' },
      '应履职期限',
      '应在 2026-03-01 至',
    ],
    [
      'a quarter at the end of the next but one',
      { 职责项: '党员大会', 起始日期: '2026-04-01', 应履职期限: 'Q+7mo' },
      '应履职期限',
      '2026年第二季度的应履职期限会是 2027-01-29，应在 2026-04-01 至 2026-09-30 之间',
    ],
    [
      'nine years later',
      { 职责项: '支部书记述职', 应履职期限: 'Y+9:01-20', 起始日期: '2027-01-01' },
      '应履职期限',
      '2027年的应履职期限会是',
    ],
    [
      'eighty years after an event',
      { 职责项: '申请人谈话', 应履职期限: 'ev+999mo' },
      '应履职期限',
      '2026-03-01 发生的事项的应履职期限会是',
    ],
    [
      'due before the event',
      { 职责项: '申请人谈话', 应履职期限: 'ev-5wd', 上级同意文号: '1号' },
      '应履职期限',
      '应在 2026-03-01 至 2028-03-01 之间',
    ],
    [
      'a record before it was held',
      { 应录入期限: 'held-3wd', 上级同意文号: '1号' },
      '应录入期限',
      '2026年3月的应录入期限会是 2026-03-26，应在 2026-03-31 至 2026-04-30 之间',
    ],
    ['a record years later', { 应录入期限: 'held+36mo' }, '应录入期限', '应录入期限会是'],
    [
      'a record that falls before what is held later',
      { 职责项: '工作报告', 起始日期: '2026-04-01', 应履职期限: 'Q+20wd', 应录入期限: 'Q+10wd' },
      '应录入期限',
      '应录入期限会是',
    ],
  ])('refuses %s', async (_what, given, column, sentence) => {
    await refuses(given, column, sentence);
  });

  it('keeps the theme day inside its month, but for the week a local rule may allow', async () => {
    await refuses(
      { 职责项: '主题党日', 应履职期限: 'M+3wd', 遇休息日: '顺延' },
      '应履职期限',
      '主题党日须在当月内举行',
      '会是 2026-04-03，应在 2026-03-01 至 2026-03-31 之间',
    );
    await takes({ 职责项: '主题党日', 应履职期限: 'M-3wd', 上级同意文号: 'GW〔2026〕9号' });
    await takes({ 职责项: '主题党日', 应履职期限: 'EOM', 遇休息日: '一周内顺延' });
  });

  it.each<[string, Given]>([
    ['some days into the next month', { 应履职期限: 'M+5wd' }],
    ['the end of the next month', { 应履职期限: 'M+1mo' }],
    [
      'the end of next year',
      { 职责项: '支部书记述职', 应履职期限: 'Y+1:12-31', 遇休息日: '提前', 起始日期: '2026-01-01' },
    ],
    ['half a year after the event', { 职责项: '申请人谈话', 应履职期限: 'ev+6mo' }],
    ['a record some weeks later', { 应录入期限: 'held+15wd' }],
  ])('takes %s', async (_what, given) => {
    await takes(given);
  });

  it('takes what the catalogue itself says', () => {
    const calendar = announcedCalendar();
    for (const duty of desk.catalogue.duties) {
      if ('on' in duty.cadence && duty.cadence.on !== 'event') continue;
      const change = { heldBy: duty.heldBy, recordBy: duty.recordBy };
      const words = { org: 'GW', duty: duty.id, from: asDay('2026-03-01'), reason: '试行', document: '1号' };
      const stated = { line: 2, lineOf: () => 2, override: { ...words, change } };
      expect([duty.id, deadlineProblems(stated, duty, duty, calendar)]).toEqual([duty.id, []]);
    }
  });
});

describe('a first day is one from which something changes', () => {
  const 升级档 = '不升级';

  it('not before the first period that may still change', async () => {
    await refuses({ 起始日期: '1926-03-01' }, '起始日期', '2026-02-01 以前的各期已经到期', '请写 2026-02-01');
    await refuses({ 起始日期: '2026-01-01' }, '起始日期', '请写 2026-02-01');
    // It begins with February, as nothing of January is left.
    await takes({ 起始日期: '2026-01-05', 升级档 });
    await takes({ 职责项: '支部书记述职', 起始日期: '2026-01-01', 升级档 });
    await refuses({ 职责项: '支部书记述职', 起始日期: '2025-01-01' }, '起始日期', '请写 2026-01-01');
  });

  it('from a period that is over where what it asks for is still ahead', async () => {
    desk.at('2026-04-02T09:00:00+08:00');
    await takes({ 职责项: '工作报告', 起始日期: '2026-01-01', 升级档 });
    desk.at('2026-04-20T09:00:00+08:00');
    await refuses({ 职责项: '工作报告', 起始日期: '2026-01-01' }, '起始日期', '请写 2026-04-01');
    desk.at('2026-02-02T09:05:00+08:00');
  });

  it('not more than a year back for what events open', async () => {
    await refuses(
      { 职责项: '申请人谈话', 起始日期: '2024-03-01' },
      '起始日期',
      '请写 2025-02-02 或以后的日期',
    );
    await takes({ 职责项: '申请人谈话', 起始日期: '2026-01-10', 升级档 });
  });

  it('not beyond the year after next', async () => {
    await refuses({ 起始日期: '2062-03-01' }, '起始日期', '最晚到 2028-12-31');
    await refuses({ 起始日期: '9999-12-31' }, '起始日期', '最晚到 2028-12-31');
    await takes({ 起始日期: '2028-12-31', 升级档 });
  });

  it('says nothing of a rule that is stored already', async () => {
    const stored = { 升级档 };
    expect(await desk.rows('override', stored)).toMatchObject({ code: 0 });
    desk.at('2026-09-02T09:00:00+08:00');
    expect(await desk.rows('override', stored)).toMatchObject({ code: 0 });
    desk.at('2026-02-02T09:05:00+08:00');
  });
});
