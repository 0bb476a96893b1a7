import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, dutyInstances, listClauses, personalLists } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

const duties = [
  'branch_theme_day',
  'branch_group_meeting',
  'branch_responsibility_list',
  'dues_remit',
  'talk_committee_peers',
  'talk_member_member',
];
const others = ['赖怡', '阎秋若', '于林邦', '杜慧敏', '侯艳莹', '杨东', '陆文'];

async function february(startAt = '2026-02-02T10:10') {
  const world = await openWorld({ duties, startAt });
  return { world, secretary: world.person('罗启平'), deputy: world.person('赖怡') };
}

async function sent() {
  const scene = await february();
  await scene.secretary.says('/责任清单');
  await scene.secretary.presses('请各人确认');
  scene.secretary.isTold('已请各人确认');
  for (const name of others) await scene.world.person(name).sees('请确认您的责任清单');
  await scene.secretary.rereads('2026年各岗位责任清单', '已确认 0/8');
  return scene;
}

async function listOf(world: World, org = 'D01B01') {
  const key = `${org}/branch_responsibility_list/2026`;
  const [row] = await world.db.select().from(dutyInstances).where(eq(dutyInstances.key, key));
  return row;
}

describe('年度责任清单', () => {
  it('起草人看到各岗位的条款、数量和相同比例；每人一张卡片，按一次就确认，最后一位确认时办结', async () => {
    const { world, secretary } = await february();
    await secretary.says('/责任清单');
    await secretary.sees(
      '2026年各岗位责任清单',
      '未发出',
      '8 位同志各一份',
      '罗启平（党支部书记）',
      '自有 2 条，共同 2 条，与党小组组长的相同 30%，还没有发出',
      '自有 1 条，共同 2 条，与党支部书记的相同 0%',
      '自有 0 条，共同 2 条，还没有发出',
      '不作评价',
    );
    await secretary.says('/定责任 更新党建园地 于林邦 4次 12月20日 每季度换一期');
    await secretary.sees('“更新党建园地”由于林邦负责');
    await secretary.rereads('2026年各岗位责任清单', '自有 1 条，共同 2 条，与党支部书记的相同 0%');
    await secretary.presses('请各人确认');
    secretary.isTold('已请各人确认');
    const card = await world
      .person('于林邦')
      .sees('请确认您的责任清单', '罗启平起草', '更新党建园地', '4次，12月20日前', '标准：每季度换一期');
    expect(card.text).not.toContain('支部主题党日');
    await world
      .person('阎秋若')
      .sees('请确认您的责任清单', '党费上缴', '4次，季度结束后5个工作日内', '共同条款 2 条');
    await world.person('侯艳莹').sees('请确认您的责任清单', '党小组会', '11次，当月最后一个工作日前');
    for (const name of ['赖怡', '杜慧敏', '杨东', '陆文'])
      await world.person(name).sees('请确认您的责任清单');
    await secretary.presses('确认我自己的清单');
    await secretary.sees(
      '请确认您的责任清单',
      '支部主题党日',
      '11次',
      '主题、主讲人',
      '支部工作条例第十六条',
    );
    await secretary.presses('确认');
    secretary.isTold('已确认');
    for (const name of others.slice(1)) {
      await world.person(name).presses('确认');
      world.person(name).isTold('已确认');
    }
    await secretary.rereads(
      '2026年各岗位责任清单',
      '已确认 7/8',
      '赖怡（党支部副书记）',
      '还没有确认',
      '2月2日确认',
    );
    expect((await listOf(world))?.state).toBe('open');
    await world.person('赖怡').presses('确认');
    world.person('赖怡').isTold('已确认');
    await world.person('赖怡').rereads('您的责任清单', '已确认', '2月2日由本人确认', '撤销');
    await secretary.rereads('2026年各岗位责任清单', '已确认 8/8');
    expect(await listOf(world)).toMatchObject({ state: 'done', heldOn: '2026-02-02' });
    const confirmed = await world.db.select().from(auditEvents).where(eq(auditEvents.action, 'confirm_list'));
    expect(confirmed).toHaveLength(8);
    await world.person('汤新岩').says('/清单 办公室党支部');
    await world.person('汤新岩').sees('2026年责任清单', '各人的清单已确认 8/8');
    await world.forgetsPast();
  }, 120_000);

  it('改了谁的，只有谁再收到；撤销确认，办结也跟着退回', async () => {
    const { world, secretary, deputy } = await sent();
    for (const name of others) {
      await world.person(name).presses('确认');
      world.person(name).isTold('已确认');
    }
    await secretary.presses('确认我自己的清单');
    await secretary.presses('确认', { card: '请确认您的责任清单' });
    secretary.isTold('已确认');
    expect((await listOf(world))?.state).toBe('done');
    await secretary.presses('撤销', { card: '您的责任清单' });
    secretary.isTold('已撤销');
    expect((await listOf(world))?.state).toBe('open');
    await world.forgetsPast();
    await secretary.says('/定责任 联系青年党员 赖怡 2次 6月30日 每半年谈一次工作');
    await secretary.sees('由赖怡负责');
    await secretary.rereads('2026年各岗位责任清单', '有改动，还没有重新发出');
    await world.moveTo('2026-02-03T10:20');
    await world.forgetsPast();
    await secretary.presses('把改动发给本人确认');
    secretary.isTold('已请各人确认');
    await deputy.sees('请确认您的责任清单', '联系青年党员');
    for (const name of others.slice(1)) await world.person(name).seesNothing();
    const rows = await world.db.select().from(personalLists);
    expect(rows.filter(({ version }) => version === 2).map(({ personCode }) => personCode)).toEqual([
      'P000002',
    ]);
    await secretary.rereads('2026年各岗位责任清单', '已确认 6/8');
    await world.forgetsPast();
  }, 120_000);

  it('机关党委委员、党组成员各有一份，写明参加什么会、几次；起草人随时看得到自己的一份，也找得到在别处的一份', async () => {
    const world = await openWorld({
      startAt: '2026-02-02T10:10',
      duties: [
        ...['organ_committee_meeting', 'organ_responsibility_list', 'central_group_study'],
        ...['leadership_plan_list', 'branch_committee_meeting', 'branch_responsibility_list'],
      ],
    });
    await world.forgetsPast();
    const organDeputy = world.person('汤新岩');
    await organDeputy.says('/责任清单');
    await organDeputy.sees(
      '2026年各岗位责任清单',
      ...['赖怡（机关党委委员）', '自有 0 条，共同 1 条，还没有发出'],
      '[看我自己的清单]',
    );
    await organDeputy.presses('看我自己的清单');
    await organDeputy.sees('您的责任清单', '起草中', '机关党委会议', '4次', '当季最后一个工作日前');
    await organDeputy.presses('请各人确认', { card: '2026年各岗位责任清单' });
    organDeputy.isTold('已请各人确认');
    const member = world.person('赖怡');
    await member.sees('请确认您的责任清单', '汤新岩起草', '参加机关党委会议', '4次', '标准：到会情况');
    await world.forgetsPast();

    await member.says('/责任清单');
    await member.sees('办公室党支部', '赖怡（党支部副书记）', '[看我在机关党委的清单]');
    await member.presses('看我在机关党委的清单');
    await member.sees('请确认您的责任清单', '机关党委 · 2026年责任清单', '参加机关党委会议', '[确认]');

    await organDeputy.says('/责任清单 党组');
    await organDeputy.sees('（党组成员）', '自有 0 条，共同 1 条');
    await organDeputy.presses('请各人确认', { card: '2026年各岗位责任清单' });
    organDeputy.isTold('已请各人确认');
    await world.forgetsPast();
    await world.person('邵安怡').says('/责任清单');
    await world.person('邵安怡').sees('请确认您的责任清单', '参加党组（党委）理论学习中心组学习');
    await world.forgetsPast();
  }, 120_000);

  it('期限可以写每季度末、年底这样的话：听懂成什么，当场说清楚；表单里也能选', async () => {
    const { world, secretary } = await february();
    const understood: readonly (readonly [string, string])[] = [
      [
        '/定责任 更新党建园地 于林邦 每季度末 每季度换一期',
        '“更新党建园地”由于林邦负责，4次，当季最后一个工作日前，已列入清单',
      ],
      ['/定责任 慰问老党员 阎秋若 2次 年底前 走访并记录', '由阎秋若负责，2次，当年12月20日前，'],
      ['/定责任 通报学习情况 全体 每月 口头通报', '已列入每位同志的清单，12次，当月最后一个工作日前'],
      ['/定责任 梳理台账 赖怡 每半年 归档', '由赖怡负责，2次，'],
    ];
    for (const [line, sentence] of understood) {
      await secretary.says(line);
      await secretary.sees(sentence);
    }
    await secretary.says('/定责任');
    await secretary.fills(
      '定一条责任',
      { 事项: '保管支部档案', 责任人: '阎秋若', 按时间重复: '每季度末', 标准: '按季归档' },
      '列入清单',
    );
    secretary.isTold('已列入清单');
    await secretary.rereads('责任清单', '4次，当季最后一个工作日前');
    await world.staysUnchanged(async () => {
      await secretary.says('/定责任');
      await secretary.fills(
        '定一条责任',
        { 事项: '整理学习笔记', 责任人: '阎秋若', 标准: '每人一本' },
        '列入清单',
      );
      secretary.isTold('还缺期限');
    });
    await secretary.says('/责任清单');
    await secretary.presses('请各人确认');
    secretary.isTold('已请各人确认');
    await world.person('于林邦').sees('更新党建园地', '4次，当季最后一个工作日前', '标准：每季度换一期');
    await world.forgetsPast();
  });

  it('没有明确到一个人的条款发不出去：岗位空缺、两个名字；写明由谁负责以后才行', async () => {
    const { world } = await february();
    const deputy = world.person('冯子博');
    await deputy.says('/责任清单');
    await deputy.sees('还有 2 条没有明确到一个人', '支部主题党日：党支部书记空缺', '/定责任 主题党日 姓名');
    await world.staysUnchanged(async () => {
      await deputy.presses('请各人确认');
      deputy.isTold('还没有明确到一个人（党支部书记空缺），请先写明由谁负责：/定责任 主题党日 姓名');
      await deputy.says('/定责任 主题党日 冯子博、韩华振');
      await deputy.sees('每一条只能有一位责任人，请在冯子博、韩华振里只写一位');
    });
    for (const duty of ['主题党日', '责任清单']) {
      await deputy.says(`/定责任 ${duty} 冯子博`);
      await deputy.sees('明确由冯子博负责');
    }
    await deputy.presses('请各人确认', { card: '2026年各岗位责任清单' });
    deputy.isTold('已请各人确认');
    for (const name of ['韩华振', '唐勇娟', '赖冬乐']) {
      await world.person(name).sees('请确认您的责任清单', '冯子博起草');
    }
    await deputy.presses('撤销', { card: '责任清单' });
    deputy.isTold('已撤销');
    await deputy.rereads('2026年各岗位责任清单', '年度责任清单：党支部书记空缺');
    await world.forgetsPast();
  });

  it('写不全、写不对：一句话，什么都不变；不是起草人，说明由谁起草', async () => {
    const { world, secretary } = await february();
    const refusals: readonly (readonly [string, string])[] = [
      ['/定责任 更新党建园地', '还缺责任人，请这样写：/定责任'],
      ['/定责任 更新党建园地 于林帮', '名册里没有“于林帮”，您要找的可能是于林邦'],
      ['/定责任 更新党建园地 于林邦 4次', '还缺期限，请这样写'],
      ['/定责任 更新党建园地 于林邦 4次 12月20日', '还缺标准，请这样写'],
      ['/定责任 更新党建园地 于林邦 2027年12月20日 每季度换一期', '不在2026年以内'],
      ['/责任清单 2031年', '请写今年前后的年份'],
      ['/责任清单 研究室党支部', '没有唯一的“研究室党支部”'],
    ];
    await world.staysUnchanged(async () => {
      for (const [line, sentence] of refusals) {
        await secretary.says(line);
        await secretary.sees(sentence);
      }
      await world.person('吕洋').says('/责任清单');
      await world.person('吕洋').sees('责任清单由党支部书记、党支部副书记起草');
      await world.person('阎秋若').says('/定责任 更新党建园地 于林邦 4次 12月20日 每季度换一期');
      await world.person('阎秋若').sees('责任清单由党支部书记、党支部副书记起草');
    });
    await secretary.says('/定责任 结对帮扶 全体 2次 11月30日 走访并记录');
    await secretary.sees('已列入每位同志的清单');
    await world.staysUnchanged(async () => {
      await secretary.says('/定责任 结对帮扶 于林邦 1次 11月30日 走访');
      await secretary.sees('清单里已有“结对帮扶”');
    });
    await secretary.says('/责任清单');
    await secretary.sees('共同 3 条');
    await secretary.presses('加一条');
    await secretary.sees('定一条责任');
    await secretary.fills(
      '定一条责任',
      { 事项: '保管支部档案', 责任人: '阎秋若', 期限: '2026-12-20', 标准: '按季归档' },
      '列入清单',
    );
    secretary.isTold('已列入清单');
    await secretary.presses('撤销', { card: '责任清单' });
    secretary.isTold('已撤销');
    expect((await world.db.select().from(listClauses)).map(({ content }) => content)).toEqual(['结对帮扶']);
    await world.forgetsPast();
  });

  it('自己的清单只有本人和起草人看得到；没有账号的，起草人问过以后代为确认', async () => {
    const { world, deputy } = await sent();
    const own = await world.person('阎秋若').messages();
    expect(own.at(-1)?.text).toContain('党费上缴');
    await world.person('阎秋若').says('/责任清单');
    await world.person('阎秋若').sees('请确认您的责任清单', '党费上缴');
    for (const name of ['吕洋', '黎柏', '夏成超']) {
      await world.person(name).says('/责任清单 办公室党支部');
      const [last] = (await world.person(name).messages()).slice(-1);
      expect(last?.text).toMatch(/起草|没有唯一/u);
      expect(last?.text).not.toContain('阎秋若');
    }
    await deputy.says('/责任清单');
    await deputy.sees('已确认 0/8', '确认我自己的清单');
    const retired = world.person('程鹏兰');
    await retired.says('/责任清单');
    await retired.presses('请各人确认');
    retired.isTold('已请各人确认');
    for (const name of ['苏成艳', '高思斌']) await world.person(name).sees('请确认您的责任清单');
    const whole = await retired.rereads('2026年各岗位责任清单', '已确认 0/5');
    const choose = (option: string) =>
      world.control.post('/click', {
        as: retired.openId,
        message_id: whole.id,
        name: 'behalf_list',
        option,
      });
    await choose('P000043');
    await world.settled();
    await retired.rereads('2026年各岗位责任清单', '已确认 1/5');
    const [row] = await world.db.select().from(personalLists).where(eq(personalLists.personCode, 'P000043'));
    expect(row).toMatchObject({ confirmedBy: 'P000041' });
    await world.forgetsPast();
  });
});
