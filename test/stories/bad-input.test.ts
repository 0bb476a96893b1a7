import { describe, expect, it } from 'vitest';
import { activities } from '../../db/schema/index.ts';
import type { ReadMessage } from '../harness/reader.ts';
import { openWorld, type World } from '../harness/world.ts';

const tail = '三楼会议室 学习支部工作条例 主讲 杜慧敏';

/** What is typed, and words of the one sentence that answers it. */
type Case = readonly [typed: string, ...answer: string[]];

async function refuses(world: World, name: string, [typed, ...answer]: Case): Promise<ReadMessage> {
  const person = world.person(name);
  await world.staysUnchanged(() => person.says(typed));
  const message = await person.sees(...answer);
  // One sentence, no buttons: what is wrong and what to type instead.
  expect(message.buttons).toEqual([]);
  expect(message.text.split('\n')).toHaveLength(2);
  return message;
}

/** 办公室党支部 holds its theme day on 2026-02-12 and it is ten minutes past three. */
async function duringTheMeeting(): Promise<World> {
  const world = await openWorld();
  await world.person('罗启平').says(`/主题党日 2月12日下午3点 ${tail}`);
  await world.person('罗启平').presses('确认发布');
  await world.moveTo('2026-02-12T15:10');
  await world.forgetsPast();
  return world;
}

