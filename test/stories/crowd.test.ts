import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attendances } from '../../db/schema/index.ts';
import type { ClickAnswered } from '../harness/control.ts';
import { openWorld, type World } from '../harness/world.ts';
import { bigBranchRoster, nameOf } from './big-branch.ts';

const size = 500;
/** So many at the same moment, from one process that is people, platform and bot at once. */
const together = 50;
let folder: string;
beforeAll(async () => {
  folder = await bigBranchRoster(size);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function marks(world: World): Promise<Readonly<Record<string, number>>> {
  const rows = await world.db.select().from(attendances);
  const counted: Record<string, number> = {};
  for (const { mark, asked } of rows) {
    const shown = asked ?? mark;
    counted[shown] = (counted[shown] ?? 0) + 1;
  }
  return counted;
}

describe('五百人一起答复', () => {
  it('人人得到自己的回答，名单一个不差；重复的一次不算，同一人连按以最后一次为准', async () => {
    const world = await openWorld({ roster: folder, startAt: '2026-02-02T10:05', goLiveOn: '2026-02-02' });
    const secretary = world.person(nameOf(0));
    const planned = await secretary.says('/主题党日 2月12日下午3点 大会议室 学习条例 主讲 外请张三');
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-03T11:00');
    const invitations = await Promise.all(
      Array.from({ length: size }, async (_, n) => {
        const person = world.person(nameOf(n));
        const message = (await person.messages()).find(({ title }) => title.startsWith('主题党日：2月12日'));
        if (!message) throw new Error(`no invitation for ${person.name}`);
        return { as: person.openId, message_id: message.id };
      }),
    );
    const press = (n: number, name: string): Promise<ClickAnswered> =>
      world.control.post<ClickAnswered>('/click', { ...invitations[n], name });

    const answers: ClickAnswered[] = [];
    for (let from = 0; from < size; from += together) {
      const wave = Array.from({ length: together }, (_, at) => from + at);
      const pressed = wave.map((n) => press(n, n % 10 === 9 ? 'leave_business' : 'join'));
      answers.push(...(await Promise.all(pressed)));
    }
    for (const [n, { status, toast, card_updated }] of answers.entries()) {
      expect([n, status, toast?.content, card_updated]).toEqual([
        n,
        200,
        n % 10 === 9 ? expect.stringContaining('已记下：请假') : '已记下：参加',
        true,
      ]);
    }
    await world.passes('PT10S');
    expect(await marks(world)).toEqual({ present: 450, on_leave: 50 });
    await secretary.rereads('名单', '已确认 450 / 应到 500', '请假待批 50');

    // Again, by some the other way round: four of them had asked for leave.
    const hasty = Array.from({ length: 20 }, (_, n) => n);
    await Promise.all(hasty.flatMap((n) => [press(n, 'online'), press(n + 20, 'online')]));
    await Promise.all(hasty.map((n) => press(n, 'join')));
    await world.passes('PT10S');
    expect(await marks(world)).toEqual({ present: 434, present_online: 20, on_leave: 46 });

    const before = await world.db.select().from(attendances).orderBy(attendances.personCode);
    await world.redelivers(planned, { asNew: false });
    expect(await world.db.select().from(attendances).orderBy(attendances.personCode)).toEqual(before);
    await world.forgetsPast();
  }, 240_000);
});
