import { and, eq, gte, inArray } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { outbox, people } from '../../db/schema/index.ts';
import { flows } from '../../flows/index.ts';
import { dayOf } from '../../src/calendar/day.ts';
import { buildCard } from '../../src/cards/card.ts';
import { text as paragraph } from '../../src/cards/elements.ts';
import { composeEach, type Flow } from '../../src/engine/index.ts';
import type { NoticeDraft } from '../../src/notices/notice.ts';
import { bookNotices } from '../../src/notices/outbox.ts';
import { sendings } from '../harness/ledger.ts';
import { openWorld, type World } from '../harness/world.ts';

const administrator = '万鹏兰';

/** A timely message that says nothing but when it was booked. */
const notes: Flow = {
  key: 'story',
  title: '故事',
  notices: {
    'story.note': composeEach(async (_context, { bookedAt }) => ({
      kind: 'card',
      card: buildCard({ title: dayOf(bookedAt), tone: 'info', summary: '通知', blocks: [paragraph('通知')] }),
    })),
  },
};

describe('一周的限量', () => {
  /** One such message to each of these people, booked at this moment. */
  async function books(world: World, names: readonly string[], at: string): Promise<void> {
    const known = await world.db
      .select()
      .from(people)
      .where(inArray(people.name, [...names]));
    const drafts = known.map(
      ({ code: person }): NoticeDraft => ({
        key: `story:${at}:${person}`,
        kind: 'story.note',
        channel: 'direct',
        to: { person },
        subject: {},
      }),
    );
    await bookNotices(world.db, drafts, new Date(`${at}:00+08:00`));
    // Any event makes the relay look; thanks are not answered.
    await world.person(administrator).says('谢谢');
    await world.passes('PT2M');
  }

  it('普通党员一周最多五条：第六条等到下一个工作周的第一天，有职务的同志当天收到', async () => {
    // Six working days: Saturday, 14 February 2026, makes up for the Spring Festival, which is the whole week after.
    const world = await openWorld({
      startAt: '2026-02-09T08:00',
      duties: [],
      flows: [...flows, notes],
    });
    const member = '吕洋';
    const secretary = '罗启平';
    for (const day of ['09', '10', '11', '12', '13', '14']) {
      await world.moveTo(`2026-02-${day}T09:40`);
      await books(world, [member, secretary], `2026-02-${day}T09:40`);
    }
    const came = async (name: string): Promise<readonly string[]> =>
      (await world.person(name).messages()).map(({ title }) => title);
    const week = ['2026-02-09', '2026-02-10', '2026-02-11', '2026-02-12', '2026-02-13'];
    expect(await came(member)).toEqual(week);
    expect(await came(secretary)).toEqual([...week, '2026-02-14']);
    const [held] = await world.db.select().from(outbox).where(eq(outbox.state, 'held'));
    expect(held?.reason).toBe('budget_week');
    await world.moveTo('2026-02-24T08:59');
    expect(await came(member)).toEqual(week);
    await world.morningOf('2026-02-24');
    await world.forgetsPast();
  });
});

describe('恢复发送的次序', () => {
  it('先是会前的改动，再按先后；一人一天仍是一条，不一拥而上', async () => {
    const world = await openWorld({ startAt: '2026-02-10T10:05' });
    await world.person('罗启平').says('/主题党日 2月25日下午4点 三楼会议室 学习条例 主讲 杜慧敏');
    await world.person('罗启平').presses('确认发布');
    await world.moveTo('2026-02-12T15:00');
    await world.forgetsPast();
    const admin = world.person(administrator);
    await admin.says('/停发 名册有误');
    await admin.sees('主动消息已停发');
    // Older than the change: an invitation of another branch; newer than both: one more.
    await world.person('黎柏').says('/主题党日 2月26日下午4点 二楼会议室 学习条例 主讲 黎柏');
    await world.person('黎柏').presses('确认发布');
    await world.passes('PT5M');
    await world.person('罗启平').says('/改期 主题党日 2月27日下午3点');
    await world.passes('PT5M');
    await world.person('程鹏兰').says('/主题党日 2月27日下午4点 一楼会议室 学习条例 主讲 程鹏兰');
    await world.person('程鹏兰').presses('确认发布');
    await world.moveTo('2026-02-13T14:29');
    await world.forgetsPast();
    const before = (await sendings(world.control)).length;
    await admin.says('/恢复发送');
    await admin.sees('已恢复发送');
    await world.passes('PT5M');

    const sent = (await sendings(world.control)).slice(before);
    const rows = await world.db
      .select()
      .from(outbox)
      .where(
        inArray(
          outbox.id,
          sent.map(({ uuid }) => uuid),
        ),
      );
    const byId = new Map(rows.map((row) => [row.id, row]));
    const kinds = ['attendance.moved', 'attendance.invitation'];
    const order = sent.flatMap(({ uuid }) => {
      const row = byId.get(uuid);
      return row && kinds.includes(row.kind) ? [row] : [];
    });
    const firstInvitation = order.findIndex(({ kind }) => kind === 'attendance.invitation');
    const lastMove = order.findLastIndex(({ kind }) => kind === 'attendance.moved');
    expect(order.filter(({ kind }) => kind === 'attendance.moved').length).toBeGreaterThan(25);
    expect(firstInvitation).toBeGreaterThan(lastMove);
    // The invitations in the order in which they were asked for.
    const booked = order.slice(firstInvitation).map(({ bookedAt }) => bookedAt.getTime());
    expect(booked).toEqual(booked.toSorted((a, b) => a - b));
    expect(new Set(booked).size).toBe(2);
    // Never above what the platform takes in a second, and one timely message a person and day.
    for (const { at } of sent) {
      const inOneSecond = sent.filter((one) => one.at >= at && one.at.getTime() < at.getTime() + 1000);
      expect(inOneSecond.length).toBeLessThanOrEqual(50);
    }
    const today = await world.db
      .select()
      .from(outbox)
      .where(and(eq(outbox.channel, 'direct'), gte(outbox.sendingAt, new Date('2026-02-13T00:00:00+08:00'))));
    const told = today.map(({ personCode }) => personCode);
    expect(new Set(told).size).toBe(told.length);
    await world.forgetsPast();
  });
});