describe('写不全、写不对的安排', () => {
  const cases: readonly Case[] = [
    ['/主题党日 三楼会议室 学习支部工作条例', '还缺日期和时间，请这样写：/主题党日 下周四下午3点 三楼会议室'],
    ['/主题党日 2月12日 三楼会议室 学习支部工作条例', '还缺几点开始，请在2月12日（周四）后面写上时间'],
    ['/主题党日 2月12日下午3点', '还缺地点'],
    ['/主题党日 2月12日下午3点 学习支部工作条例', '还缺地点，请这样写'],
    ['/主题党日 2月12日下午3点 三楼会议室', '还缺主题，请这样写'],
    [`/主题党日 2月12日25点 ${tail}`, '“25点”不是一个明确的时间'],
    [`/主题党日 1月20日下午3点 ${tail}`, '1月20日（周二）15:00已经过去', '/记录 补记'],
    [`/主题党日 今天早上8点 ${tail}`, '2月2日（周一）08:00已经过去'],
    [
      '/主题党日 2月12日下午3点 三楼会议室 学习 主讲 杜慧明',
      '名册里没有“杜慧明”，您要找的可能是杜慧敏、',
      '外请的主讲请写“外请杜慧明”',
    ],
    [
      `/主题党日 检验检测所党支部 2月12日下午3点 ${tail}`,
      '检验检测所党支部的事要由该支部的党支部书记、党支部副书记来办',
    ],
    [`/主题党日 2月12日下午3点 ${'很长的地点'.repeat(60)}室 学习支部工作条例`, '内容太长'],
  ];

  it('回答一句中文：缺什么、该怎么写；什么都没有变', async () => {
    const world = await openWorld();
    for (const one of cases) await refuses(world, '罗启平', one);
    expect(await world.db.select().from(activities)).toEqual([]);
  });

  it('不认识的名字给出最接近的三位', async () => {
    const world = await openWorld();
    const answer = await refuses(world, '罗启平', [
      '/主题党日 2月12日下午3点 三楼会议室 学习 主讲 陈泊',
      '名册里没有“陈泊”，您要找的可能是',
    ]);
    const nearest = /可能是(.+?)；/.exec(answer.text)?.[1]?.split('、') ?? [];
    expect(nearest).toHaveLength(3);
    expect(nearest).toContain('陈博');
  });

  it('不是自己能办的事，说明谁能办', async () => {
    const world = await openWorld();
    const posts = '党支部书记、党支部副书记';
    await refuses(world, '吕洋', [`/主题党日 2月12日下午3点 ${tail}`, `这件事要由本支部的${posts}来办`]);
    await refuses(world, '阎秋若', [`/主题党日 2月12日下午3点 ${tail}`, `这件事要由本支部的${posts}来办`]);
    await refuses(world, '夏成超', [`/主题党日 2月12日下午3点 ${tail}`, '来办，您可以请他们操作']);
    await refuses(world, '吕洋', ['/记录 主题 学习', `${posts}、组织委员、宣传委员来办`]);
    await refuses(world, '吕洋', ['/点名 全到', `${posts}、组织委员、宣传委员来办`]);
    await refuses(world, '罗启平', ['/绑定', '要在支部群里输入，并且@我']);
    const group = world.group('办公室党支部');
    await world.staysUnchanged(() => world.person('吕洋').says('/绑定', { in: group }));
    await group.seesNothing();
    await world.person('吕洋').sees(`绑定支部群要由本支部的${posts}来办`);
    await world.person('罗启平').says(`/主题党日 2月12日下午3点 ${tail}`);
    await world.person('罗启平').presses('确认发布');
    await world.forgetsPast();
    await refuses(world, '吕洋', [
      '/取消 主题党日 会议冲突',
      `取消和换主讲要由本支部的${posts}来办`,
      '/请假',
    ]);
    await refuses(world, '阎秋若', ['/改期 2月13日下午3点', `取消和换主讲要由本支部的${posts}来办`]);
    await refuses(world, '夏成超', [
      '/核验 D01B01-TD-2602 通过',
      '2月主题党日由承办的组织自己记录，不用核验',
    ]);
  });

  it('不存在的日子、只说到哪一周：再问一次，不猜', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    await world.staysUnchanged(async () => {
      await secretary.says(`/主题党日 2月30日下午3点 ${tail}`);
      await secretary.sees('2月没有30日，请重新写明日期', '[2月28日（周六，调休上班）15:00]');
      await secretary.says(`/主题党日 下周 ${tail}`);
      await secretary.sees('请写明下周的哪一天', '[2月12日（周四）]');
      await secretary.presses('2月12日（周四）');
      secretary.isTold('还缺几点开始');
    });
  });

  it('不存在的日子，相近的一天已经过去：不再拿它来问', async () => {
    const world = await openWorld({ startAt: '2026-03-02T10:05' });
    await world.staysUnchanged(async () => {
      await world.person('罗启平').says(`/主题党日 2月30日下午3点 ${tail}`);
      const asked = await world.person('罗启平').sees('2月没有30日，请重新写明日期');
      expect(asked.text).not.toContain('2月28日');
    });
  });

  it('节假日和晚于期限的日期：提醒，但允许', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    await secretary.says(`/主题党日 2月18日下午3点 ${tail}`);
    await secretary.sees('请核对后发布', '提示：2月18日（周三，春节放假）不是工作日，请确认大家方便');
    await secretary.says(`/主题党日 3月5日下午3点 ${tail}`);
    await secretary.sees('计入  3月主题党日');
    await secretary.presses('改为计入2月主题党日');
    secretary.isTold('已改计入的月份');
    await secretary.rereads(
      '请核对后发布',
      '提示：这个日期晚于期限（2月28日（周六，调休上班）前），发布时请写明原因',
      '晚于期限的原因（必填）',
    );
    expect((await world.themeDay('D01B01', '2026-02')).state).toBe('open');
  });
});

