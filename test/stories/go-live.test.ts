import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { dutyInstances, dutyStages, findings, lines, outbox } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

const secretaries = ['罗启平', '黎柏', '程鹏兰', '潘佳军', '杨志浩', '熊艳松', '蔡志', '杜娟磊', '汤邦'];
const owners = [...secretaries, '冯子博'];

async function stagesOf(world: World, key: string): Promise<Readonly<Record<string, string>>> {
  const rows = await world.db.select().from(dutyStages).where(eq(dutyStages.instanceKey, key));
  return Object.fromEntries(rows.map((row) => [row.stage, row.outcome]));
}

async function periodsOf(world: World): Promise<readonly string[]> {
  const rows = await world.db.select({ period: dutyInstances.period }).from(dutyInstances);
  return [...new Set(rows.map(({ period }) => period))].sort();
}

const key = (period: string): string => `D01B01/branch_theme_day/${period}`;

describe('月中启用', () => {
  it('5月20日（周三）上午启用：不补发，从下一个提醒日开始', async () => {
    const world = await openWorld({ startAt: '2026-05-20T10:00' });
    await world.moveTo('2026-05-20');
    expect(await world.db.select().from(lines)).toEqual([]);
    expect(await world.db.select().from(outbox)).toEqual([]);
    expect(await periodsOf(world)).toEqual(['2026-05', '2026-06']);
    expect(await stagesOf(world, key('2026-05'))).toEqual({ open: 'skipped' });
    await world.moveTo('2026-05-21');
    await world.expectQuiet();
    // Due on Friday the 29th, because the 31st is a Sunday: five working days before is the 22nd.
    await world.moveTo('2026-05-22');
    await world.everyone(owners).see('1 件', '5月主题党日', '5月29日（周五）前', '还有 5 个工作日');
    await world.moveTo('2026-05-26');
    await world.expectQuiet();
    await world.moveTo('2026-05-27');
    await world.everyone(owners).see('还有 2 个工作日');
    await world.moveTo('2026-05-31');
  });

  it('当天正好是提醒日：当天过了摘要时间，下一个工作日才说', async () => {
    const world = await openWorld({ startAt: '2026-05-22T16:00' });
    await world.moveTo('2026-05-22');
    await world.expectQuiet();
    await world.morningOf('2026-05-25');
    await world.everyone(owners).see('1 件', '5月主题党日', '还有 4 个工作日');
  });

  it('周六启用：周末没有消息，期限以后照常逐级', async () => {
    const world = await openWorld({ startAt: '2026-05-23T10:00' });
    expect(await stagesOf(world, key('2026-05'))).toEqual({ open: 'skipped', '5wd': 'skipped' });
    await world.moveTo('2026-05-26');
    await world.expectQuiet();
    await world.moveTo('2026-05-27');
    await world.everyone(owners).see('5月主题党日', '还有 2 个工作日');
    await world.moveTo('2026-05-31');
    await world.expectQuiet();
    await world.moveTo('2026-06-01');
    await world.everyone(owners).see('2 件', '5月主题党日', '已超过 1 个工作日', '6月主题党日');
    await world.moveTo('2026-06-02');
  });

  it('最后一个工作日启用：当天已经没有提醒；逾期从下一个工作日起', async () => {
    const world = await openWorld({ startAt: '2026-05-29T09:05' });
    expect(await stagesOf(world, key('2026-05'))).toEqual({
      open: 'skipped',
      '5wd': 'skipped',
      '2wd': 'skipped',
    });
    await world.moveTo('2026-05-31');
    await world.expectQuiet();
    await world.moveTo('2026-06-01');
    await world.everyone(owners).see('5月主题党日', '已超过 1 个工作日');
  });

  it('随附的一句只说快到的：全年的事不在启用后第一张卡片上', async () => {
    const world = await openWorld({
      startAt: '2026-02-02T09:05',
      duties: ['branch_theme_day', 'talk_member_member', 'dues_monthly', 'branch_lecture_attend'],
    });
    await world.morningOf('2026-02-02');
    const card = await world.person('黎柏').sees('2月主题党日', '2月党费交纳');
    expect(card.text).not.toContain('谈心谈话');
    expect(card.text).not.toContain('上党课');
    await world.forgetsPast();
    await world.morningOf('2026-03-04');
    const told = await world.db.select().from(lines);
    const soft = (duty: string) => told.filter((line) => line.stage === 'soft' && line.duty === duty);
    expect(soft('branch_lecture_attend').length).toBeGreaterThan(0);
    expect(soft('talk_member_member')).toEqual([]);
    await world.forgetsPast();
  });

  it('月末周日启用：上个月的期限已过，不追究', async () => {
    const world = await openWorld({ startAt: '2026-05-31T10:00' });
    expect(await periodsOf(world)).toEqual(['2026-06']);
    await world.moveTo('2026-06-01');
    await world.everyone(owners).see('1 件', '6月主题党日');
    await world.moveTo('2026-06-22');
    await world.expectQuiet();
  });

  it('启用日可以另定：启用日以前的一概不提', async () => {
    const world = await openWorld({ startAt: '2026-02-02T09:05', goLiveOn: '2026-03-01' });
    await world.moveTo('2026-03-01');
    await world.expectQuiet();
    expect(await periodsOf(world)).toEqual(['2026-03', '2026-04']);
    await world.moveTo('2026-03-02');
    await world.everyone(owners).see('1 件', '3月主题党日', '3月31日（周二）前');
  });
});

describe('年中启用，后面拖着旧账', () => {
  it('8月初启用全部职责：届期已过的各记一笔，错过的月份不提，头一个星期每人每天至多一条，说的都是以后的事', async () => {
    const world = await openWorld({ startAt: '2026-08-03T10:00', duties: 'all' });
    await world.moveTo('2026-08-07');
    const found = await world.db.select().from(findings);
    const terms = found.filter(({ kind }) => kind === 'term_expired');
    expect(terms.map(({ orgCode, detail }) => [orgCode, detail])).toEqual([
      ['D01B06', { endedOn: '2026-05-17' }],
      ['D01B07', { endedOn: '2026-02-26' }],
    ]);
    const owed = await world.db.select().from(dutyInstances);
    expect(owed.filter(({ heldBy }) => heldBy < '2026-08-03')).toEqual([]);
    expect(owed.filter(({ state }) => state !== 'planned' && state !== 'open')).toEqual([]);
    const booked = await world.db.select().from(lines);
    expect(booked.length).toBeGreaterThan(0);
    expect(new Set(booked.map(({ kind }) => kind))).toEqual(new Set(['reminder']));
    const sent = await world.db.select().from(outbox);
    const days = sent.map(
      ({ personCode, sendingAt }) => `${personCode} ${sendingAt?.toISOString().slice(0, 10)}`,
    );
    expect(sent.length).toBeGreaterThan(0);
    expect(new Set(days).size).toBe(days.length);
    await world.forgetsPast();
  });
});
