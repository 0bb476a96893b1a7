import { inArray } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { dutyInstances } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

async function statesOf(world: World, ...keys: readonly string[]) {
  const rows = await world.db
    .select()
    .from(dutyInstances)
    .where(inArray(dutyInstances.key, [...keys]));
  return Object.fromEntries(rows.map(({ key, state, daysLate }) => [key, [state, daysLate]]));
}

describe('一次会议办几件事', () => {
  it('安排时说了“同时开”，草稿里先选好；主讲后面写的地点还是地点', async () => {
    const world = await openWorld({ duties: ['branch_member_meeting', 'branch_theme_day'] });
    const secretary = world.person('罗启平');
    await secretary.says('/主题党日 2月12日下午3点 学习条例 主讲 罗启平 三楼会议室 同时开党员大会');
    await secretary.sees(
      '请核对后发布',
      '地点  三楼会议室',
      '主讲  罗启平',
      '您说的同时开党员大会，已在“同时作为”里选好',
    );
    const draft = (await world.control.inbox(secretary.openId)).at(-1);
    expect(JSON.stringify(draft?.content)).toContain('branch_member_meeting/2026-Q1');
    // It stays chosen while the draft is changed.
    await secretary.presses('修改');
    await secretary.fills('安排主题党日', { 地点: '二楼会议室' }, '保存修改');
    await secretary.rereads('请核对后发布', '二楼会议室', '已在“同时作为”里选好');
    await secretary.presses('放弃');
    await secretary.says('把党日定在2月12日下午3点三楼会议室，主题学条例，和党员大会一起开');
    await secretary.sees('请核对后发布', '您说的同时开党员大会，已在“同时作为”里选好');
    await world.forgetsPast();
  });

  it('党员大会同时作为主题党日和党课：一次邀请、一次记录，三项一起办结', async () => {
    const world = await openWorld({
      duties: ['branch_member_meeting', 'branch_lecture_attend', 'branch_theme_day'],
    });
    const secretary = world.person('黎柏');
    await secretary.says('/安排 党员大会 2月12日下午3点 三楼会议室 主题 讨论年度计划 主讲 黎柏');
    await secretary.sees('请核对后发布', '第一季度党员大会', '将邀请 9 人', '同时作为');
    await secretary.fills('请核对后发布', { 同时作为: ['2月主题党日', '第一季度上党课'] }, '确认发布');
    secretary.isTold('已发布');
    await (await world.membersOf('D01B02')).see(
      '党员大会暨主题党日、上党课：2月12日（周四）15:00',
      '讨论年度计划',
      '不计入表决和选举',
    );
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    await secretary.says('/点名 全到');
    await secretary.sees('应到 9 · 实到 9');
    await secretary.says('/记录 议程 年度计划 表决 同意9票，弃权1票 要点 全体同意 讨论 谈打算 收获 三项措施');
    await secretary.sees(
      '已记录，已办结',
      '请核对：表决写的是 10 票，有表决权的实到 9 人',
      '2月主题党日：按期完成',
      '第一季度上党课：按期完成',
      '应到会有表决权 9 人',
    );
    expect(
      await statesOf(
        world,
        'D01B02/branch_member_meeting/2026-Q1',
        'D01B02/branch_theme_day/2026-02',
        'D01B02/branch_lecture_attend/2026-Q1',
      ),
    ).toEqual({
      'D01B02/branch_member_meeting/2026-Q1': ['done', 0],
      'D01B02/branch_theme_day/2026-02': ['done', 0],
      'D01B02/branch_lecture_attend/2026-Q1': ['done', 0],
    });
  });
});

