import { describe, expect, it } from 'vitest';
import { openWorld, type World } from '../harness/world.ts';

const notUnderstood = '这句话我没有听懂，什么都没有改动';

/** 办公室党支部 has published its theme day of 2026-02-12, 15:00; everybody has looked at the invitation. */
async function published(now?: string): Promise<World> {
  const world = await openWorld();
  await world.person('罗启平').says('/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏');
  await world.person('罗启平').presses('确认发布');
  if (now) await world.moveTo(now);
  await world.forgetsPast();
  return world;
}

describe('党员用平常话', () => {
  it('“我请个假”：对着打开的邀请就是请假，书记的名单跟着变', async () => {
    const world = await published();
    await world.person('吕洋').says('我请个假');
    await world
      .person('吕洋')
      .sees('已记下：请假，等党支部书记同意，结果会告诉您。2月12日（周四）15:00 主题党日');
    await world.person('杨东').says('周四下午在外地开会，来不了');
    await world.person('杨东').sees('那一天没有活动', '[2月12日（周四）15:00 主题党日]');
    await world.person('杨东').presses('2月12日（周四）15:00 主题党日');
    await world.person('杨东').rereads('守时', '已记下：请假（公务）');
    await world.person('罗启平').rereads('名单', '请假待批 2', '杨东申请请假（公务）');
  });

  it('“到了”：会上就是签到，书记说也一样；还没到时间先问一句', async () => {
    const world = await published();
    const member = world.person('吕洋');
    await world.staysUnchanged(() => member.says('到了'));
    await member.sees('2月12日（周四）15:00 主题党日，还没有到时间', '[参加]', '[请假]');
    await member.presses('参加', { card: '请确认' });
    await world.moveTo('2026-02-12T14:50');
    await world.forgetsPast();
    await world.person('杨东').says('到了');
    await world.person('杨东').sees('已记下：参加');
    await world.person('罗启平').says('我到了');
    await world.person('罗启平').sees('已记下：参加');
    await world.person('罗启平').rereads('名单', '参加 3');
  });

  it('“把党日改到周五下午三点”：和 /改期 一样', async () => {
    const world = await published();
    await world.person('罗启平').says('把党日改到2月13日下午三点');
    await world.person('罗启平').sees('2月13日（周五）15:00', '[撤销]');
    await world.staysUnchanged(() => world.person('吕洋').says('主题党日推迟到2月25日下午两点半'));
    await world.person('吕洋').sees('来办');
    await world.forgetsPast();
  });

  it('“党日几点”：把邀请再给一次，可以直接答', async () => {
    const world = await published();
    await world.person('吕洋').says('这次主题党日几点，在哪儿？');
    await world.person('吕洋').sees('主题党日：2月12日（周四）15:00', '三楼会议室', '[参加]');
    const group = world.group('办公室党支部');
    await world.person('吕洋').says('党日几点', { in: group });
    const answer = await group.sees('三楼会议室', '2月12日（周四）15:00 主题党日');
    expect(answer.buttons).toEqual([]);
  });

  it('回复邀请时短短一句就够，“收到”要问清楚', async () => {
    const world = await published();
    const member = world.person('吕洋');
    const [invitation] = (await member.messages()).slice(-1);
    await member.says('参加', { replyingTo: invitation?.id ?? '' });
    await member.sees('已记下：参加');
    await member.says('不来了', { replyingTo: invitation?.id ?? '' });
    await member.sees('已记下：请假');
    await world.staysUnchanged(() => member.says('收到', { replyingTo: invitation?.id ?? '' }));
    await member.sees('您说的是“收到”', '[我参加]', '[我要请假]');
    await world.staysUnchanged(() => member.says('来'));
    await member.sees('您说的是“来”', '[我参加]');
  });

  it('引用别人的卡片什么也得不到', async () => {
    const world = await published();
    const [invitation] = (await world.person('吕洋').messages()).slice(-1);
    const other = world.person('潘佳军');
    await expect(other.says('参加', { replyingTo: invitation?.id ?? '' })).rejects.toThrow();
  });

  it('不是说给我听的，礼貌地说没有听懂；道谢不用回', async () => {
    const world = await published();
    const member = world.person('吕洋');
    await world.staysUnchanged(async () => {
      for (const said of ['他请假了吗', '到了年底再说', '我没说请假', '小张说“我请个假”', '收到']) {
        await member.says(said);
        await member.sees(notUnderstood, '/帮助');
      }
      await member.says('谢谢');
      await member.says('好的，谢谢书记');
      await member.seesNothing();
    });
  });

  it('拿不准的先问，按一下才办', async () => {
    const world = await published();
    const member = world.person('吕洋');
    await world.staysUnchanged(() => member.says('我可能来不了'));
    const asked = await member.sees('您说的是“我可能来不了”，我的理解是请假', '还没有做任何改动');
    expect(asked.buttons.map((one) => one.label)).toEqual(['我要请假', '我参加']);
    await member.presses('我要请假');
    await member.rereads('守时', '已记下：请假');
    await world.person('罗启平').rereads('名单', '请假待批 1');
  });

  it('批假、换主讲、签到表、还没回的、为什么：平常话也办得成，不该办的人办不了', async () => {
    const world = await published();
    const secretary = world.person('罗启平');
    await world.person('吕洋').says('我请个病假');
    await world.person('吕洋').sees('等党支部书记同意');
    await world.forgetsPast();
    await world.staysUnchanged(() => world.person('杨东').says('同意吕洋的请假'));
    await world.person('杨东').sees('请假');
    await secretary.says('吕洋的假我批了');
    await secretary.sees('已同意：吕洋');
    await secretary.says('主讲换成陈梅若');
    await secretary.sees('已换主讲', '换为陈梅若');
    await secretary.says('谁还没回');
    await secretary.sees('名单', '未答');
    await secretary.says('为什么提醒我');
    await secretary.sees('还缺编号');
    await world.staysUnchanged(() => secretary.says('不同意杨东请假'));
    await secretary.sees('我的理解是批假（杨东，不同意）', '[不同意请假]');
    await world.staysUnchanged(() => secretary.says('杨东没来'));
    await secretary.sees('我的理解是更正一位同志的到会情况（杨东，缺席）');
    await world.forgetsPast();
    await secretary.says('导出签到表');
    await secretary.sees('签到表');
    await world.forgetsPast();
  });

  it('眼下还办不了的，老实说，并给出最接近的', async () => {
    const world = await published();
    const member = world.person('吕洋');
    await member.says('别老提醒我');
    await member.sees('您没有设置免打扰', '/免打扰 主题党日', '[本周少提醒]', '[下周少提醒]');
    await member.presses('下周少提醒');
    await member.rereads('免打扰', '2月9日（周一）至2月15日（周日，春节放假）不发到期前提醒');
    await member.says('我手机不在，帮我记一下');
    await member.sees('当面告诉记录人代记就可以，效力一样', '[参加]');
    await member.presses('参加', { card: '请确认' });
    await member.rereads('守时', '已记下：参加');
  });
});

