import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { activities, dutyInstances, dutyMarks } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

const branch = 'D01B02';
const lecture = `${branch}/branch_lecture_secretary/2026`;
const statements = `${branch}/member_annual_statement/2026`;

async function stateOf(world: World, key: string): Promise<string | undefined> {
  const [row] = await world.db.select().from(dutyInstances).where(eq(dutyInstances.key, key));
  return row?.state;
}

async function marksOf(world: World, key: string): Promise<readonly string[]> {
  const rows = await world.db.select().from(dutyMarks).where(eq(dutyMarks.instanceKey, key));
  return rows.map(({ subject }) => subject).sort();
}

describe('书记讲党课：本人主讲的才算', () => {
  const duties = ['branch_theme_day', 'branch_lecture_attend', 'branch_lecture_secretary'];

  it('主题党日由书记主讲，可以同时作为书记讲党课；由别人主讲的，不提', async () => {
    const world = await openWorld({ duties });
    const secretary = world.person('黎柏');
    await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习条例 主讲 外请张三');
    await secretary.sees('请核对后发布', '同时作为', '主讲  张三');
    await expect(
      secretary.fills('请核对后发布', { 同时作为: ['2026年书记讲党课'] }, '确认发布'),
    ).rejects.toThrow('没有“2026年书记讲党课”可选');
    await secretary.presses('放弃');
    secretary.isTold('已放弃');
    await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习条例 主讲 黎柏');
    await secretary.fills('请核对后发布', { 同时作为: ['2026年书记讲党课'] }, '确认发布');
    secretary.isTold('已发布');
    expect(await stateOf(world, lecture)).toBe('scheduled');
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    await secretary.says('/点名 全到');
    await secretary.sees('应到 9 · 实到 9');
    await secretary.says('/记录 讨论 谈打算 收获 三项措施');
    await secretary.sees('已记录，已办结', '2月主题党日：按期完成', '书记讲党课：按期完成');
    expect(await stateOf(world, lecture)).toBe('done');
  });

  it('发布以后换了主讲，这一次不再算书记讲党课，任务还在', async () => {
    const world = await openWorld({ duties });
    const secretary = world.person('黎柏');
    await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习条例 主讲 黎柏');
    await secretary.fills('请核对后发布', { 同时作为: ['2026年书记讲党课'] }, '确认发布');
    await world.moveTo('2026-02-03T11:00');
    await world.forgetsPast();
    await secretary.says('/换主讲 主题党日 外请张三');
    await secretary.sees('已换主讲', '原定主讲黎柏');
    await secretary.sees('主讲由黎柏换为张三', '2026年书记讲党课要由本人主讲，不再计入这一次，请另行安排');
    expect(await stateOf(world, lecture)).toBe('open');
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    await secretary.says('/点名 全到');
    await secretary.says('/记录 讨论 谈打算 收获 三项措施');
    await secretary.sees('已记录，已办结', '张三');
    expect(await stateOf(world, lecture)).toBe('open');
    expect(await stateOf(world, `${branch}/branch_theme_day/2026-02`)).toBe('done');
    await world.forgetsPast();
  });

  it('安排时没有想到，记录时也能选；记录里改成别人主讲的不算', async () => {
    const world = await openWorld({ duties });
    const secretary = world.person('黎柏');
    await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习条例 主讲 黎柏');
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    await secretary.says('/点名 全到');
    await secretary.presses('记录要点');
    await secretary.fills(
      '记录要点',
      { 讨论: '谈打算', 收获: '三项措施', 同时作为: ['2026年书记讲党课', '第一季度上党课'] },
      '保存并办结',
    );
    secretary.isTold('已记录');
    await secretary.rereads('已记录，已办结', '书记讲党课：按期完成', '上党课：按期完成');
    expect(await stateOf(world, lecture)).toBe('done');
    // What the record added goes with it: recorded anew without it, the lecture is still owed.
    await secretary.presses('撤销', { card: '已记录，已办结' });
    expect(await stateOf(world, lecture)).toBe('open');
    await secretary.says('/记录 讨论 谈打算 收获 三项措施');
    const again = await secretary.sees('已记录，已办结');
    expect(again.text).not.toContain('书记讲党课');
    expect(await stateOf(world, lecture)).toBe('open');
    await world.forgetsPast();
  });

  it('会议记录里不问主讲的，安排时写的主讲还在', async () => {
    const world = await openWorld({ duties: ['branch_member_meeting'] });
    const secretary = world.person('黎柏');
    await secretary.says('/安排 党员大会 2月12日下午3点 三楼会议室 主题 讨论计划 主讲 黎柏');
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    await secretary.says('/点名 全到');
    await secretary.says('/记录 议程 年度计划 表决 同意9票 要点 全体同意');
    await secretary.sees('已记录，已办结');
    const [held] = await world.db.select().from(activities).where(eq(activities.orgCode, branch));
    expect(held).toMatchObject({ speaker: '黎柏', topic: '讨论计划' });
    await world.forgetsPast();
  });
});

