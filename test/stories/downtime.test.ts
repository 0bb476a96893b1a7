import { expect, it } from 'vitest';
import { pauses } from '../../db/schema/index.ts';
import { openWorld } from '../harness/world.ts';

const secretaries = ['罗启平', '黎柏', '程鹏兰', '潘佳军', '杨志浩', '熊艳松', '蔡志', '杜娟磊', '汤邦'];
const owners = [...secretaries, '冯子博'];

it('重新启动以后，什么都没有丢，也没有重来', async () => {
  const world = await openWorld({ canRestart: true });
  const secretary = world.person('蔡志');
  await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 于乐红');
  await secretary.sees('请核对后发布');
  await world.isDownUntil('2026-02-02T11:45');
  // The digests of the morning were missed; they are told in the next window, once.
  await secretary.presses('确认发布');
  secretary.isTold('已发布');
  await world.isDownUntil('2026-02-02T14:05');
  await world.expectQuiet();
  await world.moveTo('2026-02-02');
  const members = await world.membersOf('D01B08');
  await members.see('2月12日（周四）15:00', '[参加]');
  await world.forgetsPast();
  await world.person('于乐红').presses('参加');
  await world.isDownUntil('2026-02-03T08:00');
  await secretary.rereads('名单', '已确认 1 / 应到 7');
  await world.moveTo('2026-02-03');
  await world.expectQuiet();
  expect((await world.themeDay('D01B08', '2026-02')).state).toBe('scheduled');
});

it('停机错过了摘要：当天下一个可以打扰的时候补上一条', async () => {
  const world = await openWorld({ canRestart: true });
  await world.isDownUntil('2026-02-02T12:30');
  await world.moveTo('2026-02-03');
  const digests = await world.everyone(owners).see('1 件', '2月主题党日');
  for (const digest of digests) expect(digest.at).toBe('02-02 14:10');
});

it('提醒还没有发出就过了期限：只说逾期，不再说“待安排”', async () => {
  const world = await openWorld({ canRestart: true });
  await world.moveTo('2026-02-26T07:00');
  await world.forgetsPast();
  await world.isDownUntil('2026-03-02T05:00');
  await world.moveTo('2026-03-02');
  for (const digest of await world.everyone(owners).see('2 件', '已超过 1 个工作日', '3月主题党日')) {
    expect(digest.text.match(/- 2月主题党日/g)).toHaveLength(1);
  }
});

it('期限当天才恢复：不等摘要，当天一条', async () => {
  const world = await openWorld({ canRestart: true });
  await world.moveTo('2026-02-25');
  await world.forgetsPast();
  await world.isDownUntil('2026-02-28T07:30');
  await world.moveTo('2026-02-28T09:05');
  await world.everyone(owners).see('今天到期的提醒', '1 件', '2月主题党日', '今天到期');
  await world.moveTo('2026-03-01');
});

it('停机的日子不算在内：恢复以后从头计时，不跳级，也不补发一堆', async () => {
  const world = await openWorld({ canRestart: true });
  await world.moveTo('2026-02-27');
  await world.forgetsPast();
  await world.isDownUntil('2026-03-07T10:00');
  await world.moveTo('2026-03-08');
  await world.expectQuiet();
  await world.moveTo('2026-03-09');
  await world.everyone(owners).see('2 件', '2月主题党日', '已超过 1 个工作日', '3月主题党日');
  await world.moveTo('2026-03-10');
  await world.expectQuiet();
  await world.moveTo('2026-03-11');
  await world.everyone(owners).see('2月主题党日', '已超过 3 个工作日', '情况说明');
  await world.person('夏成超').sees('9 件', '已超过 3 个工作日');
  await world.everyone(['钟文', '汤斌丽', '林文洋', '万鹏兰']).see('1 件');
});

it('春节九天停机什么都没错过；停机一天，错过的提醒第二天说一次', async () => {
  const world = await openWorld({ canRestart: true, startAt: '2026-02-13T10:00' });
  await world.moveTo('2026-02-14');
  await world.everyone(owners).see('2月主题党日', '还有 5 个工作日');
  await world.isDownUntil('2026-02-24T08:00');
  await world.moveTo('2026-02-25');
  await world.expectQuiet();
  // Two working days before the due day nobody was told: on the next one it is one day.
  await world.isDownUntil('2026-02-27T08:00');
  await world.moveTo('2026-02-27');
  for (const digest of await world.everyone(owners).see('1 件', '2月主题党日', '还有 1 个工作日')) {
    expect(digest.text.match(/- 2月主题党日/g)).toHaveLength(1);
  }
  const outages = await world.db.select().from(pauses);
  expect(outages.map(({ fromOn, toOn }) => [fromOn, toOn])).toEqual([
    ['2026-02-15', '2026-02-23'],
    ['2026-02-26', '2026-02-26'],
  ]);
  await world.moveTo('2026-03-02');
  await world.everyone(owners).see('2 件', '2月主题党日', '已超过 1 个工作日', '3月主题党日');
});

it('停机九十五天：错过的月份照原日期记下，不算支部逾期，恢复时每人一张卡片', async () => {
  const world = await openWorld({ canRestart: true, duties: ['branch_theme_day', 'quarterly_work_report'] });
  await world.moveTo('2026-02-03');
  await world.forgetsPast();
  // From February to May: two whole months and the first quarter's report passed without a word.
  await world.isDownUntil('2026-05-09T08:00');
  await world.moveTo('2026-05-09');
  const missed = await world.themeDay('D01B02', '2026-03');
  expect(missed).toMatchObject({ state: 'not_applicable', reasonCode: 'system_fault', heldBy: '2026-03-31' });
  const secretary = await world.person('黎柏').sees('系统停用期间未能提醒');
  expect(secretary.text).toContain('3月主题党日');
  expect(secretary.text).toContain('不计逾期');
  expect(secretary.text).toContain('第一季度工作报告');
  await world.everyone(owners.filter((name) => name !== '黎柏')).see('系统停用期间未能提醒');
  // Asked why, the bot says what was: nothing was done, and nobody was reminded by anything nearer.
  await world.person('黎柏').says('/为什么 D01B02-TD-2603');
  const why = await world
    .person('黎柏')
    .sees('系统停用期间未能提醒，不计逾期', '提前5个工作日提醒', '系统停用，没有提醒');
  expect(why.text).not.toContain('已办结或已报送');
  expect(why.text).not.toContain('被更近的提醒代替');
  expect(why.text).not.toContain('已不再适用');
  await world.moveTo('2026-05-10');
  await world.expectQuiet();
});
