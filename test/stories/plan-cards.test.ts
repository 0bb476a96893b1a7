import { describe, expect, it } from 'vitest';
import { activities } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

const plan = '/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏';

async function draftFor(world: World, secretary: string, line: string): Promise<void> {
  await world.person(secretary).says(line);
  await world.person(secretary).sees('请核对后发布');
}

describe('安排：按钮和表单', () => {
  it('摘要上的“安排”打开表单，填好以后核对、发布', async () => {
    const world = await openWorld();
    await world.morningOf('2026-02-02');
    await world.forgetsPast();
    const secretary = world.person('黎柏');
    await secretary.presses('安排2月主题党日');
    const form = await secretary.sees('安排主题党日', '检验检测所党支部');
    expect(form.fields.map(({ label }) => label)).toEqual(['时间', '地点', '主题', '主讲']);
    const answer = await secretary.fills(
      '安排主题党日',
      { 时间: '2026-02-13 09:40', 地点: '' },
      '下一步：核对',
    );
    // The client itself keeps a form with an empty required field.
    expect(answer.code).toBe('required');
    secretary.isTold('必填');
    await secretary.fills(
      '安排主题党日',
      { 时间: '2026-02-13 09:40', 地点: '一楼大厅', 主题: '参观展览', 主讲: '叶敏慧' },
      '下一步：核对',
    );
    await secretary.rereads(
      '请核对后发布',
      '时间  2月13日（周五）09:40',
      '一楼大厅',
      '参观展览',
      '将邀请 9 人',
    );
    await secretary.presses('确认发布');
    secretary.isTold('已发布');
    await (await world.membersOf('D01B02')).see(
      '主题党日：2月13日（周五）09:40',
      '一楼大厅 · 参观展览 · 主讲 叶敏慧',
    );
  });

  it('表单里填了过去的时间或不认识的主讲，提示一句，什么也没有发生', async () => {
    const world = await openWorld();
    await world.morningOf('2026-02-02');
    await world.forgetsPast();
    const secretary = world.person('黎柏');
    await secretary.presses('安排2月主题党日');
    await secretary.sees('安排主题党日');
    const fields = { 地点: '一楼大厅', 主题: '参观展览' };
    await world.staysUnchanged(async () => {
      await secretary.fills('安排主题党日', { ...fields, 时间: '2026-02-02 09:00' }, '下一步：核对');
      secretary.isTold('2月2日（周一）09:00已经过去');
      await secretary.fills(
        '安排主题党日',
        { ...fields, 时间: '2026-02-13 09:40', 主讲: '叶敏惠' },
        '下一步：核对',
      );
      secretary.isTold('您要找的可能是叶敏慧');
    });
  });

  it('草稿可以修改、放弃，没有人被打扰', async () => {
    const world = await openWorld();
    await draftFor(world, '罗启平', plan);
    const secretary = world.person('罗启平');
    await secretary.presses('修改');
    const form = await secretary.rereads(
      '安排主题党日',
      '2026-02-12 15:00',
      '三楼会议室',
      '学习支部工作条例',
      '杜慧敏',
    );
    expect(form.buttons.map(({ label }) => label)).toEqual(['保存修改']);
    await secretary.fills('安排主题党日', { 时间: '2026-02-11 15:30', 地点: '二楼报告厅' }, '保存修改');
    secretary.isTold('已修改，请再核对');
    await secretary.rereads(
      '请核对后发布',
      '时间  2月11日（周三）15:30',
      '地点  二楼报告厅',
      '主题  学习支部工作条例',
    );
    await secretary.presses('放弃');
    secretary.isTold('已放弃');
    const gone = await secretary.rereads('草稿已放弃', '没有通知任何人');
    expect(gone.buttons).toEqual([]);
    expect((await world.db.select().from(activities)).map(({ state }) => state)).toEqual(['discarded']);
    expect((await world.themeDay('D01B01', '2026-02')).state).toBe('open');
  });

  it('两份草稿只能发布一份；已经安排的不能再安排', async () => {
    const world = await openWorld();
    await draftFor(world, '罗启平', plan);
    await draftFor(world, '赖怡', '/主题党日 2月13日上午10点 一楼大厅 参观展览');
    await world.person('罗启平').presses('确认发布');
    world.person('罗启平').isTold('已发布');
    await (await world.membersOf('D01B01')).see('2月12日（周四）15:00');
    const deputy = world.person('赖怡');
    await world.staysUnchanged(async () => {
      await deputy.presses('确认发布', { card: '请核对后发布' });
      deputy.isTold('2月主题党日已经安排在2月12日（周四）15:00');
      await world.person('罗启平').says('/主题党日 2月13日上午10点 一楼大厅 参观展览');
    });
    await world.person('罗启平').sees('2月主题党日已经安排在2月12日（周四）15:00，请不要重复安排');
  });

  it('没有写上午下午，给出选项再问；选了就是草稿', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    await world.staysUnchanged(() =>
      secretary.says('/主题党日 2月12日3点 三楼会议室 学习支部工作条例 主讲 杜慧敏'),
    );
    await secretary.sees(
      '请问是哪一个时间',
      '“3点”没有写上午还是下午',
      '[2月12日（周四）15:00]',
      '[2月12日（周四）03:00]',
    );
    await secretary.presses('2月12日（周四）15:00');
    await secretary.rereads('请核对后发布', '时间  2月12日（周四）15:00', '地点  三楼会议室', '主讲  杜慧敏');
    await secretary.presses('确认发布');
    secretary.isTold('已发布');
    await (await world.membersOf('D01B01')).see('2月12日（周四）15:00');
  });

  it('上个月还欠着：新安排的先计入赶得上的这个月，可以改为计入上个月；晚于期限要写原因', async () => {
    const world = await openWorld();
    await world.moveTo('2026-03-02T12:00');
    await world.forgetsPast();
    const secretary = world.person('黎柏');
    await secretary.says('/主题党日 3月5日下午3点 三楼会议室 学习支部工作条例 主讲 叶敏慧');
    const draft = await secretary.sees('计入  3月主题党日', '[改为计入2月主题党日]');
    expect(draft.fields).toEqual([]);
    await secretary.presses('改为计入2月主题党日');
    secretary.isTold('已改计入的月份');
    const other = await secretary.rereads(
      '请核对后发布',
      '计入  2月主题党日',
      '晚于期限（2月28日（周六，调休上班）前）',
      '[改为计入3月主题党日]',
    );
    expect(other.fields.map(({ label }) => label)).toEqual(['晚于期限的原因（必填）']);
    await secretary.presses('改为计入3月主题党日');
    secretary.isTold('已改计入的月份');
    await secretary.presses('改为计入2月主题党日');
    secretary.isTold('已改计入的月份');

    const answer = await secretary.presses('确认发布');
    expect(answer.code).toBe('required');
    secretary.isTold('必填');
    expect((await world.themeDay('D01B02', '2026-02')).heldOn).toBeNull();
    await secretary.fills('请核对后发布', { 晚于期限的原因: '书记外出学习' }, '确认发布');
    secretary.isTold('已发布');
    // At noon nobody is disturbed.
    await world.expectQuiet();
    await world.moveTo('2026-03-02T14:12');
    await (await world.membersOf('D01B02')).see('主题党日：3月5日（周四）15:00');
    // A date alone does not stop the clock; only evidence does.
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({
      state: 'overdue',
      heldOn: '2026-03-05',
    });
    const [activity] = await world.db.select().from(activities);
    expect(activity?.lateReason).toBe('书记外出学习');
  });
});

