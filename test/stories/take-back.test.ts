import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { activities, auditEvents, chats, pauses, suggestions, timers, undos } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

const when = '2月12日（周四）15:00 主题党日';

async function published(now: string): Promise<World> {
  const world = await openWorld();
  await world.person('罗启平').says('/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏');
  await world.person('罗启平').presses('确认发布');
  await world.moveTo(now);
  await world.forgetsPast();
  return world;
}

describe('十分钟内撤销', () => {
  it('点名、记录、改期、登记：都能回到办理以前，别人按不了，过时不候', async () => {
    const world = await published('2026-02-12T16:00');
    const secretary = world.person('罗启平');
    await secretary.says('/点名 全到 除 吕洋');
    await secretary.sees('实到 30', '16:10以前可以撤销');
    await secretary.presses('撤销', { card: '点名已结束' });
    secretary.isTold('已撤销');
    await secretary.rereads('名单', '已确认 0 / 应到 31', '未答 31', '结束点名');
    await secretary.says('/点名 全到 除 孔东');
    await secretary.sees('实到 30 · 请假 0 · 缺席 1');
    await secretary.says('/记录 讨论 谈体会 收获 三项改进');
    await secretary.sees('已记录，已办结', '以前可以撤销');
    expect((await world.themeDay('D01B01', '2026-02')).state).toBe('done');
    await secretary.presses('撤销', { card: '已记录' });
    secretary.isTold('已撤销');
    expect(await world.themeDay('D01B01', '2026-02')).toMatchObject({ state: 'scheduled', daysLate: null });
    await secretary.rereads('名单', '点名已结束', '实到 30');
    await secretary.says('/记录 讨论 谈体会 收获 三项改进');
    await secretary.sees('已记录，已办结');
    expect((await world.themeDay('D01B01', '2026-02')).state).toBe('done');
    const [activity] = await world.db.select().from(activities);
    expect(activity).toMatchObject({ state: 'recorded', quorum: [] });
    await world.passes('PT11M');
    await secretary.presses('撤销', { card: '已记录' });
    secretary.isTold('已经超过十分钟');
    const kept = await world.db.select().from(undos);
    expect(kept.filter((row) => row.undoneAt !== null)).toHaveLength(2);

    const other = world.person('黎柏');
    await other.says('/记录 D01B02-TD-2602 2月11日 已召开');
    await other.sees('已登记', '以前可以撤销');
    expect((await world.themeDay('D01B02', '2026-02')).state).toBe('done');
    await other.presses('撤销');
    other.isTold('已撤销');
    expect((await world.themeDay('D01B02', '2026-02')).state).toBe('open');
    const traced = await world.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'undo.activities.register'));
    expect(traced).toHaveLength(1);
    // The clock runs on as if nothing had been entered.
    await world.moveTo('2026-02-14T10:05');
    await other.sees('2月主题党日', '还有 5 个工作日');
    await world.forgetsPast();
  });

  it('改期撤销：听说过的各得一条，没听说的一条也没有；换主讲也是', async () => {
    const world = await published('2026-02-04T10:05');
    const secretary = world.person('罗启平');
    await secretary.says('/改期 主题党日 2月13日下午3点');
    // The answer and the secretary's own card come in the same second, in either order.
    for (const _ of ['answer', 'card']) await secretary.sees('2月13日（周五）15:00');
    await secretary.rereads('已改期', '以前可以撤销');
    const members = await world.membersOf('D01B01');
    await members.without('罗启平').see('已改期', '原定2月12日（周四）15:00');
    await secretary.presses('撤销', { card: '已改期' });
    secretary.isTold('已撤销');
    await world.morningOf('2026-02-05');
    await members.see('已改期', '主题党日：2月12日（周四）15:00', '原定2月13日（周五）15:00');

    await world.moveTo('2026-02-06T18:30');
    await secretary.says('/改期 主题党日 2月13日下午3点');
    await secretary.sees('2月13日（周五）15:00');
    await secretary.presses('撤销', { card: '已改期' });
    secretary.isTold('已撤销');
    await world.moveTo('2026-02-09T18:00');
    await world.expectQuiet();

    await secretary.says('/换主讲 主题党日 小白');
    await secretary.sees('名册里没有“小白”');
    await secretary.says('/换主讲 主题党日 段森英');
    await secretary.sees(`${when}，主讲由杜慧敏换为段森英`, '以前可以撤销');
    await world.morningOf('2026-02-10');
    await members.see('已换主讲', '原定主讲杜慧敏', '主讲 段森英');
    await secretary.says('/取消 主题党日 会议冲突');
    await secretary.sees('请确认取消');
    await secretary.presses('确认取消');
    secretary.isTold('已取消');
    await secretary.rereads('已取消', '取消不能撤销');
    await world.forgetsPast();
  });
});