describe('书记用平常话', () => {
  it('“名单”打开名单；没带手机的、其实到了的，点完名一句话更正；别人说了不算', async () => {
    const world = await published();
    await world.moveTo('2026-02-12T15:20');
    await world.forgetsPast();
    const secretary = world.person('罗启平');
    await secretary.says('名单');
    await secretary.sees('名单', '应到 31');
    await world.staysUnchanged(() => secretary.says('吕洋到了，他没带手机'));
    await secretary.sees('点名还没有结束', '就记为到会');
    await secretary.says('/点名 全到 除 吕洋、杨东');
    await secretary.sees('点名已结束', '缺席 2');
    await world.forgetsPast();
    await secretary.says('吕洋到了，他没带手机');
    await secretary.sees('吕洋由缺席更正为参加', '[撤销]');
    await secretary.says('杨东其实到了');
    await secretary.sees('杨东由缺席更正为参加');
    await secretary.says('/代记 杨东 缺席');
    await secretary.sees('杨东由参加更正为缺席');
    await world.staysUnchanged(() => world.person('潘佳军').says('杨东其实到了'));
    await world.person('潘佳军').sees('来办');
    await world.staysUnchanged(() => secretary.says('杨东到了'));
    await secretary.sees(notUnderstood);
  });

  it('“把党日定在下周四下午三点三楼会议室，主题学条例，老李主讲”变成草稿，主讲有两位就问', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    await secretary.says('把党日定在下周四下午三点三楼会议室，主题学条例，老段主讲');
    await secretary.sees(
      '请核对后发布',
      '时间  2月12日（周四）15:00',
      '地点  三楼会议室',
      '主题  学条例',
      '主讲  段森英',
    );
    await secretary.says('把党日定在下周四下午三点三楼会议室，主题学条例，老邵主讲');
    await secretary.sees('“老邵”有好几位，请问主讲是哪一位', '[邵振]', '[邵安怡]');
    await secretary.presses('邵安怡');
    await secretary.rereads('请核对后发布', '主讲  邵安怡');
  });

  it('不是书记的人说同一句话，知道该找谁', async () => {
    const world = await openWorld();
    const member = world.person('吕洋');
    await world.staysUnchanged(() => member.says('把党日定在下周四下午三点三楼会议室，主题学条例'));
    await member.sees('这件事要由本支部的党支部书记、党支部副书记来办');
  });

  it('“除了小段小苏都到了，小苏出差”就是点名', async () => {
    const world = await published('2026-02-12T15:30');
    const secretary = world.person('罗启平');
    await secretary.says('除了小段小苏都到了，小苏出差');
    await secretary.sees('点名已结束', '应到 31 · 实到 29 · 请假 1 · 缺席 1');
    await secretary.rereads('名单', '缺席 1', '段森英', '苏康鹏');
  });

  it('名字有两位：按一下就定', async () => {
    const world = await published('2026-02-12T15:30');
    const secretary = world.person('罗启平');
    await world.staysUnchanged(() => secretary.says('除了老邵都到了'));
    await secretary.sees('“老邵”有好几位，请问是哪一位', '[邵振]', '[邵安怡]');
    await secretary.presses('邵振');
    await secretary.rereads('点名已结束', '缺席 1');
  });

  it('“谁还没到”：书记看到名单，党员知道该问谁，群里只有合计', async () => {
    const world = await published('2026-02-12T15:05');
    await world.person('罗启平').says('谁还没到');
    await world.person('罗启平').sees('名单', '未答 31');
    await world.person('吕洋').says('谁还没到');
    await world.person('吕洋').sees('点名要由本支部的');
    const group = world.group('办公室党支部');
    await world.person('罗启平').says('谁还没到', { in: group });
    const totals = await group.sees('应到 31');
    expect(totals.text).not.toContain('吕洋');
  });

  it('“都到了”不够清楚，先问再点', async () => {
    const world = await published('2026-02-12T15:30');
    const secretary = world.person('罗启平');
    await world.staysUnchanged(() => secretary.says('都到了'));
    await secretary.sees('您说的是“都到了”，我的理解是点名', '[点名]');
    await secretary.presses('点名', { card: '请确认' });
    await secretary.rereads('点名已结束', '实到 31');
  });
});

