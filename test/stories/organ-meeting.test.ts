import { expect, it } from 'vitest';
import { openWorld } from '../harness/world.ts';

const members = ['赖怡', '阎秋若', '于林邦', '陈博'];

/** 陈博 is the secretary of the organ committee, 汤新岩 the full-time deputy; the others sit on it. */
it('机关党委会议：只请委员，请假由书记批，点名以后记录议定事项就办结', async () => {
  const world = await openWorld({ duties: ['organ_committee_meeting'] });
  const deputy = world.person('汤新岩');
  const committee = world.everyone(members);
  await deputy.says('/安排 机关党委会 2月12日下午3点 二楼会议室');
  await deputy.sees('请核对后发布', '第一季度机关党委会', '二楼会议室', '将邀请 5 人');
  await deputy.presses('确认发布');
  await deputy.rereads('机关党委会 2月12日（周四）15:00 名单', '已确认 0 / 应到 5');
  await deputy.sees('机关党委会：2月12日（周四）15:00', '二楼会议室', '[参加]');
  const [invited] = await Promise.all(
    members.map((name) => world.person(name).sees('机关党委会：2月12日（周四）15:00', '机关党委')),
  );
  expect(invited?.text).not.toContain('支部');
  await world.expectQuiet();

  // Whoever calls the meeting asks nobody below; the others ask the secretary.
  const [secretary, ill] = [world.person('陈博'), world.person('阎秋若')];
  await secretary.presses('参加');
  await ill.says('/请假 病假');
  await ill.sees('已记下：请假（病假），等机关党委书记同意');
  await world.morningOf('2026-02-11');
  await secretary.sees('等您处理 1 项', '机关党委会', '阎秋若申请请假（病假）');
  await secretary.presses('同意', { card: '等您处理' });
  await world.passes('PT11M');
  await ill.sees('您的请假已同意');
  await world.moveTo('2026-02-12T15:10');
  await world.forgetsPast();
  await deputy.says('/点名 全到 除 于林邦');
  await deputy.sees('应到 5 · 实到 3 · 请假 1 · 缺席 1');
  await deputy.says('/记录 议定 二季度安排');
  await deputy.sees('已记录，已办结', '第一季度机关党委会', '议定  二季度安排');
  await world.moveTo('2026-03-31T23:00');
  await committee.seeNothing();
});
