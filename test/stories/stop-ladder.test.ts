import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { findings, pauses } from '../../db/schema/index.ts';
import { openWorld } from '../harness/world.ts';

it('停发的日子不计：恢复时先告诉负责人，上级隔足工作日再听到；不说已经过去的日子', async () => {
  const world = await openWorld({ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27', auditsNightly: true });
  const admin = world.person('万鹏兰');
  const secretary = world.person('罗启平');
  await world.moveTo('2026-03-02T08:00');
  await admin.says('/停发 名册有误');
  await world.moveTo('2026-03-13T10:30');
  await world.forgetsPast();
  await admin.says('/恢复发送');
  await admin.sees('已恢复发送');
  await world.moveTo('2026-03-13T23:00');
  const first = await secretary.sees('2月主题党日', '已超过 1 个工作日');
  expect(first.text).not.toContain('3月6日');
  await world.person('夏成超').seesNothing();
  await world.person('汤新岩').seesNothing();
  await world.forgetsPast();

  // Two working days of the clock after the first word: Monday, 16 March is the second day, Tuesday the third.
  await world.moveTo('2026-03-16T12:00');
  await world.expectQuiet();
  await world.moveTo('2026-03-17T12:00');
  await secretary.sees(
    '2月主题党日',
    '已超过 3 个工作日',
    '请写一句情况说明',
    '3月19日（周四）告诉机关党委专职副书记',
  );
  await world.person('夏成超').sees('已超过 3 个工作日');
  await world.person('汤新岩').seesNothing();
  await world.forgetsPast();
  expect(
    (await world.db.select().from(pauses)).map(({ kind, fromOn, toOn }) => [kind, fromOn, toOn]),
  ).toEqual([['stop', '2026-03-03', '2026-03-13']]);
  await secretary.says('/为什么 D01B01-TD-2602');
  await secretary.sees('3月3日至3月13日管理员停发消息');
  await world.moveTo('2026-03-20T23:00');
  await world.forgetsPast();
  expect(await world.db.select().from(findings).where(eq(findings.kind, 'auditor'))).toEqual([]);
});

it('第1级当天停发：恢复时不说已经过去或推后的日子', async () => {
  const world = await openWorld({ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27', auditsNightly: true });
  const admin = world.person('万鹏兰');
  await world.moveTo('2026-03-04T08:00');
  await world.forgetsPast();
  await admin.says('/停发');
  await world.moveTo('2026-03-05T10:30');
  await admin.says('/恢复发送');
  await world.moveTo('2026-03-05T12:00');
  const late = await world.person('罗启平').sees('已超过 3 个工作日', '请写一句情况说明');
  expect(late.text).not.toContain('如仍未办结');
  await world.forgetsPast();
  // Thursday does not count: the next level hears on Monday instead of Friday.
  await world.moveTo('2026-03-06T12:00');
  await world.expectQuiet();
  await world.moveTo('2026-03-09T12:00');
  await world.person('汤新岩').sees('已超过 5 个工作日');
  await world.moveTo('2026-03-10T12:00');
  await world.forgetsPast();
  expect(await world.db.select().from(findings).where(eq(findings.kind, 'auditor'))).toEqual([]);
});
