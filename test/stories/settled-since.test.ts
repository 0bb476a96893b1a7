import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { findings, lines } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

const number = 'D01B02-TD-2602';
const key = 'D01B02/branch_theme_day/2026-02';
const hearers = ['黎柏', '夏成超', '汤新岩'];
const record = (day: string) =>
  `/记录 ${number} ${day} 地点 三楼会议室 主题 学习支部工作条例 主讲 叶敏慧 讨论 结合岗位谈体会 收获 明确三项改进 出席 全到 除 曹民秋`;

/** 检验检测所党支部 (黎柏) is five working days late on Friday, 6 March: 夏成超 and 汤新岩 have heard of it. */
async function late(at: string): Promise<World> {
  const world = await openWorld({ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27', auditsNightly: true });
  await world.moveTo(at);
  await world.forgetsPast();
  current = world;
  return world;
}

let current: World | undefined;

afterEach(async () => {
  await current?.forgetsPast();
  current = undefined;
});

/** What the second opinion, looking night by night, found wrong with this item. */
async function doubts(world: World): Promise<readonly unknown[]> {
  const rows = await world.db.select().from(findings).where(eq(findings.kind, 'auditor'));
  return rows.map(({ detail }) => detail).filter((detail) => JSON.stringify(detail).includes(key));
}

async function linesOf(world: World, kind: string): Promise<readonly string[]> {
  const rows = await world.db.select().from(lines).where(eq(lines.instanceKey, key));
  return rows
    .filter((line) => line.kind === kind)
    .map(({ stage, state, reason }) => [stage, state, reason ?? ''].join(' '))
    .sort();
}

describe('督查后重新打开', () => {
  it('当天就补正：请补正的话收回，不再催；销项说的是现在的结果', async () => {
    const world = await late('2026-03-06T12:00');
    await world.person('黎柏').says(record('3月6日'));
    await world.moveTo('2026-03-06T15:00');
    await world.person('钟文').says(`/重开 ${number} 督查〔2026〕3号`);
    await world.moveTo('2026-03-06T16:00');
    await world.person('黎柏').says(record('3月5日'));
    expect(await linesOf(world, 'report')).toEqual(Array(2).fill('reopened+1 withdrawn settled'));
    await world.forgetsPast();
    await world.morningOf('2026-03-09');
    for (const name of hearers) {
      const digest = await world.person(name).sees('现销项', '2月主题党日', '3月5日（周四）召开');
      expect(digest.text).not.toContain('督查');
    }
    await world.moveTo('2026-03-10T12:00');
    expect(await doubts(world)).toEqual([]);
  });

  it('第二天补正：早上那张卡当天改成已完成，不留着催补正的话', async () => {
    const world = await late('2026-03-06T12:00');
    await world.person('黎柏').says(record('3月6日'));
    await world.person('钟文').says(`/重开 ${number} 督查〔2026〕3号`);
    await world.morningOf('2026-03-09');
    await world.person('黎柏').sees('督查后重新打开（督查〔2026〕3号）');
    await world.person('黎柏').says(record('3月6日'));
    const card = await world.person('黎柏').rereads('今天的提醒', '今天的变化', '已完成');
    expect(card.text).not.toContain('督查后重新打开');
  });
});

describe('销项说的是现在的结果', () => {
  it('延期以后当天办结：一条销项，写明延期，也写明已经召开', async () => {
    const world = await late('2026-03-06T15:00');
    await world.person('黎柏').says(`/延期 ${number} 3月12日 岗位空缺`);
    await world.passes('PT1M');
    await world.person('汤新岩').presses('同意');
    await world.passes('PT30M');
    await world.person('黎柏').says(record('3月6日'));
    await world.forgetsPast();
    await world.morningOf('2026-03-09');
    for (const name of hearers) {
      await world.person(name).sees('现销项', '已批准延期至3月12日（周四）；3月6日（周五）召开');
    }
    await world.moveTo('2026-03-12T12:00');
    expect(await linesOf(world, 'closing')).toEqual(Array(3).fill('closing carried '));
    expect(await doubts(world)).toEqual([]);
  });

  it('销项没有送到就被重新打开：不说销项，真正办结以后各一条', async () => {
    const world = await late('2026-03-06T12:00');
    await world.person('黎柏').says(record('3月5日'));
    await world.moveTo('2026-03-06T15:00');
    await world.person('钟文').says(`/重开 ${number} 督查〔2026〕3号`);
    await world.forgetsPast();
    await world.morningOf('2026-03-09');
    for (const name of ['黎柏', '夏成超']) {
      const digest = await world
        .person(name)
        .sees('督查后重新打开（督查〔2026〕3号），请在3月11日（周三）前补正');
      expect(digest.text).not.toContain('销项');
    }
    for (const { text } of await world.person('汤新岩').unread()) expect(text).not.toContain('3月5日');
    await world.forgetsPast();
    await world.person('黎柏').says(record('3月9日'));
    await world.forgetsPast();
    await world.morningOf('2026-03-10');
    for (const name of hearers) await world.person(name).sees('现销项', '2月主题党日', '3月9日（周一）召开');
    await world.moveTo('2026-03-12T12:00');
    expect(await linesOf(world, 'closing')).toEqual([
      ...Array(3).fill('closing withdrawn reopened'),
      ...Array(3).fill('closing+1 carried '),
    ]);
    expect(await doubts(world)).toEqual([]);
  });

  it('销项早上送到、当天重新打开：那张卡当天改过来', async () => {
    const world = await late('2026-03-06T12:00');
    await world.person('黎柏').says(record('3月5日'));
    await world.forgetsPast();
    await world.morningOf('2026-03-09');
    await world.person('汤新岩').sees('现销项', '3月5日（周四）召开');
    await world.forgetsPast();
    await world.person('钟文').says(`/重开 ${number} 督查〔2026〕3号`);
    await world.forgetsPast();
    const card = await world
      .person('汤新岩')
      .rereads('今天的提醒', '督查后重新打开，限3月12日（周四）前补正');
    expect(card.text).not.toContain('现销项');
    await world.moveTo('2026-03-11T12:00');
    expect(await doubts(world)).toEqual([]);
  });
});

describe('情况说明', () => {
  it('写了以后，上级当天的卡片改过来，不另发；撤销也一样', async () => {
    const world = await late('2026-03-06T10:30');
    const deputy = world.person('汤新岩');
    await deputy.rereads('今天的提醒', '检验检测所党支部');
    await world.person('黎柏').says(`/情况说明 ${number} 岗位空缺，3月9日补开`);
    await world.person('黎柏').sees('已记下');
    await world.passes('PT10S');
    await deputy.rereads('今天的提醒', '情况说明：岗位空缺，3月9日补开');
    await deputy.seesNothing();
    await world.person('黎柏').presses('撤销');
    world.person('黎柏').isTold('已撤销');
    await world.passes('PT10S');
    const card = await deputy.rereads('今天的提醒', '尚无情况说明');
    expect(card.text).not.toContain('3月9日补开');
  });
});
