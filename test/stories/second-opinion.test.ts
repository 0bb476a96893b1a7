import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { findings, lines } from '../../db/schema/index.ts';
import { openWorld } from '../harness/world.ts';

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

it('连续两个月逾期：记下一条事实，供人了解，不给任何人贴标签', async () => {
  const world = await openWorld({ startAt: '2026-02-25T10:00' });
  await world.moveTo('2026-03-31');
  await world.forgetsPast();
  await world.moveTo('2026-04-01');
  await world.person('陈博').sees('3月主题党日', '上一期和这一期都超过了期限，建议当面了解');
  await world.forgetsPast();
  const rows = await world.db.select().from(findings).where(eq(findings.kind, 'streak'));
  expect(rows).toHaveLength(10);
  expect(rows[0]?.detail).toEqual({ duty: 'branch_theme_day', periods: ['2026-02', '2026-03'] });
});
