import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, dutyInstances, dutyMarks, dutyOverrides, talks } from '../../db/schema/index.ts';
import { talks as talksFlow } from '../../flows/talks/flow.ts';
import { asDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { auditLedger } from '../../src/duties/auditor/nightly.ts';
import { digestMoment } from '../../src/notices/windows.ts';
import { checkRoster } from '../../src/org/roster/check.ts';
import { readRoster } from '../../src/org/roster/read.ts';
import { demoRoster } from '../harness/records.ts';
import { rosterWith } from '../harness/roster-columns.ts';
import { openWorld, type World } from '../harness/world.ts';

const duties = [
  'talk_secretary_committee',
  'talk_committee_peers',
  'talk_committee_member',
  'talk_member_member',
  'organ_talk_branch_heads',
  'talk_must',
];

async function spring(roster?: string) {
  const world = await openWorld({ duties, roster, startAt: '2026-03-06T10:00' });
  return {
    world,
    secretary: world.person('罗启平'),
    member: world.person('吕洋'),
    commissioner: world.person('阎秋若'),
  };
}

async function marksOf(world: World, duty: string, org = 'D01B01') {
  const rows = await world.db
    .select()
    .from(dutyMarks)
    .where(eq(dutyMarks.instanceKey, `${org}/${duty}/2026`));
  return rows.map(({ subject }) => subject).sort();
}

describe('谈心谈话', () => {
  it('一方登记，对方一按就确认；登记的卡片自己变成双方已确认', async () => {
    const { world, secretary, member } = await spring();
    await secretary.says('/谈话 吕洋 3月5日');
    await secretary.sees('谈心谈话登记', '支委与党员 · 吕洋 · 3月5日（周四）', '已请吕洋确认', '等对方确认');
    await member.sees('请确认一次谈心谈话', '罗启平登记：3月5日（周四）与您谈过。只记日期，不记内容。');
    expect(await marksOf(world, 'talk_committee_member')).toEqual([]);
    await member.presses('确认');
    member.isTold('已确认');
    await member.rereads('请确认一次谈心谈话', '双方已确认');
    await secretary.rereads('谈心谈话登记', '双方已确认，已计入进度');
    expect(await marksOf(world, 'talk_committee_member')).toEqual(['P000009']);
    expect(await marksOf(world, 'talk_member_member')).toEqual(['P000001', 'P000009']);
    expect(await world.db.select().from(talks)).toMatchObject([
      { kind: 'talk_committee_member', talkedOn: '2026-03-05', state: 'confirmed', answeredBy: 'P000009' },
    ]);
  });

  it('日期不对：对方点对的那一天，就按那一天', async () => {
    const { world, secretary, member } = await spring();
    await member.says('跟罗启平谈过了');
    await member.sees('请问是哪一天和罗启平谈的', '[3月6日（周五）]', '[3月5日（周四）]', '[3月4日（周三）]');
    await member.presses('3月6日（周五）');
    await member.rereads('谈心谈话登记', '等对方确认');
    await secretary.sees('请确认一次谈心谈话', '吕洋登记', '日期不对');
    await secretary.presses('3月4日（周三）', { card: '请确认一次谈心谈话' });
    secretary.isTold('已改为3月4日');
    expect(await world.db.select().from(talks)).toMatchObject([
      { talkedOn: '2026-03-04', state: 'confirmed' },
    ]);
    const events = await world.db.select().from(auditEvents).where(eq(auditEvents.action, 'confirm_talk'));
    expect(events).toMatchObject([
      { personal: { actor: 'P000001', before: { on: '2026-03-06' }, after: { on: '2026-03-04' } } },
    ]);
  });

  it('日期早于其中一位入党：不登记，也不能改到那一天；名册里没有入党日期的不受影响', async () => {
    const cells = { P000009: '2026-03-04', P000001: '2001-07-01' };
    const roster = await rosterWith({ file: 'people', title: '入党日期', cells });
    const { world, secretary, member } = await spring(roster);
    await world.staysUnchanged(async () => {
      await secretary.says('/谈话 吕洋 3月3日');
      await secretary.sees('3月3日（周二）早于您或对方入党的日期', '请核对日期');
      await member.says('/谈话 罗启平 3月3日');
      await member.sees('早于您或对方入党的日期');
    });
    await secretary.says('/谈话 吕洋 3月4日');
    await secretary.sees('等对方确认');
    const card = await member.sees('请确认一次谈心谈话', '[3月3日（周二）]');
    expect(card.text.indexOf('3月1日')).toBeLessThan(card.text.indexOf('3月2日'));
    await member.presses('3月3日（周二）');
    member.isTold('早于您或对方入党的日期');
    await member.presses('确认');
    member.isTold('已确认');
    await secretary.says('/谈话 赖怡 3月3日');
    await secretary.sees('等对方确认');
    await world.forgetsPast();
  });

  it('没有谈：不计入，登记的人从自己的卡片上看到；撤回以后谁也不用再答', async () => {
    const { world, secretary, member } = await spring();
    await secretary.says('/谈话 吕洋 昨天');
    await secretary.sees('等对方确认');
    await member.sees('请确认一次谈心谈话');
    await member.presses('没有谈');
    member.isTold('已记下：没有谈');
    await secretary.rereads('谈心谈话登记', '对方没有确认这次谈话，不计入进度');
    await secretary.says('/谈话 赖怡 昨天');
    await secretary.sees('等对方确认');
    await world.person('赖怡').sees('请确认一次谈心谈话');
    await secretary.presses('撤回', { card: '谈心谈话登记' });
    secretary.isTold('已撤回');
    await world.person('赖怡').presses('确认');
    world.person('赖怡').isTold('这次登记已经撤回');
    expect(await marksOf(world, 'talk_member_member')).toEqual([]);
  });

  it('双方各自登记同一天，就是双方确认；没有飞书账号的，由不是当事人的记录人代为确认', async () => {
    const { world, secretary } = await spring();
    await secretary.says('/谈话 赖怡 3月5日');
    await secretary.sees('书记与支委 · 赖怡');
    await world.person('赖怡').sees('请确认一次谈心谈话');
    await world.person('赖怡').says('/谈话 罗启平 3月5日');
    await world.person('赖怡').sees('双方已确认');
    expect(await marksOf(world, 'talk_secretary_committee')).toEqual(['P000001+P000002']);
    const retired = world.person('程鹏兰');
    await retired.says('/谈话 丁欣 3月5日');
    await retired.sees('已请苏成艳确认');
    await world.person('苏成艳').sees('程鹏兰登记', '丁欣没有飞书账号，请您问过本人以后代为确认');
    await world.person('苏成艳').presses('确认');
    world.person('苏成艳').isTold('已确认');
    expect(await marksOf(world, 'talk_committee_member', 'D01B03')).toEqual(['P000047']);
  });

  it('机关党委书记与支部书记谈：四个一的进度；下面的数字往上只有合计', async () => {
    const { world } = await spring();
    const organ = world.person('陈博');
    await organ.says('/谈话 黎柏 3月3日');
    await organ.sees('机关党委与支部书记 · 黎柏');
    await world.person('黎柏').sees('请确认一次谈心谈话', '陈博登记');
    await world.person('黎柏').presses('确认');
    world.person('黎柏').isTold('已确认');
    await organ.says('/谈话进度');
    const card = await organ.sees(
      '四个一',
      '与支部书记谈心谈话：1/8',
      '党员之间：已谈 0 / 应谈',
      '[看未谈名单]',
    );
    expect(card.text).not.toMatch(/程鹏兰|杨志浩/u);
    await organ.presses('看未谈名单');
    await organ.sees('未谈名单', '程鹏兰', '可以这样安排（只是建议）');
    await world.person('廖晓森').says('/谈话进度');
    const above = await world.person('廖晓森').sees('支委与党员：已谈 0 / 应谈', '这里只有数字，没有姓名');
    expect(above.text).not.toContain('看未谈名单');
  });

  it('确认以后十分钟内可以撤销：不再计入，卡片回到等答复；登记的人不能替对方确认', async () => {
    const { world, secretary, member } = await spring();
    await secretary.says('/谈话 吕洋 3月5日');
    await secretary.sees('等对方确认');
    const asked = await member.sees('请确认一次谈心谈话');
    const confirm = asked.buttons.find(({ label }) => label === '确认')?.name ?? '';
    await world.staysUnchanged(async () => {
      await secretary.pressesAt(asked.id, confirm);
      secretary.isTold('您不能代替对方确认');
    });
    await member.presses('确认');
    member.isTold('已确认');
    await member.rereads('请确认一次谈心谈话', '双方已确认', '[撤销]');
    await secretary.rereads('谈心谈话登记', '双方已确认');
    await secretary.says('/谈话进度');
    await secretary.sees('支委与党员：已谈 1 / 应谈 26');
    await member.presses('撤销');
    member.isTold('已撤销');
    await member.rereads('请确认一次谈心谈话', '[没有谈]');
    await secretary.rereads('谈心谈话登记', '等对方确认');
    await secretary.says('/谈话进度');
    await secretary.sees('支委与党员：已谈 0 / 应谈 26');
    await member.presses('没有谈');
    member.isTold('已记下：没有谈');
    await member.presses('撤销');
    member.isTold('已撤销');
    await member.presses('确认');
    member.isTold('已确认');
    await secretary.says('/谈话进度');
    await secretary.sees('支委与党员：已谈 1 / 应谈 26');
    await world.forgetsPast();
  });

  it('不该登记的各有一句话，什么都不变', async () => {
    const { world, secretary, member } = await spring();
    await secretary.says('/谈话 吕洋 3月5日');
    await secretary.sees('等对方确认');
    await member.sees('请确认一次谈心谈话');
    const refusals: readonly (readonly [string, string])[] = [
      ['/谈话 吕洋 3月9日', '3月9日（周一）还没有到，谈过以后再登记'],
      ['/谈话 吕洋 2014年3月5日', '时还没有这个支部'],
      ['/谈话 罗启平 3月5日', '不能登记和自己谈'],
      ['/谈话 赵不在 3月5日', '本支部名册里没有这个姓名'],
      ['/谈话 郝春 3月5日', '本支部名册里没有这个姓名'],
      ['/谈话 吕洋 3月5日', '已经登记过，正在等确认'],
      ['/谈话', '请写上和谁谈的'],
      ['/谈话 老杜 3月5日', '“老杜”有好几位'],
    ];
    await world.staysUnchanged(async () => {
      for (const [line, sentence] of refusals) {
        await secretary.says(line);
        await secretary.sees(sentence);
      }
    });
    await member.presses('确认');
    member.isTold('已确认');
    await secretary.says('/谈话 吕洋 3月5日');
    await secretary.sees('双方已经确认过，不用再登记');
  });

  it('进度写明怎么计数；未谈名单按职责给人看，看了留痕', async () => {
    const { world, secretary, member, commissioner } = await spring();
    await secretary.says('/谈话进度');
    const own = await secretary.sees(
      '书记与支委：已谈 0 / 应谈 4',
      '支委之间：已谈 0 / 应谈 6',
      '支委与党员：已谈 0 / 应谈 26',
      '党员之间：已谈 0 / 应谈 31',
      '书记与支委：每一对谈过一次',
      '党员之间：每人至少参加一次，与本支部任何一位同志谈都算',
    );
    expect(own.text).not.toContain('吕洋');
    await secretary.presses('看未谈名单');
    const names = await secretary.sees('未谈名单', '支委与党员 26', '吕洋', '可以这样安排');
    expect(names.text).not.toContain('党员之间 31');
    await commissioner.says('/谈话进度');
    await commissioner.sees('党员之间：已谈 0 / 应谈 31');
    await commissioner.presses('看未谈名单');
    await commissioner.sees('党员之间 31');
    const looks = await world.db.select().from(auditEvents).where(eq(auditEvents.action, 'look_names'));
    expect(looks.map(({ personal }) => (personal as { actor: string }).actor)).toEqual([
      'P000001',
      'P000003',
    ]);
    await member.says('/谈话进度');
    const mine = await member.sees('您本人', '党员之间：还没有登记', '这是按名册轮流排出的建议');
    expect(mine.text).not.toContain('应谈');
  });

  it('机关党委另有规定的，必谈按本级规定的日子', async () => {
    const { world, secretary } = await spring();
    await world.db.insert(dutyOverrides).values({
      orgCode: 'D01W',
      duty: 'talk_must',
      fromOn: '2026-01-01',
      change: { heldBy: { rule: 'ev+5wd', shift: 'prev' } },
      reason: '本级规定五个工作日内谈',
      document: '机党〔2026〕1号',
      consent: '工委〔2026〕2号',
      importedBy: 'test',
      importedAt: new Date('2026-01-01T09:00+08:00'),
    });
    await secretary.says('/必谈 吕洋');
    await secretary.sees('登记必谈情形', '3月13日（周五）前与吕洋谈一次');
    await secretary.fills('登记必谈情形', { 情形: '遇到困难' }, '登记');
    await secretary.rereads('守时', '已登记：3月13日（周五）前与吕洋谈一次');
    const [must] = await world.db.select().from(dutyInstances).where(eq(dutyInstances.duty, 'talk_must'));
    expect(must?.heldBy).toBe('2026-03-13');
    await world.db.delete(dutyOverrides);
  });

  it('必谈情形十个工作日内谈；情形不保存，编号里也没有姓名', async () => {
    const { world, secretary, member } = await spring();
    await secretary.says('/必谈 吕洋');
    await secretary.sees('登记必谈情形', '3月20日（周五）前与吕洋谈一次', '所选情形不保存');
    await secretary.fills('登记必谈情形', { 情形: '遇到困难' }, '登记');
    await secretary.rereads('守时', '已登记：3月20日（周五）前与吕洋谈一次');
    await secretary.says('/必谈 吕洋 受了处分');
    await secretary.sees('这件事已经登记过');
    await world.staysUnchanged(async () => {
      await member.says('/必谈 赖怡 困难');
      await member.sees('必谈情形要由本支部的');
    });
    const [must] = await world.db.select().from(dutyInstances).where(eq(dutyInstances.duty, 'talk_must'));
    expect(must).toMatchObject({ orgCode: 'D01B01', heldBy: '2026-03-20', subject: null, assignee: null });
    expect(must?.key).not.toContain('P000009');
    await world.morningOf('2026-03-09');
    await world.forgetsPast();
    await world.person('于林邦').says('/谈话 吕洋 3月9日');
    await world.person('于林邦').sees('等对方确认');
    await member.sees('请确认一次谈心谈话');
    await member.presses('确认');
    member.isTold('已确认');
    const [met] = await world.db.select().from(dutyInstances).where(eq(dutyInstances.duty, 'talk_must'));
    expect(met).toMatchObject({ state: 'done', heldOn: '2026-03-09' });
  });

  it('逾期以后：三天告诉没谈到的两个人，十天告诉书记一个数，二十天告诉党务干部一个数，再往上没有', async () => {
    const world = await openWorld({ duties: ['talk_secretary_committee'], startAt: '2026-12-16T10:00' });
    const secretary = world.person('罗启平');
    for (const name of ['赖怡', '阎秋若', '于林邦']) {
      await secretary.says(`/谈话 ${name} 12月15日`);
      await secretary.sees('等对方确认');
      await world.person(name).sees('请确认一次谈心谈话');
      await world.person(name).presses('确认');
      world.person(name).isTold('已确认');
    }
    const slip = (days: number) => announcedCalendar().addWorkdays(asDay('2026-12-18'), days);
    await world.morningOf(slip(3));
    for (const name of ['罗启平', '杜慧敏']) {
      await world.person(name).sees('书记支委谈话', '您这里还有没谈到的同志', '[看书记支委谈话进度]');
    }
    for (const name of ['赖怡', '阎秋若', '于林邦', '夏成超', '陈博']) await world.person(name).seesNothing();
    await world.forgetsPast();
    await world.morningOf(slip(10));
    const told = await secretary.sees('书记支委谈话', '未完成 1 对');
    expect(told.text).not.toContain('杜慧敏');
    await world.person('杜慧敏').seesNothing();
    await world.forgetsPast();
    await world.morningOf(slip(20));
    const officer = await world.person('夏成超').sees('书记支委谈话', '未完成 1 对', '办公室党支部');
    expect(officer.text).not.toMatch(/杜慧敏|罗启平|情况说明/u);
    await world.forgetsPast();
    await world.morningOf(slip(30));
    for (const name of ['陈博', '汤新岩', '卢磊', '廖晓森', '钟欣佳']) {
      expect((await world.person(name).messages()).map(({ title }) => title)).toEqual([]);
    }
    await world.person('杜慧敏').says(`/谈话 罗启平 ${slip(30)}`);
    await world.person('杜慧敏').sees('等对方确认');
    await secretary.sees('请确认一次谈心谈话');
    await secretary.presses('确认', { card: '请确认一次谈心谈话' });
    secretary.isTold('已确认');
    const [done] = await world.db
      .select()
      .from(dutyInstances)
      .where(eq(dutyInstances.key, 'D01B01/talk_secretary_committee/2026'));
    expect(done).toMatchObject({ state: 'done_late', heldOn: slip(30) });
    await world.morningOf(slip(31));
    await world.person('夏成超').sees('已有结果', '已全部登记');
    await world.forgetsPast();
    const read = await readRoster(demoRoster);
    const checked = checkRoster('sheets' in read ? read.sheets : ({} as never));
    if (!('roster' in checked)) throw new Error('the demo roster is broken');
    const differences = await auditLedger(
      world.db,
      {
        roster: checked.roster,
        tables: announcedCalendar().years(),
        duties: (talksFlow.duties ?? []).filter(({ id }) => id === 'talk_secretary_committee'),
        goLiveOn: asDay('2026-12-16'),
        digestAt: digestMoment,
      },
      asDay('2026-12-16'),
      slip(31),
    );
    expect(differences).toEqual([]);
  }, 120_000);
});
