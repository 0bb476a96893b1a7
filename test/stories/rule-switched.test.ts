import { and, eq, gt, like } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { dutyInstances, dutyOverrides, dutyStages, lines } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

const key = (branch: string, month: string): string => `${branch}/branch_theme_day/${month}`;

/** 省发展和改革委员会机关党委 switches the theme day of its branches off, or on again, from that day. */
async function prescribes(world: World, isActive: boolean, from: string, at: string): Promise<void> {
  await world.db.insert(dutyOverrides).values({
    orgCode: 'D01W',
    duty: 'branch_theme_day',
    fromOn: from,
    change: { active: isActive },
    reason: isActive ? '恢复' : '集中整训',
    document: `机党发〔2026〕${isActive ? 9 : 7}号`,
    consent: null,
    importedBy: 'story',
    importedAt: new Date(`${at}T12:00:00+08:00`),
  });
}

async function stagesOf(world: World, month: string) {
  const rows = await world.db
    .select()
    .from(dutyStages)
    .where(like(dutyStages.instanceKey, `D01B%/branch_theme_day/${month}`));
  return rows
    .map(
      ({ instanceKey, stage, onDay, outcome, at }) =>
        `${instanceKey} ${stage} ${onDay} ${outcome} ${at.toISOString()}`,
    )
    .toSorted();
}

it('一项职责停了又恢复：停的那个月不欠，恢复以后走过的步骤一步也不再走，没走的照常', async () => {
  const world = await openWorld({ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27' });
  await world.moveTo('2026-03-05T12:00');
  await prescribes(world, false, '2026-03-05', '2026-03-05');
  await world.moveTo('2026-05-20T12:00');
  const existing = await world.db
    .select({ key: dutyInstances.key })
    .from(dutyInstances)
    .where(like(dutyInstances.key, 'D01B%/branch_theme_day/2026-05'));
  expect(existing).toEqual([]);
  // What ran already ran on under the rule it began with, each level on its own day.
  const told = (await stagesOf(world, '2026-02')).filter((row) => row.startsWith(key('D01B02', '2026-02')));
  expect(told.map((row) => row.split(' ').slice(1, 3).join(' '))).toEqual(
    expect.arrayContaining(['L0 2026-03-02', 'L1 2026-03-04', 'L2 2026-03-06', 'L3 2026-03-13']),
  );
  const months = ['2026-02', '2026-03', '2026-04'];
  const ran = async () => (await Promise.all(months.map((month) => stagesOf(world, month)))).flat();
  const before = await ran();
  await world.forgetsPast();

  await prescribes(world, true, '2026-05-20', '2026-05-20');
  const switchedOn = new Date('2026-05-20T12:00:00+08:00');
  await world.moveTo('2026-06-02T12:00');
  expect(await ran()).toEqual(before);
  const fresh = await world.db
    .select()
    .from(lines)
    .where(
      and(gt(lines.bookedAt, switchedOn), eq(lines.duty, 'branch_theme_day'), like(lines.orgCode, 'D01B%')),
    );
  // May is owed again while it can be done in time: its owner hears so once, then what lies ahead of that day.
  expect(new Set(fresh.map(({ period, stage }) => `${period} ${stage}`))).toEqual(
    new Set(['2026-05 open', '2026-05 5wd', '2026-05 2wd', '2026-05 L0', '2026-06 open']),
  );
  for (const name of ['罗启平', '黎柏']) await world.person(name).sees('6月主题党日');
  await world.forgetsPast();
});