describe('党员述职：在组织生活会上作的，到会的都算', () => {
  it('没有到会的照旧要述职；撤销记录，记号也撤销', async () => {
    const world = await openWorld({
      startAt: '2026-11-02T10:05',
      goLiveOn: '2026-11-02',
      duties: ['org_life_meeting', 'member_annual_statement'],
    });
    const secretary = world.person('黎柏');
    await secretary.says('/安排 组织生活会 11月12日下午3点 三楼会议室 主题 查摆问题');
    await secretary.fills('请核对后发布', { 同时作为: ['2026年党员述职'] }, '确认发布');
    await world.moveTo('2026-11-12T15:30');
    await world.forgetsPast();
    await secretary.says('/点名 全到 除 罗平刚');
    const line = '/记录 会前谈心谈话 已谈 查摆问题 三条 整改清单 三项';
    await secretary.says(line);
    await secretary.sees('已记录，已办结', '2026年党员述职：到会的 8 人已记');
    const directory = await world.directory();
    const there = directory
      .membersOf(branch)
      .filter(({ name }) => name !== '罗平刚')
      .map(({ code }) => code);
    expect(await marksOf(world, statements)).toEqual([...there].sort());
    expect(await stateOf(world, statements)).not.toBe('done');
    await secretary.presses('撤销');
    expect(await marksOf(world, statements)).toEqual([]);
    await world.forgetsPast();
  });
});

describe('党组书记讲党课：在支部讲、支部记', () => {
  it('党务干部登记时，日期、题目和人数已经填好', async () => {
    const world = await openWorld({ duties: ['branch_lecture_attend', 'leadership_lecture'] });
    const directory = await world.directory();
    const [leader] = directory.holders('D01Z', 'leadership_secretary', '2026-02-02' as never);
    const secretary = world.person('黎柏');
    await secretary.says(`/党课 2月12日下午3点 学习条例 主讲 ${leader?.person.name}`);
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    await secretary.says('/点名 全到');
    await secretary.says('/记录');
    await world.forgetsPast();
    const [held] = await world.db
      .select()
      .from(activities)
      .where(and(eq(activities.orgCode, branch), eq(activities.state, 'recorded')));
    if (!held) await secretary.says(`/记录 主题 学习条例 主讲 ${leader?.person.name}`);
    await world.forgetsPast();
    const officer = world.person('夏成超');
    await officer.says('/记录 D01Z-LL-26');
    await officer.sees('登记党组书记党课', '支部已有记录，日期和说明已经填好');
    await officer.fills('登记党组书记党课', {}, '登记并办结');
    await officer.rereads('已登记', '2月12日', '检验检测所党支部讲党课，题目：学习条例，到会 9 人');
    expect(await stateOf(world, 'D01Z/leadership_lecture/2026')).toBe('done');
    await world.forgetsPast();
  });
});

