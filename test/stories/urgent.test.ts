import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, outbox } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

const administrator = '万鹏兰';
const line = '/主题党日 2月12日下午4点 三楼会议室 学习条例 主讲 黎柏';

/** 检验检测所党支部 meets on 12 February at 16:00; it is 14:30 of that day and everybody has read. */
async function soon(typed = line, at = '2026-02-12T14:30'): Promise<World> {
  const world = await openWorld({ startAt: '2026-02-10T10:05' });
  await world.person('黎柏').says(typed);
  await world.person('黎柏').presses('确认发布');
  await world.moveTo(at);
  await world.forgetsPast();
  return world;
}

async function allows(world: World): Promise<void> {
  await world.person(administrator).says('/加急 开');
  await world.person(administrator).sees('已开启加急', '要关闭请输入“/加急 关”');
}

async function cancels(world: World): Promise<void> {
  const secretary = world.person('黎柏');
  await secretary.says('/取消 主题党日 会议冲突');
  await secretary.presses('确认取消');
  secretary.isTold('已取消');
  await world.passes('PT1M');
}

/** How often the platform was asked to ring, and for whom. */
async function rung(world: World): Promise<readonly string[]> {
  const requests = await world.control.requests('/open-apis/im/v1/messages');
  return requests.flatMap(({ path, body }) =>
    path.includes('/urgent_app') ? ((body as { user_id_list?: string[] }).user_id_list ?? []) : [],
  );
}

describe('加急', () => {
  it('没有开启：临开会前取消也不加急', async () => {
    const world = await soon();
    await cancels(world);
    await (await world.membersOf('D01B02')).without('黎柏').see('主题党日取消');
    expect(await rung(world)).toEqual([]);
    await world.forgetsPast();
  });

  it('开启以后：两小时内要开的会取消了，每人响一次；写明做什么、花什么；有审计', async () => {
    const world = await soon();
    const admin = world.person(administrator);
    await admin.says('/加急');
    await admin.sees('没有开启加急', '两小时内就要开始', '不发短信', 'im:message.urgent', '[开启加急]');
    await admin.presses('开启加急');
    await admin.rereads('加急', '已开启加急');
    await admin.says('/加急');
    await admin.sees('万鹏兰于2月12日（周四）14:30开启了加急', '[关闭加急]');
    await world.forgetsPast();
    await cancels(world);
    const members = (await world.membersOf('D01B02')).without('黎柏');
    await members.see('主题党日取消');
    const heard = await rung(world);
    expect(heard.toSorted()).toEqual(members.people.map(({ openId }) => openId).toSorted());
    const traced = await world.db.select().from(auditEvents).where(eq(auditEvents.object, 'outbound'));
    expect(traced.map(({ action }) => action)).toEqual(['outbound.urgent_on']);
    await world.forgetsPast();
  });

  it('改期也是；地方一多，平台来不及的稍后再响，一人一次', async () => {
    const world = await openWorld({ startAt: '2026-02-10T10:05' });
    await world.person('罗启平').says('/主题党日 2月12日下午4点 三楼会议室 学习条例 主讲 杜慧敏');
    await world.person('罗启平').presses('确认发布');
    await world.moveTo('2026-02-12T14:30');
    await world.forgetsPast();
    await allows(world);
    await world.person('罗启平').says('/改期 主题党日 2月13日下午4点');
    await world.passes('PT2M');
    const told = await world.db.select().from(outbox).where(eq(outbox.kind, 'attendance.moved'));
    expect(told.length).toBeGreaterThan(25);
    const heard = await rung(world);
    expect(new Set(heard).size).toBe(heard.length);
    // Everybody but the secretary, who knows.
    expect(heard).toHaveLength(told.length - 1);
    await world.forgetsPast();
  });

  it('两小时以外的改动、邀请、提醒和逾期：开启了也从不加急', async () => {
    const world = await soon(line, '2026-02-12T11:00');
    await allows(world);
    await cancels(world);
    await world.moveTo('2026-03-13T12:00');
    const left = await world.db.select({ kind: outbox.kind }).from(outbox);
    expect(left.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['digest.digest', 'attendance.invitation']),
    );
    expect(await rung(world)).toEqual([]);
    await world.forgetsPast();
  });

  it('平台不许加急：消息照常到，台账写明没有响，不再试', async () => {
    const world = await soon();
    await allows(world);
    await world.control.post('/faults', {
      kind: 'code',
      code: 99991672,
      path: '/open-apis/im/v1/messages/:id/urgent_app',
      times: 'always',
    });
    await cancels(world);
    await (await world.membersOf('D01B02')).without('黎柏').see('主题党日取消');
    await world.passes('PT10M');
    const marks = await world.db.select().from(outbox).where(eq(outbox.kind, 'outbound.urgent'));
    expect(marks.length).toBeGreaterThan(0);
    expect(new Set(marks.map(({ state, reason }) => `${state} ${reason}`))).toEqual(
      new Set(['failed permission:99991672']),
    );
    await world.forgetsPast();
  });

  it('别人开不了；关了就不再响', async () => {
    const world = await soon();
    await world.staysUnchanged(() => world.person('黎柏').says('/加急 开'));
    await world.person('黎柏').sees('加急由系统管理员开启和关闭');
    await allows(world);
    await world.person(administrator).says('/加急 关');
    await world.person(administrator).sees('没有开启加急');
    await cancels(world);
    expect(await rung(world)).toEqual([]);
    await world.forgetsPast();
  });
});