describe('各种会议', () => {
  it('支委会：只请支委，正好一半时写明两个数，由主持人把握', async () => {
    const world = await openWorld({ duties: ['branch_committee_meeting'] });
    const directory = await world.directory();
    const committee = ['P000049', 'P000050', 'P000051', 'P000052'].map(
      (code) => directory.person(code)?.name ?? code,
    );
    const [chair = '', , third = '', fourth = ''] = committee;
    const secretary = world.person(chair);
    await secretary.says('/安排 支委会 2月12日下午3点 小会议室');
    const draft = await secretary.sees('请核对后发布', '2月支委会', '将邀请');
    expect(draft.text).not.toContain('主讲');
    await secretary.presses('确认发布');
    secretary.isTold('已发布');
    await world.forgetsPast();
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    await secretary.says(`/点名 支委会 全到 除 ${third} ${fourth}`);
    await secretary.sees('应到 4 · 实到 2', '写上议定。');
    await secretary.rereads('名单', '正好等于规定的比例，是否有效请主持人把握');
    await secretary.says('/记录 议定 通过工作计划');
    await secretary.sees(
      '已记录，已办结',
      '应到会 4 人，实到 2 人，达到规定人数',
      '正好等于规定的比例，是否有效请主持人把握',
    );
  });

  it('党课：不写地点也可以，主讲人写全名', async () => {
    const world = await openWorld({ duties: ['branch_lecture_attend', 'branch_lecture_secretary'] });
    const secretary = world.person('黎柏');
    await secretary.says('/党课 2月12日下午3点 学习支部工作条例 主讲 黎柏');
    await secretary.sees('请核对后发布', '第一季度上党课', '主讲  黎柏', '同时作为');
    await secretary.fills('请核对后发布', { 同时作为: ['2026年书记讲党课'] }, '确认发布');
    secretary.isTold('已发布');
    await (await world.membersOf('D01B02')).see('上党课暨书记讲党课：2月12日（周四）15:00');
    expect(await statesOf(world, 'D01B02/branch_lecture_secretary/2026')).toEqual({
      'D01B02/branch_lecture_secretary/2026': ['scheduled', null],
    });
  });

  it('党小组会：各组登记各组的，最后一组登记以后办结', async () => {
    const world = await openWorld({ duties: ['branch_group_meeting'] });
    await world.morningOf('2026-02-03');
    await world.forgetsPast();
    const directory = await world.directory();
    const leader = (code: string) => world.person(directory.person(code)?.name ?? code);
    const line = '/记录 党小组会 2月2日 地点 办公室 主题 学习条例 出席 全到';
    await leader('P000085').says(line);
    await leader('P000085').sees('已登记', '还有第2党小组没有登记');
    expect(await statesOf(world, 'D01B06/branch_group_meeting/2026-02')).toEqual({
      'D01B06/branch_group_meeting/2026-02': ['open', null],
    });
    await leader('P000084').says(line.replace('学习条例', '学习 要点 学'));
    await leader('P000084').sees('已记录，已办结', '主题', '学习', '要点', '学');
    expect(await statesOf(world, 'D01B06/branch_group_meeting/2026-02')).toEqual({
      'D01B06/branch_group_meeting/2026-02': ['done', 0],
    });
  });
});

describe('党小组各开各的', () => {
  it('先安排的一组不替别的组做主：别的组照常提醒，都安排了才算已排期', async () => {
    const world = await openWorld({ duties: ['branch_group_meeting'] });
    await world.morningOf('2026-02-03');
    await world.forgetsPast();
    const directory = await world.directory();
    const leader = (code: string) => world.person(directory.person(code)?.name ?? code);
    const key = 'D01B06/branch_group_meeting/2026-02';
    await leader('P000085').says('/安排 党小组会 2月25日下午3点 办公室 学习条例');
    await leader('P000085').presses('确认发布');
    await world.moveTo('2026-02-04T12:00');
    await world.forgetsPast();
    expect(await statesOf(world, key)).toEqual({ [key]: ['open', null] });
    await world.morningOf('2026-02-14');
    await leader('P000084').sees('今天的提醒', '2月党小组会', '还有 5 个工作日');
    await leader('P000085').seesNothing();
    await world.forgetsPast();
    await leader('P000084').says('/安排 党小组会 2月26日下午3点 办公室 学习条例');
    await leader('P000084').presses('确认发布');
    await world.moveTo('2026-02-24T08:00');
    await world.forgetsPast();
    expect(await statesOf(world, key)).toEqual({ [key]: ['scheduled', null] });
  });
});

describe('改期和取消', () => {
  it('已经收到邀请的人各得一条，没有人得两条', async () => {
    const world = await openWorld({ startAt: '2026-02-02T10:05' });
    const secretary = world.person('黎柏');
    await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习条例 主讲 黎柏');
    await secretary.presses('确认发布');
    await world.forgetsPast();
    await world.moveTo('2026-02-03T10:05');
    await world.forgetsPast();
    await secretary.says('/改期 主题党日 2月13日上午10点');
    // The answer and the secretary's own card come in the same second, in either order.
    for (const _ of ['answer', 'card']) await secretary.sees('已改期', '2月13日（周五）10:00');
    const members = await world.membersOf('D01B02');
    await world.moveTo('2026-02-04T10:05');
    await members.without('黎柏').see('主题党日：2月13日（周五）10:00', '原定2月12日（周四）15:00');
    await members.seeNothing();
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({ heldOn: '2026-02-13' });
    await secretary.says('/取消 主题党日');
    await secretary.sees('还缺原因');
    await secretary.says('/取消 主题党日 会议冲突');
    await secretary.sees('请确认取消', '会议冲突');
    await secretary.presses('确认取消');
    secretary.isTold('已取消');
    await world.moveTo('2026-02-05T10:05');
    await members.see('主题党日取消', '会议冲突');
    await members.seeNothing();
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({ state: 'open', heldOn: null });
    await world.forgetsPast();
  });
});
