import { and, eq, like, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { lines, outbox, timers } from '../../db/schema/index.ts';
import { changePosts, given } from '../harness/changed-posts.ts';
import { openWorld } from '../harness/world.ts';

/** What went wrong in systems of this kind elsewhere, each once. */
describe('别处出过的错', () => {
  it('下班后的通知等到上班：中间重启三次，头一个可以打扰的时刻发出，只发一次', async () => {
    const world = await openWorld({ startAt: '2026-02-25T17:45', goLiveOn: '2026-02-25', canRestart: true });
    await world.person('罗启平').says('/代办 吕洋 2月26日到3月2日');
    await world.person('罗启平').sees('已请人代办');
    for (const at of ['2026-02-25T20:00', '2026-02-25T23:50', '2026-02-26T07:10']) {
      await world.isDownUntil(at);
      await world.person('吕洋').seesNothing();
    }
    await world.moveTo('2026-02-26T12:00');
    await world.forgetsPast();
    const sent = await world.db.select().from(outbox).where(eq(outbox.kind, 'delegation.lent'));
    expect(sent).toMatchObject([{ state: 'accepted', attempts: 0 }]);
    expect(sent[0]?.sendingAt?.toISOString()).toBe('2026-02-26T01:01:00.000Z');
  });

  it('规则重新启用、在办事项重新排时间：已经说过的各级不再说一遍', async () => {
    const world = await openWorld({ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27' });
    await world.moveTo('2026-03-04T12:00');
    await world.forgetsPast();
    const before = await world.db.select().from(lines);
    // Every clock of February is wound back to a moment long gone, as a migration might do it.
    await world.db
      .update(timers)
      .set({
        dueAt: new Date('2026-02-01T06:00:00+08:00'),
        version: sql`${timers.version} + 1`,
        claimedUntil: null,
      })
      .where(like(timers.subject, '%/branch_theme_day/2026-02'));
    await world.person('孔东').says('/帮助');
    await world.person('孔东').sees('帮助');
    await world.moveTo('2026-03-05T17:00');
    expect(await world.db.select().from(lines)).toHaveLength(before.length);
    await world.expectQuiet();
    // And the next level comes on its own day.
    await world.morningOf('2026-03-06');
    await world.person('汤新岩').sees('9 件', '已超过 5 个工作日');
    await world.forgetsPast();
  });

  it('支部书记同时是党务干部：一天一张卡片，同一件事只说一遍', async () => {
    const world = await openWorld({ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27' });
    await changePosts(world, '2026-02-28T16:06', given('party_affairs_officer', 'D01W', 'P000001'));
    await world.moveTo('2026-03-03T18:00');
    await world.forgetsPast();
    await world.morningOf('2026-03-04');
    await world.person('罗启平').sees('今天的提醒', '已超过 3 个工作日');
    const cards = await world.db
      .select()
      .from(outbox)
      .where(and(eq(outbox.personCode, 'P000001'), sql`${outbox.sendingAt} >= '2026-03-04T00:00:00+08:00'`));
    expect(cards).toHaveLength(1);
    const own = await world.db
      .select()
      .from(lines)
      .where(and(eq(lines.personCode, 'P000001'), eq(lines.instanceKey, 'D01B01/branch_theme_day/2026-02')));
    expect(own.filter(({ stage }) => stage === 'L1')).toHaveLength(1);
    await world.forgetsPast();
  });

  it('一人任两个支部的书记：同名的两件写明是哪个支部，按钮也是', async () => {
    const world = await openWorld({ startAt: '2026-03-03T18:00', goLiveOn: '2026-02-27' });
    await changePosts(world, '2026-03-03T18:01', given('branch_secretary', 'D01B02', 'P000001'));
    await world.morningOf('2026-03-04');
    const card = await world.person('罗启平').sees('今天的提醒', '2 个支部');
    for (const branch of ['办公室党支部', '检验检测所党支部']) {
      expect(card.text).toContain(`- ${branch} 2月主题党日  应于`);
      expect(card.buttons.map(({ label }) => label)).toContain(`安排${branch} 2月主题党日`);
    }
    await world.forgetsPast();
  });
});
