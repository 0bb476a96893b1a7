import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { knownItems, letters, lines } from '../../db/schema/index.ts';
import { changePosts, codeOf, given } from '../harness/changed-posts.ts';
import type { ClickAnswered } from '../harness/control.ts';
import type { Person } from '../harness/person.ts';
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
    officer.isTold('已转告 9 件的负责人，3月5日（周四）随提醒卡片送到。不能撤销');
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
    await changePosts(world, '2026-03-04T12:10', (posts) =>
      posts.filter(({ post }) => post !== 'party_affairs_officer'),
    );
    await officer.presses('催一下（9 件）');
    officer.isTold('没有');
    expect(await world.db.select().from(lines).where(eq(lines.kind, 'nudge'))).toEqual([]);
    await world.forgetsPast();
  });

  it('标记已了解：只有这位同志到那天才再听到，别人照常', async () => {
    const world = await told();
    const officer = world.person('夏成超');
    await officer.chooses('标记已了解', '3月11日');
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

  it('标记已了解以后离任：到那天不告诉前任，前任的旧卡片也按不了', async () => {
    const world = await told();
    const officer = world.person('夏成超');
    const [card] = (await officer.messages()).filter(({ text }) => text.includes('超过期限的事项'));
    await knows(world, officer, card?.id, '2026-03-11');
    const next = await codeOf(world, '邓松');
    await changePosts(world, '2026-03-04T15:00', given('party_affairs_officer', 'D01W', next));
    await world.moveTo('2026-03-05T12:00');
    await world.person('邓松').sees('岗位交接', '已经听说、还没有办结的逾期有 9 项');
    await world.forgetsPast();
    expect((await knows(world, officer, card?.id, '2026-03-18')).toast?.content).toContain('没有告诉过您');
    await world.moveTo('2026-03-12');
    await officer.seesNothing();
    expect(await world.db.select().from(lines).where(eq(lines.kind, 'nudge'))).toEqual([]);
    await world.forgetsPast();
  });

  it('标记已了解以后批准延期：销了项就重新算起，延期又超过时照常告诉，说的是新期限', async () => {
    const world = await told();
    const officer = world.person('夏成超');
    const [card] = (await officer.messages()).filter(({ text }) => text.includes('超过期限的事项'));
    await knows(world, officer, card?.id, '2026-04-03');
    await world.person('黎柏').says('/延期 D01B02-TD-2602 3月9日 上级集中任务');
    await world.moveTo('2026-03-04T14:30');
    await world.person('汤新岩').presses('同意');
    world.person('汤新岩').isTold('已同意');
    await world.morningOf('2026-03-05');
    await officer.sees('现销项', '检验检测所党支部', '已批准延期至3月9日');
    await world.forgetsPast();
    await world.morningOf('2026-03-12');
    await officer.sees('检验检测所党支部', '应于3月9日（周一）以前完成，已超过 3 个工作日');
    await world.forgetsPast();
    await world.morningOf('2026-04-03');
    const back = await officer.sees('应于2月28日（周六，调休上班）以前完成', '办公室党支部');
    const february = back.text.split('\n').find((line) => line.startsWith('2月主题党日'));
    expect(february).toContain('办公室党支部');
    expect(february).not.toContain('检验检测所党支部');
    await world.forgetsPast();
  });

  it('代办的同志催一下：负责人读到的是谁请的，不是自己代谁办理', async () => {
    const world = await openWorld({ startAt: '2026-03-03T10:30', goLiveOn: '2026-02-27' });
    await world.person('夏成超').says('/代办 于林邦 3月4日到3月5日');
    await world.moveTo('2026-03-04T12:00');
    await world.forgetsPast();
    const standIn = world.person('于林邦');
    await standIn.rereads('今天的提醒', '代夏成超办理');
    await standIn.presses('催一下（9 件）');
    standIn.isTold('已转告');
    await world.morningOf('2026-03-05');
    const asked = await world.person('黎柏').sees('2月主题党日', '党务干部请您安排办理，谢谢');
    expect(asked.text).not.toContain('代夏成超办理');
    await world.forgetsPast();
  });

  it('催一下以后登记停办：停办的日子不计在超过的天数里', async () => {
    const world = await told();
    const officer = world.person('夏成超');
    await officer.presses('催一下（9 件）');
    officer.isTold('已转告');
    const deputy = world.person('汤新岩');
    await deputy.says('/停办 3月5日 3月6日 防汛抢险');
    await deputy.presses('确认停办');
    await world.forgetsPast();
    await world.morningOf('2026-03-05');
    const asked = await world.person('罗启平').sees('2月主题党日', '党务干部请您安排办理，谢谢');
    expect(asked.text).toContain('已超过 3 个工作日；暂停计时的 1 个工作日不计在内');
    await world.forgetsPast();
  });
});

/** Snoozed until a day on this very card: also one the list does not offer, also on a card left behind. */
function knows(world: World, { openId }: Person, card: string | undefined, option: string) {
  return world.control.post<ClickAnswered>('/click', {
    as: openId,
    message_id: card,
    name: 'known_0',
    option,
  });
}

/** The officer is the full-time deputy, too, and hears of two duties on two levels. */
async function twoDuties(): Promise<World> {
  const world = await openWorld({
    startAt: '2026-03-03T18:00',
    goLiveOn: '2026-02-27',
    duties: ['branch_theme_day', 'branch_committee_meeting'],
  });
  const officer = await codeOf(world, '夏成超');
  await changePosts(world, '2026-03-03T18:01', given('organ_fulltime_deputy', 'D01W', officer));
  await world.moveTo('2026-03-04T12:00');
  await world.forgetsPast();
  return world;
}