describe('欠着几个月', () => {
  it('从提醒上按哪一项就计入哪一项；别的活动占着的月份不挡着改计入', async () => {
    const world = await openWorld();
    await world.moveTo('2026-03-02T12:00');
    await world.forgetsPast();
    const secretary = world.person('黎柏');
    // The February one is planned; nobody records it.
    await secretary.says('/主题党日 3月6日下午3点 三楼会议室 学习支部工作条例 主讲 叶敏慧');
    await secretary.presses('改为计入2月主题党日');
    await secretary.fills('请核对后发布', { 晚于期限的原因: '书记外出学习' }, '确认发布');
    await world.moveTo('2026-04-02T12:00');
    await world.forgetsPast();
    const drafts = ['4月9日下午3点', '4月10日下午3点'];
    for (const when of drafts) {
      await secretary.says(`/主题党日 ${when} 三楼会议室 学习支部工作条例 主讲 叶敏慧`);
      await secretary.sees('计入  4月主题党日', '[改为计入3月主题党日]');
    }
    await secretary.presses('改为计入3月主题党日');
    await secretary.rereads('请核对后发布', '计入  3月主题党日', '[改为计入4月主题党日]');
    await secretary.presses('改为计入4月主题党日');
    secretary.isTold('已改计入的月份');
    await secretary.rereads('请核对后发布', '计入  4月主题党日', '[改为计入3月主题党日]');
    await world.forgetsPast();
  });

  it('按“安排3月主题党日”打开的表，计入3月', async () => {
    const world = await openWorld();
    await world.morningOf('2026-04-01');
    const secretary = world.person('黎柏');
    await secretary.presses('安排3月主题党日');
    await secretary.sees('安排主题党日');
    await secretary.fills(
      '安排主题党日',
      { 时间: '2026-04-09 15:00', 地点: '三楼会议室', 主题: '学习支部工作条例' },
      '下一步：核对',
    );
    await secretary.rereads('请核对后发布', '计入  3月主题党日', '[改为计入4月主题党日]');
    await world.forgetsPast();
  });
});

