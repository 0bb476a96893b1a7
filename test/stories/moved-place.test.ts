import { describe, expect, it } from 'vitest';
import { openWorld, type World } from '../harness/world.ts';

/** D01B02 has called its theme day to the third floor; everybody but the secretary has the invitation. */
async function called(startAt = '2026-02-02T10:05'): Promise<World> {
  const world = await openWorld({ startAt });
  const secretary = world.person('黎柏');
  await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习条例 主讲 黎柏');
  await secretary.presses('确认发布');
  await world.moveTo('2026-02-03T10:05');
  await world.forgetsPast();
  return world;
}

describe('换地点', () => {
  it('新时间后面写的地点也改，一张卡片说两件事', async () => {
    const world = await called();
    const secretary = world.person('黎柏');
    await secretary.says('/改期 党日 2月12日下午4点 五楼会议室');
    const said = '由2月12日（周四）15:00改到2月12日（周四）16:00，地点由三楼会议室改到五楼会议室';
    await secretary.sees('已改期', said);
    await world.moveTo('2026-02-04T10:05');
    const members = await world.membersOf('D01B02');
    await members.see(
      '已改期',
      '原定2月12日（周四）15:00',
      '原定地点三楼会议室，现换到下面的地点',
      '五楼会议室 · 学习条例',
    );
    await members.seeNothing();
  });

  it('只换地点：听说过原来地点的各得一条，还没有发出的邀请直接写新地点；撤销也一样', async () => {
    const world = await called();
    const secretary = world.person('黎柏');
    await secretary.says('/改期 党日 地点 五楼会议室');
    await secretary.sees('已换地点', '2月12日（周四）15:00 主题党日的地点由三楼会议室改到五楼会议室');
    await secretary.says('/改期 党日 地点改到五楼会议室');
    await secretary.sees('时间和地点同原来的一样');
    await world.passes('PT5M');
    const members = await world.membersOf('D01B02');
    await members.see('已换地点', '主题党日：2月12日（周四）15:00', '原定地点三楼会议室', '五楼会议室');
    await members.seeNothing();
    // The day's one message has left: back again before the next, nobody hears twice.
    await secretary.says('/改期 2月12日党日 三楼会议室');
    await secretary.sees('地点由五楼会议室改到三楼会议室');
    await secretary.presses('撤销');
    await secretary.rereads('已改期', '地点改回五楼会议室');
    await world.moveTo('2026-02-06T10:05');
    await members.seeNothing();
    await secretary.rereads('名单', '已确认 0');
  });

  it('会前一天下午才换：当时就告诉，不等第二天', async () => {
    const world = await called();
    await world.moveTo('2026-02-11T15:00');
    await world.forgetsPast();
    await world.person('黎柏').says('/改期 党日 地点 五楼会议室');
    await world.person('黎柏').sees('由三楼会议室改到五楼会议室');
    await world.passes('PT5M');
    await (await world.membersOf('D01B02')).see('已换地点', '原定地点三楼会议室');
    await world.moveTo('2026-02-12T14:00');
    await (await world.membersOf('D01B02')).seeNothing();
  });
});

describe('改期和发布时说清楚的', () => {
  it('改到休息日、晚于期限，和草稿一样提示，不拦', async () => {
    const world = await called();
    const secretary = world.person('黎柏');
    await secretary.says('/改期 党日 2月14日下午3点');
    const workday = await secretary.sees('改到2月14日');
    expect(workday.text).not.toContain('提示');
    await secretary.says('/改期 党日 2月21日下午3点');
    await secretary.sees('改到2月21日', '不是工作日，请确认大家方便');
    await secretary.says('/改期 党日 3月2日下午3点');
    await secretary.sees('改到3月2日', '提示：这个日期晚于期限（2月28日');
    await world.forgetsPast();
  });

  it('当天的一条已经用掉，或者下班以后发布：说清邀请什么时候发出', async () => {
    const world = await openWorld({
      startAt: '2026-02-02T10:05',
      duties: ['branch_theme_day', 'branch_member_meeting'],
    });
    const secretary = world.person('黎柏');
    await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习条例 主讲 黎柏');
    await secretary.presses('确认发布');
    secretary.isTold('邀请已经发出');
    await world.passes('PT5M');
    await world.forgetsPast();
    await secretary.says('/安排 党员大会 2月13日下午3点 三楼会议室 讨论计划');
    await secretary.presses('确认发布');
    secretary.isTold('邀请将按时间发出：');
    await world.forgetsPast();
    await world.moveTo('2026-02-03T20:00');
    await world.forgetsPast();
  });
});