describe('一件归一件', () => {
  it('标记已了解：一件上的不碰另一件，一张卡片上的不碰另一张', async () => {
    const world = await twoDuties();
    const officer = world.person('夏成超');
    const cardOf = async (day: string) => {
      const cards = (await officer.messages()).filter(
        (card) => card.day === day && /已超过/u.test(card.text),
      );
      return cards.at(-1) ?? expect.fail(`no card on ${day}`);
    };
    const knows = async (card: { readonly id: string }, row: number, until: string) => {
      const name = `known_${row}`;
      await world.control.post('/click', { as: officer.openId, message_id: card.id, name, option: until });
      await world.passes('PT1S');
    };
    await knows(await cardOf('2026-03-04'), 0, '2026-03-11');
    const marked = await world.db.select().from(knownItems);
    const [duty] = [...new Set(marked.map(({ instanceKey }) => instanceKey.split('/')[1]))];
    expect(new Set(marked.map(({ instanceKey }) => instanceKey.split('/')[1])).size).toBe(1);
    const [known, other] = duty === 'branch_theme_day' ? ['主题党日', '支委会'] : ['支委会', '主题党日'];
    const redrawn = await officer.rereads('今天的提醒', '您已了解，3月11日（周三）前不再提');
    expect(redrawn.text.match(/您已了解/gu)).toHaveLength(1);

    // The next level of the other duty is told on its day; of the one that is known nothing.
    await world.morningOf('2026-03-06');
    const next = await officer.sees(`2月${other}`, '已超过 5 个工作日');
    expect(next.text).not.toContain(`2月${known}`);
    const withheld = await world.db.select().from(lines).where(eq(lines.reason, 'known'));
    expect(new Set(withheld.map(({ duty: of }) => of))).toEqual(new Set([duty]));
    await world.forgetsPast();

    // On the second card the other one, until another day: the first card and its day stay as they were.
    const before = await cardOf('2026-03-04');
    await knows(await cardOf('2026-03-06'), 0, '2026-03-13');
    expect((await cardOf('2026-03-04')).text).toBe(before.text);
    const days = await world.db.select().from(knownItems);
    const untilOf = new Map(days.map(({ instanceKey, until }) => [instanceKey.split('/')[1], until]));
    expect(untilOf.get(duty ?? '')).toBe('2026-03-11');
    expect([...untilOf.values()].sort()).toEqual(['2026-03-11', '2026-03-13']);
    await world.morningOf('2026-03-11');
    const back = await officer.sees(`2月${known}`, '已超过 8 个工作日');
    expect(back.text).not.toContain(`2月${other}`);
    await world.forgetsPast();
  });

  it('同一件再起草一次督办函：还是那个函号，只有一份；发出以后再起草，才是第二份', async () => {
    const world = await openWorld({ startAt: '2026-03-05T18:00', goLiveOn: '2026-02-27' });
    await world.moveTo('2026-03-06T10:05');
    await world.forgetsPast();
    const deputy = world.person('汤新岩');
    for (const by of ['3月12日', '3月13日']) {
      await deputy.says(`/督办 D01B02-TD-2602 ${by}`);
      await deputy.rereads('提醒督办函草稿', 'D01B02-TD-2602-H1', by);
      await world.forgetsPast();
    }
    expect(await world.db.select().from(letters)).toMatchObject([{ number: 'D01B02-TD-2602-H1' }]);
    await deputy.fills('提醒督办函草稿', { 发文字号: '机党函〔2026〕3号' }, '登记已发出');
    await deputy.says('/督办 D01B02-TD-2602 3月20日');
    await deputy.rereads('提醒督办函草稿', 'D01B02-TD-2602-H2', '3月20日');
    await world.forgetsPast();
    const numbers = (await world.db.select().from(letters)).map(({ number }) => number).sort();
    expect(numbers).toEqual(['D01B02-TD-2602-H1', 'D01B02-TD-2602-H2']);
  });

  it('听到的是上级自己的事：卡片上没有催一下和起草督办函，硬按也不行', async () => {
    const duties = ['leadership_hear_party_report'];
    const world = await openWorld({ startAt: '2026-06-30T18:00', goLiveOn: '2026-06-29', duties });
    await world.moveTo('2026-07-07T08:00');
    await world.forgetsPast();
    await world.morningOf('2026-07-07');
    const deputy = world.person('汤新岩');
    const card = await deputy.sees('省发展和改革委员会党组', '听取党建汇报', '已超过 5 个工作日');
    const labels = card.buttons.map(({ label }) => label);
    expect(labels.filter((label) => /催一下|督办函/u.test(label))).toEqual([]);
    const keys = (await world.db.select().from(lines)).map(({ instanceKey }) => instanceKey);
    const [instance = ''] = keys.filter((key) => key.startsWith('D01Z/'));
    const presses = { 'escalation.nudge': '没有告诉过您', 'escalation.letter': '没有找到编号' };
    for (const [action, refusal] of Object.entries(presses)) {
      const answered = await world.control.post<ClickAnswered>('/click', {
        as: deputy.openId,
        message_id: card.id,
        name: 'forged',
        value: { action, instance, instances: [instance], page: 0 },
        stale: true,
      });
      expect(answered.toast?.content).toContain(refusal);
    }
    await world.forgetsPast();
    expect(await world.db.select().from(lines).where(eq(lines.kind, 'nudge'))).toEqual([]);
    expect(await world.db.select().from(letters)).toEqual([]);
    await deputy.says('/督办 D01Z-LH-26H1');
    await deputy.sees('没有找到编号');
    expect(await world.db.select().from(letters)).toEqual([]);
  });
});
