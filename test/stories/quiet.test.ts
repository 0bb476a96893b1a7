import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { lines, mutes, suggestions } from '../../db/schema/index.ts';
import { openWorld } from '../harness/world.ts';

/** 万鹏兰 is the administrator, 林文洋 reads suggestions. */
const administrator = '万鹏兰';
const reader = '林文洋';
const owners = ['罗启平', '黎柏', '程鹏兰', '潘佳军', '杨志浩', '熊艳松', '蔡志', '杜娟磊', '汤邦', '冯子博'];

it('免打扰：到期前的提醒不再来，已超过期限的照样告诉；同样的命令取回', async () => {
  const world = await openWorld({ startAt: '2026-02-13T15:00', goLiveOn: '2026-02-13' });
  const secretary = world.person('罗启平');
  await secretary.says('/免打扰 支部主題黨日');
  await secretary.sees('主题党日的到期前提醒不再发给您', '再输入一次', '本人已超过期限的事项');
  const other = world.person('黎柏');
  await other.says('/免打擾 今天到2月14日');
  await other.sees('2月13日（周五）至2月14日（周六', '不发到期前提醒');
  await other.says('/免打扰 周末');
  await other.sees('夜里、周末和节假日本来就不发消息');
  await world.morningOf('2026-02-14');
  await world.everyone(owners.filter((name) => name !== '罗启平' && name !== '黎柏')).see('还有 5 个工作日');
  await world.expectQuiet();
  const muted = await world.db.select().from(lines).where(eq(lines.reason, 'muted'));
  expect(muted.map(({ personCode }) => personCode)).toHaveLength(2);

  await secretary.says('/免打扰');
  await secretary.sees('您现在的免打扰', '主题党日：到期前提醒');
  await secretary.says('/免打扰 取消');
  await secretary.sees('已全部恢复', '[撤销]');
  await secretary.presses('撤销');
  secretary.isTold('已撤销');
  await secretary.says('/免打扰');
  await secretary.sees('主题党日：到期前提醒');
  await secretary.says('/免打扰 取消');
  await secretary.sees('已全部恢复');
  await secretary.says('/免打扰 主题党日');
  await secretary.sees('不再发给您');
  await world.morningOf('2026-02-26');
  await world.everyone(owners.filter((name) => name !== '罗启平')).see('还有 2 个工作日');
  await world.morningOf('2026-03-02');
  const late = await secretary.sees('已超过期限', '2月主题党日');
  expect(late.text).not.toContain('3月主题党日');
  await world.everyone(owners.filter((name) => name !== '罗启平')).see('3月主题党日');
});

it('意见：从卡片上或命令送到受理人，一天一张；匿名的不记录是谁写的', async () => {
  const world = await openWorld();
  await world.morningOf('2026-02-02');
  const secretary = world.person('罗启平');
  await secretary.sees('2月主题党日', '提意见');
  await world.everyone(owners.filter((name) => name !== '罗启平')).see('提意见');
  await secretary.presses('提意见');
  await secretary.sees('提意见', '意见受理人', '送出');
  await secretary.fills('提意见', { 意见或建议: '请把提醒放到下午' }, '送出');
  secretary.isTold('已送出');
  // Until then it can be taken back.
  await world.passes('PT11M');
  await world.person(reader).sees('收到的意见', '请把提醒放到下午', '办公室党支部 罗启平', '“提醒”卡片');
  await world.person('孔东').says('/意见 匿名 会太多，能否合并');
  await world.person('孔东').sees('已匿名送给意见受理人林文洋');
  await world.expectQuiet();
  const [, anonymous] = await world.db.select().from(suggestions).orderBy(suggestions.personCode);
  expect(anonymous).toMatchObject({ personCode: null, orgCode: 'GW' });
  await world.morningOf('2026-02-03');
  const card = await world.person(reader).sees('收到的意见', '会太多，能否合并', '匿名');
  expect(card.text).not.toContain('孔东');
});

it('停发：计划照常，停下的看得见，恢复后按次序发出，一人一张；别人不能停', async () => {
  const world = await openWorld({ startAt: '2026-02-25T17:30', goLiveOn: '2026-02-25' });
  const admin = world.person(administrator);
  await world.person('罗启平').says('/停发');
  await world.person('罗启平').sees('停发和恢复由系统管理员操作');
  await admin.says('/停发 名册有误');
  await admin.sees(
    '主动消息已停发',
    '万鹏兰于2月25日（周三）17:30停发',
    '原因：名册有误',
    '目前没有停下的消息',
  );
  await world.moveTo('2026-03-03T15:00');
  await world.expectQuiet();
  await admin.says('/停发');
  await admin.sees('已停下', '每日提醒 20 条');
  await admin.says('/恢复发送');
  await admin.sees('已恢复发送', '停下的 20 条按次序发出');
  // One card each, though two days' digests were waiting; what has lapsed meanwhile is not told as a reminder.
  for (const name of owners) {
    const card = await world.person(name).sees('1 件', '3月主题党日');
    expect(card.text).not.toContain('2月主题党日');
  }
  await world.moveTo('2026-03-03');
  await world.expectQuiet();
  // Days on which nobody could be told do not count (stop-ladder.test.ts): the slip is one day old.
  await world.moveTo('2026-03-04');
  await world.everyone(owners).see('2月主题党日', '已超过 1 个工作日');
});

describe('少提醒我', () => {
  it('摘要上按一下：同 /免打扰 一样，可以撤销；再按不会恢复；已超过期限的卡片上没有', async () => {
    const world = await openWorld({ startAt: '2026-02-13T15:00', goLiveOn: '2026-02-13' });
    await world.morningOf('2026-02-14');
    const secretary = world.person('罗启平');
    await secretary.sees('还有 5 个工作日', '[少提醒我]');
    await secretary.presses('少提醒我');
    await secretary.sees('主题党日的到期前提醒不再发给您', '[撤销]');
    await secretary.presses('撤销', { card: '免打扰' });
    secretary.isTold('已撤销');
    expect(await world.db.select().from(mutes)).toEqual([]);
    await secretary.presses('少提醒我');
    await secretary.sees('主题党日的到期前提醒不再发给您');
    await secretary.presses('少提醒我');
    secretary.isTold('已经不发了');
    expect(await world.db.select().from(mutes)).toMatchObject([{ what: 'duty:branch_theme_day' }]);
    await world.forgetsPast();
    await world.morningOf('2026-02-26');
    await world.everyone(owners.filter((name) => name !== '罗启平')).see('还有 2 个工作日');
    await world.expectQuiet();
    await world.morningOf('2026-03-02');
    const late = await secretary.sees('已超过期限', '2月主题党日');
    expect(late.text).not.toContain('少提醒我');
    await world.forgetsPast();
  });

  it('有几项时先问是哪一项', async () => {
    const world = await openWorld({
      startAt: '2026-02-13T15:00',
      goLiveOn: '2026-02-13',
      duties: ['branch_theme_day', 'branch_committee_meeting'],
    });
    await world.morningOf('2026-02-14');
    const secretary = world.person('罗启平');
    await secretary.sees('2 件', '[少提醒我]');
    await secretary.presses('少提醒我');
    await secretary.sees('哪一项少提醒', '[主题党日]', '[支委会]');
    await secretary.presses('支委会', { card: '免打扰' });
    await secretary.rereads('免打扰', '支委会的到期前提醒不再发给您');
    expect(await world.db.select().from(mutes)).toMatchObject([{ what: 'duty:branch_committee_meeting' }]);
    await world.forgetsPast();
  });
});
