import { eq, like } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dutyInstances } from '../../db/schema/index.ts';
import { loadOverrides } from '../../src/duties/overrides/store.ts';
import { type CatalogueConsole, forgetRules, openCatalogueConsole } from './catalogue-console.ts';

let desk: CatalogueConsole;
beforeAll(async () => {
  desk = await openCatalogueConsole();
  await desk.generate();
});
afterEach(() => forgetRules(desk));
afterAll(() => desk.close());

type Given = Readonly<Record<string, string>>;

async function told(...rows: readonly Given[]): Promise<readonly string[]> {
  const { code, out } = await desk.rows('check', ...rows);
  expect([code, out.split('\n').at(-1)]).toEqual([0, `没有问题：本级规定 ${rows.length} 条。`]);
  return out.split('\n').slice(0, -1);
}

async function themeDays(): Promise<number> {
  const { db } = desk.test.database;
  return (
    await db.select().from(dutyInstances).where(like(dutyInstances.key, 'D01B%/branch_theme_day/2026-02'))
  ).length;
}

describe('check says what a rule would change', () => {
  it('the period it begins with, how many organisations, from which day to which, and what is made already', async () => {
    const count = await themeDays();
    const lines = await told({
      职责项: '主题党日',
      起始日期: '2026-02-01',
      应履职期限: 'M-3wd',
      上级同意文号: '1号',
    });
    expect(lines[0]).toBe(
      `第 2 行 D01W 主题党日：从2026年2月起，${count} 个党支部的期限由 2026-02-28 改为 2026-02-25；已生成的 ${count * 2} 项任务随之改变，如 D01B01-TD-2602、D01B02-TD-2602`,
    );
    expect(lines[1]).toContain('启动时');
    expect(lines).toHaveLength(2);
  });

  it('counts as changed exactly what the next run of the planner moves', async () => {
    const row = { 职责项: '主题党日', 起始日期: '2026-02-01', 应履职期限: 'M-3wd', 上级同意文号: '1号' };
    const { db } = desk.test.database;
    const days = async () =>
      new Map((await db.select().from(dutyInstances)).map(({ key, heldBy }) => [key, heldBy]));
    const before = await days();
    const said = /已生成的 (\d+) 项/u.exec((await desk.rows('override', row)).out)?.[1];
    await desk.generate();
    const after = await days();
    const moved = [...before].filter(([key, heldBy]) => after.get(key) !== heldBy);
    expect(String(moved.length)).toBe(said);
    await forgetRules(desk);
    await desk.generate();
    expect(await days()).toEqual(before);
  });

  it('leaves out of it what is dated by now', async () => {
    const { db } = desk.test.database;
    const one = eq(dutyInstances.key, 'D01B01/branch_theme_day/2026-03');
    const count = await themeDays();
    await db.update(dutyInstances).set({ state: 'scheduled' }).where(one);
    const [line] = await told({ 职责项: '主题党日', 提醒档: '随附提醒' });
    await db.update(dutyInstances).set({ state: 'planned' }).where(one);
    expect(line).toContain(`已生成的 ${count - 1} 项任务随之改变，如 D01B02-TD-2603`);
    expect(line).toMatch(/；已安排、办结或逾期等 1 项不变$/u);
  });

  it('counts what a rule switched off and its correction brings back', async () => {
    const { db } = desk.test.database;
    const ofMarch = like(dutyInstances.key, 'D01B%/branch_theme_day/2026-03');
    const one = eq(dutyInstances.key, 'D01B01/branch_theme_day/2026-03');
    const count = await themeDays();
    const row = { 职责项: '主题党日', 是否启用: '停用' };
    expect((await desk.rows('override', row)).code).toBe(0);
    await db.update(dutyInstances).set({ state: 'not_applicable', reasonCode: 'own_rule' }).where(ofMarch);
    await db.update(dutyInstances).set({ reasonCode: 'reorg' }).where(one);
    const [line] = await told({ ...row, 是否启用: '恢复' });
    await db.update(dutyInstances).set({ state: 'planned', reasonCode: null }).where(ofMarch);
    expect(line).toBe(
      `第 2 行 D01W 主题党日：改正库中的同一条；从2026年3月起，${count} 个党支部启用；已生成的 ${count - 1} 项任务随之改变，如 D01B02-TD-2603、D01B03-TD-2603；已安排、办结或逾期等 1 项不变`,
    );
  });

  it('says of each row what it adds to the ones before it', async () => {
    const count = await themeDays();
    const lines = await told(
      { 职责项: '主题党日', 提醒档: '随附提醒' },
      { 组织编码: 'D01B01', 职责项: '主题党日', 提醒档: '随附提醒' },
      { 组织编码: 'D01B01', 职责项: '主题党日', 是否启用: '停用', 起始日期: '2026-04-01' },
    );
    expect(lines[0]).toContain(`${count} 个党支部改为`);
    expect(lines[1]).toBe('第 3 行 D01B01 主题党日：从2026年3月起，没有组织的任务因此改变');
    expect(lines[2]).toBe('第 4 行 D01B01 主题党日：从2026年4月起，1 个党支部停用');
  });

  it('what is prescribed, where no day moves', async () => {
    const count = await themeDays();
    const [line] = await told({ 职责项: '主题党日', 起始日期: '2026-03-01', 提醒档: '随附提醒' });
    expect(line).toContain(
      `D01W 主题党日：从2026年3月起，${count} 个党支部改为：提醒档为随附提醒；已生成的 ${count} 项任务随之改变`,
    );
  });

  it('of a rule ahead of what is made, what it will come to', async () => {
    const [line, ...more] = await told({ 职责项: '主题党日', 起始日期: '2026-12-01', 是否启用: '停用' });
    expect(line).toBe(`第 2 行 D01W 主题党日：从2026年12月起，${await themeDays()} 个党支部停用`);
    expect(more).toEqual([]);
  });

  it('of what events open, the day, and that what is there stays', async () => {
    const [line] = await told({ 职责项: '申请人谈话', 应履职期限: 'ev+2mo' });
    expect(line).toMatch(
      /^第 2 行 D01W 申请人谈话：对 2026-03-01 起发生的事项有效，已有的不变；\d+ 个党支部改为：应履职期限为事项发生日后2个月（遇休息日提前）$/u,
    );
  });

  it('and that nothing changes where it says what holds anyway', async () => {
    const [line] = await told({ 职责项: '主题党日', 应履职期限: 'EOM' });
    expect(line).toBe('第 2 行 D01W 主题党日：从2026年3月起，没有组织的任务因此改变');
  });

  it('names the rules of lower organisations that are put out', async () => {
    const below = { 组织编码: 'D01B01', 应履职期限: 'M+3wd', 文号: '支〔2026〕1号' };
    const above = { 组织编码: 'D01W', 应履职期限: 'M+5wd', 起始日期: '2026-05-01' };
    await desk.rows('override', below);
    const lines = await told(above);
    expect(lines).toContain(
      '    下级规定因此不再生效：D01B01（省发展和改革委员会办公室党支部）支委会，应履职期限为月结束后3个工作日（遇休息日提前）（支〔2026〕1号，2026-03-01 起）；严于上级的新规定，没有上级同意文号',
    );
    // With consent, and in one file with the other, it is not put out, or is refused.
    await forgetRules(desk);
    await desk.rows('override', { ...below, 上级同意文号: '9号' });
    expect((await told(above)).join()).not.toContain('不再生效');
  });

  it('override says the same, once it is written; a row that is stored changes nothing', async () => {
    const row = { 职责项: '主题党日', 提醒档: '随附提醒' };
    const lines = await told(row);
    const written = await desk.rows('override', row);
    expect(written.out.split('\n')).toEqual([...lines, '已写入本级规定 1 条，库中已有 0 条。']);
    expect(await loadOverrides(desk.test.database.db)).toHaveLength(1);
    const [again] = await told(row);
    expect(again).toBe('第 2 行 D01W 主题党日：库中已有，不再写入');
  });
});

describe('a database without a roster', () => {
  let empty: CatalogueConsole;
  beforeAll(async () => {
    empty = await openCatalogueConsole({ isEmpty: true });
  });
  afterAll(() => empty.close());

  it('is said to be empty, once, beside what can be seen in the file alone', async () => {
    for (const action of ['check', 'override'] as const) {
      const { code, out, err } = await empty.rows(
        action,
        { 提醒档: '随附提醒' },
        { 提醒档: '天天提醒', 起始日期: '2026-04-01' },
      );
      expect(code).toBe(1);
      expect(err).toContain('库里还没有名册');
      expect(out).toContain('第 3 行“提醒档”');
      expect(out).not.toContain('名册里没有组织');
    }
    const { code, out, err } = await empty.rows('check', { 提醒档: '随附提醒' });
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('只检查了写法');
  });

  it('list says so too, instead of that the organisation is unknown', async () => {
    const { code, out, err } = await empty.run('list', 'D01B01');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('库里还没有名册');
    expect(err).not.toContain('没有组织“D01B01”');
  });
});
