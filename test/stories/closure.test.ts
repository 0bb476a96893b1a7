import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { pauses, timers } from '../../db/schema/index.ts';
import { timeOf } from '../../src/calendar/day.ts';
import { openWorld, type World } from '../harness/world.ts';

/** The theme days of February are one working day late; it is Tuesday, 3 March. */
async function overdue(): Promise<World> {
  const world = await openWorld({ startAt: '2026-02-28T16:05' });
  await world.moveTo('2026-03-03T10:05');
  await world.forgetsPast();
  return world;
}

async function nextStage(world: World, branch: string): Promise<string> {
  const [row] = await world.db
    .select()
    .from(timers)
    .where(eq(timers.subject, `${branch}/branch_theme_day/2026-02`));
  if (!row) return '';
  return `${row.dueAt.toISOString().slice(0, 10)} ${timeOf(row.dueAt)}`;
}

describe('停办', () => {
  it('核对一次以后登记；下面各支部的时间重新推算，期限不变，停办的日子不计', async () => {
    const world = await overdue();
    const deputy = world.person('汤新岩');
    const before = await nextStage(world, 'D01B02');
    await deputy.says('/停办 3月4日至3月6日 防汛抢险');
    await deputy.sees(
      '请核对停办的日子',
      '3月4日（周三）至3月6日（周五），3 个工作日',
      '涉及 10 个组织',
      '防汛抢险',
    );
    expect(await world.db.select().from(pauses)).toEqual([]);
    expect(await nextStage(world, 'D01B02')).toBe(before);
    await deputy.presses('确认停办');
    deputy.isTold('已登记');
    await deputy.rereads('停办已登记', '没有另外打扰任何人');
    expect(await world.db.select().from(pauses)).toMatchObject([
      { orgCode: 'D01W', kind: 'closure', fromOn: '2026-03-04', toOn: '2026-03-06', reason: '防汛抢险' },
    ]);
    expect(await nextStage(world, 'D01B02')).not.toBe(before);
    // Another organ's branch goes on as before: its third working day is 4 March.
    await world.moveTo('2026-03-06T17:00');
    await world.person('黎柏').seesNothing();
    await world.person('夏成超').seesNothing();
    expect(await world.themeDay('GWB01', '2026-02')).toMatchObject({ level: 2 });
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({ level: 0, heldBy: '2026-02-28' });
    await world.forgetsPast();
    await world.morningOf('2026-03-09');
    await world.person('黎柏').sees('已超过 3 个工作日', '暂停计时的 3 个工作日不计在内');
    await world.person('夏成超').sees('9 件', '已超过 3 个工作日');
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({ level: 1 });
    await world.forgetsPast();
  });

  it('写不对的只有一句话；放弃了什么都不变；不是自己能办的说明谁来办', async () => {
    const world = await overdue();
    const said = async (name: string, typed: string, ...answer: string[]): Promise<void> => {
      await world.staysUnchanged(() => world.person(name).says(typed));
      const message = await world.person(name).sees(...answer);
      expect(message.buttons).toEqual([]);
    };
    await said('汤新岩', '/停办', '还缺起止日期，请这样写：/停办 7月6日 7月10日 防汛抢险');
    await said('汤新岩', '/停办 3月6日 防汛抢险', '还缺起止日期');
    await said('汤新岩', '/停办 3月9日 3月4日 防汛抢险', '结束的日子早于开始的日子');
    await said('汤新岩', '/停办 2月25日 2月27日 防汛抢险', '结束的日子已经过去');
    await said('汤新岩', '/停办 3月4日 9月4日 防汛抢险', '一次最多登记 92 天');
    await said('汤新岩', '/停办 3月4日 3月6日', '还缺停办的原因');
    await said('黎柏', '/停办 3月4日 3月6日 防汛抢险', '这件事由机关党委书记');
    await world.staysUnchanged(async () => {
      await world.person('陈博').says('/停办 3月4日 3月6日 防汛抢险');
      await world.person('陈博').sees('请核对停办的日子');
      await world.person('陈博').presses('放弃');
      await world.person('陈博').rereads('请核对停办的日子', '没有登记');
    });
    expect(await world.db.select().from(pauses)).toEqual([]);
  });

  it('同样的日子不登记两次', async () => {
    const world = await overdue();
    await world.person('汤新岩').says('/停办 3月4日 3月6日 防汛抢险');
    await world.person('汤新岩').presses('确认停办');
    await world.forgetsPast();
    await world.person('陈博').says('/停办 3月4日 3月6日 防汛抢险');
    await world.person('陈博').sees('这些日子已经登记过停办');
    expect(await world.db.select().from(pauses)).toHaveLength(1);
  });
});
