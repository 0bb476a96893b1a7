import { describe, expect, it } from 'vitest';
import { openWorld, type World } from '../harness/world.ts';

const leaders = ['钟欣佳', '廖晓森'];

async function weeksOf(world: World, name: string): Promise<readonly string[]> {
  const messages = await world.person(name).messages();
  return messages.flatMap(
    ({ day, text }) => /(?:上周|前 \d 周)情况（[^）]*）/u.exec(text)?.[0].replace(/^/u, `${day} `) ?? [],
  );
}

describe('错过的一周', () => {
  const since = { startAt: '2026-02-26T18:00', goLiveOn: '2026-02-26', tellsWeeks: true } as const;

  it('周一停发：恢复以后照样送到，同一周不说第二遍', async () => {
    const world = await openWorld(since);
    await world.moveTo('2026-03-06T15:00');
    await world.person('万鹏兰').says('/停发 名册有误');
    await world.moveTo('2026-03-10T08:00');
    await world.person('万鹏兰').says('/恢复发送');
    await world.moveTo('2026-03-16T12:00');
    for (const name of leaders) {
      expect(await weeksOf(world, name)).toEqual([
        '2026-03-02 上周情况（2月23日至3月1日）',
        '2026-03-10 上周情况（3月2日至3月8日）',
        '2026-03-16 上周情况（3月9日至3月15日）',
      ]);
    }
    await world.forgetsPast();
  });

  it('整个周一系统停机：下一个周一连着说', async () => {
    const world = await openWorld({ ...since, canRestart: true });
    await world.moveTo('2026-03-06T15:00');
    await world.isDownUntil('2026-03-11T08:00');
    await world.moveTo('2026-03-16T12:00');
    for (const name of leaders) {
      expect(await weeksOf(world, name)).toEqual([
        '2026-03-02 上周情况（2月23日至3月1日）',
        '2026-03-16 前 2 周情况（3月2日至3月15日）',
      ]);
    }
    await world.forgetsPast();
  });

  it('春节前一周在节后第一个工作日说，那一周的意见也计数', async () => {
    const world = await openWorld({ startAt: '2026-02-06T18:00', goLiveOn: '2026-02-06', tellsWeeks: true });
    await world.moveTo('2026-02-12T10:05');
    await world.person('程鹏兰').says('/意见 提醒可以再晚一点');
    await world.moveTo('2026-02-24T12:00');
    expect(await weeksOf(world, '钟欣佳')).toEqual(['2026-02-24 前 2 周情况（2月9日至2月22日）']);
    await world.person('钟欣佳').sees('收到意见 1 条');
    await world.forgetsPast();
  });
});
