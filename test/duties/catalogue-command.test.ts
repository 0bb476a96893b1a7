import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadOverrides } from '../../src/duties/overrides/store.ts';
import { smallRosterPath } from '../org/roster-fixture.ts';
import {
  type CatalogueConsole,
  csv,
  forgetRules,
  csvHeader as header,
  openCatalogueConsole,
  csvRow as row,
} from './catalogue-console.ts';

let desk: CatalogueConsole;
beforeAll(async () => {
  desk = await openCatalogueConsole();
});
afterEach(() => forgetRules(desk));
afterAll(() => desk.close());

const run = (...words: readonly string[]) => desk.run(...words);
const file = (name: string, text: string | Uint8Array) => desk.file(name, text);

const lastOf = (out: string) => out.split('\n').at(-1);
const later = { 应履职期限: 'M+3wd', 遇休息日: '顺延' };

describe('npm run catalogue', () => {
  it('explains itself, and says so when the usage is wrong', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, err: '', opened: 0 });
    for (const words of [[], ['look'], ['check'], ['list', 'D01W', 'x'], ['override', 'a.csv', 'b.csv']]) {
      const wrong = await run(...words);
      expect(wrong).toMatchObject({ code: 2, opened: 0 });
      expect(wrong.err).toContain('用法');
    }
    expect(await run('check', join(smallRosterPath, 'nowhere.csv'))).toMatchObject({ code: 2, opened: 0 });
    expect(await run('check', await file('rules.txt', 'x'))).toMatchObject({ code: 2, opened: 0 });
  });

  it('lists all duties in words', async () => {
    const { code, out, opened } = await run('list');
    expect([code, opened]).toEqual([0, 0]);
    expect(out).toContain('共 63 项职责。');
    expect(out).toContain('TD  支部主题党日：每月，党支部书记，当月最后一个工作日（遇休息日提前）');
    expect(out).toContain('BD  支部书记述职：每年，党支部书记，次年1月20日（遇休息日顺延）');
    expect(out).toContain('TN  换届提醒函（提前6个月）：所属支部任期届满前');
    expect(out).toContain('依据：支部工作条例第十六条');
    for (const line of out.split('\n')) expect(line).not.toMatch(/undefined|R_|E_|EO[MQHY]|null/);
    expect(out.match(/ {4}依据：/g)).toHaveLength(63);
  });

  it('checks without writing, writes once, and knows what it has', async () => {
    const path = await file('rules.csv', csv(row(later)));
    expect(await run('check', path)).toMatchObject({ code: 0 });
    expect(lastOf((await run('check', path)).out)).toBe('没有问题：本级规定 1 条。');
    expect(await loadOverrides(desk.test.database.db)).toEqual([]);
    expect(lastOf((await run('override', path)).out)).toBe('已写入本级规定 1 条，库中已有 0 条。');
    expect(lastOf((await run('override', path)).out)).toBe('已写入本级规定 0 条，库中已有 1 条。');
    expect(await loadOverrides(desk.test.database.db)).toEqual([
      {
        org: 'D01W',
        duty: 'branch_committee_meeting',
        from: '2026-03-01',
        change: { heldBy: { rule: 'M+3wd', shift: 'next' } },
        reason: '年初任务集中',
        document: '机党〔2026〕3号',
        consent: undefined,
      },
    ]);
  });

  it('reads every kind of cell, in YAML too, by the names of the list', async () => {
    const path = await file(
      'rules.yaml',
      `- 组织编码: D01W
  职责项: branch_member_meeting
  起始日期: 2026-04-01
  应履职期限: 'Q ＋ 5wd'
  应录入期限: held+5wd
  提醒档: 随附提醒
  升级档: E_NONE
  是否启用: 停用
  理由: 机构调整
  文号: 7
- 组织编码: D01W
  职责项: 支委党员谈话
  起始日期: 2026-04-01
  计数方式: 每人一次
  应履职期限: 恢复
  理由: 人员分散
  文号: 8
`,
    );
    expect(await run('override', path)).toMatchObject({ code: 0 });
    expect((await loadOverrides(desk.test.database.db)).map(({ change }) => change)).toEqual([
      {
        heldBy: { rule: 'Q+5wd', shift: 'prev' },
        recordBy: { rule: 'held+5wd' },
        reminder: 'R_SOFT',
        escalation: 'E_NONE',
        active: false,
      },
      { heldBy: null, coverage: 'per_person' },
    ]);
  });

  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['no reason', { ...later, 理由: '' }, '理由', '不能为空'],
    ['no document', { ...later, 文号: ' ' }, '文号', '不能为空'],
    ['a reason that is a formula', { ...later, 理由: '=1+1' }, '理由', '普通文字'],
    ['a reason of a page', { ...later, 理由: '因'.repeat(201) }, '理由', '超过 200 个字'],
    ['a day that does not exist', { ...later, 起始日期: '2026-02-30' }, '起始日期', '不是有效日期'],
    ['an unknown duty', { ...later, 职责项: '团建' }, '职责项', '没有“团建”'],
    ['an unknown organisation', { ...later, 组织编码: 'D99' }, '组织编码', '没有组织“D99”'],
    [
      'a duty of a higher level',
      { 职责项: '中心组学习', 应履职期限: 'Q+5wd' },
      '职责项',
      '由党组（党委）承担',
    ],
    [
      'the end of a term',
      { 组织编码: 'D01B01', 职责项: '支部换届', 应履职期限: 'ev+10wd' },
      '职责项',
      '换届的日子',
    ],
    ['an impossible rule', { 应履职期限: 'EOX' }, '应履职期限', '“EOX”不认识'],
    ['a day that never is', { 应履职期限: 'EOY:06-31' }, '应履职期限', '“EOY:06-31”里的日子不是每年都有'],
    ['a day of leap years', { 应录入期限: 'Y+1：02-29' }, '应录入期限', '里的日子不是每年都有'],
    [
      'a rule of another period',
      { 应履职期限: 'EOQ' },
      '应履职期限',
      '“应履职期限”与这项职责不相配：这项职责每月一次，期限要从当月算起，如 EOM、M+3wd，请改正。',
    ],
    [
      'a rule without an event',
      { 职责项: '申请人谈话', 应履职期限: 'EOM' },
      '应履职期限',
      '这项职责在事项发生时才有，期限要从事项发生日算起',
    ],
    ['a day counted from itself', { 应履职期限: 'held+3wd' }, '应履职期限', '不能从举行日算起'],
    ['proof that is never due', { 应录入期限: 'given' }, '应录入期限', 'given（日期由人指定）只能用于'],
    ['a shift without a rule', { 遇休息日: '顺延' }, '遇休息日', '同时写明应履职期限'],
    ['an unknown profile', { 提醒档: '天天提醒' }, '提醒档', '不认识“天天提醒”'],
    ['reminders of a term', { 提醒档: '换届提醒' }, '提醒档', '“换届提醒”只用于换届'],
    ['the ladder of another level', { 升级档: '工委升级' }, '升级档', '“工委升级”只用于机关工委的职责'],
    ['a public duty made private', { 升级档: '仅限本人' }, '升级档', '“仅限本人”只用于谈话、党费等'],
    ['counting what is not counted', { 计数方式: '两两都谈' }, '计数方式', '不按人计数'],
    ['talks made public', { 职责项: '党员互谈', 升级档: '年度升级' }, '升级档', '只限本人'],
    ['nothing to change', {}, '', '没有写明要改哪一项'],
    ['earlier than the superior', { 应履职期限: 'M-5wd' }, '应履职期限', '“应履职期限”严于上级'],
    [
      'faster and more, named together',
      { 应录入期限: 'held+1wd', 升级档: '季度升级' },
      '应录入期限',
      '“应录入期限”、“升级档”严于上级',
    ],
  ])('refuses with line and reason: %s', async (_what, given, column, sentence) => {
    const path = await file('rules.csv', csv(row({ ...later, 起始日期: '2026-01-05' }), row(given)));
    const refused = await run('override', path);
    expect(refused.code).toBe(1);
    const [line, count] = refused.out.split('\n');
    expect(line).toContain(`rules.csv 第 3 行${column === '' ? '：' : `“${column}”：`}`);
    expect(line).toContain(sentence);
    expect(count).toBe('发现 1 处问题，没有写入任何内容。');
    expect(await loadOverrides(desk.test.database.db)).toEqual([]);
  });

  it('accepts the stricter with the consent of the superior, and then no more below it', async () => {
    const strict = row({ 应履职期限: 'M-5wd', 上级同意文号: 'GW〔2026〕9号' });
    expect(await run('override', await file('rules.csv', csv(strict)))).toMatchObject({ code: 0 });
    const below = (rule: string) => csv(row({ 组织编码: 'D01B01', 应履职期限: rule }));
    expect(await run('check', await file('same.csv', below('M-5wd')))).toMatchObject({ code: 0 });
    expect(await run('check', await file('stricter.csv', below('M-6wd')))).toMatchObject({ code: 1 });
  });

  it('judges the rows of one file beside each other', async () => {
    const eased = row({ 组织编码: 'GW', ...later });
    const back = row({ 应履职期限: 'EOM' });
    const refused = await run('check', await file('rules.csv', csv(back, eased)));
    expect(refused.out).toContain('第 2 行“应履职期限”：“应履职期限”严于上级');
    const twins = await run('check', await file('rules.csv', csv(eased, row(later), eased)));
    expect(twins.out).toContain('第 4 行：与第 2 行是同一组织');
  });

  it.each([
    ['no rows', 'rules.csv', header, 1, '没有任何规定'],
    ['a missing column', 'rules.csv', header.replace('文号,', ''), 1, '缺少“文号”'],
    ['an unknown column', 'rules.csv', `${header},积分`, 1, '不认识的列“积分”'],
    ['a column twice', 'rules.csv', `${header},理由`, 1, '“理由”出现了两次'],
    ['a cell too many', 'rules.csv', `${header}\n${row(later)},多`, 2, '内容比列名多'],
    ['broken quotes', 'rules.csv', `${header}\n"D01W`, 2, '引号没有成对'],
    ['an empty file', 'rules.yaml', '', 1, '没有任何规定'],
    ['broken YAML', 'rules.yaml', '- 组织编码: [D01W', 1, '不符合 YAML'],
    ['no list', 'rules.yaml', '组织编码: D01W', 1, '应是一个列表'],
    ['a row of words', 'rules.yaml', '- D01W', 1, '“列名: 内容”'],
    ['a field nobody knows', 'rules.yaml', '- 组织编码: D01W\n  积分: 5', 2, '不认识的列“积分”'],
    ['a cell that is a map', 'rules.yaml', '- 组织编码: D01W\n  理由: { 甲: 乙 }', 2, '“列名: 内容”'],
  ])('refuses a file with %s', async (_what, name, text, line, sentence) => {
    const refused = await run('check', await file(name, text));
    expect(refused).toMatchObject({ code: 1, opened: 0 });
    const about = refused.out.split('\n').filter((words) => words.includes(sentence));
    expect(about[0]).toContain(`${name} 第 ${line} 行`);
  });

  it('refuses bytes that are not UTF-8, in both kinds of file', async () => {
    const gbk = new Uint8Array([0xd7, 0xe9, 0xd6, 0xaf]);
    for (const name of ['rules.csv', 'rules.yaml']) {
      const refused = await run('check', await file(name, gbk));
      expect([name, refused.code, refused.opened]).toEqual([name, 1, 0]);
      expect(refused.out).toContain('UTF-8');
    }
  });

  it('names the line of a field in YAML', async () => {
    const text = `# 试行\n- 组织编码: D01W\n  职责项: 主题党日\n  起始日期: 2026-03-01\n  理由: 试行\n  文号: 1号\n  应履职期限: M-5wd\n`;
    expect((await run('check', await file('rules.yaml', text))).out).toContain(
      'rules.yaml 第 7 行“应履职期限”',
    );
  });
});