describe('在群里', () => {
  it('请假只在私聊里回答，群里什么也不出现', async () => {
    const world = await published();
    const group = world.group('办公室党支部');
    await world.person('吕洋').says('我请个病假', { in: group });
    await group.seesNothing();
    await world.person('吕洋').sees('已记下：请假（病假）');
    await world.person('杨东').says('/请假 事假', { in: group });
    await group.seesNothing();
    await world.person('杨东').sees('已记下：请假（事假）');
  });

  it('没有提到我的话不听；点名里名字不清楚，私下再问', async () => {
    const world = await published('2026-02-12T15:30');
    const group = world.group('办公室党支部');
    await world.staysUnchanged(() => world.person('吕洋').chats('我请个假', group));
    await group.seesNothing();
    await world.person('罗启平').says('除了老邵都到了', { in: group });
    await group.seesNothing();
    await world.person('罗启平').sees('“老邵”有好几位', '[邵振]');
    await world.person('罗启平').says('/点名 全到 除 侯艳颖', { in: group });
    await group.seesNothing();
    await world.person('罗启平').sees('您要找的可能是侯艳莹');
  });
});

describe('命令怎么写都行', () => {
  it('全角、顿号当斜杠、繁体、不加空格、没有斜杠', async () => {
    // A roll is closed once: each way of writing has a meeting of its own.
    for (const said of ['／點名　全到　除　杨东', '、点名全到除杨东', '@守时 /roll 全到，除杨东']) {
      const other = await published('2026-02-12T15:30');
      await other.person('罗启平').says(said);
      await other.person('罗启平').sees('点名已结束', '实到 30', '缺席 1');
      await other.expectQuiet();
    }
    const world = await published('2026-02-12T15:30');
    const secretary = world.person('罗启平');
    await secretary.says('點名');
    await secretary.sees('名单');
    await secretary.says('点名 全到 除 杨东 孔东');
    await secretary.sees('点名已结束', '缺席 2');
    await world.staysUnchanged(() => secretary.says('记录 讨论 谈体会'));
    await secretary.sees('要办的话请按一下', '[/记录 讨论 谈体会]');
  });

  it('“安排支委会”、/安排 支委会：给一张表填', async () => {
    const world = await openWorld({ duties: ['branch_committee_meeting'] });
    const secretary = world.person('罗启平');
    await world.staysUnchanged(async () => {
      for (const said of ['安排支委会', '/安排 支委会']) {
        await secretary.says(said);
        await secretary.sees('安排支委会', '[下一步：核对]');
      }
    });
  });

  it('打错的命令：后面写的照样带着，按一下就办', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    await secretary.says('/主体党日 2月12日下午3点 三楼会议室 学习支部工作条例');
    await secretary.sees('没有“/主体党日”这个命令', '[/主题党日 2月12日下午3点 三楼会议室 学…]');
    await secretary.presses('/主题党日 2月12日下午3点 三楼会议室 学…');
    await secretary.rereads('请核对后发布', '三楼会议室');
    await world.forgetsPast();
  });

  it('打错的命令：拼音也算近；什么都不像就请看帮助', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    await world.staysUnchanged(async () => {
      await secretary.says('/dianming 全到');
      await secretary.sees('没有“/dianming”这个命令，您要找的可能是 /点名');
      await secretary.says('/吃饭');
      await secretary.sees('没有“/吃饭”这个命令，输入 /帮助 看看能做什么');
    });
  });
});