describe('一次会议顶几项', () => {
  const duties = ['branch_theme_day', 'branch_member_meeting', 'branch_lecture_attend'];
  const both = '主题党日暨党员大会';

  /** A theme day at which the members' meeting is held as well. */
  async function calledFor(also: readonly string[]): Promise<World> {
    const world = await openWorld({ duties });
    const secretary = world.person('黎柏');
    await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习条例 主讲 黎柏');
    await secretary.fills('请核对后发布', { 同时作为: also }, '确认发布');
    secretary.isTold('已发布');
    return world;
  }

  it('邀请、提醒、名单、改期和取消都写明是什么会，邀请说明线上不计入表决', async () => {
    const world = await calledFor(['第一季度党员大会']);
    const secretary = world.person('黎柏');
    const members = (await world.membersOf(branch)).without('黎柏');
    await world.moveTo('2026-02-03T11:00');
    await members.see(`${both}：2月12日（周四）15:00`, '不计入表决和选举的到会人数');
    await secretary.rereads('名单', `${both} 2月12日（周四）15:00 名单`);
    await world.person('胡宁').says('/我的');
    await world.person('胡宁').sees(both);
    await world.morningOf('2026-02-11');
    await members.see('等您回答', `${both}：2月12日（周四）15:00`);
    await world.forgetsPast();
    await secretary.says('/改期 党员大会 2月13日下午3点');
    await secretary.rereads('已改期', `${both}由2月12日（周四）15:00改到2月13日（周五）15:00`);
    await world.passes('PT2M');
    await members.see('已改期', `${both}：2月13日（周五）15:00`);
    await world.forgetsPast();
    await secretary.says(`/换主讲 ${both} 外请张三`);
    await secretary.rereads('已换主讲', `${both}，主讲由黎柏换为张三`);
    await world.forgetsPast();
    await secretary.says('/取消 支部党员大会 会议冲突');
    await secretary.sees('请确认取消', `15:00 ${both}，原因：会议冲突`);
    await secretary.says(`/取消 ${both} 会议冲突`);
    await secretary.sees('请确认取消', `15:00 ${both}，原因：会议冲突`);
    await secretary.presses('确认取消');
    secretary.isTold('已取消');
    await world.passes('PT2M');
    await world.person('胡宁').rereads('主题党日', `${both}取消：2月13日（周五）15:00`);
    await world.forgetsPast();
    await secretary.says('/改期 党员大会 2月14日下午3点');
    await secretary.sees('没有可以改的活动');
    expect(await stateOf(world, `${branch}/branch_member_meeting/2026-Q1`)).toBe('open');
  });

  it('点名、记录按哪一个名字都找得到；名单写明表决的人数；签到表、会议记录写明是什么会', async () => {
    const world = await calledFor(['第一季度党员大会']);
    const secretary = world.person('黎柏');
    await world.moveTo('2026-02-03T11:00');
    await world.forgetsPast();
    await world.person('罗平刚').says(`/请假 ${both} 病假`);
    await world.person('罗平刚').sees('已记下：请假（病假）', `15:00 ${both}`);
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    await secretary.says(`/点名 ${both} 全到`);
    await secretary.sees('应到 9 · 实到 8', '写上讨论、收获、议程、表决、要点。');
    await secretary.rereads('名单', '点名已结束', '表决：应到会有表决权 9 · 实到 8');
    await secretary.presses('下载签到表');
    await secretary.opensFile('支部主题党日暨支部党员大会');
    await secretary.says('/记录 党员大会 议程 年度计划 表决 同意8票 要点 全体同意 讨论 谈打算 收获 三项措施');
    await secretary.sees('已记录，已办结', '2月主题党日：按期完成', '第一季度党员大会：按期完成');
    await world.forgetsPast();
  });

  it('一并开的党员大会正好半数到会：点名当时就在名单上提醒', async () => {
    const world = await openWorld({ duties });
    const directory = await world.directory();
    const [held] = directory.holders('D01B03', 'branch_secretary', '2026-02-02' as never);
    const secretary = world.person(held?.person.name ?? '');
    await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习条例 主讲 外请张三');
    await secretary.fills('请核对后发布', { 同时作为: ['第一季度党员大会'] }, '确认发布');
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    const away = directory.membersOf('D01B03').filter(({ code }) => code !== held?.person.code);
    await secretary.says(
      `/点名 全到 除 ${away
        .slice(0, 4)
        .map(({ name }) => name)
        .join(' ')}`,
    );
    await secretary.sees('应到 8 · 实到 4');
    await secretary.rereads(
      '名单',
      '表决：应到会有表决权 8 · 实到 4',
      '正好等于规定的比例，是否有效请主持人把握',
    );
    await world.forgetsPast();
  });

  it('四项合开也写得下，题目只写两项', async () => {
    const world = await openWorld({ duties: [...duties, 'branch_lecture_secretary'] });
    const secretary = world.person('黎柏');
    await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习条例 主讲 黎柏');
    const also = ['第一季度党员大会', '第一季度上党课', '2026年书记讲党课'];
    await secretary.fills('请核对后发布', { 同时作为: also }, '确认发布');
    secretary.isTold('已发布');
    await secretary.rereads('名单', `${both}等 2月12日（周四）15:00 名单`);
    await world.moveTo('2026-02-03T11:00');
    const members = (await world.membersOf(branch)).without('黎柏');
    await members.see(`${both}等：2月12日（周四）15:00`, '主题党日暨党员大会、书记讲党课、上党课');
    await world.forgetsPast();
  });
});
