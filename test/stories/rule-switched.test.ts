import { and, eq, gt, like } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { dutyInstances, dutyOverrides, dutyStages, findings, lines } from '../../db/schema/index.ts';
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

/** The second opinion, told every night, found nothing that the rules do not say. */
async function expectAgreement(world: World): Promise<void> {
  expect(await world.db.select().from(findings).where(eq(findings.kind, 'auditor'))).toEqual([]);
}

it('一项职责停了又恢复：已经开始的一期办完，没有开始的不欠；恢复后从下一期起', async () => {
  const world = await openWorld({
    ...{ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27' },
    auditsNightly: true,
  });
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
  // April was planned already and had not begun: taken back with the reason, nobody hears of it.
  const [april] = await world.db
    .select()
    .from(dutyInstances)
    .where(eq(dutyInstances.key, key('D01B02', '2026-04')));
  expect(april).toMatchObject({
    state: 'not_applicable',
    reason: '本级规定不再办理：集中整训（机党发〔2026〕7号）',
  });
  expect(await stagesOf(world, '2026-04')).toEqual([]);
  const months = ['2026-02', '2026-03', '2026-04'];
  const ran = async () => (await Promise.all(months.map((month) => stagesOf(world, month)))).flat();
  const before = await ran();
  await world.forgetsPast();
  await world.person('黎柏').says('/为什么 D01B02-TD-2604');
  await world.person('黎柏').sees('不再适用', '本级规定不再办理：集中整训（机党发〔2026〕7号）');

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
  // May began without it and stays without it; June is the first whole month again.
  expect(new Set(fresh.map(({ period, stage }) => `${period} ${stage}`))).toEqual(new Set(['2026-06 open']));
  for (const name of ['罗启平', '黎柏']) await world.person(name).sees('6月主题党日');
  await world.forgetsPast();
  await expectAgreement(world);
});

it('本级规定提前录入、当月才录入、月中起执行：都按每期第一天的规定，提醒和升级档一起改', async () => {
  const world = await openWorld({
    ...{ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27' },
    auditsNightly: true,
  });
  const later = { heldBy: { rule: 'M+3wd', shift: 'next' }, escalation: 'E_NONE' };
  const rule = async (branch: string, from: string, at: string, change: object = later) =>
    world.db.insert(dutyOverrides).values({
      ...{ orgCode: branch, duty: 'branch_theme_day', fromOn: from, change },
      ...{ reason: '试点', document: `${branch}〔2026〕1号`, consent: null, importedBy: 'story' },
      importedAt: new Date(`${at}T12:00:00+08:00`),
    });
  const planned = async (branch: string, month: string) => {
    const [one] = await world.db
      .select()
      .from(dutyInstances)
      .where(eq(dutyInstances.key, key(branch, month)));
    return [one?.heldBy, one?.escalation];
  };
  // Ahead of April, which is planned already; in the middle of March for March; from the middle of March on.
  await world.moveTo('2026-03-12T12:00');
  expect(await planned('D01B01', '2026-04')).toEqual(['2026-04-30', 'E_MONTH']);
  await rule('D01B01', '2026-04-01', '2026-03-12');
  await rule('D01B02', '2026-03-01', '2026-03-12');
  await rule('D01B03', '2026-03-10', '2026-03-12');
  // What was asked for already and is switched off now: the owner hears so, once.
  await rule('D01B04', '2026-03-01', '2026-03-12', { active: false });
  await world.moveTo('2026-03-13T12:00');
  const [off, ...more] = await world.db.select().from(lines).where(like(lines.stage, 'off:%'));
  expect(more).toEqual([]);
  expect(off).toMatchObject({ instanceKey: key('D01B04', '2026-03'), state: 'carried', kind: 'report' });
  const owner = (await world.directory()).person(off?.personCode ?? '');
  await world.person(owner?.name ?? '').sees('按本级规定不再办理，这一期不用办');
  await world.moveTo('2026-04-20T12:00');
  const changed = (day: string) => [day, 'E_NONE'];
  const general = (day: string) => [day, 'E_MONTH'];
  expect(await planned('D01B01', '2026-03')).toEqual(general('2026-03-31'));
  expect(await planned('D01B01', '2026-04')).toEqual(changed('2026-05-08'));
  expect(await planned('D01B02', '2026-03')).toEqual(changed('2026-04-03'));
  expect(await planned('D01B03', '2026-03')).toEqual(general('2026-03-31'));
  expect(await planned('D01B03', '2026-04')).toEqual(changed('2026-05-08'));
  await world.forgetsPast();
  await expectAgreement(world);
});
