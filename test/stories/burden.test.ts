import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../harness/person.ts';
import { openWorld } from '../harness/world.ts';
import { bigBranchRoster, nameOf } from './big-branch.ts';

/** A branch of forty: what one theme day costs everybody (duties.md e.4, “measure it”). */
const size = 40;

let folder: string;
beforeAll(async () => {
  folder = await bigBranchRoster(size);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a person does with hand and keyboard: lines sent and buttons pressed, and fields typed into. */
class Hand {
  readonly person: Person;
  touches = 0;
  typedFields = 0;

  constructor(person: Person) {
    this.person = person;
  }

  async says(line: string): Promise<void> {
    this.touches += 1;
    await this.person.says(line);
  }

  async presses(label: string): Promise<void> {
    this.touches += 1;
    await this.person.presses(label);
  }

  async fills(card: string, values: Readonly<Record<string, string>>, submit: string): Promise<void> {
    this.touches += 1;
    this.typedFields += Object.keys(values).length;
    await this.person.fills(card, values, submit);
  }
}

it('一次主题党日要动几下手：安排两下，答复一下，四十人点名一下，记录一张表；党员一个月一条', async () => {
  const world = await openWorld({ roster: folder, startAt: '2026-02-02T10:05', goLiveOn: '2026-02-02' });
  const secretary = world.person(nameOf(0));
  const measure = async (act: (hand: Hand) => Promise<void>, person = secretary): Promise<Hand> => {
    const hand = new Hand(person);
    await act(hand);
    return hand;
  };

  const scheduling = await measure(async (hand) => {
    await hand.says('/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 外请张三');
    await hand.presses('确认发布');
  });
  const members = Array.from({ length: size - 1 }, (_, n) => world.person(nameOf(n + 1)));
  const answering: number[] = [];
  for (const member of members)
    answering.push((await measure((hand) => hand.presses('参加'), member)).touches);

  await world.moveTo('2026-02-12T15:10');
  const closing = await measure((hand) => hand.says(`/点名 全到 除 ${nameOf(5)} ${nameOf(6)} ${nameOf(7)}`));
  await secretary.rereads('名单', '点名已结束', '缺席 3');
  const recording = await measure(async (hand) => {
    await hand.presses('记录要点');
    const form = await secretary.sees('记录要点', '保存并办结');
    const asked = form.fields.filter(({ label }) => /讨论|收获/u.test(label));
    expect(asked).toHaveLength(2);
    await hand.fills('记录要点', { 讨论: '结合岗位谈体会', 收获: '明确三项改进' }, '保存并办结');
  });
  secretary.isTold('已记录，已办结');
  expect(await world.themeDay('D01B01', '2026-02')).toMatchObject({ state: 'done' });
  await world.moveTo('2026-02-28T23:00');
  const heard = await Promise.all(members.map(async (member) => (await member.messages()).length));

  const measured = {
    scheduling: scheduling.touches,
    answering: Math.max(...answering),
    closing: closing.touches,
    recordingTouches: recording.touches,
    recordingTyped: recording.typedFields,
    messagesPerMember: Math.max(...heard),
  };
  process.stdout.write(`touches and messages of one theme day: ${JSON.stringify(measured)}\n`);
  expect(measured.scheduling).toBeLessThanOrEqual(2);
  expect(measured.answering).toBe(1);
  expect(measured.closing).toBe(1);
  expect(measured.recordingTouches).toBeLessThanOrEqual(2);
  expect(measured.recordingTyped).toBeLessThanOrEqual(4);
  expect(measured.messagesPerMember).toBeLessThanOrEqual(1);
  await world.forgetsPast();
});