describe('点名和记录：按钮和表单', () => {
  async function published(): Promise<World> {
    const world = await openWorld();
    await draftFor(world, '罗启平', plan);
    await world.person('罗启平').presses('确认发布');
    await world.moveTo('2026-02-12T14:40');
    await world.forgetsPast();
    return world;
  }

  it('到了现场按“我到了”，或者输入 /签到', async () => {
    const world = await published();
    const [pressing, typing] = [world.person('孔东'), world.person('吕洋')];
    await pressing.presses('请假（公务）');
    await pressing.presses('我到了');
    pressing.isTold('已记下：参加');
    await pressing.rereads('主题党日', '已答：参加');
    await typing.says('/签到');
    await typing.sees('已记下：参加');
    await world.person('罗启平').rereads('名单', '已确认 2 / 应到 31');
    await world.moveTo('2026-02-12T19:10');
    await pressing.presses('线上参加');
    pressing.isTold('已请记录人更正为：线上参加');
  });

  it('在名单卡片上结束点名，再填记录要点办结', async () => {
    const world = await published();
    const recorder = world.person('阎秋若');
    await world.person('侯艳莹').presses('请假（事假）');
    await recorder.says('/签到');
    const roll = await recorder.sees('名单', '已确认 0 / 应到 31', '没有到会的人', '[结束点名]');
    expect(roll.fields[0]?.options).toHaveLength(31);
    await recorder.fills('名单', { 没有到会的人: ['侯艳莹', '吕洋'] }, '结束点名');
    recorder.isTold('点名已结束');
    await recorder.rereads(
      '名单',
      '应到 31 · 实到 29 · 请假 0 · 缺席 1 · 请假待批 1',
      '请假待批 1\n- 侯艳莹',
      '[记录要点]',
    );
    await world.person('罗启平').rereads('名单', '点名已结束', '实到 29', '侯艳莹申请请假（事假）');
    await world.person('罗启平').presses('同意', { card: '名单' });
    world.person('罗启平').isTold('已同意：侯艳莹');

    await recorder.presses('记录要点');
    recorder.isTold('还没有开始');
    await world.moveTo('2026-02-12T17:00');
    await world.person('侯艳莹').sees('您的请假已同意');
    await recorder.presses('记录要点');
    await recorder.sees('记录要点', '应到 31 · 实到 29 · 请假 1 · 缺席 1', '学习支部工作条例', '杜慧敏');
    await recorder.fills('记录要点', { 讨论: '结合岗位谈了体会', 收获: '明确三项改进' }, '保存并办结');
    recorder.isTold('已记录，已办结');
    await recorder.rereads('已记录，已办结', '按期完成', '讨论  结合岗位谈了体会', '实到 29');
    await world.person('罗启平').rereads('名单', '已办结');
    expect((await world.themeDay('D01B01', '2026-02')).state).toBe('done');
  });

  it('没有点名就记录：表单里同时定到会的人', async () => {
    const world = await published();
    const secretary = world.person('罗启平');
    await world.moveTo('2026-02-12T17:00');
    await secretary.says('/记录');
    await secretary.sees('记录要点', '没有到会的人');
    await secretary.fills(
      '记录要点',
      { 讨论: '结合岗位谈了体会', 收获: '明确三项改进', 没有到会的人: ['吕洋'] },
      '保存并办结',
    );
    secretary.isTold('已记录，已办结');
    await secretary.rereads('已记录，已办结', '应到 31 · 实到 30 · 请假 0 · 缺席 1');
    await secretary.says('/点名 全到');
    await secretary.sees('没有等待点名的活动');
  });

  it('没有在这里安排过的，用补记表单；按期开过的销项写明是补录', async () => {
    const world = await openWorld();
    await world.moveTo('2026-03-03T10:00');
    await world.forgetsPast();
    const secretary = world.person('程鹏兰');
    await secretary.says('/记录');
    const form = await secretary.sees('补记一次活动', '没有等待记录的活动', '召开', '没有到会的人');
    expect(form.fields.at(-1)?.options).toHaveLength(8);
    const record = {
      地点: '老干部活动中心',
      主题: '学习支部工作条例',
      主讲: '程鹏兰',
      讨论: '谈体会',
      收获: '三项改进',
    };
    await world.staysUnchanged(async () => {
      await secretary.fills('补记一次活动', { ...record, 召开: '2026-03-04' }, '保存并办结');
      secretary.isTold('还没有到，不能提前记录');
    });
    await secretary.fills(
      '补记一次活动',
      { ...record, 召开: '2026-02-27', 没有到会的人: ['丁欣'] },
      '保存并办结',
    );
    secretary.isTold('已记录，已办结');
    await secretary.rereads('已记录，已办结', '按期完成', '召开日期  2月27日（周五）', '应到 8 · 实到 7');
    expect(await world.themeDay('D01B03', '2026-02')).toMatchObject({ state: 'done', daysLate: 0 });
    await world.morningOf('2026-03-04');
    await secretary.sees('已有结果，此前告诉过您，现销项', '2月27日（周五）召开，已补录');
    await world.forgetsPast();
  });
});

