import { describe, expect, it } from 'vitest';
import { openWorld } from '../harness/world.ts';

const plan = '/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏';

async function published() {
  const world = await openWorld();
  const secretary = world.person('罗启平');
  await world.morningOf('2026-02-02');
  await world
    .everyone(['黎柏', '程鹏兰', '潘佳军', '冯子博', '杨志浩', '熊艳松', '蔡志', '杜娟磊', '汤邦'])
    .see('2月主题党日');
  await secretary.sees('今天的提醒');
  await secretary.says(plan);
  await secretary.sees('请核对后发布');
  await secretary.presses('确认发布');
  await (await world.membersOf('D01B01')).see('主题党日：2月12日（周四）15:00');
  return { world, secretary };
}

describe('点名以后', () => {
  it('已经请假的人不点名字也还是请假', async () => {
    const { world, secretary } = await published();
    await world.person('吕洋').presses('请假（事假）');
    await world.morningOf('2026-02-11');
    await secretary.sees('等您处理 1 项', '吕洋申请请假（事假）');
    await secretary.presses('同意', { card: '等您处理' });
    secretary.isTold('已同意：吕洋');
    await (await world.membersOf('D01B01')).without('吕洋', '罗启平').see('等您回答');
    await world.passes('PT10M');
    await world.person('吕洋').sees('您的请假已同意');
    await world.moveTo('2026-02-12T15:30');
    await secretary.says('/点名 全到 除 杨东');
    await secretary.sees('应到 31 · 实到 29 · 请假 1 · 缺席 1', '请在2月24日（周二）以前 /记录');
  });

  it('已经安排的月份，早上的卡片跟着变，不再给空表', async () => {
    const { secretary } = await published();
    const digest = await secretary.rereads('今天的提醒', '已安排在2月12日（周四）');
    expect(digest.text).not.toContain('安排2月主题党日');
  });

  it('开了会没有录入：提醒只要补录，按钮打开记录表', async () => {
    const { world, secretary } = await published();
    await world.morningOf('2026-02-11');
    await (await world.membersOf('D01B01')).see('等您回答');
    await world.moveTo('2026-02-12T15:30');
    await secretary.says('/点名 全到');
    await secretary.sees('点名已结束');
    await world.morningOf('2026-02-14');
    await world
      .everyone(['黎柏', '程鹏兰', '潘佳军', '冯子博', '杨志浩', '熊艳松', '蔡志', '杜娟磊', '汤邦'])
      .see('5 个工作日');
    await world.morningOf('2026-02-25');
    const missing = '2月12日已召开，记录已超过 1 个工作日未录入，只需补录';
    await secretary.sees(missing, '[补录2月主题党日]');
    // Whoever looks at it, and wherever, reads the same.
    for (const [name, typed] of [
      ['夏成超', '/逾期 办公室党支部'],
      ['罗启平', '/待办'],
      ['罗启平', '/我的'],
    ] as const) {
      await world.person(name).says(typed);
      await world.person(name).sees(missing);
    }
    await secretary.presses('补录2月主题党日');
    await secretary.sees('记录要点');
    await secretary.fills('记录要点', { 讨论: '结合岗位谈体会', 收获: '三项改进' }, '保存并办结');
    secretary.isTold('已记录，已办结');
    expect(await world.themeDay('D01B01', '2026-02')).toMatchObject({ state: 'done', daysLate: 0 });
    await world.morningOf('2026-02-26');
    await world
      .everyone(['黎柏', '程鹏兰', '潘佳军', '冯子博', '杨志浩', '熊艳松', '蔡志', '杜娟磊', '汤邦'])
      .see('2 个工作日');
    await secretary.sees('已有结果，此前告诉过您，现销项');
  });
});
