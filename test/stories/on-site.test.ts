import { describe, expect, it } from 'vitest';
import { openWorld, type World } from '../harness/world.ts';

/** The theme day of D01B01 is published on 2 February; all it took to get there is read. */
async function published(day: string): Promise<World> {
  const world = await openWorld({ startAt: '2026-02-02T10:05', goLiveOn: '2026-02-03' });
  const secretary = world.person('罗启平');
  await secretary.says(`/主题党日 ${day}下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏`);
  await secretary.presses('确认发布');
  await world.moveTo('2026-02-03T12:00');
  await world.forgetsPast();
  return world;
}

describe('会场里', () => {
  it('现场码：记录人要用才有，说得出的算到会，关掉以后一按就行；点名不受影响', async () => {
    const world = await published('2月12日');
    const secretary = world.person('罗启平');
    const [early, first, second] = [world.person('孔东'), world.person('吕洋'), world.person('杨东')];
    await world.moveTo('2026-02-12T12:00');
    await world.forgetsPast();
    await secretary.says('/签到 现场码');
    const answer = await secretary.sees('这次活动的现场码是', '点名不受影响');
    const code = /现场码是 (\d{4})/u.exec(answer.text)?.[1] ?? '';
    await secretary.rereads('名单', `现场码 ${code}`);
    // Saying that one will come needs no code.
    await early.presses('参加');
    early.isTold('已记下：参加');

    await world.moveTo('2026-02-12T14:40');
    await world.forgetsPast();
    await first.presses('我到了');
    first.isTold('请输入会场里写着的四位数');
    await first.presses('线上参加');
    first.isTold('已记下：线上参加');
    await first.says(`到了 ${code}`);
    await first.sees('已记下', '参加');
    await second.says(`到了 ${String((Number(code) + 1) % 10_000).padStart(4, '0')}`);
    await second.sees('请输入会场里写着的四位数');
    await secretary.says('/签到 关闭现场码');
    await secretary.sees('现场码已关闭');
    await second.says('到了');
    await second.sees('已记下', '参加');
    await secretary.rereads('名单', '参加 3');

    await secretary.says('/点名 全到 除 侯艳莹');
    await secretary.sees('点名已结束', '缺席 1');
    await world.expectQuiet();
  });

  it('太久改不动的卡片：按下照样算数，新的一张写着结果；点名时名单重发一次', async () => {
    const world = await published('2月26日');
    const [secretary, member] = [world.person('罗启平'), world.person('孔东')];
    // The last hour in which the platform passes a press on, and the first in which we do not count on a change.
    await world.moveTo('2026-02-16T09:30');
    await world.forgetsPast();
    await member.presses('参加', { card: '主题党日：2月26日' });
    member.isTold('最新的在下面');
    const fresh = await member.sees('主题党日：2月26日', '已答：参加');
    expect(fresh.day).toBe('2026-02-16');
    await secretary.says('/签到');
    await secretary.sees('名单', '已确认 1 / 应到 31');

    await world.moveTo('2026-02-26T14:25');
    await world.forgetsPast();
    await world.moveTo('2026-02-26T14:35');
    await secretary.rereads('名单', '已确认 1 / 应到 31', '[结束点名]');
    await world.expectQuiet();
  });

  it('一直没有新名单的，开会前半小时名单重发，好在上面点名', async () => {
    const world = await published('2月26日');
    await world.moveTo('2026-02-26T14:25');
    await world.forgetsPast();
    await world.moveTo('2026-02-26T14:35');
    await world.person('罗启平').sees('名单', '已确认 0 / 应到 31', '[结束点名]');
    await world.expectQuiet();
  });
});
