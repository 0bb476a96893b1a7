import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { findings, lines } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

const owners = ['罗启平', '黎柏', '程鹏兰', '潘佳军', '杨志浩', '熊艳松', '蔡志', '杜娟磊', '汤邦', '冯子博'];

it('每天夜里复核前一天：照规矩办的日子没有话说，账上少了一条就记一笔', async () => {
  const world = await openWorld({ auditsNightly: true });
  const found = () => world.db.select().from(findings).where(eq(findings.kind, 'auditor'));
  await world.moveTo('2026-02-02');
  await world.everyone(owners).see('1 件', '2月主题党日');
  await world.moveTo('2026-02-03');
  expect(await found()).toEqual([]);

  // Somebody takes a line out of the ledger behind the system's back.
  await world.moveTo('2026-02-14');
  await world.everyone(owners).see('2月主题党日', '还有 5 个工作日');
  await world.db.delete(lines).where(eq(lines.instanceKey, 'D01B02/branch_theme_day/2026-02'));
  await world.moveTo('2026-02-15');
  const rows = await found();
  expect(rows.map(({ orgCode, detail }) => [orgCode, detail])).toEqual([
    ['D01B02', expect.objectContaining({ kind: 'missing' })],
  ]);
});

const streakWords = '上一期和这一期都超过了期限，建议当面了解';

async function records(world: World, name: string, number: string, day: string): Promise<void> {
  const person = world.person(name);
  await person.says(
    `/记录 ${number} ${day} 地点 三楼会议室 主题 学习支部工作条例 主讲 ${name} 讨论 谈体会 收获 三项改进 出席 全到`,
  );
  await person.sees('已记录，已办结');
}

async function streakLines(world: World) {
  const rows = await world.db.select().from(lines).where(eq(lines.stage, 'streak'));
  return rows
    .map(({ instanceKey, state }) => `${instanceKey.split('/').slice(0, 3).join(' ')} ${state}`)
    .sort();
}

it('连续两个月逾期：第二次告诉上级时记一笔，随机关党委书记的下一张提醒送到，最迟下周，一项职责一行；没有断就不再说', async () => {
  const world = await openWorld({ startAt: '2026-02-25T10:00', auditsNightly: true });
  const chief = world.person('陈博');
  const noted = async () =>
    (await world.db.select().from(findings).where(eq(findings.kind, 'streak'))).map(({ subject }) => subject);
  await world.moveTo('2026-03-31');
  await world.forgetsPast();

  // The day after the due day: the records may still come in, nobody above the owner hears of it.
  await world.moveTo('2026-04-02');
  expect(await noted()).toEqual([]);
  await chief.seesNothing();

  // 3 April: the officer hears of March. The organ secretary has no digest that day and gets none for this.
  await world.moveTo('2026-04-03T20:00');
  expect(await noted()).toHaveLength(10);
  await chief.seesNothing();

  // The holiday over, the first working day of the next week: one card, one row.
  await world.morningOf('2026-04-07');
  const card = await chief.sees('3月主题党日', streakWords, '检验检测所党支部');
  expect(card.text.split(streakWords)).toHaveLength(2);
  const [row] = await world.db.select().from(findings).where(eq(findings.kind, 'streak'));
  expect(row?.detail).toEqual({ duty: 'branch_theme_day', periods: ['2026-02', '2026-03'] });

  // April and May are missed as well: still the same streak.
  await world.moveTo('2026-06-08T20:00');
  expect(await noted()).toHaveLength(10);
  const told = (await chief.messages()).filter(({ text }) => text.includes(streakWords));
  expect(told).toHaveLength(1);
  const differences = await world.db.select().from(findings).where(eq(findings.kind, 'auditor'));
  expect(differences).toEqual([]);
  await world.forgetsPast();
});

it('有提醒要送的那天就随它送到；补录说明按期召开的，不再说；断过又连着两次的，再说一次', async () => {
  const world = await openWorld({ startAt: '2026-02-25T10:00' });
  const chief = world.person('陈博');
  await world.moveTo('2026-04-02T15:00');
  await world.forgetsPast();
  // 检验检测所 closes February a month late: those who were told of it get their closing line tomorrow.
  await records(world, '黎柏', 'D01B02-TD-2602', '4月2日');
  await world.moveTo('2026-04-03T09:04');
  // 办公室 held March in time and says so before anybody's digest.
  await records(world, '罗启平', 'D01B01-TD-2603', '3月20日');
  await world.forgetsPast();
  await world.morningOf('2026-04-03');
  const card = await chief.sees('已有结果，此前告诉过您，现销项', '3月主题党日', streakWords);
  expect(card.text.slice(card.text.indexOf(streakWords)).split('\n')[0]).not.toContain('办公室党支部');
  expect(await streakLines(world)).toContain('D01B01 branch_theme_day 2026-03 withdrawn');
  await world.forgetsPast();

  // April held in time ends the streak of 检验检测所; May and June begin another.
  await world.moveTo('2026-04-20T15:00');
  await records(world, '黎柏', 'D01B02-TD-2604', '4月20日');
  await world.moveTo('2026-07-06T20:00');
  const all = await streakLines(world);
  expect(all.filter((line) => line.startsWith('D01B02'))).toEqual([
    'D01B02 branch_theme_day 2026-03 carried',
    'D01B02 branch_theme_day 2026-06 carried',
  ]);
  expect(all.filter((line) => line.startsWith('D01B03'))).toHaveLength(1);
  await world.forgetsPast();
});
