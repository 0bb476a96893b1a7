import { describe, it } from 'vitest';
import { flows } from '../../flows/index.ts';
import type { Flow } from '../../src/engine/index.ts';
import { openWorld, type World } from '../harness/world.ts';

describe('党员大会的记录', () => {
  it('党员大会的记录要点打得开，登记并办结', async () => {
    const world = await openWorld({ duties: ['branch_member_meeting', 'branch_theme_day'] });
    const secretary = world.person('黎柏');
    await secretary.says('/安排 党员大会 2月12日下午3点 三楼会议室 讨论计划 主讲 黎柏');
    await secretary.fills('请核对后发布', { 同时作为: ['2月主题党日'] }, '确认发布');
    secretary.isTold('已发布');
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    await secretary.says('/点名 全到');
    await secretary.presses('记录要点');
    await secretary.sees('记录要点');
    await secretary.fills(
      '记录要点',
      { 议程: '年度计划', 表决: '同意9票', 要点: '全体同意', 讨论: '谈打算', 收获: '三项措施' },
      '保存并办结',
    );
    secretary.isTold('已记录，已办结');
    await world.forgetsPast();
  });
});

describe('会前一天才变', () => {
  const theme = '/主题党日 2月12日上午9点 三楼会议室 学习条例 主讲 黎柏';

  /** Everybody has had the one direct message of that day. */
  async function onTheEve(line = theme): Promise<World> {
    const world = await openWorld({ startAt: '2026-02-11T10:05' });
    const secretary = world.person('黎柏');
    await secretary.says(line);
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-11T16:00');
    await (await world.membersOf('D01B02')).see('主题党日：');
    await world.forgetsPast();
    return world;
  }

  async function cancels(world: World): Promise<void> {
    const secretary = world.person('黎柏');
    await secretary.says('/取消 主题党日 会议冲突');
    await secretary.presses('确认取消');
    secretary.isTold('已取消');
  }

  it('下午四点取消明早九点的会：当时就都知道，第二天不再有', async () => {
    const world = await onTheEve();
    await cancels(world);
    await world.passes('PT2M');
    const members = (await world.membersOf('D01B02')).without('黎柏');
    await members.see('主题党日取消：2月12日（周四）09:00', '会议冲突');
    await world.forgetsPast();
    await world.moveTo('2026-02-12T17:30');
    await members.seeNothing();
  });

  it('下班以后取消明早九点的会：发不出去，请书记电话说一声', async () => {
    const world = await onTheEve();
    await world.moveTo('2026-02-11T20:00');
    const secretary = world.person('黎柏');
    await secretary.says('/取消 主题党日 会议冲突');
    await secretary.sees('请确认取消', '请您电话说一声');
    await secretary.presses('确认取消');
    secretary.isTold('已取消');
    await world.forgetsPast();
    await world.moveTo('2026-02-12T17:30');
    await (await world.membersOf('D01B02')).without('黎柏').seeNothing();
    await world.forgetsPast();
  });

  it('下午四点改到明天下午三点：当时就知道已改期，第二天不再有一张', async () => {
    const world = await onTheEve('/主题党日 2月13日上午9点 三楼会议室 学习条例 主讲 黎柏');
    await world.person('黎柏').says('/改期 主题党日 2月12日下午3点');
    await world.passes('PT2M');
    const members = (await world.membersOf('D01B02')).without('黎柏');
    await members.see('已改期', '主题党日：2月12日（周四）15:00', '原定2月13日（周五）09:00');
    await world.forgetsPast();
    await world.moveTo('2026-02-12T10:05');
    await members.seeNothing();
  });

  it('改期、撤销、再改期：每人只有一张，和最后听到的不同才有', async () => {
    const world = await onTheEve('/主题党日 2月26日上午9点 三楼会议室 学习条例 主讲 黎柏');
    const secretary = world.person('黎柏');
    await secretary.says('/改期 主题党日 2月27日下午3点');
    await secretary.presses('撤销');
    await secretary.says('/改期 主题党日 2月27日下午3点');
    await world.forgetsPast();
    await world.moveTo('2026-02-13T17:30');
    const members = await world.membersOf('D01B02');
    await members.see('已改期', '主题党日：2月27日（周五）15:00', '原定2月26日（周四）09:00');
    await members.seeNothing();
  });

  it('今天已经发出的改期，撤销再改回同一天，不再说第二遍', async () => {
    const world = await onTheEve();
    const secretary = world.person('黎柏');
    await secretary.says('/改期 主题党日 2月13日下午3点');
    await world.passes('PT1M');
    await world.forgetsPast();
    await secretary.says('/改期 主题党日 2月25日下午3点');
    await secretary.presses('撤销');
    await world.passes('PT2M');
    await world.forgetsPast();
    await world.moveTo('2026-02-12T08:00');
    await (await world.membersOf('D01B02')).seeNothing();
  });

  it('改期还没有传到就取消：说的是各人最后听到的那一天', async () => {
    const world = await onTheEve('/主题党日 2月26日上午9点 三楼会议室 学习条例 主讲 黎柏');
    const secretary = world.person('黎柏');
    await secretary.says('/改期 主题党日 2月27日下午3点');
    await world.forgetsPast();
    await cancels(world);
    await world.moveTo('2026-02-13T10:05');
    const members = (await world.membersOf('D01B02')).without('黎柏');
    await members.see('主题党日取消：2月26日（周四）09:00');
    await members.seeNothing();
    await world.forgetsPast();
  });
});

