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

  it('/签到 给的是正在签到的那一次：前一次点过名、还没有记录的不算', async () => {
    const world = await openWorld({ duties: ['branch_theme_day', 'branch_member_meeting'] });
    const secretary = world.person('罗启平');
    await secretary.says('/安排 党员大会 2月11日下午3点 三楼会议室');
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-11T15:30');
    await secretary.says('/点名 全到 除 吕洋 请假 杨东');
    await secretary.rereads('点名已结束：2月11日（周三）15:00 党员大会', '缺席：吕洋 · 请假：杨东');
    await secretary.says('/签到');
    await secretary.rereads('党员大会 2月11日（周三）15:00 名单', '点名已结束');
    await secretary.says(plan);
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-12T10:00');
    await world.forgetsPast();
    await secretary.says('/签到');
    await secretary.sees('主题党日 2月12日（周四）15:00 名单');
    await secretary.says('/签到 2月11日');
    await secretary.sees('党员大会 2月11日（周三）15:00 名单', '点名已结束');
    await world.moveTo('2026-02-12T14:40');
    await secretary.says('/签到');
    await secretary.sees('主题党日 2月12日（周四）15:00 名单', '结束点名');
    await secretary.says('/签到 现场码');
    await secretary.sees('这次活动的现场码是');
    await secretary.rereads('主题党日 2月12日（周四）15:00 名单', '现场码');
    await world.forgetsPast();
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

describe('支部群里的合计', () => {
  async function calledInGroup(duties?: readonly string[]) {
    const world = await openWorld(duties ? { duties } : {});
    const secretary = world.person('罗启平');
    const group = world.group('办公室党支部');
    await world.forgetsPast();
    await secretary.says('/绑定', { in: group });
    await group.sees('本群已设为省发展和改革委员会办公室党支部的群');
    await secretary.says(plan);
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    return { world, secretary, group };
  }

  it('点名撤销后再点，群里还是那一条，数字跟着改', async () => {
    const { world, secretary, group } = await calledInGroup();
    await secretary.says('/点名 全到 除 杨东');
    await secretary.sees('应到 31 · 实到 30');
    await world.passes('PT2M');
    await group.sees('应到 31，实到 30，请假 0。');
    await secretary.presses('撤销');
    secretary.isTold('已撤销');
    await secretary.says('/点名 全到 除 杨东 吕洋');
    await secretary.sees('应到 31 · 实到 29');
    await world.passes('PT2M');
    await group.rereads('主题党日', '应到 31，实到 29，请假 0。');
    await secretary.says('/更正 吕洋 到会');
    await secretary.sees('更正为参加');
    await world.passes('PT2M');
    await group.rereads('主题党日', '应到 31，实到 30，请假 0。');
    await group.seesNothing();
  });

  it('还有待批的请假，合计里写明；支委会的合计不发到全支部的群', async () => {
    const { world, secretary, group } = await calledInGroup(['branch_theme_day', 'branch_committee_meeting']);
    await world.person('侯艳莹').presses('请假（事假）');
    world.person('侯艳莹').isTold('等批准人同意');
    await secretary.says('/点名 全到 除 侯艳莹 杨东');
    await secretary.sees('请假待批 1');
    await world.passes('PT2M');
    await group.sees('应到 31，实到 29，请假 0，请假待批 1。');
    await secretary.says('/安排 支委会 2月13日上午9点半 小会议室');
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-13T09:40');
    await world.forgetsPast();
    await secretary.says('/点名 支委会 全到');
    await secretary.sees('点名已结束');
    await world.moveTo('2026-02-14T17:00');
    await group.seesNothing();
    await world.forgetsPast();
  });

  it('群里的那一条上也能提意见，表格只给按的人', async () => {
    const { world, secretary, group } = await calledInGroup();
    await secretary.says('/点名 全到 除 杨东');
    await secretary.sees('应到 31 · 实到 30');
    await world.passes('PT2M');
    const card = await group.sees('应到 31，实到 30，请假 0。', '[提意见]');
    const member = world.person('孔东');
    await member.pressesAt(card.id, 'feedback');
    await member.sees('提意见', '意见受理人', '送出');
    await group.seesNothing();
  });

  it('还没有发到群里就撤销的，再点以后照样发', async () => {
    const { world, secretary, group } = await calledInGroup();
    await world.moveTo('2026-02-12T20:00');
    await world.forgetsPast();
    await secretary.says('/点名 全到 除 杨东');
    await secretary.sees('应到 31 · 实到 30');
    await secretary.presses('撤销');
    secretary.isTold('已撤销');
    await secretary.says('/点名 全到 除 杨东 吕洋');
    await secretary.sees('应到 31 · 实到 29');
    await group.seesNothing();
    await world.moveTo('2026-02-13T11:00');
    await group.sees('应到 31，实到 29，请假 0。');
    await world.forgetsPast();
  });

  it('在群里点名，撤销和再点都在那一条上', async () => {
    const { world, secretary, group } = await calledInGroup();
    await secretary.says('/点名 全到 除 杨东', { in: group });
    const first = await group.sees('应到 31，实到 30，请假 0。', '[撤销]');
    await world.passes('PT2M');
    await group.rereads('主题党日', '实到 30', '[撤销]');
    await secretary.pressesAt(first.id, first.buttons.find(({ label }) => label === '撤销')?.name ?? '');
    secretary.isTold('已撤销');
    await group.rereads('主题党日', '已确认 0');
    await secretary.says('/点名 全到 除 杨东 吕洋');
    await secretary.sees('应到 31 · 实到 29');
    await world.passes('PT2M');
    await group.rereads('主题党日', '应到 31，实到 29，请假 0。');
    await group.seesNothing();
  });
});

describe('点名一并定下的请求', () => {
  it('本人的邀请当时就改，其他人十分钟以后', async () => {
    const { world, secretary } = await published();
    await world.person('吕洋').says('/请假 病假');
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    await secretary.says('/点名 全到 除 杨东 请假 吕洋');
    await secretary.sees('应到 31 · 实到 29 · 请假 1 · 缺席 1');
    await world.person('吕洋').rereads('主题党日', '点名已结束，名单上记的是：请假（病假）');
    const other = await world.person('杨东').rereads('主题党日');
    expect(other.text).not.toContain('点名已结束');
    await world.passes('PT11M');
    await world.person('杨东').rereads('主题党日', '点名已结束，名单上记的是：缺席');
    await world.forgetsPast();
  });
});

describe('记录写了一半', () => {
  it('随命令写的话留在表里，以后再打开还在，补齐就办结', async () => {
    const { world, secretary } = await published();
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    await secretary.says('/点名 全到');
    await secretary.sees('点名已结束');
    await secretary.says('/记录 讨论 结合岗位谈体会');
    expect(JSON.stringify(await world.control.inbox(secretary.openId))).toContain('结合岗位谈体会');
    await secretary.sees('记录要点');
    await world.passes('PT1H');
    await world.forgetsPast();
    await secretary.says('/记录');
    const form = (await world.control.inbox(secretary.openId)).at(-1);
    expect(JSON.stringify(form?.content)).toContain('结合岗位谈体会');
    await secretary.sees('记录要点');
    await secretary.fills('记录要点', { 收获: '三项改进' }, '保存并办结');
    secretary.isTold('已记录，已办结');
    await secretary.rereads('已记录，已办结', '结合岗位谈体会', '三项改进');
    await world.forgetsPast();
  });

  it('表里缺一栏就保存：一句话说还缺什么，填过的留着，过后再打开也还在', async () => {
    const { world, secretary } = await published();
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    await secretary.says('/记录');
    await secretary.sees('记录要点', '讨论（必填）');
    await secretary.fills('记录要点', { 讨论: '结合岗位谈体会', 没有到会的人: ['杨东'] }, '保存并办结');
    secretary.isTold('还缺收获；已经填的都留着，补上再保存。');
    await secretary.rereads('记录要点', '还缺收获', '结合岗位谈体会');
    expect(await world.themeDay('D01B01', '2026-02')).toMatchObject({ state: 'scheduled' });
    await world.passes('PT1H');
    await world.forgetsPast();
    await secretary.says('/记录');
    await secretary.sees('记录要点');
    await secretary.fills('记录要点', { 收获: '三项改进' }, '保存并办结');
    secretary.isTold('已记录，已办结');
    await secretary.rereads('已记录，已办结', '结合岗位谈体会', '三项改进');
    await world.forgetsPast();
  });

  it('该写的都有了，只发 /记录 也先给表，什么都不办', async () => {
    const world = await openWorld({ duties: ['branch_lecture_attend'] });
    const secretary = world.person('罗启平');
    await secretary.says('/党课 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏');
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-12T15:30');
    await secretary.says('/点名 全到');
    await world.forgetsPast();
    await world.staysUnchanged(() => secretary.says('/记录'));
    await secretary.sees('记录要点');
    await secretary.fills('记录要点', {}, '保存并办结');
    secretary.isTold('已记录，已办结');
    await world.forgetsPast();
  });

  it('说的是没有安排的另一个会：先问一句，什么都不变', async () => {
    const world = await openWorld({ duties: ['branch_theme_day', 'branch_member_meeting'] });
    const secretary = world.person('罗启平');
    const member = world.person('杨东');
    await secretary.says(plan);
    await secretary.presses('确认发布');
    await world.forgetsPast();
    await world.staysUnchanged(() => member.says('/请假 党员大会 事假'));
    await member.sees('没有叫这个名称的活动', '主题党日');
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    await world.staysUnchanged(() => secretary.says('/点名 党员大会 全到'));
    await secretary.sees('没有叫这个名称的活动', '主题党日');
    await secretary.presses('2月12日（周四）15:00 主题党日');
    await secretary.rereads('点名已结束', '应到 31 · 实到 31');
    await world.forgetsPast();
  });

  it('刚点完名就写 /记录，打开的是那一次的表，另一次可以按按钮换', async () => {
    const world = await openWorld({ duties: ['branch_theme_day', 'branch_member_meeting'] });
    const secretary = world.person('罗启平');
    await secretary.says('/主题党日 2月12日上午9点 三楼会议室 学习支部工作条例');
    await secretary.presses('确认发布');
    await secretary.says('/安排 党员大会 2月12日下午3点 三楼会议室');
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-12T16:00');
    await secretary.says('/点名 主题党日 全到');
    await world.forgetsPast();
    await secretary.says('/记录');
    await secretary.sees('记录要点', '09:00 主题党日', '[改记2月12日（周四）15:00 党员大会]');
    await secretary.presses('改记2月12日（周四）15:00 党员大会');
    await secretary.rereads('记录要点', '15:00 党员大会');
    await world.forgetsPast();
  });
});
