import { describe, expect, it } from 'vitest';
import { findings } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

/** Secretaries with an account; 冯子博 is the deputy of a branch whose secretary's post is vacant. */
const secretaries = ['罗启平', '黎柏', '程鹏兰', '潘佳军', '杨志浩', '熊艳松', '蔡志', '杜娟磊', '汤邦'];
const owners = [...secretaries, '冯子博'];
const workCommitteeOfficers = ['钟文', '汤斌丽', '林文洋', '万鹏兰'];

const plan = '/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏';

/** 办公室党支部 has scheduled its theme day and everybody has looked at the invitation. */
async function published(): Promise<World> {
  const world = await openWorld();
  await world.morningOf('2026-02-02');
  await world.everyone(owners).see('2月主题党日');
  const secretary = world.person('罗启平');
  await secretary.says(plan);
  await secretary.sees('请核对后发布');
  await secretary.presses('确认发布');
  secretary.isTold('已发布');
  await (await world.membersOf('D01B01')).see('主题党日：2月12日（周四）15:00');
  return world;
}

describe('一次主题党日：从摘要到办结', () => {
  it('第一步：每位书记收到一条摘要，岗位空缺的转告副书记', async () => {
    const world = await openWorld();
    await world.morningOf('2026-02-02');
    const digests = await world
      .everyone(secretaries)
      .see('今天的提醒', '1 件', '2月主题党日', '2月28日（周六，调休上班）前', '安排2月主题党日');
    for (const digest of digests) {
      expect(digest.text).not.toContain('岗位空缺');
      expect(digest.time >= '09:07' && digest.time < '09:58').toBe(true);
      expect(digest.time).not.toMatch(/^09:30/);
    }
    await world.person('冯子博').sees('研究室党支部', '2月主题党日', '党支部书记岗位空缺');
    expect(await world.db.select().from(findings)).toMatchObject([
      { kind: 'vacant_post', orgCode: 'D01B05', onDay: '2026-02-02' },
    ]);
    await world.moveTo('2026-02-02');
  });

  it('第二步：草稿核对以后发布，每位党员只收到一次邀请', async () => {
    const world = await openWorld();
    await world.morningOf('2026-02-02');
    await world.everyone(owners).see('2月主题党日');
    const secretary = world.person('罗启平');
    await secretary.says(plan);
    const draft = await secretary.sees('请核对后发布', '办公室党支部 · 2月主题党日', '将邀请 31 人');
    for (const field of [
      '时间  2月12日（周四）15:00',
      '地点  三楼会议室',
      '主题  学习支部工作条例',
      '主讲  杜慧敏',
    ])
      expect(draft.text).toContain(field);
    expect((await world.themeDay('D01B01', '2026-02')).state).toBe('open');
    await world.expectQuiet();

    await secretary.presses('确认发布');
    secretary.isTold('已发布。邀请已经发出，发布不能撤销；要收回请用 /取消。');
    const members = await world.membersOf('D01B01');
    expect(members.names).toHaveLength(31);
    await members.see(
      '主题党日：2月12日（周四）15:00',
      '三楼会议室 · 学习支部工作条例 · 主讲 杜慧敏',
      '[参加]',
    );
    await secretary.rereads('名单', '已确认 0 / 应到 31', '未答 31');
    expect(await world.themeDay('D01B01', '2026-02')).toMatchObject({
      state: 'scheduled',
      heldOn: '2026-02-12',
    });
  });

  it('第二步：没有飞书账号的党员列给记录人', async () => {
    const world = await openWorld();
    const secretary = world.person('程鹏兰');
    await secretary.says('/主题党日 2月12日上午9点半 老干部活动中心 学习支部工作条例 主讲 程鹏兰');
    await secretary.sees(
      '将邀请 4 人；另有 4 人没有飞书账号，由您代记',
      '康伟敏',
      '康秋超',
      '段娟慧',
      '丁欣',
    );
    await secretary.presses('确认发布');
    secretary.isTold('已发布');
    await world.everyone(['程鹏兰', '苏成艳', '高思斌', '郑岩明']).see('[参加]');
    await secretary.rereads('名单', '应到 8', '未答 4', '没有飞书账号，由您代记 4', '康伟敏');
  });

  it('第三步：答复、改口、请假；名单只给书记，群里只有合计', async () => {
    const world = await published();
    const secretary = world.person('罗启平');
    const [first, second, third] = [world.person('孔东'), world.person('侯艳莹'), world.person('杨东')];
    await first.presses('参加');
    first.isTold('已记下：参加');
    await first.rereads('主题党日', '已答：参加', '您已回答：参加', '改一下');
    await secretary.rereads('名单', '已确认 1 / 应到 31', '参加 1\n- 孔东');
    await second.presses('请假（事假）');
    second.isTold('已记下：请假');
    await third.presses('线上参加');
    third.isTold('已记下：线上参加');
    await secretary.rereads(
      '名单',
      '参加 1 · 线上 1 · 请假 0 · 未答 28 · 请假待批 1',
      '侯艳莹申请请假（事假）',
    );

    await first.presses('请假（公务）');
    first.isTold('已记下：请假');
    await first.rereads('主题党日', '已答：请假（公务）');
    await secretary.rereads(
      '名单',
      '参加 0 · 线上 1 · 请假 0 · 未答 28 · 请假待批 2',
      '孔东申请请假（公务）',
    );
    await first.presses('请假（病假）');
    first.isTold('已记下：请假');
    await first.presses('参加');
    first.isTold('已记下：参加');
    await secretary.rereads('名单', '已确认 2 / 应到 31', '请假待批 1');

    const group = world.group('办公室党支部');
    await secretary.says('/签到', { in: group });
    const totals = await group.sees(
      '2月12日（周四）15:00 主题党日',
      '应到 31，已确认 2，请假 0，请假待批 1。',
    );
    for (const person of await (await world.membersOf('D01B01')).names) {
      expect(totals.text).not.toContain(person);
    }
    await world.expectQuiet();
  });

  it('第三步：不在名单里的人按了也好，打字也好，都客气地谢绝', async () => {
    const world = await published();
    const [invitation] = await world.person('孔东').messages();
    const outsider = world.person('潘佳军');
    await world.staysUnchanged(() => outsider.pressesAt(invitation?.id ?? '', 'join'));
    outsider.isTold('这次活动的名单里没有您，如有疑问请联系记录人。');
    await world.roster({ name: '贾娟杰', to: 'D01B01' });
    const newcomer = world.person('贾娟杰');
    await world.staysUnchanged(() => newcomer.says('/签到'));
    await newcomer.sees('这次活动的名单里没有您');
    await world.person('罗启平').rereads('名单', '已确认 0 / 应到 31');
  });

  it('已经安排的支部，摘要不再催它安排', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    await secretary.says(plan);
    await secretary.sees('请核对后发布');
    await secretary.presses('确认发布');
    secretary.isTold('已发布');
    await (await world.membersOf('D01B01')).see('主题党日：2月12日（周四）15:00');
    await world.morningOf('2026-02-02');
    await world.everyone(owners.filter((name) => name !== '罗启平')).see('2月主题党日');
  });

  it('前一个工作日只再问还没有回答的人', async () => {
    const world = await published();
    await world.person('孔东').presses('参加');
    await world.person('侯艳莹').presses('请假（病假）');
    await world.moveTo('2026-02-11T09:00');
    await world.expectQuiet();
    await world.morningOf('2026-02-11');
    await world.person('罗启平').sees('等您处理 1 项', '侯艳莹申请请假（病假）');
    const members = (await world.membersOf('D01B01')).without('孔东', '侯艳莹', '罗启平');
    const reminders = await members.see('主题党日：2月12日（周四）15:00', '等您回答', '[参加]');
    expect(new Set(reminders.map(({ day }) => day))).toEqual(new Set(['2026-02-11']));
    await world.moveTo('2026-02-12T14:00');
  });

  it('第四步：点名、记录，办结以后再也没有消息', async () => {
    const world = await published();
    const secretary = world.person('罗启平');
    const group = world.group('办公室党支部');
    await secretary.says('/绑定', { in: group });
    await group.sees('本群已设为', '只会发送到会合计，不出现姓名');
    for (const name of ['孔东', '杜慧敏']) await world.person(name).presses('参加');
    await world.person('侯艳莹').presses('请假（事假）');
    await world.person('杨东').presses('线上参加');
    await world.morningOf('2026-02-11');
    await secretary.sees('等您处理 1 项');
    await secretary.presses('同意', { card: '等您处理' });
    secretary.isTold('已同意：侯艳莹');
    const answered = ['孔东', '杜慧敏', '侯艳莹', '杨东', '罗启平'];
    await (await world.membersOf('D01B01')).without(...answered).see('等您回答');
    await world.passes('PT10M');
    await world.person('侯艳莹').sees('您的请假已同意');

    await world.moveTo('2026-02-12T14:40');
    await secretary.rereads('名单', '没有到会的人', '结束点名');
    await secretary.says('/点名 全到 除 侯艳莹 吕洋');
    await secretary.sees('点名已结束', '应到 31 · 实到 29 · 请假 1 · 缺席 1', '/记录');
    await group.sees('应到 31，实到 29，请假 1。');
    await secretary.rereads(
      '名单',
      '点名已结束',
      '请假 1\n- 侯艳莹（事假）',
      '缺席 1\n- 吕洋',
      '线上参加 1\n- 杨东',
    );
    // For ten minutes the closing may be taken back, and the invitation is as it was: a press is answered, not recorded.
    await world.person('孔东').presses('请假（病假）');
    world.person('孔东').isTold('点名已经结束');

    await world.moveTo('2026-02-12T16:30');
    await secretary.says('/记录 讨论 结合岗位谈了体会 收获 明确三项改进');
    await secretary.sees(
      '已记录，已办结',
      '按期完成',
      '讨论  结合岗位谈了体会',
      '收获  明确三项改进',
      '实到 29',
      // Nobody was told of a slip: nobody will be told that it is settled.
      '记录已归入台账，不再提醒。',
    );
    const kept = (await secretary.messages()).at(-1);
    expect(kept?.text).not.toContain('销项');
    expect(await world.themeDay('D01B01', '2026-02')).toMatchObject({
      state: 'done',
      heldOn: '2026-02-12',
      daysLate: 0,
      level: -1,
    });
    await world.moveTo('2026-02-13T18:00');
    await world.expectQuiet();
    await world.moveTo('2026-02-14');
    await world.everyone(owners.filter((name) => name !== '罗启平')).see('还有 5 个工作日');
    await world.expectQuiet();
  });
});