describe('安排：叫得出名字就排得上', () => {
  it('专题组织生活会没有列入时，先问一句再列入，事由不问', async () => {
    const world = await openWorld({ duties: ['special_org_life_meeting'], startAt: '2026-02-02T10:30' });
    const secretary = world.person('罗启平');
    await world.staysUnchanged(() => secretary.says('/安排 专题组织生活会'));
    await secretary.sees('还缺日期和时间');
    await world.staysUnchanged(() => secretary.says('/安排 专题组织生活会 2月12日下午3点 三楼会议室'));
    await secretary.sees('还没有列入', '专题组织生活会是有了需要才召开的', '[列入并安排]');
    await secretary.presses('列入并安排');
    await secretary.rereads('请核对后发布', '2月12日（周四）15:00', '三楼会议室');
    await secretary.says('/待办 本季');
    await secretary.sees('专题生活会');
    await secretary.presses('确认发布');
    await (await world.membersOf('D01B01')).see('专题生活会：2月12日（周四）15:00');
    await world.forgetsPast();
  });

  it('机关的党员大会，叫党员代表大会、党代会都行', async () => {
    const world = await openWorld({
      duties: ['organ_members_congress', 'branch_member_meeting'],
      startAt: '2026-02-02T10:30',
    });
    const directory = await world.directory();
    const officer = world.person(directory.person('P000029')?.name ?? '');
    for (const name of ['党员代表大会', '党代会', '机关党员大会', '黨員代表大會']) {
      await officer.says(`/安排 ${name} 2月12日下午3点 三楼会议室 年度工作`);
      await officer.sees('请核对后发布', '机关党员大会');
    }
    const secretary = world.person('罗启平');
    await secretary.says('/安排 党员大会 2月12日下午3点 三楼会议室 年度工作');
    const draft = await secretary.sees('请核对后发布', '党员大会');
    expect(draft.text).not.toContain('机关党员大会');
  });

  it('只写“/安排”，能安排的一项不少', async () => {
    const world = await openWorld({ duties: 'all', startAt: '2026-11-03T10:30', goLiveOn: '2026-11-01' });
    await world.forgetsPast();
    await world.person('罗启平').says('/安排');
    const asked = await world.person('罗启平').sees('请问要安排哪一项');
    expect(asked.buttons.map(({ label }) => label)).toEqual(
      '主题党日 党员大会 支委会 党小组会 书记讲党课 上党课 组织生活会 民主评议'.split(' '),
    );
  });

  it('繁体的栏目名照样认得，写的内容不改', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    await secretary.says('/主題黨日 2月12日下午3點 地點 三樓會議室 主題 學習條例 主講 杜慧敏');
    const draft = await secretary.sees('请核对后发布', '地点  三樓會議室', '主题  學習條例', '主讲  杜慧敏');
    expect(draft.text).not.toContain('主講');
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    await secretary.says('/點名 全到 除 楊東');
    await secretary.sees('实到 30');
    await secretary.says('/記錄 討論 談體會 收穫 三項改進');
    await secretary.sees('已办结', '談體會', '三項改進');
    await world.forgetsPast();
  });
});
