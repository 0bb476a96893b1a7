import { expect, it } from 'vitest';
import type { ClickAnswered } from '../harness/control.ts';
import { openWorld, type World } from '../harness/world.ts';

const number = 'D01B01-TD-2602';
const plan = '/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 罗启平';
/** What an ordinary member is not told of: levels, posts that heard, how far others are (duties.md f.2). */
const notForMembers = ['提醒与告知', '告诉', '第1级', '超过期限', '状态', '进度'];

async function invited(): Promise<World> {
  const world = await openWorld();
  await world.moveTo('2026-02-02T10:05');
  await world.person('罗启平').says(plan);
  await world.person('罗启平').presses('确认发布');
  await world.forgetsPast();
  return world;
}

it('被邀请的党员：按为什么或输入编号，看到依据、期限和为何是您，看不到告诉过谁', async () => {
  const world = await openWorld();
  await world.moveTo('2026-02-02T10:05');
  await world.person('罗启平').says(plan);
  await world.person('罗启平').presses('确认发布');
  const member = world.person('吕洋');
  const card = await member.sees('主题党日：2月12日', '[为什么]', '[提意见]');
  expect(card.buttons.map(({ label }) => label).slice(-2)).toEqual(['为什么', '提意见']);
  await world.forgetsPast();

  await member.presses('为什么');
  const own = ['依据', '当月最后一个工作日', '2月28日（周六，调休上班）'];
  const pressed = await member.sees('为什么提醒', ...own, '为何是您  您在这次活动的应到名单里', number);
  await member.says(`/为什么 ${number}`);
  const typed = await member.sees('为什么提醒', ...own, '为何是您  您在这次活动的应到名单里');
  for (const word of notForMembers) expect(pressed.text + typed.text).not.toContain(word);

  // Whoever keeps the roll reads all of it.
  await world.person('罗启平').says(`/为什么 ${number}`);
  await world
    .person('罗启平')
    .sees(
      '提醒与告知的经过',
      '期初提醒',
      '提前5个工作日提醒 2月14日：已定日期，不再提醒',
      '按岗位告诉您：党支部书记',
    );
  // Of another branch, and never invited.
  const stranger = world.person('叶敏慧');
  await stranger.says(`/为什么 ${number}`);
  await stranger.sees('没有找到编号');
  await world.expectQuiet();
});

it('邀请卡片改了样子、超过期限以后，党员看到的还是依据和期限', async () => {
  const world = await invited();
  const member = world.person('吕洋');
  await member.presses('参加');
  member.isTold('参加');
  await member.rereads('主题党日：2月12日', '[为什么]', '[提意见]');
  await world.moveTo('2026-03-06T12:00');
  await world.forgetsPast();
  // The meeting was on its day: only its record is late, and nothing says otherwise.
  const secretary = world.person('罗启平');
  await secretary.says(`/为什么 ${number}`);
  const late = await secretary.sees('为什么提醒', '到期没有录入，先告诉承办人', '到期没有录入，第2级');
  expect(late.text).not.toContain('超过期限，');
  // Who was called to it is not asked any more whether he or she comes.
  await member.says('/我的');
  expect((await member.sees('我的事项')).text).not.toContain('2月12日');
  await member.says(`/为什么 ${number}`);
  const { text } = await member.sees('为何是您');
  for (const word of notForMembers) expect(text).not.toContain(word);
  await world.person('夏成超').says(`/为什么 ${number}`);
  await world.person('夏成超').sees('提醒与告知的经过', '第1级');
});

it('拿别人的卡片来按，什么也看不到；群里的一条，被邀请的人看得到自己的那一份', async () => {
  const world = await openWorld();
  const [secretary, group] = [world.person('罗启平'), world.group('办公室党支部')];
  await secretary.says('/绑定', { in: group });
  await secretary.says(plan);
  await secretary.presses('确认发布');
  await world.forgetsPast();
  const [member, other] = [world.person('吕洋'), world.person('叶敏慧')];
  const invitation = (await member.messages()).findLast(({ title }) => title.includes('主题党日：'));
  const forged = await world.control.post<ClickAnswered>('/click', {
    as: other.openId,
    message_id: invitation?.id,
    name: 'forged',
    value: { action: 'explain.why', instances: ['D01B01/branch_theme_day/2026-02'] },
    stale: true,
  });
  expect(forged.toast?.content).toContain('已经查不到');
  await world.moveTo('2026-02-12T15:30');
  await world.forgetsPast();
  await secretary.says('/点名 全到');
  await world.passes('PT2M');
  const totals = await group.sees('应到 31，实到 31', '[为什么]', '[提意见]');
  await world.forgetsPast();
  await member.pressesAt(totals.id, 'why');
  const own = await member.sees('为何是您  点名结束以后在支部群里说一次人数', '2月28日');
  for (const word of notForMembers) expect(own.text).not.toContain(word);
  await group.seesNothing();
});

