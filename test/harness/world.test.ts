import { eq, like } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { outbox } from '../../db/schema/index.ts';
import { openWorld } from './world.ts';

/** The harness itself: a check that cannot fail proves nothing. */

it('没有人预料到的消息和提示都让故事失败，并写明谁收到了什么', async () => {
  const world = await openWorld();
  const secretary = world.person('罗启平');
  await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例');
  await expect(world.expectQuiet()).rejects.toThrow(/罗启平：\n {2}02-02 09:05 {2}请核对后发布/);
  await expect(secretary.sees('点名已结束')).rejects.toThrow(/罗启平应当看到：点名已结束\n缺少：点名已结束/);
  await expect(secretary.seesNothing()).rejects.toThrow(/罗启平不应收到消息，却收到/);
  await expect(secretary.presses('参加')).rejects.toThrow(/罗启平面前没有“参加”按钮/);
  await secretary.sees('请核对后发布');
  await secretary.presses('确认发布');
  await expect(world.person('潘佳军').sees('参加')).rejects.toThrow(/潘佳军应当看到/);
  await expect((await world.membersOf('D01B04')).see('参加')).rejects.toThrow(/另有 17 人/);
  expect(() => secretary.isTold('已放弃')).toThrow(/应当看到提示：已放弃\n实际提示：已发布/);
  await (await world.membersOf('D01B01')).see('[参加]');
  const [invitation] = await world.person('孔东').messages();
  await world.person('潘佳军').pressesAt(invitation?.id ?? '', 'join');
  await expect(world.expectQuiet()).rejects.toThrow(/潘佳军按下以后的提示：这次活动的名单里没有您/);
  world.person('潘佳军').isTold('名单里没有您');
});

it('状态变了，staysUnchanged 说得出来', async () => {
  const world = await openWorld();
  await expect(
    world.staysUnchanged(() =>
      world.person('罗启平').says('/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例'),
    ),
  ).rejects.toThrow(/什么都不该变，却变了：\n {2}activities \+ .*三楼会议室/);
  await world.forgetsPast();
});

it('台账与平台记录对不上，一条条写明', async () => {
  const world = await openWorld();
  await world.person('罗启平').says('/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例');
  await world.person('罗启平').presses('确认发布');
  await world.forgetsPast();
  await world.expectTrueLedger();
  const rows = await world.db.select().from(outbox).where(like(outbox.dedupeKey, 'invitation:%'));
  const [row] = rows;
  if (!row) throw new Error('no invitation');
  const here = eq(outbox.id, row.id);
  const tampered = async (change: Partial<typeof row>, complaint: string): Promise<void> => {
    await world.db.update(outbox).set(change).where(here);
    await expect(world.expectTrueLedger()).rejects.toThrow(complaint);
    await world.db.update(outbox).set(row).where(here);
  };
  await tampered({ state: 'suppressed' }, '已经发出，台账却记为 suppressed');
  await world.db.delete(outbox).where(here);
  await expect(world.expectTrueLedger()).rejects.toThrow('平台收到台账里没有的消息');
  await world.db.insert(outbox).values(row);
  await tampered({ sendingAt: new Date('2026-02-02T22:00:00+08:00') }, '不在可以打扰的时间');
  await tampered({ sendingAt: new Date('2026-02-17T10:00:00+08:00') }, '不在可以打扰的时间');
  await tampered({ personCode: rows[1]?.personCode ?? null }, '一天里超过一条');
  await world.db
    .insert(outbox)
    .values({ ...row, id: '00000000-0000-4000-8000-000000000001', dedupeKey: 'never-sent' });
  await expect(world.expectTrueLedger()).rejects.toThrow('never-sent 台账记为已送达，平台没有收到');
  await world.db.delete(outbox).where(eq(outbox.dedupeKey, 'never-sent'));
});
