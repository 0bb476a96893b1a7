import { expect, it } from 'vitest';
import { openWorld } from '../harness/world.ts';

/** Those who lead and have an account in the demo roster. */
const leaders = ['钟欣佳', '廖晓森'];

it('周一上午：党组和工委看数字、图和逐级情况；没有可说的那周没有消息；汇总和逾期只给该看的人', async () => {
  const world = await openWorld({ startAt: '2026-02-26T18:00', goLiveOn: '2026-02-26', tellsWeeks: true });
  await world.moveTo('2026-03-01');
  await world.forgetsPast();

  // Monday: the February theme days came due on Saturday.
  await world.moveTo('2026-03-02T12:00');
  for (const name of leaders) {
    const card = await world
      .person(name)
      .sees('上周情况（2月23日至3月1日）', '应完成', '超过期限', '近 6 个月');
    expect(card.text).not.toContain('黎柏');
    expect(card.text).not.toContain('检验检测所');
    expect(card.text).toContain('逐级告知情况');
    expect(card.text).toContain('目前超过期限');
  }
  await world.forgetsPast();
  await world.moveTo('2026-03-03T12:00');
  await world.expectQuiet();

  // The organ committee works with the items; the leading group sees numbers, the branch its own.
  const officer = world.person('夏成超');
  await officer.says('/逾期 全部');
  await officer.sees(
    '共 9 件',
    '办公室党支部 2月主题党日',
    '已超过 2 个工作日',
    '尚无情况说明  D01B01-TD-2602',
  );
  const secretary = world.person('罗启平');
  await secretary.enters();
  await secretary.sees('2月主题党日，期限2月28日', '已超过期限 2 个工作日');
  await secretary.says('/我的');
  await secretary.sees('2月主题党日，期限2月28日', '已超过期限 2 个工作日  D01B01-TD-2602');
  await secretary.says('/待办');
  await secretary.sees('期限2月28日', '已超过期限 2 个工作日  D01B01-TD-2602');
  await officer.says('/逾期 检验检测所');
  const one = await officer.sees('共 1 件', '检验检测所党支部 2月主题党日');
  expect(one.text).not.toContain('办公室');
  const leader = world.person('卢磊');
  await leader.says('/逾期');
  const counts = await leader.sees('共 9 件', '其余只列件数', '2月主题党日 9 件');
  expect(counts.text).not.toContain('检验检测所');
  await world.person('罗启平').says('/逾期 检验检测所');
  await world.person('罗启平').sees('您能看的组织里没有“检验检测所”');
  await world.person('孟启丽').says('/汇总 季');
  const sum = await world
    .person('孟启丽')
    .sees('1月1日', '应完成 9 项：超过期限 9', '近 6 个月', '收到意见 0 条');
  expect(sum.text).not.toContain('办公室党支部');
  await officer.says('/汇总 本月');
  await officer.sees('3月1日', '没有到期的事项', '目前超过期限');
  await officer.says('/汇总 季');
  await officer.sees('应完成 9 项', '办公室党支部  1  0  1');
  await world.person('吕洋').says('/汇总');
  await world.person('吕洋').sees('汇总由', '查看');
});