it('等您审批：按为什么问是哪一项，说明按权限由谁决定，等到哪天', async () => {
  const world = await openWorld({ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27' });
  await world.moveTo('2026-03-03T10:05');
  await world.forgetsPast();
  const deputy = world.person('汤新岩');
  await world.person('黎柏').says('/延期 D01B02-TD-2602 3月9日 岗位空缺，组织委员3月6日补选');
  await world.person('黎柏').sees('已送上级审批');
  await deputy.sees('等您审批', '1 件', '[为什么]', '[提意见]');
  await deputy.presses('为什么');
  await deputy.sees(
    '为什么提醒',
    '检验检测所党支部 2月',
    '为何是您  这些申请按权限由您的岗位决定',
    '申请  已申请延期到3月9日（周一），3月3日（周二）起等机关党委专职副书记决定',
  );

  await world.person('罗启平').says('/延期 D01B01-TD-2602 3月10日 上级集中任务');
  await world.person('罗启平').sees('已送上级审批');
  await deputy.rereads('等您审批', '2 件', '[为什么]');
  await deputy.presses('为什么');
  await deputy.sees('这些申请按权限由您的岗位决定', '要看哪一项');
  await deputy.presses('办公室党支部 2月');
  await deputy.rereads('为什么提醒', '已申请延期到3月10日');

  // Whoever asked, and nobody below the branch: an answer that came closes it.
  await world.person('黎柏').says('/为什么 D01B02-TD-2602');
  await world.person('黎柏').sees('申请  已申请延期到3月9日');
  await deputy.presses('同意');
  await world.forgetsPast();
  await world.person('黎柏').says('/为什么 D01B02-TD-2602');
  const after = await world.person('黎柏').sees('延期  原定2月28日');
  expect(after.text).not.toContain('申请  ');
});

it('请假等您处理、答复、意见、邀请以外的卡片：都说得出为什么', async () => {
  const world = await invited();
  const [member, secretary] = [world.person('吕洋'), world.person('罗启平')];
  await member.says('/请假 公务');
  await world.moveTo('2026-02-11T10:05');
  await world.forgetsPast();
  await secretary.presses('为什么', { card: '等您处理' });
  await secretary.sees('为何是您  有人请假或申请更正，按岗位由您决定', '提醒与告知的经过');
  await secretary.says('/批假 吕洋 同意');
  await secretary.sees('已同意：吕洋');
  await world.passes('PT11M');
  await member.sees('您的请假', '已同意', '[为什么]');
  await member.presses('为什么');
  const answered = await member.sees('为何是您  这是对您本人请假或更正的决定');
  expect(answered.text).not.toContain('告诉党支部书记');

  await member.says('/意见 提醒太密');
  await member.sees('已送给意见受理人林文洋');
  await world.passes('PT11M');
  const reader = world.person('林文洋');
  await reader.sees('收到的意见', '[为什么]', '[提意见]');
  await reader.presses('为什么', { card: '收到的意见' });
  await reader.sees('为什么提醒', '您是意见受理人');
});

it('一张提醒卡片上有几项：只问这张卡片上的；交党费的党员看到依据和期限', async () => {
  const duties = ['branch_theme_day', 'branch_committee_meeting', 'dues_monthly'];
  const world = await openWorld({ duties });
  await world.morningOf('2026-02-02');
  await world.forgetsPast();
  const secretary = world.person('罗启平');
  await secretary.presses('为什么');
  const asked = await secretary.sees('要看哪一项', '[2月主题党日]', '[2月支委会]');
  // What rides along unasked stands on it too.
  expect(asked.buttons.map(({ label }) => label).sort()).toEqual(
    ['2月主题党日', '2月党费交纳', '2月支委会'].sort(),
  );
  await secretary.presses('2月支委会');
  await secretary.rereads('为什么提醒', '支部委员会会议', '按岗位告诉您：党支部书记');

  // The dues of February, three working days late; a member has a card of his own.
  await world.moveTo('2026-03-04T12:00');
  await world.forgetsPast();
  const member = world.person('吕洋');
  await member.presses('为什么', { card: '提醒' });
  await member.sees('要看哪一项', '[2月党费交纳]', '[3月党费交纳]');
  await member.presses('2月党费交纳');
  const { text } = await member.rereads('为什么提醒', '为何是您  这一项里有您本人的一份', '党费');
  for (const word of notForMembers) expect(text).not.toContain(word);
});