describe('点名以后的更正、补学、代录', () => {
  it('更正是新的事件；晚到的按下变成请求，记录人来定；补学不改记号', async () => {
    const world = await published('2026-02-12T16:00');
    const secretary = world.person('罗启平');
    await secretary.says('/点名 全到 除 吕洋 孔东');
    await secretary.sees('实到 29');
    const late = world.person('吕洋');
    await late.presses('我到了', { card: '主题党日' });
    late.isTold('已请记录人更正为：参加');
    await secretary.rereads('名单', '缺席 2', '吕洋请求更正为参加');
    await secretary.presses('同意', { card: '名单' });
    secretary.isTold('已同意：吕洋');
    await secretary.rereads('名单', '实到 30 · 请假 0 · 缺席 1');
    await world.passes('PT11M');
    await late.sees('您的更正已同意');
    await secretary.says('/记录 讨论 谈体会 收获 三项改进');
    await secretary.sees('已记录，已办结');
    await secretary.says('/补学 孔东 2月26日');
    await secretary.sees('日期要写开会的那一天，可以办的有：2月12日');
    await secretary.says('/补学 孔东 2月12日');
    await secretary.sees(`${when}：孔东已补学，名单上的记号不变`, '以前可以撤销');
    await secretary.rereads('名单', '孔东（已补学）');
    await secretary.says('/更正 孔东 到会');
    await secretary.sees('孔东由缺席更正为参加');
    await secretary.rereads('名单', '实到 31');
    await late.says('/更正 孔东 缺席');
    await late.sees('没有由您记录');
  });

  it('党务干部代支部点名，留痕写明代录；别的支部的人不行', async () => {
    const world = await published('2026-02-12T15:30');
    const officer = world.person('夏成超');
    await officer.says('/代录 办公室党支部 点名 全到 除 老邵');
    await officer.sees('“老邵”有好几位');
    await officer.presses('邵振');
    await officer.rereads('点名已结束', '缺席 1');
    await officer.says('/代录 D01B01 取消 会议冲突');
    await officer.sees('可以代录点名、记录、补学和更正');
    await world.person('黎柏').says('/代录 办公室党支部 点名 全到');
    await world.person('黎柏').sees('代录要由上级党组织的党务干部');
    const traced = await world.db.select().from(auditEvents).where(eq(auditEvents.action, 'roll.on_behalf'));
    expect(traced.map(({ orgCode }) => orgCode)).toContain('D01B01');
  });
});

describe('一句话办的，也能撤销', () => {
  it('请假还没有批：撤回申请；批了就不能再撤', async () => {
    const world = await published('2026-02-03T10:05');
    const [member, secretary] = [world.person('吕洋'), world.person('罗启平')];
    await member.says('/请假 病假');
    await member.sees('等党支部书记同意', '10:15以前可以撤销');
    await secretary.rereads('名单', '请假待批 1');
    await member.presses('撤销');
    member.isTold('已撤销');
    const roll = await secretary.rereads('名单', '未答 31');
    expect(roll.text).not.toContain('待批');
    await member.says('/请假 事假');
    await member.sees('等党支部书记同意');
    await secretary.says('/批假 吕洋 不同意');
    await secretary.sees('已答复不同意：吕洋');
    await member.presses('撤销');
    member.isTold('您的申请已经答复，不能再撤销；又能参加的，请在邀请卡片上改为参加。');
    await world.forgetsPast();
  });

  it('情况说明回到原来的文字；绑定回到原来的支部', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    const explanation = async () => (await world.themeDay('D01B01', '2026-02')).explanation;
    await secretary.says('/情况说明 D01B01-TD-2602 书记外出学习');
    await secretary.sees('以前可以撤销');
    await secretary.says('/情况说明 D01B01-TD-2602 写错了的一句');
    await secretary.sees('以前可以撤销');
    await secretary.presses('撤销');
    secretary.isTold('已撤销');
    expect(await explanation()).toBe('书记外出学习');

    const group = world.group('办公室党支部');
    const bound = async () =>
      (await world.db.select().from(chats).where(eq(chats.chatId, group.chatId))).map((one) => one.orgCode);
    await secretary.says('/绑定', { in: group });
    const said = await group.sees('以前可以撤销');
    expect(await bound()).toEqual(['D01B01']);
    await world
      .person('吕洋')
      .pressesAt(said.id, said.buttons.find(({ label }) => label === '撤销')?.name ?? '');
    world.person('吕洋').isTold('只有办理的人自己可以撤销');
    await secretary.pressesAt(said.id, said.buttons.find(({ label }) => label === '撤销')?.name ?? '');
    secretary.isTold('已撤销');
    expect((await bound()).filter((org) => org !== null)).toEqual([]);
  });

  it('意见没有看到以前可以撤销；匿名的没有记录是谁，说明不能', async () => {
    const world = await openWorld();
    const member = world.person('吕洋');
    await member.says('/意见 提醒太密');
    await member.sees('意见已送出', '以前可以撤销');
    await member.presses('撤销');
    member.isTold('已撤销');
    expect(await world.db.select().from(suggestions)).toEqual([]);
    await member.says('/意见 匿名 提醒太密');
    await member.sees('意见已送出', '匿名意见没有记录是谁写的，所以不能撤销');
    expect(JSON.stringify(await world.db.select().from(undos))).not.toContain('匿名');
    await world.morningOf('2026-02-03');
    await world.forgetsPast();
  });

  it('停办登记十分钟内可以撤销，各支部的时间还是原来的', async () => {
    const world = await openWorld({ startAt: '2026-02-28T16:05' });
    await world.moveTo('2026-03-03T10:05');
    await world.forgetsPast();
    const deputy = world.person('汤新岩');
    const booked = async () =>
      (await world.db.select().from(timers))
        .map(({ subject, dueAt }) => `${subject} ${dueAt.toISOString()}`)
        .sort();
    const before = await booked();
    await deputy.says('/停办 3月4日至3月6日 防汛抢险');
    await deputy.presses('确认停办');
    await deputy.rereads('停办已登记', '以前可以撤销');
    expect(await booked()).not.toEqual(before);
    await deputy.presses('撤销', { card: '停办已登记' });
    deputy.isTold('已撤销');
    expect(await booked()).toEqual(before);
    expect(await world.db.select().from(pauses)).toEqual([]);
    await world.forgetsPast();
  });
});
