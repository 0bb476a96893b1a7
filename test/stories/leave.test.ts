import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { attendances } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

const when = '2月12日（周四）15:00 主题党日';

/** 办公室党支部 has published its theme day of 2026-02-12, 15:00; everybody has looked at the invitation. */
async function published(now?: string): Promise<World> {
  const world = await openWorld();
  await world.person('罗启平').says('/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏');
  await world.person('罗启平').presses('确认发布');
  if (now) await world.moveTo(now);
  await world.forgetsPast();
  return world;
}

async function markOf(world: World, name: string) {
  const person = (await world.directory()).membersOf('D01B01').find((one) => one.name === name);
  const [row] = await world.db
    .select({ mark: attendances.mark, asked: attendances.asked, isLate: attendances.isLate })
    .from(attendances)
    .where(and(eq(attendances.personCode, person?.code ?? '')));
  return row;
}

describe('请假', () => {
  it('按一下、打一句、说一句都行：先是待批，书记在名单上就看得到，会前一天早上只有一张卡片', async () => {
    const world = await published('2026-02-03T10:05');
    const secretary = world.person('罗启平');
    const [pressing, typing, saying] = [world.person('侯艳莹'), world.person('吕洋'), world.person('杨东')];
    await pressing.presses('请假（事假）');
    pressing.isTold('已记下：请假，等批准人同意');
    await pressing.rereads('主题党日', '请假（事假），等批准人同意');
    await typing.says('/请假 病假');
    await typing.sees('已记下：请假（病假），等党支部书记同意', when);
    // The invitation says the same, and does not claim the moment of its repainting.
    await typing.rereads('主题党日', '已答：请假（病假）', '您的回答：请假（病假），等批准人同意', '改一下');
    await saying.says('我请个假');
    await saying.sees('已记下：请假，等党支部书记同意');
    // Said once more without a kind: the kind that stands is kept.
    await typing.says('我请个假');
    await typing.sees('已记下：请假（病假），等党支部书记同意');
    const roll = await secretary.rereads('名单', '请假 0', '未答 28', '请假待批 3', '吕洋申请请假（病假）');
    expect(roll.text).toContain('已确认 0 / 应到 31');
    expect(await markOf(world, '吕洋')).toEqual({ mark: 'unanswered', asked: 'on_leave', isLate: false });

    const refusedBefore = world.person('孔东');
    await refusedBefore.says('/请假 事假');
    await refusedBefore.sees('请假（事假），等党支部书记同意');
    await secretary.says('/批假 孔东 不同意');
    await secretary.sees('已答复不同意：孔东');
    await world.passes('PT11M');
    await refusedBefore.sees('没有批准，请安排好时间参加');

    // Nobody is sent anything for it until the eve of the meeting.
    await world.moveTo('2026-02-11T09:00');
    await world.expectQuiet();
    await world.morningOf('2026-02-11');
    await secretary.sees('等您处理 3 项', when, '侯艳莹申请请假（事假）', '杨东申请请假（其他）');
    const asked = ['侯艳莹', '吕洋', '杨东', '罗启平'];
    await refusedBefore.sees('等您回答', '您此前的请假没有批准，请在活动前说明是否参加');
    await (await world.membersOf('D01B01')).without(...asked, '孔东').see('等您回答');

    await secretary.presses('不同意', { card: '等您处理' });
    secretary.isTold('已答复不同意：');
    await secretary.rereads('等您处理 2 项', '以前可以撤销');
    await secretary.presses('这 2 项都同意', { card: '等您处理' });
    secretary.isTold('已同意：');
    await secretary.rereads('都已处理', '已同意请假', '没有同意，请本人再答复');
    await secretary.rereads('名单', '请假 2', '未答 29');
    await world.passes('PT11M');
    const results = await Promise.all(
      [pressing, typing, saying].map((person) => person.sees(`${when}：您的请假`)),
    );
    const refused = results.filter(({ text }) => text.includes('没有批准，请安排好时间参加'));
    expect([refused.length, results.length]).toEqual([1, 3]);
    await world.moveTo('2026-02-12T14:00');
  });

  it('/批假 一句话办好；十分钟内可以撤销，本人不会先听到一个又听到另一个', async () => {
    const world = await published('2026-02-03T10:05');
    const secretary = world.person('罗启平');
    const member = world.person('吕洋');
    await member.presses('请假（公务）');
    member.isTold('等批准人同意');
    await world.person('杨东').says('/批假 吕洋 同意');
    await world.person('杨东').sees('眼下没有等您批的请假');
    await world.person('孔东').says('/批假 吕洋 同意');
    await world.person('孔东').sees('要由批准人来定：支部的活动是书记');
    await secretary.says('/批假 小白 同意');
    await secretary.sees('没有“小白”等您批的请假');
    await secretary.says('/批假 吕洋 不同意');
    await secretary.sees('已答复不同意：吕洋', '10:15以前可以撤销', '[撤销]');
    await member.rereads('主题党日', '请在活动前说明是否参加', '[参加]');
    await secretary.says('/批假 吕洋 同意');
    await secretary.sees('眼下没有等您批的请假', '十分钟内按那条答复上的“撤销”就能改');
    await secretary.presses('撤销');
    secretary.isTold('已撤销');
    await member.rereads('主题党日', '请假（公务），等批准人同意');
    await secretary.says('/approve-leave 吕洋 同意');
    await secretary.sees('已同意：吕洋');
    await world.passes('PT11M');
    await member.sees('您的请假已同意');
    await secretary.presses('撤销');
    secretary.isTold('已经超过十分钟');
    await secretary.says('/批假 吕洋 不同意');
    await secretary.sees('眼下没有等您批的请假', '十分钟以前定的不能再撤销', '/更正');
    await secretary.rereads('名单', '请假 1\n- 吕洋（公务）');
    // Why somebody is away is for the approver alone.
    await world.person('阎秋若').says('/签到');
    const seen = await world.person('阎秋若').sees('名单', '请假 1\n- 吕洋');
    expect(seen.text).not.toContain('公务');
  });

  it('书记本人请假由机关党委专职副书记批；改口参加，待批就没有了', async () => {
    const world = await published('2026-02-03T10:05');
    const secretary = world.person('罗启平');
    await secretary.says('/请假 公务');
    await secretary.sees('等机关党委专职副书记同意');
    const own = await secretary.rereads('名单', '请假待批 1\n- 罗启平');
    expect(own.text).not.toContain('公务');
    const deputy = world.person('汤新岩');
    await deputy.says('/批假');
    await deputy.sees('等您处理 1 项', '罗启平申请请假（公务）', when);
    await secretary.says('/签到 参加');
    await secretary.sees('已记下：参加');
    await deputy.rereads('都已处理');
    await secretary.rereads('名单', '参加 1');
    await world.moveTo('2026-02-10');
  });

  it('点名时还没批的仍是待批，当场批；会后两个工作日内可以补假，再晚不行', async () => {
    const world = await published('2026-02-12T15:10');
    const secretary = world.person('罗启平');
    await world.person('侯艳莹').presses('请假（事假）');
    world.person('侯艳莹').isTold('等批准人同意');
    await secretary.says('/点名 全到 除 侯艳莹 吕洋');
    await secretary.sees('应到 31 · 实到 29 · 请假 0 · 缺席 1 · 请假待批 1');
    await secretary.presses('同意', { card: '名单' });
    secretary.isTold('已同意：侯艳莹');
    await secretary.rereads('名单', '应到 31 · 实到 29 · 请假 1 · 缺席 1', '侯艳莹（事假，补假）');
    await world.passes('PT11M');
    await world.person('侯艳莹').sees('您的补假已同意');

    await world.moveTo('2026-02-14T11:00');
    await world.forgetsPast();
    await world.person('吕洋').says('昨天的会补个假，病假');
    await world.forgetsPast();
    await world.person('吕洋').says('/请假 病假');
    await world.person('吕洋').sees('请假（病假），等党支部书记同意');
    await secretary.says('/批假 吕洋 同意');
    await secretary.sees('已同意：吕洋');
    await secretary.rereads('名单', '请假 2 · 缺席 0', '吕洋（病假，补假）');
    await world.passes('PT11M');
    await world.person('吕洋').sees('您的补假已同意');
    await world.moveTo('2026-02-24T18:00');
    await world.forgetsPast();
    // Who was there has no leave to ask for: the card does not offer it any more.
    await expect(world.person('孔东').presses('请假（病假）')).rejects.toThrow('面前没有“请假（病假）”');
  });

  it('前一次已经答复、会又改了期，前一天再提的照样告诉批准人，一次', async () => {
    const world = await published('2026-02-03T10:05');
    const secretary = world.person('罗启平');
    const [first, second] = [world.person('吕洋'), world.person('杨东')];
    await secretary.presses('参加');
    await first.presses('请假（病假）');
    await world.moveTo('2026-02-04T10:00');
    await secretary.says('/批假 吕洋 不同意');
    await world.moveTo('2026-02-11T09:30');
    await world.forgetsPast();
    await first.says('/请假 事假');
    await first.sees('请假（事假），等党支部书记同意');
    await world.passes('PT2M');
    await secretary.sees('等您处理 1 项', '吕洋申请请假（事假）');
    // What comes while it still waits stands on the same card.
    await second.says('/请假 公务');
    await second.sees('请假（公务），等党支部书记同意');
    await secretary.rereads('等您处理 2 项');
    await secretary.presses('这 2 项都同意', { card: '等您处理' });
    await secretary.says('/改期 主题党日 2月26日下午3点 讲课人出差');
    await world.passes('PT2M');
    await secretary.rereads('主题党日：2月26日', '原定2月12日', '您此前的回答“参加”还算数');
    await world.moveTo('2026-02-25T10:00');
    await world.forgetsPast();
    await second.says('/签到 参加');
    await second.says('/请假 病假');
    await world.passes('PT2M');
    await secretary.sees('等您处理 1 项', '2月26日', '杨东申请请假（病假）');
    await world.forgetsPast();
  });

  it('当天的一条已经用掉，会前一天下午的请假照样马上告诉批准人；活动取消了，卡片写着已取消', async () => {
    const world = await published('2026-02-03T10:05');
    const secretary = world.person('罗启平');
    await world.person('吕洋').presses('请假（病假）');
    await world.morningOf('2026-02-11');
    await secretary.sees('等您处理 1 项', '吕洋申请请假（病假）');
    await secretary.presses('同意', { card: '等您处理' });
    await world.moveTo('2026-02-11T16:00');
    await world.forgetsPast();
    await world.person('杨东').says('/请假 公务');
    await world.person('杨东').sees('请假（公务），等党支部书记同意');
    await world.passes('PT2M');
    await secretary.sees('等您处理 1 项', '杨东申请请假（公务）');
    await secretary.says('/改期 主题党日 2月13日下午3点');
    await world.passes('PT2M');
    await secretary.rereads('等您处理 1 项', '2月13日');
    await secretary.says('/取消 主题党日 会议冲突');
    await secretary.presses('确认取消');
    await world.passes('PT2M');
    await secretary.rereads('已取消', '2月13日');
    const cards = await secretary.messages();
    expect(cards.filter(({ title }) => title.includes('等您处理'))).toEqual([]);
    await world.forgetsPast();
  });

  it('长假：主题党日不计应到、不再邀请，到期前问一次；只有批的人能定，也能撤销', async () => {
    const world = await openWorld({ startAt: '2026-02-02T10:05' });
    const secretary = world.person('罗启平');
    await world.person('阎秋若').says('/长假 吕洋 到 3月10日 病假');
    await world.person('阎秋若').sees('这项要由批准人来定');
    await secretary.says('/长假 吕洋 从2月3日 到 3月10日 病假');
    await secretary.sees('吕洋从2月3日（周二）到3月10日（周二）请长假', '[撤销]');
    await secretary.presses('撤销');
    secretary.isTold('已撤销');
    await secretary.says('/长假');
    await secretary.sees('眼下没有人请长假');
    await secretary.says('/长假 吕洋 从2月3日 到 3月10日 病假');
    await secretary.sees('期间的学习和主题党日不计应到');
    await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏');
    await secretary.sees('将邀请 30 人');
    await secretary.presses('确认发布');
    await secretary.rereads('名单', '已确认 0 / 应到 30');
    await world.person('吕洋').seesNothing();
    await world.moveTo('2026-03-04T20:00');
    await world.forgetsPast();
    await world.morningOf('2026-03-05');
    await secretary.rereads('请看一下长假', '吕洋的长假到3月10日');
    await secretary.presses('已经回来', { card: '请看一下长假' });
    secretary.isTold('下次活动起照常邀请');
    await world.forgetsPast();
  });

  it('长假定在名单发布以后：名单上记为请假，不再提醒，撤销了照旧', async () => {
    const world = await published('2026-02-04T10:05');
    const secretary = world.person('罗启平');
    const comes = world.person('吕洋');
    await comes.presses('参加');
    comes.isTold('已记下：参加');
    await secretary.says('/长假 吕洋 病假 从 2月3日 到 3月10日');
    const kept = await secretary.sees('吕洋从2月3日');
    // Who said that he comes is taken at his word.
    expect(kept.text).not.toContain('已经发布');
    await secretary.says('/长假 侯艳莹 病假 从 2月3日 到 3月10日');
    await secretary.sees('侯艳莹从2月3日', '已经发布的 1 次活动，名单上记为请假');
    await secretary.rereads('名单', '请假 1\n- 侯艳莹（病假）');
    await world.person('侯艳莹').rereads('主题党日', '您的回答：请假（病假）');
    await secretary.presses('撤销');
    secretary.isTold('已撤销');
    await secretary.rereads('名单', '请假 0');
    await world.person('侯艳莹').rereads('主题党日', '请在活动前说明是否参加');
    await secretary.says('/长假 侯艳莹 病假 从 2月3日 到 3月10日');
    await secretary.sees('侯艳莹从2月3日', '名单上记为请假');
    await world.moveTo('2026-02-11T09:00');
    await world.forgetsPast();
    await world.morningOf('2026-02-11');
    await (await world.membersOf('D01B01')).without('侯艳莹', '吕洋').see('等您回答');
    await world.person('侯艳莹').seesNothing();
    await world.moveTo('2026-02-12T15:10');
    await world.forgetsPast();
    await secretary.says('/点名 全到');
    await secretary.sees('应到 31 · 实到 30 · 请假 1');
  });
});
