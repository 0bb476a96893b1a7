import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseDeadline } from '../../src/calendar/deadlines.ts';
import { AppError } from '../../src/core/errors.ts';
import { loadOverrides } from '../../src/duties/overrides/store.ts';
import { failureText } from '../../src/text/failures.ts';
import { deadlineForms } from '../../src/text/overrides.ts';
import {
  type CatalogueConsole,
  csv,
  forgetRules,
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
const file = (name: string, text: string) => desk.file(name, text);
const later = { 应履职期限: 'M+3wd', 遇休息日: '顺延' };

describe('how a file of own rules is written', () => {
  it('says both kinds of problems at once, and reads nothing into a row of which a cell slipped', async () => {
    const wrong = csv(
      row({ ...later, 起始日期: '2026/3/1' }),
      row({ 应履职期限: 'EOQ' }),
      `${row(later)},多`,
    );
    const { code, out, opened } = await run('check', await file('rules.csv', wrong));
    expect([code, opened]).toEqual([1, 1]);
    const lines = out.split('\n');
    expect(lines[0]).toContain('第 2 行“起始日期”：“2026/3/1”');
    expect(lines[1]).toContain('第 3 行“应履职期限”：“应履职期限”与这项职责不相配');
    expect(lines[2]).toContain('第 4 行：这一行的内容比列名多');
    expect(lines.slice(3)).toEqual(['发现 3 处问题，没有写入任何内容。']);
    expect(await run('override', await file('rules.csv', wrong))).toMatchObject({ code: 1, out });
    expect(await loadOverrides(desk.test.database.db)).toEqual([]);
  });

  it('shows what is wrong with the file itself while the bot holds the database', async () => {
    const held = new AppError('conflict', 'data_dir_in_use', 'held');
    const wrong = await file('rules.csv', csv(row(later), row({ ...later, 起始日期: '2026/3/1' })));
    const told = await desk.run('check', wrong);
    expect(await desk.runWithout(held, 'check', wrong)).toMatchObject({ code: 1, out: told.out });
    const right = await file('right.csv', csv(row(later)));
    await expect(desk.runWithout(held, 'check', right)).rejects.toBe(held);
    expect(failureText(held.code, '')).toMatch(/先停止它.*PostgreSQL/u);
  });

  it.each<[string, string, string]>([
    ['a date with strokes', '起始日期: 2026/3/1', '“2026/3/1”不是有效日期，请写成 2026-03-01 这样的形式。'],
    ['a Chinese date', '起始日期: 2026年4月1日', '请写成 2026-04-01 这样的形式'],
    ['half a column name', '启用: true', '不认识的列“启用”，应写“是否启用”。'],
    ['a yes in English', '是否启用: true', '不认识“true”，可用：启用、停用、恢复，如“是否启用: 启用”。'],
    ['small letters', '职责项: td', '请写名称或编号里的两个字母，如“支部主题党日”、“主题党日”、TD'],
    ['a map', '理由: { 甲: 乙 }', '应写成“列名: 内容”的形式，如“是否启用: 停用”。'],
  ])('says which form is expected instead of %s', async (_what, cell, sentence) => {
    const [title] = cell.split(':');
    const whole = [
      '组织编码: D01W',
      '职责项: 支委会',
      '起始日期: 2026-03-01',
      '升级档: 不升级',
      '理由: 试行',
      '文号: 1号',
    ];
    const text = [...whole.filter((one) => !one.startsWith(`${title}:`)), cell].join('\n  ');
    const { code, out } = await run('check', await file('rules.yaml', `- ${text}`));
    expect([code, out]).toEqual([1, expect.stringContaining(sentence)]);
  });

  it('knows a duty by the two letters the list begins with', async () => {
    const path = await file('rules.csv', csv(row({ 职责项: 'CM', ...later })));
    expect((await run('check', path)).out).toContain('D01W 支委会：');
  });

  it('lists the forms of a deadline in its help, each with an example that can be read', async () => {
    const { out } = await run('--help');
    const examples = deadlineForms.map(([rule]) => rule);
    for (const rule of examples) expect(out).toContain(`  ${rule} `);
    const forms = examples.map((rule) => (rule === 'given' ? rule : parseDeadline(rule).form));
    expect(new Set(forms)).toEqual(new Set(['period_end', 'date', 'offset', 'given']));
    expect(out).toContain('改正');
  });
});
