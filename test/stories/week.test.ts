import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { lines, outbox } from '../../db/schema/index.ts';
import { asDay, timeOf } from '../../src/calendar/day.ts';
import { digestMoment } from '../../src/notices/windows.ts';
import { codeOf } from '../harness/changed-posts.ts';
import { openWorld, type World } from '../harness/world.ts';

/** Those who lead and have an account in the demo roster. */
const leaders = ['钟欣佳', '廖晓森'];

it('周一上午：党组和工委看数字、图和逐级情况；没有可说的那周没有消息；汇总和逾期只给该看的人', async () => {
  const world = await openWorld({ startAt: '2026-02-26T18:00', goLiveOn: '2026-02-26', tellsWeeks: true });
  await world.moveTo('2026-03-01');
  await world.forgetsPast();

  // Monday: the February theme days came due on Saturday.
  await world.moveTo('2026-03-02T12:00');
  for (const name of leaders) {
    const card = await world
      .person(name)
      .sees('上周情况（2月23日至3月1日）', '应完成', '超过期限', '近 6 个月');
    expect(card.text).not.toContain('黎柏');
    expect(card.text).not.toContain('检验检测所');
    // Of those slips the first cards leave on this very morning: nobody was told of any in that week.
    expect(card.text).not.toContain('逐级告知情况');
    expect(card.text).toContain('目前超过期限');
  }
  await world.forgetsPast();
  await world.moveTo('2026-03-03T12:00');
  await world.expectQuiet();

  // The organ committee works with the items; the leading group sees numbers, the branch its own.
  const officer = world.person('夏成超');
  await officer.says('/逾期 全部');
  await officer.sees(
    '共 9 件',
    '办公室党支部 2月主题党日',
    '已超过 2 个工作日',
    '尚无情况说明  D01B01-TD-2602',
  );
  const secretary = world.person('罗启平');
  await secretary.enters();
  await secretary.sees('2月主题党日，期限2月28日', '已超过期限 2 个工作日');
  await secretary.says('/我的');
  await secretary.sees('2月主题党日，期限2月28日', '已超过期限 2 个工作日  D01B01-TD-2602');
  await secretary.says('/待办');
  await secretary.sees('期限2月28日', '已超过期限 2 个工作日  D01B01-TD-2602');
  await officer.says('/逾期 检验检测所');
  const one = await officer.sees('共 1 件', '检验检测所党支部 2月主题党日');
  expect(one.text).not.toContain('办公室');
  const leader = world.person('卢磊');
  await leader.says('/逾期');
  const counts = await leader.sees('共 9 件', '其余只列件数', '2月主题党日 9 件');
  expect(counts.text).not.toContain('检验检测所');
  await world.person('罗启平').says('/逾期 检验检测所');
  await world.person('罗启平').sees('您能看的组织里没有“检验检测所”');
  await world.person('孟启丽').says('/汇总 季');
  const sum = await world
    .person('孟启丽')
    .sees('1月1日', '应完成 9 项：超过期限 9', '近 6 个月', '收到意见 0 条');
  expect(sum.text).not.toContain('办公室党支部');
  await officer.says('/汇总 本月');
  await officer.sees('3月1日', '没有到期的事项', '目前超过期限');
  await officer.says('/汇总 2月');
  await officer.sees('2月1日（周日）至2月28日', '应完成 9 项：超过期限 9', '目前超过期限');
  await officer.says('/汇总 上月');
  await officer.sees('2月28日', '应完成 9 项：超过期限 9');
  await officer.says('/汇总 4月');
  await officer.sees('还没有开始');
  await officer.says('/汇总 季');
  await officer.sees('应完成 9 项', '办公室党支部  1  0  1');
  await world.person('吕洋').says('/汇总');
  await world.person('吕洋').sees('汇总由', '查看');
});

async function records(world: World, name: string, number: string, day: string): Promise<void> {
  const person = world.person(name);
  await person.says(
    `/记录 ${number} ${day} 地点 三楼会议室 主题 学习支部工作条例 主讲 ${name} 讨论 谈体会 收获 三项改进 出席 全到`,
  );
  await person.sees('已记录，已办结');
}

/** The February theme days of a department, by what became of them; told until the evening of Friday, 6 March. */
async function anEventfulWeek(): Promise<World> {
  const world = await openWorld({ startAt: '2026-02-26T18:00', goLiveOn: '2026-02-26', tellsWeeks: true });
  await world.moveTo('2026-03-02T15:00');
  await world.forgetsPast();
  // Settled on the day its owner was told.
  await records(world, '罗启平', 'D01B01-TD-2602', '3月2日');
  // The level above is booked in the morning, and nothing of it leaves: it ended with its owner.
  await world.moveTo('2026-03-04T08:00');
  await records(world, '黎柏', 'D01B02-TD-2602', '2月27日');
  await world.moveTo('2026-03-04T15:00');
  await world.forgetsPast();
  await records(world, '程鹏兰', 'D01B03-TD-2602', '3月4日');
  // An extension closes the slip, but nothing was done: it counts as told and not as ended here.
  await world.moveTo('2026-03-05T15:00');
  await world.person('潘佳军').says('/延期 D01B04-TD-2602 3月12日 多数同志外出调研，回来以后召开');
  await world.person('汤新岩').presses('同意', { card: '等您审批' });
  await world.person('程鹏兰').says('/意见 提醒可以再晚一点');
  await world.moveTo('2026-03-08T20:00');
  await world.forgetsPast();
  return world;
}

