import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { lines } from '../../db/schema/index.ts';
import { importRoster } from '../../src/org/roster/import.ts';
import { loadRoster } from '../../src/org/roster-load.ts';
import { openWorld, type World } from '../harness/world.ts';

/** Nobody has held the February theme day, and 夏成超, the officer, has just been told. */
async function told(): Promise<World> {
  const world = await openWorld({ startAt: '2026-03-03T18:00', goLiveOn: '2026-02-27' });
  await world.moveTo('2026-03-04T12:00');
  await world.forgetsPast();
  return world;
}

const record =
  '/记录 3月4日 地点 三楼会议室 主题 学习支部工作条例 主讲 叶敏慧 讨论 结合岗位谈体会 收获 明确三项改进 出席 全到 除 曹民秋';

describe('听到逾期的人能做什么', () => {
  it('催一下：一周一次，随负责人的下一条摘要，办结就不再提', async () => {
    const world = await told();
    const officer = world.person('夏成超');
    const before = await officer.rereads('今天的提醒', '9 件', '催一下（9 件）');
    await officer.presses('催一下（9 件）');
    officer.isTold('已转告 9 件的负责人');
    const card = await officer.rereads('今天的提醒', '一周内已请负责人办理');
    expect(card.buttons.map(({ label }) => label)).not.toContain('催一下（9 件）');
    // A second press on the card as it was finds nothing to do.
    const pressed = { action: 'escalation.nudge', instances: ['D01B01/branch_theme_day/2026-02'], page: 0 };
    await world.control.post('/click', {
      as: officer.openId,
      message_id: before.id,
      name: 'nudge_0',
      value: pressed,
      stale: true,
    });
    const asked = await world.db.select().from(lines).where(eq(lines.kind, 'nudge'));
    expect(asked).toHaveLength(9);

    await officer.says('/为什么 D01B01-TD-2602');
    await officer.sees('催一下', '等党支部书记的下一张提醒卡片');

    // 黎柏 records in the afternoon: the polite word must not reach him any more.
    const done = world.person('黎柏');
    await done.says(record);
    await done.sees('已记录，已办结');
    await officer.rereads('今天的提醒', '今天的变化', '检验检测所党支部 2月主题党日', '已完成');

    await world.morningOf('2026-03-05');
    await world.person('罗启平').sees('已超过期限', '2月主题党日', '党务干部请您安排办理，谢谢');
    await world.person('冯子博').sees('党务干部请您安排办理，谢谢');
    for (const name of ['程鹏兰', '潘佳军', '杨志浩', '熊艳松', '蔡志', '杜娟磊'])
      await world.person(name).sees('请您安排办理');
    await done.sees('已有结果，此前告诉过您，现销项');
    await officer.sees('已有结果，此前告诉过您，现销项');
    await world.expectQuiet();
  });

  it('催一下：按下的时候再问一次是不是还可以；已经离任的按了也不转告', async () => {
    const world = await told();
    const officer = world.person('夏成超');
    await officer.rereads('今天的提醒', '催一下（9 件）');
    const roster = await loadRoster(world.db);
    const posts = roster.posts.filter(({ post }) => post !== 'party_affairs_officer');
    const at = new Date('2026-03-04T12:10:00+08:00');
    await importRoster(world.db, { ...roster, posts }, { at, by: 'story', confirmMissing: true });
    await officer.presses('催一下（9 件）');
    officer.isTold('没有');
    expect(await world.db.select().from(lines).where(eq(lines.kind, 'nudge'))).toEqual([]);
    await world.forgetsPast();
  });

  it('标记已了解：只有这位同志到那天才再听到，别人照常', async () => {
    const world = await told();
    const officer = world.person('夏成超');
    const [card] = (await officer.messages()).filter(({ text }) => text.includes('超过期限的事项'));
    await world.control.post('/click', {
      as: officer.openId,
      message_id: card?.id,
      name: 'known_0',
      option: '2026-03-11',
    });
    await world.passes('PT1S');
    await officer.rereads('今天的提醒', '您已了解，3月11日（周三）前不再提');
    await world.moveTo('2026-03-06');
    await world.person('汤新岩').sees('9 件', '已超过 5 个工作日');
    await world.person('钟欣佳').sees('1 件');
    await world.morningOf('2026-03-11');
    await officer.sees('9 件', '已超过 8 个工作日');
    const back = await world.db.select().from(lines).where(eq(lines.kind, 'nudge'));
    expect(new Set(back.map(({ personCode }) => personCode)).size).toBe(1);
  });
});
