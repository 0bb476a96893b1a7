import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { dutyRequests, findings, lines } from '../../db/schema/index.ts';
import { loadRoster } from '../../src/org/roster-load.ts';
import { changePosts, codeOf, type Posts } from '../harness/changed-posts.ts';
import { openWorld, type World } from '../harness/world.ts';

/** A roster comes in at this moment; whoever writes next makes it known. */
async function posts(world: World, at: string, change: (posts: Posts) => Posts): Promise<void> {
  await world.moveTo(at);
  await changePosts(world, at, change);
  await world.person('孔东').says('/帮助');
  await world.person('孔东').sees('帮助');
}

const without =
  (post: string) =>
  (all: Posts): Posts =>
    all.filter((one) => one.post !== post);

const ask = '/延期 D01B02-TD-2602 3月4日 岗位空缺';

describe('申请跟着岗位走', () => {
  it('审批的岗位空缺：改由上一位审批，正好一条；申请人问起说清在谁那里；不是他批的不算他的', async () => {
    const world = await openWorld({ startAt: '2026-02-25T10:05', goLiveOn: '2026-02-25' });
    await world.person('黎柏').says(ask);
    await world.person('黎柏').sees('已送机关党委专职副书记汤新岩');
    await world.passes('PT10M');
    await world.person('汤新岩').sees('等您审批');
    await world.forgetsPast();
    await posts(world, '2026-02-25T11:00', without('organ_fulltime_deputy'));
    await world.moveTo('2026-02-25T12:00');
    await world.person('陈博').sees('岗位交接', '专职副书记', '眼下没有可以审批的同志，1 件申请先由您审批');
    await world.person('黎柏').says('/延期 D01B02-TD-2602 3月5日 岗位空缺');
    await world.person('黎柏').sees('在等机关党委书记审批');
    await world.person('汤新岩').presses('同意');
    world.person('汤新岩').isTold('已改由机关党委书记审批');
    await world.person('陈博').presses('看申请');
    await world.person('陈博').sees('等您审批', '延期申请');
    await world.person('陈博').presses('同意');
    world.person('陈博').isTold('已同意');
    await world.moveTo('2026-02-25T15:30');
    await world.person('黎柏').sees('申请已同意', '陈博');
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({ heldBy: '2026-03-04' });
    const kept = await world.db.select().from(dutyRequests).where(eq(dutyRequests.state, 'approved'));
    expect(kept).toMatchObject([{ deciderPost: 'organ_secretary' }]);
  });
});

describe('岗位空缺', () => {
  it('连续两期逾期：机关党委书记空缺，由专职副书记听，一项一行', async () => {
    const world = await openWorld({ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27' });
    await posts(world, '2026-02-28T16:06', without('organ_secretary'));
    await world.moveTo('2026-04-20T12:00');
    const told = await world.db.select().from(lines).where(eq(lines.stage, 'streak'));
    expect(told.length).toBeGreaterThan(0);
    for (const line of told)
      expect(line).toMatchObject({ post: 'organ_fulltime_deputy', state: 'carried', fallback: [{}] });
    await world.forgetsPast();
  });
});

describe('看着别人办的岗位换了人', () => {
  const succeeds =
    (post: string, next: string) =>
    (all: Posts): Posts =>
      all.map((one) => (one.post === post ? { ...one, person: next } : one));

  it('听说过、还没有办结的：随交接卡告诉新任，以后办结也告诉新任；前任不再收到', async () => {
    const world = await openWorld({ startAt: '2026-02-28T16:05' });
    await world.moveTo('2026-03-06T12:30');
    await world.forgetsPast();
    const roster = await loadRoster(world.db);
    const next = roster.people.find(({ name }) => name === '孔东')?.code ?? '';
    const before = roster.people.find(({ name }) => name === '夏成超')?.code ?? '';
    await posts(world, '2026-03-06T13:00', succeeds('party_affairs_officer', next));
    await world.moveTo('2026-03-06T15:30');
    await world
      .person('孔东')
      .sees('岗位交接', '已经听说、还没有办结的逾期有 9 项', '检验检测所党支部 2月主题党日');
    await world.person('孔东').presses('看逾期');
    await world.person('孔东').sees('超过期限的事项', 'D01B02-TD-2602');
    await world.person('黎柏').says('/记录 D01B02-TD-2602 2月27日 已召开');
    await world.forgetsPast();
    await world.moveTo('2026-03-09T12:00');
    const ended = await world.db
      .select()
      .from(lines)
      .where(and(eq(lines.kind, 'closing'), eq(lines.post, 'party_affairs_officer')));
    expect(ended).toMatchObject([{ personCode: next, state: 'carried', facts: { movedFrom: before } }]);
    await world.moveTo('2026-03-12T12:00');
    expect(await world.db.select().from(findings).where(eq(findings.kind, 'auditor'))).toEqual([]);
    await world.forgetsPast();
  });

  it('交接以后，前任早上的卡片不再跟着变：后来写的说明和办结都只给新任', async () => {
    const world = await openWorld({ startAt: '2026-03-05T18:00', goLiveOn: '2026-02-27' });
    await world.moveTo('2026-03-06T10:20');
    const next = await codeOf(world, '邓松');
    await posts(world, '2026-03-06T10:21', succeeds('organ_fulltime_deputy', next));
    await world.moveTo('2026-03-06T10:30');
    await world.forgetsPast();
    const former = world.person('汤新岩');
    const [before] = (await former.messages()).filter(({ day }) => day === '2026-03-06');
    await world.person('黎柏').says('/情况说明 D01B02-TD-2602 书记住院，组织委员在外地');
    await world.person('程鹏兰').says('/记录 D01B03-TD-2602 2月27日 已召开');
    await world.moveTo('2026-03-06T11:00');
    const [after] = (await former.messages()).filter(({ day }) => day === '2026-03-06');
    expect(after?.text).toBe(before?.text);
    await world.forgetsPast();
  });

  it('办结以后、送出以前换人：等着的那一条也跟着岗位走；岗位空缺、没有别人可听的写明原因，不一直等着', async () => {
    const world = await openWorld({ startAt: '2026-02-28T16:05' });
    await world.moveTo('2026-03-06T12:30');
    await world.forgetsPast();
    await world.person('黎柏').says('/记录 D01B02-TD-2602 2月27日 已召开');
    await posts(world, '2026-03-06T13:00', without('party_affairs_officer'));
    await world.person('程鹏兰').says('/记录 D01B03-TD-2602 2月27日 已召开');
    await world.forgetsPast();
    await world.moveTo('2026-03-12T12:00');
    const ended = await world.db.select().from(lines).where(eq(lines.kind, 'closing'));
    expect(ended.filter(({ state }) => state === 'waiting')).toEqual([]);
    const ofDeputy = ended.filter(
      ({ post, state }) => post === 'organ_fulltime_deputy' && state === 'carried',
    );
    expect(ofDeputy.map(({ instanceKey }) => instanceKey.slice(0, 6)).sort()).toEqual(['D01B02', 'D01B03']);
    const ofOfficer = ended.filter(({ post }) => post === 'party_affairs_officer');
    expect(new Set(ofOfficer.map(({ state }) => state))).toEqual(new Set(['withdrawn']));
    expect(await world.db.select().from(findings).where(eq(findings.kind, 'auditor'))).toEqual([]);
    await world.forgetsPast();
  });
});