it('周一的数字都从账上来：图、逐级情况、汇总说的是同一个数；收到的意见只有条数', async () => {
  const world = await anEventfulWeek();
  await world.moveTo('2026-03-09T12:00');
  const leader = world.person('卢磊');
  const card = await leader.sees(
    '上周情况（3月2日至3月8日）',
    '没有到期的事项',
    '目前超过期限 5 项',
    '收到意见 1 条，由意见受理人处理。',
  );
  expect(card.text).not.toContain('再晚一点');
  const bars = ['2月 按期 1', '2月 延期 1', '2月 逾期完成 2', '2月 超过期限 5'];
  const levels = ['层级  告知  当级办结  用时', '负责人  9  2  1 天', '第1级  7  1  当天', '第2级  5  0  —'];
  for (const shown of [...bars, ...levels]) expect(card.text.split('\n')).toContain(shown);
  await leader.says('/汇总 季');
  const sum = await leader.sees('应完成 9 项：按期 1，延期 1，逾期完成 2，超过期限 5', '收到意见 1 条');
  for (const shown of [...bars, ...levels]) expect(sum.text.split('\n')).toContain(shown);
  await world.forgetsPast();
});

it('已阅只在自己的卡片上；问一下是专职副书记下一张提醒里的一行，一位领导一周一次', async () => {
  const world = await anEventfulWeek();
  await world.moveTo('2026-03-09T12:00');
  const [leader, deputy] = [world.person('卢磊'), world.person('汤新岩')];
  const card = await leader.sees('上周情况（3月2日至3月8日）');
  await world.forgetsPast();
  expect(card.buttons.map(({ label }) => label)).toEqual([
    '已阅',
    '问一下机关党委专职副书记',
    '为什么',
    '提意见',
  ]);
  await leader.presses('为什么');
  await leader.sees('党组书记、成员和机关工委书记、副书记在每周第一个工作日看前面一周的数字');

  await leader.presses('已阅');
  leader.isTold('您已阅');
  const read = await leader.rereads('每周情况', '您已阅');
  expect(read.buttons.map(({ label }) => label)).not.toContain('已阅');
  const [row] = await world.db.select().from(outbox).where(eq(outbox.state, 'read'));
  expect(row?.personCode).toBe('P000024');
  await world.expectQuiet();

  await leader.presses('问一下机关党委专职副书记');
  leader.isTold('已转告机关党委专职副书记，3月10日（周二）随提醒卡片送到');
  const asked = await leader.rereads('每周情况', '您已阅', '本周已请机关党委专职副书记说明');
  expect(asked.buttons.map(({ label }) => label)).toEqual(['为什么', '提意见']);
  // The same press once more, on the card as it was.
  await world.control.post('/click', {
    as: leader.openId,
    message_id: card.id,
    name: 'week_ask',
    value: { action: 'digest.ask_week' },
    stale: true,
  });
  const booked = await world.db.select().from(lines).where(eq(lines.stage, 'ask'));
  expect(booked.map(({ personCode }) => personCode)).toEqual(['P000029']);
  await deputy.seesNothing();

  await world.morningOf('2026-03-10');
  const question = await deputy.sees(
    '省发展和改革委员会党组 3月2日至3月8日的情况',
    '党组书记想了解，请您方便时说明，谢谢',
  );
  expect(question.buttons.map(({ label }) => label)).toEqual(['为什么', '提意见']);
  await deputy.presses('为什么');
  await deputy.sees('负责同志看了上周情况想了解一下');
  await world.person('潘佳军').sees('2月主题党日', '还有 2 个工作日');
  await world.expectQuiet();

  // The next Monday it is a new week.
  await world.moveTo('2026-03-16T12:00');
  const next = await leader.sees('上周情况（3月9日至3月15日）');
  expect(next.buttons.map(({ label }) => label)).toContain('问一下机关党委专职副书记');
  await world.forgetsPast();
  await leader.presses('问一下机关党委专职副书记');
  leader.isTold('已转告');
  await world.forgetsPast();
  // The work committee asks its own officers.
  expect((await world.person('廖晓森').messages()).at(-1)?.text).toContain('[问一下');
});

it('同一个早上先后看数字：中间有人办结，后一位看到的少一项；没有变的不用再数', async () => {
  const world = await openWorld({ startAt: '2026-02-26T18:00', goLiveOn: '2026-02-26', tellsWeeks: true });
  const monday = asDay('2026-03-02');
  const leaves = async (name: string): Promise<Date> => digestMoment(await codeOf(world, name), monday);
  const moments = await Promise.all(leaders.map(async (name) => [name, await leaves(name)] as const));
  const [[first, early], [second, late]] = moments.toSorted((a, b) => a[1].getTime() - b[1].getTime()) as [
    (typeof moments)[0],
    (typeof moments)[0],
  ];
  expect(late.getTime() - early.getTime()).toBeGreaterThan(120_000);
  await world.moveTo('2026-03-02T08:00');
  await world.forgetsPast();
  const minuteAfter = new Date(early.getTime() + 60_000);
  await world.moveTo(`${monday}T${timeOf(minuteAfter)}`);
  const before = await world.person(first).sees('上周情况（2月23日至3月1日）', '目前超过期限');
  const counted = Number(/目前超过期限 (\d+) 项/.exec(before.text)?.[1]);
  await records(world, '罗启平', 'D01B01-TD-2602', '2月27日');
  await world.moveTo('2026-03-02T12:00');
  await world.person(second).sees('上周情况（2月23日至3月1日）', `目前超过期限 ${counted - 1} 项`);
  await world.forgetsPast();
});