describe('没有人办的支部', () => {
  it('第五步：提醒、逾期、逐级告诉，一级不漏，假期和夜里没有消息', async () => {
    const world = await openWorld();
    const silentUntil = async (day: string): Promise<void> => {
      await world.moveTo(`${day}T07:00`);
      await world.expectQuiet();
      await world.moveTo(day);
    };
    const everyOwner = world.everyone(owners);
    await world.moveTo('2026-02-02');
    await everyOwner.see('2月主题党日', '还有 15 个工作日');
    await silentUntil('2026-02-14');
    await everyOwner.see('2月主题党日', '还有 5 个工作日');
    await silentUntil('2026-02-23');
    await silentUntil('2026-02-26');
    await everyOwner.see('2月主题党日', '还有 2 个工作日');

    await silentUntil('2026-03-02');
    await everyOwner.see('已超过期限', '2月主题党日', '已超过 1 个工作日', '3月主题党日');
    await silentUntil('2026-03-04');
    await world
      .everyone(secretaries.filter((name) => name !== '汤邦'))
      .see(
        '2月主题党日',
        '已超过 3 个工作日',
        '/情况说明',
        '如仍未办结，3月6日（周五）告诉机关党委专职副书记',
      );
    await world.person('冯子博').sees('党支部书记岗位空缺', '3月6日（周五）告诉机关党委专职副书记');
    await world.person('汤邦').sees('3月6日（周五）告诉工委副书记');
    const officer = await world
      .person('夏成超')
      .sees('超过期限的事项', '9 件', '2月主题党日', '办公室党支部、检验检测所党支部');
    expect(officer.text).not.toContain('工委机关直属党支部');
    await world
      .everyone(workCommitteeOfficers)
      .see('1 件', '机关直属党支部 2月主题党日', '已超过 3 个工作日');

    await world.person('罗启平').says('/情况说明 D01B01-TD-2602 书记外出学习，3月12日补开');
    await world.person('罗启平').sees('已记下');
    await silentUntil('2026-03-06');
    await world
      .person('汤新岩')
      .sees('9 件', '已超过 5 个工作日', '情况说明：书记外出学习，3月12日补开', '尚无情况说明');
    await world.person('钟欣佳').sees('1 件', '机关直属党支部 2月主题党日');
    await silentUntil('2026-03-13');
    await world.person('陈博').sees('9 件', '已超过 10 个工作日', '研究室党支部');
    await world.person('廖晓森').sees('1 件', '机关直属党支部 2月主题党日');
    await silentUntil('2026-03-20');
    expect(await world.themeDay('D01B04', '2026-02')).toMatchObject({ state: 'overdue', level: 3 });
  });

  it('第六步：二级以后补录，只有听说过的人各收到一条销项', async () => {
    const world = await openWorld();
    await world.moveTo('2026-03-06T12:00');
    // What led here is the step before; from here on every message counts.
    await world.forgetsPast();
    await world.moveTo('2026-03-09T15:00');
    await world.expectQuiet();
    const late = world.person('黎柏');
    await late.says(
      '/记录 3月9日 地点 三楼会议室 主题 学习支部工作条例 主讲 叶敏慧 讨论 结合岗位谈体会 收获 明确三项改进 出席 全到 除 曹民秋',
    );
    await late.sees(
      '已记录，已办结',
      '逾期完成，晚 6 个工作日',
      '应到 9 · 实到 8 · 请假 0 · 缺席 1',
      '此前听说过逾期的同志会各收到一条销项',
    );
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({
      state: 'done_late',
      heldOn: '2026-03-09',
      daysLate: 6,
      level: 2,
    });
    await world.moveTo('2026-03-09');
    await world.expectQuiet();
    await world.morningOf('2026-03-10');
    for (const name of ['黎柏', '夏成超', '汤新岩']) {
      await world
        .person(name)
        .sees('已有结果，此前告诉过您，现销项', '2月主题党日', '3月9日（周一）召开，晚 6 个工作日');
    }
    await world.moveTo('2026-03-12');
    await world.expectQuiet();
    await world.moveTo('2026-03-13');
    const third = await world.person('陈博').sees('8 件', '已超过 10 个工作日');
    expect(third.text).not.toContain('检验检测所党支部');
    await world.person('廖晓森').sees('机关直属党支部');
  });
});