describe('写不对的点名、记录和情况说明', () => {
  it('还没有到时间', async () => {
    const world = await openWorld();
    await world.person('罗启平').says(`/主题党日 2月12日下午3点 ${tail}`);
    await world.person('罗启平').presses('确认发布');
    await world.forgetsPast();
    await refuses(world, '罗启平', ['/点名 全到', '活动在2月12日（周四）15:00，开始前半小时起才能点名']);
    await refuses(world, '罗启平', ['/记录', '活动在2月12日（周四）15:00，还没有开始']);
  });

  it('名字写错、没有先点名、重复记录', async () => {
    const world = await duringTheMeeting();
    await refuses(world, '罗启平', ['/点名 全到 除 侯艳颖', '名册里没有“侯艳颖”，您要找的可能是侯艳莹、']);
    await refuses(world, '罗启平', ['/点名 全到 除 黎柏柏柏', '名册里没有“黎柏柏柏”']);
    await refuses(world, '罗启平', ['/点名 随便写写', '没有看懂点名的内容，请这样写：/点名 全到 除 张三']);
    await refuses(world, '罗启平', ['/记录 讨论 谈体会 收获 三项改进', '到会情况还没有定，请先点名']);
    await world.person('罗启平').says('/点名 全到');
    await world.person('罗启平').sees('点名已结束');
    await world.person('罗启平').says('/记录 讨论 谈体会 收获 三项改进');
    await world.person('罗启平').sees('已办结');
    await refuses(world, '罗启平', ['/点名 全到', '没有等待点名的活动']);
    await refuses(world, '罗启平', [
      '/记录 讨论 谈体会 收获 三项改进',
      '没有等待记录的活动；已经开过的请这样补记：/记录 3月5日',
    ]);
  });

  it('补记缺了东西、日期在将来', async () => {
    const world = await openWorld({ startAt: '2026-03-03T10:05' });
    await refuses(world, '罗启平', [
      '/记录 2月27日 主题 学习',
      '还缺地点、主讲、讨论、收获、出席，请这样写：/记录 3月5日 地点',
    ]);
    await refuses(world, '罗启平', [
      '/记录 3月20日 地点 三楼 主题 学习 主讲 杜慧敏 讨论 谈 收获 三项 出席 全到',
      '3月20日（周五）还没有到，不能提前记录',
    ]);
    await refuses(world, '罗启平', [
      '/记录 3月2日 地点 三楼 主题 学习 主讲 杜慧敏 讨论 谈 收获 三项 出席 全到 除 王二麻子',
      '名册里没有“王二麻子”',
    ]);
    await refuses(world, '罗启平', ['/记录 讨论 谈体会 收获 三项改进', '没有等待记录的活动']);
  });

  it('情况说明：编号不对、别人的编号、没有原因、太长、已经办结', async () => {
    const world = await duringTheMeeting();
    await refuses(world, '罗启平', ['/情况说明', '还缺编号和原因']);
    await refuses(world, '罗启平', ['/情况说明 D01B99-TD-2602 出差', '没有找到编号“D01B99-TD-2602”']);
    const others = await refuses(world, '罗启平', [
      '/情况说明 D01B02-TD-2602 出差',
      '没有找到编号“D01B02-TD-2602”',
    ]);
    expect(others.text).not.toContain('检验检测所');
    await refuses(world, '罗启平', [
      '/情况说明 D01B01-TD-2602',
      '还缺原因，请这样写：/情况说明 D01B01-TD-2602',
    ]);
    await refuses(world, '罗启平', [`/情况说明 D01B01-TD-2602 ${'长'.repeat(201)}`, '请写在 200 字以内']);
    await world.person('罗启平').says('/情况说明 d01b01-td-2602 书记外出学习');
    await world.person('罗启平').sees('已记下');
    await world.person('罗启平').says('/点名 全到');
    await world.person('罗启平').sees('点名已结束');
    await world.person('罗启平').says('/记录 讨论 谈体会 收获 三项改进');
    await world.person('罗启平').sees('已办结');
    await refuses(world, '罗启平', ['/情况说明 D01B01-TD-2602 出差', '这一项已经办结，不用再写情况说明']);
  });
});