describe('没有办成', () => {
  const broken: Flow = {
    key: 'broken',
    title: '坏',
    commands: [
      {
        name: '坏命令',
        alias: 'broken',
        description: '出错',
        example: '/坏命令',
        run: () => Promise.reject(new Error('broken on purpose')),
      },
    ],
  };

  it('命令出了错，也一定有一句回答，什么都没有改动', async () => {
    const world = await openWorld({ flows: [...flows, broken] });
    const secretary = world.person('黎柏');
    await world.staysUnchanged(async () => {
      await secretary.says('/坏命令');
      await secretary.sees('没有办成', '请稍后再试');
    });
  });
});

describe('邀请卡片跟着变', () => {
  async function invited(line: string, startAt = '2026-02-11T10:05'): Promise<World> {
    const world = await openWorld({ startAt });
    await world.person('黎柏').says(line);
    await world.person('黎柏').presses('确认发布');
    await world.passes('PT2M');
    await world.forgetsPast();
    return world;
  }

  it('改期以后，原来的邀请也写新的时间', async () => {
    const world = await invited('/主题党日 2月13日上午9点 三楼会议室 学习条例 主讲 黎柏');
    await world.person('黎柏').says('/改期 主题党日 2月25日下午3点');
    await world.passes('PT2M');
    await world.forgetsPast();
    const cards = (await world.person('胡宁').messages()).filter(({ title }) => title.includes('主题党日'));
    for (const card of cards) {
      if (!card.title.includes('2月25日（周三）15:00')) throw new Error(card.text);
    }
  });

  it('改不动的旧卡片按下去，给出新的一张，不替没看见的那一天作答', async () => {
    const world = await invited('/主题党日 2月26日上午9点 三楼会议室 学习条例 主讲 黎柏', '2026-02-02T10:05');
    // Too old to be changed by us, and still passed on when it is pressed.
    await world.moveTo('2026-02-16T09:30');
    await world.forgetsPast();
    await world.person('黎柏').says('/改期 主题党日 2月27日下午3点');
    await world.passes('PT2M');
    await world.forgetsPast();
    const member = world.person('胡宁');
    await world.staysUnchanged(async () => {
      await member.presses('参加', { card: '2月26日' });
      member.isTold('时间已改到2月27日（周五）15:00');
      await member.sees('2月27日（周五）15:00', '已改期', '原定2月26日（周四）09:00');
    });
    await member.presses('参加');
    member.isTold('已记下：参加');
  });

  it('开会前半小时按钮是我到了，点名以后写着点名已结束', async () => {
    const world = await invited('/主题党日 2月12日上午9点 三楼会议室 学习条例 主讲 黎柏');
    const member = world.person('胡宁');
    await world.moveTo('2026-02-12T08:35');
    await world.forgetsPast();
    await member.presses('我到了');
    member.isTold('已记下：参加');
    await world.moveTo('2026-02-12T09:10');
    await world.person('黎柏').says('/点名 全到');
    await world.passes('PT11M');
    await world.forgetsPast();
    await member.rereads('主题党日：', '点名已结束，名单上记的是：参加', '和实际不一样，请更正');
    await world.forgetsPast();
  });
});

describe('点过名的不再被点名改动', () => {
  it('没有等待点名的活动时，/点名 说明并指到 /更正，名单不变', async () => {
    const world = await openWorld({ startAt: '2026-02-11T10:05' });
    const secretary = world.person('黎柏');
    await secretary.says('/主题党日 2月12日上午9点 三楼会议室 学习条例 主讲 黎柏');
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-12T09:10');
    await secretary.says('/点名 全到 除 胡宁');
    await secretary.says('/更正 胡宁 到会');
    await world.moveTo('2026-02-26T10:05');
    await world.forgetsPast();
    await world.staysUnchanged(async () => {
      await secretary.says('/点名 全到 除 胡宁');
      await secretary.sees('没有等待点名的活动', '点名已结束', '要改请这样写：/更正 张三 到会 2月12日');
    });
  });

  it('两周以后更正：原来的邀请改不动了，本人得一条；十分钟内撤销的谁也不知道', async () => {
    const world = await openWorld({ startAt: '2026-02-11T10:05' });
    const secretary = world.person('黎柏');
    const member = world.person('胡宁');
    await secretary.says('/主题党日 2月12日上午9点 三楼会议室 学习条例 主讲 黎柏');
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-12T09:10');
    await secretary.says('/点名 全到');
    await world.moveTo('2026-02-13T10:05');
    await world.forgetsPast();
    // The card still follows: it says so itself.
    await secretary.says('/更正 胡宁 缺席 2月12日');
    await secretary.sees('胡宁由参加更正为缺席');
    await world.passes('PT11M');
    await member.rereads('主题党日', '名单上记的是：缺席');
    await member.seesNothing();
    await world.moveTo('2026-02-27T10:05');
    await world.forgetsPast();
    await secretary.says('/更正 胡宁 到会 2月12日');
    await secretary.sees('胡宁由缺席更正为参加');
    await secretary.presses('撤销');
    secretary.isTold('已撤销');
    await secretary.says('/更正 胡宁 线上 2月12日');
    await secretary.sees('胡宁由缺席更正为线上参加');
    await world.moveTo('2026-02-27T17:00');
    await member.sees('名单上您的记录由缺席更正为线上参加', '和实际不一样请告诉记录人');
    await world.forgetsPast();
  });
});
