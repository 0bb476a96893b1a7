import { expect, it } from 'vitest';
import { dutyOverrides } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

async function prescribes(
  world: World,
  org: string,
  duty: string,
  from: string,
  change: (typeof dutyOverrides.$inferInsert)['change'],
): Promise<void> {
  await world.db.insert(dutyOverrides).values({
    ...{ orgCode: org, duty, fromOn: from, change, reason: '机关搬迁', document: `${org}〔2026〕3号` },
    ...{ consent: null, importedBy: 'story', importedAt: new Date('2026-02-02T10:00:00+08:00') },
  });
}

it('本级规定写在这一项下面：改成什么、哪天起、谁规定的、文号；停用的不算作要办的', async () => {
  const world = await openWorld({
    duties: ['branch_theme_day', 'branch_member_meeting', 'branch_responsibility_list', 'applicant_talk'],
    startAt: '2026-02-02T10:10',
  });
  const secretary = world.person('罗启平');
  await secretary.says('/清单');
  const general = await secretary.sees('2026年责任清单', '共 4 项。', '支部主题党日  每月，已完成 0/11');
  expect(general.text).not.toContain('本级规定');

  await prescribes(world, 'D01W', 'branch_theme_day', '2026-03-10', {
    heldBy: { rule: 'M+3wd', shift: 'next' },
    escalation: 'E_NONE',
  });
  await prescribes(world, 'GW', 'branch_member_meeting', '2026-04-01', { active: false });
  await prescribes(world, 'D01W', 'applicant_talk', '2026-02-01', { active: false });
  await secretary.says('/清单');
  // The rules of the first day of a period hold for all of it: March began without.
  const list = await secretary.sees(
    '共 3 项，另有停用 1 项。',
    '支部主题党日  每月，已完成 0/11，最近期限2月28日',
    '本级规定：4月1日起，应履职期限为月结束后3个工作日（遇休息日顺延），升级档为不升级（机关党委，D01W〔2026〕3号）',
    '支部党员大会  每季，已完成 0/1',
    '本级规定：4月1日起，停用（省直属机关工作委员会，GW〔2026〕3号）',
    '发生时，停用',
    '本级规定：2月1日起，停用（机关党委，D01W〔2026〕3号）',
  );
  expect(list.text).not.toContain('本年度还没有');
  expect(list.text.match(/本级规定/g)).toHaveLength(3);

  // A year that is under the rule as a whole needs no day.
  await secretary.says('/清单 2027年');
  await secretary.sees(
    '共 2 项，另有停用 2 项。',
    '支部主题党日  每月，已完成 0/12，最近期限2027年2月3日',
    '本级规定：应履职期限为',
    '支部党员大会  每季，停用',
    '本级规定：停用（',
  );
  // To whom the numbers alone are shown, the rules of the branch are not.
  await world.person('卢磊').says('/清单 D01B01');
  expect((await world.person('卢磊').sees('到今天已有')).text).not.toContain('本级规定');

  await secretary.says('/责任清单');
  await secretary.presses('请各人确认');
  secretary.isTold('已请各人确认');
  await secretary.presses('确认我自己的清单');
  const own = await secretary.sees('请确认您的责任清单', '支部主题党日', '11次，月结束后3个工作日内');
  expect(own.text).not.toContain('谈话');
  await world.forgetsPast();
}, 120_000);

it('下个月的已经列了：一停用就不算，一改期限就照新的，不等第二天', async () => {
  const world = await openWorld({ startAt: '2026-03-12T10:10' });
  const secretary = world.person('罗启平');
  await secretary.says('/清单');
  await secretary.sees('支部主题党日  每月，已完成 0/10');
  await prescribes(world, 'D01B01', 'branch_theme_day', '2026-04-01', { active: false });
  await secretary.says('/清单');
  await secretary.sees('支部主题党日  每月，已完成 0/1，最近期限3月31日', '本级规定：4月1日起，停用');

  await prescribes(world, 'D01B02', 'branch_theme_day', '2026-04-01', {
    heldBy: { rule: 'M+3wd', shift: 'next' },
  });
  const head = world.person('黎柏');
  await head.says('/记录 D01B02-TD-2603 3月11日 已召开');
  await head.sees('已登记');
  await head.says('/清单');
  await head.sees('支部主题党日  每月，已完成 1/10，最近期限5月8日', '本级规定：4月1日起，应履职期限为');
  await world.forgetsPast();
});

it('规定停了又恢复：写明哪几天', async () => {
  const world = await openWorld({ startAt: '2026-02-02T10:10' });
  await prescribes(world, 'D01B01', 'branch_theme_day', '2026-04-01', { reminder: 'R_SOFT' });
  await prescribes(world, 'D01B01', 'branch_theme_day', '2026-07-01', { reminder: null });
  await world.person('罗启平').says('/清单');
  await world
    .person('罗启平')
    .sees('本级规定：4月1日起，到6月30日止，提醒档为随附提醒（办公室党支部，D01B01〔2026〕3号）');
});
