import { describe, it } from 'vitest';
import { openWorld } from '../harness/world.ts';

const ask = '/延期 D01B02-TD-2602 3月4日 岗位空缺';

describe('别人作出的答复', () => {
  it('晚上同意、第二天系统停机到晚上：再下一个工作日上午才送到', async () => {
    const world = await openWorld({
      startAt: '2026-02-25T10:05',
      goLiveOn: '2026-02-25',
      canRestart: true,
    });
    await world.person('黎柏').says(ask);
    await world.moveTo('2026-02-25T19:00');
    await world.person('汤新岩').presses('同意');
    await world.isDownUntil('2026-02-26T20:10');
    await world.passes('PT5M');
    await world.forgetsPast();
    await world.moveTo('2026-02-27T09:02');
    await world.person('黎柏').sees('申请已同意', '延期至3月4日', '[提意见]');
    await world.forgetsPast();
  });

  it('停发期间：对自己按下的照常回答，别人的答复等恢复', async () => {
    const world = await openWorld({ startAt: '2026-02-25T10:05', goLiveOn: '2026-02-25' });
    await world.person('黎柏').says(ask);
    await world.passes('PT10M');
    await world.person('万鹏兰').says('/停发 名册有误');
    await world.forgetsPast();
    await world.person('汤新岩').presses('同意');
    world.person('汤新岩').isTold('已同意');
    await world.passes('PT10M');
    await world.expectQuiet();
    await world.person('万鹏兰').says('/停发');
    await world.person('万鹏兰').sees('申请的答复');
    await world.person('万鹏兰').says('/恢复发送');
    await world.person('万鹏兰').sees('停下的 1 条');
    await world.passes('PT1M');
    await world.person('黎柏').sees('申请已同意', '[提意见]');
  });

  it('请假的答复也只在可以打扰的时间：星期六不送', async () => {
    const world = await openWorld({ startAt: '2026-03-05T10:05', goLiveOn: '2026-03-05', canRestart: true });
    const secretary = world.person('罗启平');
    await secretary.says('/主题党日 3月17日下午4点 三楼会议室 学习条例 主讲 杜慧敏');
    await secretary.presses('确认发布');
    await world.moveTo('2026-03-06T12:00');
    await world.person('孔东').says('/请假 主题党日 事假');
    await world.moveTo('2026-03-06T18:00');
    await secretary.says('/批假 孔东 同意');
    await world.isDownUntil('2026-03-07T10:10');
    await world.passes('PT5M');
    await world.forgetsPast();
    await world.moveTo('2026-03-09T09:02');
    await world.person('孔东').sees('请假', '[提意见]');
    await world.forgetsPast();
  });
});
