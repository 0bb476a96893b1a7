import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { activities, outbox } from '../../db/schema/index.ts';
import { flows } from '../../flows/index.ts';
import { botMenu, inMenuOrder, menuItems } from '../../src/commands/menu-order.ts';
import { openWorld } from '../harness/world.ts';

const plan = '/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏';

describe('第一次见面', () => {
  it('欢迎卡片按岗位说话，一辈子一次', async () => {
    const world = await openWorld();
    const welcomes: readonly (readonly [string, ...string[]])[] = [
      [
        '罗启平',
        '党支部书记 · 办公室党支部',
        '主题党日按时提醒',
        '眼下有 1 件要办',
        '2月主题党日，2月28日（周六，调休上班）前',
        '[安排主题党日]',
      ],
      ['冯子博', '党支部副书记 · 研究室党支部', '眼下有 1 件要办'],
      ['夏成超', '党务干部', '我替机关党委记住各支部的日子'],
      ['钟文', '工委业务处室干部', '我替机关党委记住各支部的日子'],
      ['廖晓森', '工委书记', '平时不打扰'],
      ['孟启丽', '党组成员', '平时不打扰'],
      ['孔东', '党组成员'],
      ['曹民秋', '纪检委员 · 检验检测所党支部', '您分工的事项到日子我会提醒'],
      ['侯艳莹', '党小组组长 · 办公室党支部', '支部有活动时，我会来问您是否参加'],
      ['吕洋', '党员 · 办公室党支部', '有活动时我会来问您是否参加，平时不打扰'],
    ];
    for (const [name, ...words] of welcomes) {
      const person = world.person(name);
      await person.enters();
      await person.sees('您好，我是守时', ...words);
      await person.enters();
      await person.seesNothing();
    }
    const member = await world.person('吕洋').rereads('您好，我是守时');
    expect(member.text).not.toContain('安排');
  });

  it('先开口的已经得到回答，打开会话不再另发欢迎', async () => {
    const world = await openWorld();
    const member = world.person('吕洋');
    await member.says('/我的');
    await member.sees('我的事项');
    await member.enters();
    await member.seesNothing();
  });

  it('欢迎卡片上的两个按钮都有用', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    await secretary.enters();
    await secretary.sees('您好，我是守时');
    await secretary.presses('怎么用');
    await secretary.sees('可以这样用', '/主题党日', '/记录', '/点名', '/签到', '/绑定', '/情况说明', '/帮助');
    await secretary.presses('安排主题党日');
    await secretary.sees('安排主题党日', '[下一步：核对]');
  });

  it('/帮助 只列自己能用的命令；菜单一样', async () => {
    const world = await openWorld();
    const member = world.person('吕洋');
    await member.says('/帮助');
    const card = await member.sees('可以这样用', '/签到', '/帮助');
    expect(card.text).not.toContain('/主题党日  ');
    expect(card.text).not.toContain('/记录  ');
    await member.says('／help');
    await member.sees('可以这样用');
    await member.says('/幫助');
    await member.sees('可以这样用');
    await member.picksMenu('帮助');
    await member.sees('可以这样用');
  });
});

describe('机器人菜单', () => {
  it('就是最前面的六个命令，本地工作区一打开就有', async () => {
    const world = await openWorld();
    const first = inMenuOrder(flows.flatMap(({ commands = [] }) => commands)).slice(0, 6);
    const named = (items: readonly { readonly name: string; readonly alias: string }[]): string[] =>
      items.map(({ name, alias }) => `${name} ${alias}`).sort();
    const items = menuItems().map(({ name, event_key }) => ({ name, alias: event_key }));
    expect(named(items)).toEqual(named(first));
    expect(await world.control.get('/menu')).toEqual({ items: botMenu });
  });

  it.each([
    [
      '罗启平',
      ['可以这样用'],
      ['我的事项'],
      ['待办事项'],
      ['责任清单'],
      ['请问要安排哪一项', '[主题党日]'],
      ['没有可以改的活动'],
    ],
    [
      '吕洋',
      ['可以这样用'],
      ['我的事项'],
      ['待办由这些岗位查看：党支部书记'],
      ['责任清单由这些岗位查看：党支部书记'],
      ['要由本支部的党支部书记'],
      ['改期、取消和换主讲要由本支部的党支部书记'],
    ],
  ])('%s按每一项都有下文', async (name, ...answers) => {
    const world = await openWorld();
    const person = world.person(name);
    await world.staysUnchanged(async () => {
      for (const [at, key] of ['help', 'mine', 'todo', 'list', 'plan', 'move'].entries()) {
        await person.picksMenu(key);
        await person.sees(...(answers[at] ?? []));
      }
    });
  });
});