describe('恶意或古怪的文字', () => {
  const strange = [
    ['<at id=all></at>', '<at id=all></at>'],
    ['[点我](https://evil.example)', '[点我](https://evil.example)'],
    ['**粗**_斜_`码`~~删~~', '**粗**_斜_`码`~~删~~'],
    ["<font color='red'>红</font>", "<font color='red'>红</font>"],
    ['😀👨‍👩‍👧‍👦🇨🇳', '😀👨👩👧👦🇨🇳'],
    ['学习\u202e反着\u202c条例', '学习反着条例'],
    ['\u200f右\u200e左', '右左'],
    ['&#60;at id=all&#62;字', '&#60;at id=all&#62;字'],
    ['{{name}} %s \\n', '{{name}} %s \\n'],
    ["'; drop table people; --", "'; drop table people; --"],
  ] as const;

  it('写进主题、地点和记录里，原样作为普通文字出现在每一张卡片上', async () => {
    const world = await openWorld();
    const secretary = world.person('蔡志');
    for (const [typed, shown] of strange) {
      await secretary.says(`/主题党日 2月12日下午3点 地点 三楼会议室 主题 ${typed} 主讲 于乐红`);
      await secretary.sees('请核对后发布', shown);
      await secretary.presses('修改');
      await secretary.fills('安排主题党日', { 地点: typed }, '保存修改');
      secretary.isTold('已修改');
      const draft = await secretary.rereads('请核对后发布', `地点  ${shown}`, `主题  ${shown}`);
      expect(draft.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f]/u);
    }
    const [all, shownAll] = [
      strange.map(([typed]) => typed).join('、'),
      strange.map(([, shown]) => shown).join('、'),
    ];
    await secretary.says(`/主题党日 2月12日下午3点 地点 三楼会议室 主题 ${all} 主讲 于乐红`);
    await secretary.sees('请核对后发布', shownAll);
    await secretary.presses('确认发布');
    secretary.isTold('已发布');
    await (await world.membersOf('D01B08')).see(`三楼会议室 · ${shownAll} · 主讲 于乐红`);
    await world.moveTo('2026-02-12T17:00');
    await world.forgetsPast();
    await secretary.says(`/记录 讨论 ${all} 收获 ${all} 出席 全到`);
    await secretary.sees('已办结', `讨论  ${shownAll}`, `收获  ${shownAll}`);
    await expectNoMarkup(world);
  });

  it('当作命令、姓名、编号，也只是普通文字', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    for (const [typed] of strange) {
      await world.staysUnchanged(() => secretary.says(`/${typed}`));
      await secretary.sees('这个命令');
      await world.staysUnchanged(() => secretary.says(typed));
      await secretary.sees('这句话我没有听懂');
      await world.staysUnchanged(() => secretary.says(`/情况说明 ${typed} 原因`));
      await secretary.sees('没有找到编号');
      await world.staysUnchanged(() =>
        secretary.says(`/主题党日 2月12日下午3点 三楼会议室 学习 主讲 ${typed}`),
      );
      await secretary.sees('名册里没有');
    }
    await expectNoMarkup(world);
  });

  it('一万个字也有一句回答', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    const long = '长'.repeat(10_000);
    for (const typed of [
      long,
      `/${long}`,
      `/主题党日 2月12日下午3点 三楼会议室 ${long}`,
      `/主题党日 ${long}`,
      `/记录 讨论 ${long}`,
      `/情况说明 D01B01-TD-2602 ${long}`,
      `/情况说明 ${long}`,
      `/主题党日 2月12日下午3点 三楼会议室 学习 主讲 ${long}`,
    ]) {
      await world.staysUnchanged(() => secretary.says(typed));
      const answer = await secretary.sees('');
      expect(answer.text.length).toBeLessThan(2_500);
    }
  });
});

/** Nothing typed may become a mention, a link or markup: read from the bytes the platform received. */
async function expectNoMarkup(world: World): Promise<void> {
  const requests = await world.control.requests('/open-apis/im/v1/messages');
  const contents = requests.map(({ body }) => JSON.parse(String(body?.content ?? '{}')) as unknown);
  const markdown = contents.flatMap(markdownOf);
  expect(markdown.length).toBeGreaterThan(0);
  for (const trap of [/<at\b/, /\]\(http/, /color='red'/, /\*\*粗/, /`码/]) {
    expect(markdown.filter((content) => trap.test(content))).toEqual([]);
  }
}

function markdownOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(markdownOf);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'tag' in value && value.tag === 'markdown' && 'content' in value ? [String(value.content)] : [];
  return [...own, ...Object.values(value).flatMap(markdownOf)];
}
