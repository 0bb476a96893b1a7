import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditEvents, auditHeads, dutyInstances } from '../../db/schema/index.ts';
import { loadOverrides } from '../../src/duties/overrides/store.ts';
import { brokenLink } from '../../src/engine/audit.ts';
import { type CatalogueConsole, forgetRules, openCatalogueConsole } from './catalogue-console.ts';

let desk: CatalogueConsole;
beforeAll(async () => {
  desk = await openCatalogueConsole();
});
beforeEach(async () => {
  await forgetRules(desk);
  await desk.test.database.db.delete(auditEvents);
  await desk.test.database.db.delete(auditHeads);
  desk.at('2026-02-02T09:05:00+08:00');
});
afterAll(() => desk.close());

const typo = { 应履职期限: 'M+15wd', 文号: '机党〔2026〕3号' };
const mended = { 应履职期限: 'M+5wd', 文号: '机党〔2026〕3号' };
const rules = async () =>
  (await loadOverrides(desk.test.database.db)).map(({ change }) => change.heldBy?.rule);

describe('a typo in a stored rule', () => {
  it.each(['2026-02-20', '2026-03-01'])(
    'is mended by the right row until the first day of the period it begins with: on %s',
    async (day) => {
      await desk.rows('override', typo);
      desk.at(`${day}T10:00:00+08:00`);
      const checked = await desk.rows('check', mended);
      expect(checked.out).toContain('第 2 行 D01W 支委会：改正库中的同一条；从2026年3月起，');
      expect(await rules()).toEqual(['M+15wd']);
      const done = await desk.rows('override', mended);
      expect(done).toMatchObject({ code: 0 });
      expect(done.out).toContain('已写入本级规定 1 条（其中改正 1 条），库中已有 0 条。');
      expect(await rules()).toEqual(['M+5wd']);
    },
  );

  it('leaves the earlier row in the trail of its organisation', async () => {
    const { db } = desk.test.database;
    await desk.rows('override', typo);
    await desk.rows('override', mended);
    const [trace, ...more] = await db.select().from(auditEvents).where(eq(auditEvents.orgCode, 'D01W'));
    expect(more).toEqual([]);
    expect(trace).toMatchObject({
      action: 'rule.correct',
      object: 'rule/branch_committee_meeting/2026-03-01',
    });
    expect(trace?.personal).toMatchObject({
      actor: 'test',
      before: { change: { heldBy: { rule: 'M+15wd' } }, document: '机党〔2026〕3号' },
      after: { change: { heldBy: { rule: 'M+5wd' } } },
    });
    expect(await brokenLink(db, 'D01W')).toBeUndefined();
  });

  it('that was entered into a running period is mended on the same day alone', async () => {
    desk.at('2026-03-10T09:00:00+08:00');
    await desk.rows('override', typo);
    desk.at('2026-03-10T16:00:00+08:00');
    expect(await desk.rows('override', mended)).toMatchObject({ code: 0 });
    desk.at('2026-03-11T09:00:00+08:00');
    expect(await desk.rows('override', typo)).toMatchObject({ code: 1 });
    expect(await rules()).toEqual(['M+5wd']);
  });

  it('says once the period has begun that it stays, and from when another rule may hold', async () => {
    await desk.rows('override', typo);
    desk.at('2026-03-02T09:00:00+08:00');
    const refused = await desk.rows('override', mended);
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('库中已有同一组织、同一职责、同一起始日期的规定（机党〔2026〕3号）');
    expect(refused.out).toContain('2026年3月已经开始');
    expect(refused.out).toContain('请另定一条，起始日期写 2026-04-01');
    expect(await rules()).toEqual(['M+15wd']);
    expect(await desk.rows('override', { ...mended, 起始日期: '2026-04-01' })).toMatchObject({ code: 0 });
  });

  it('of what events open is mended until its first day', async () => {
    const talk = { 职责项: '申请人谈话', 应履职期限: 'ev+3mo' };
    await desk.rows('override', talk);
    desk.at('2026-03-01T10:00:00+08:00');
    expect(await desk.rows('override', { ...talk, 应履职期限: 'ev+2mo' })).toMatchObject({ code: 0 });
    desk.at('2026-03-02T10:00:00+08:00');
    const refused = await desk.rows('override', talk);
    expect(refused.out).toContain('请另定一条，起始日期写 2026-03-03');
  });

  it('in the organisation, the duty or the first day is taken back with what was written', async () => {
    await desk.rows('override', typo);
    const back = await desk.rows('override', { ...typo, 应履职期限: '恢复' });
    expect(back.out).toContain(
      '改正库中的同一条；从2026年3月起，8 个党支部的期限由 2026-04-22 改为 2026-03-31',
    );
    expect(await rules()).toEqual([undefined]);
  });

  it('is judged by the superior as if the typo had never been', async () => {
    await desk.rows('override', { ...typo, 应履职期限: 'M+9wd' });
    const stricter = await desk.rows('override', { ...mended, 应履职期限: 'M-2wd' });
    expect(stricter.out).toContain('严于上级');
    expect(await rules()).toEqual(['M+9wd']);
  });

  it('what is taken back on the day it began with is gone from what runs, all of it', async () => {
    const { db } = desk.test.database;
    const key = 'D01B01/branch_theme_day/2026-03';
    const running = async () => {
      const [item] = await db.select().from(dutyInstances).where(eq(dutyInstances.key, key));
      return [item?.heldBy, item?.reminder, item?.escalation];
    };
    await desk.generate();
    const before = await running();
    const row = { 职责项: '主题党日', 应履职期限: 'M-3wd', 提醒档: '随附提醒', 升级档: '不升级' };
    await desk.rows('override', { ...row, 上级同意文号: '1号' });
    desk.at('2026-03-01T00:05:00+08:00');
    await desk.generate();
    const typo = await running();
    expect(typo.filter((value, at) => value === before[at])).toEqual([]);
    const back = { ...row, 应履职期限: '恢复', 提醒档: '恢复', 升级档: '恢复' };
    expect((await desk.rows('override', back)).out).toContain('其中改正 1 条');
    await desk.generate();
    expect(await running()).toEqual(before);
  });
});