describe('/帮助 只列这个岗位办得了的', () => {
  const lists: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      '吕洋',
      ['请假', '签到', '党费'],
      ['改期', '安排', '取消', '记录', '逾期', '批假', '代录', '延期', '情况说明'],
    ],
    ['曹民秋', ['请假', '谈话'], ['改期', '安排', '记录', '逾期', '批假', '代录', '延期']],
    ['黎柏', ['改期', '安排', '记录', '逾期', '批假', '线上计入', '情况说明'], ['代录', '停办', '督办']],
    ['汤新岩', ['代录', '记录', '逾期', '线上计入', '情况说明', '停办'], ['主题党日', '点名']],
    ['夏成超', ['代录', '记录', '逾期', '延期'], ['主题党日', '点名', '批假']],
  ];
  it.each(lists)('%s', async (name, shown, hidden) => {
    const world = await openWorld({ duties: 'all' });
    const person = world.person(name);
    await person.says('/帮助');
    const { text } = await person.sees('可以这样用');
    const listed = (command: string): boolean => new RegExp(`(^|\\s)/${command}  `, 'mu').test(text);
    expect(shown.filter((command) => !listed(command))).toEqual([]);
    expect(hidden.filter(listed)).toEqual([]);
  });
});

describe('听不懂的和不认识的', () => {
  it('打错的命令给出最接近的；整句话请他看帮助', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    await world.staysUnchanged(async () => {
      await secretary.says('/主题当日 2月12日下午3点');
      await secretary.sees('没有“/主题当日”这个命令', '/主题党日');
      await secretary.says('/撤销');
      await secretary.sees('“撤销”按钮就在刚办那件事的卡片上', '十分钟内');
      await secretary.says('/help me');
      await secretary.sees('可以这样用');
      await secretary.says('/helpme');
      await secretary.sees('没有“/helpme”这个命令', '/帮助');
      await secretary.says('明天开会吗');
      await secretary.sees('这句话我没有听懂，什么都没有改动。可以换个说法，或输入 /帮助 看看能做什么。');
      await secretary.says('/');
      await secretary.sees('这个命令');
    });
  });

  it('群里闲聊不插嘴；被提到才回答', async () => {
    const world = await openWorld();
    const group = world.group('办公室党支部');
    await world.person('孔东').chats('今天中午吃什么', group);
    await group.seesNothing();
    await world.person('孔东').says('今天中午吃什么', { in: group });
    await group.sees('这句话我没有听懂');
    await world.person('孔东').says('/签到', { in: group });
    await group.seesNothing();
    await world.person('孔东').sees('眼下没有已发布的活动');
  });

  it('不在名册里的人只得到一句客气话', async () => {
    const world = await openWorld();
    await world.roster({ name: '贾娟杰', to: 'left' });
    const stranger = world.person('贾娟杰');
    await world.staysUnchanged(async () => {
      await stranger.enters();
      await stranger.seesNothing();
      await stranger.says('/帮助');
      const answer = await stranger.sees('您还不在党员名册中，请联系所在支部的组织委员。');
      expect(answer.text).not.toContain('发展和改革');
      await stranger.says(plan);
      await stranger.sees('您还不在党员名册中');
    });
    const group = world.group('国际交流处党支部');
    await stranger.says('/签到', { in: group });
    await group.seesNothing();
  });

  it('调走的人按旧卡片，得到同一句客气话', async () => {
    const world = await openWorld();
    await world.person('杜娟磊').says('/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例');
    await world.person('杜娟磊').presses('确认发布');
    await world.forgetsPast();
    await world.roster({ name: '贾娟杰', to: 'left' });
    const gone = world.person('贾娟杰');
    await world.staysUnchanged(() => gone.presses('参加'));
    gone.isTold('您还不在党员名册中');
  });
});

describe('平台重复投递', () => {
  it('同一条消息投递几次，只办一次、只答一次', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    const event = await secretary.says(plan);
    await secretary.sees('请核对后发布');
    await world.staysUnchanged(async () => {
      await world.redelivers(event, { asNew: false });
      await world.redelivers(event, { asNew: true });
      await world.redelivers(event, { asNew: true });
    });
    await secretary.seesNothing();
    expect(await world.db.select().from(activities)).toHaveLength(1);
    const replies = world.db.select().from(outbox).where(eq(outbox.channel, 'reply'));
    expect(await replies).toHaveLength(1);
  });

  it('平台自己发两次也一样', async () => {
    const world = await openWorld();
    await world.control.post('/faults', { kind: 'duplicate_events', path: 'im.', times: 2 });
    await world.person('罗启平').says(plan);
    await world.person('罗启平').sees('请核对后发布');
    await world.person('孔东').enters();
    await world.person('孔东').sees('您好，我是守时');
    expect(await world.db.select().from(activities)).toHaveLength(1);
  });
});
