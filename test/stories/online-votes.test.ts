import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { activities, auditEvents, dutyRequests } from '../../db/schema/index.ts';
import type { Person } from '../harness/person.ts';
import { openWorld, type World } from '../harness/world.ts';

const branch = 'D01B02';
const number = `${branch}-MM-26Q1`;
const notCounted = '线上参加算参加学习，不计入表决和选举的到会人数';

/** 检验检测所党支部, nine members (secretary 黎柏), has called its members' meeting. */
async function called(): Promise<{ world: World; secretary: Person }> {
  const world = await openWorld({ duties: ['branch_member_meeting'] });
  const secretary = world.person('黎柏');
  await secretary.says('/安排 党员大会 2月12日下午3点 三楼会议室 主题 讨论年度计划');
  await secretary.presses('确认发布');
  await world.moveTo('2026-02-03T11:00');
  await world.forgetsPast();
  return { world, secretary };
}

/** Four on the spot, one by video, the rest away: four of nine are no half, five are. */
async function rolled(world: World, secretary: Person): Promise<void> {
  const members = (await world.directory()).membersOf(branch).map(({ name }) => name);
  const away = members.filter((name) => name !== '黎柏').slice(0, 4);
  const online = members.filter((name) => name !== '黎柏' && !away.includes(name))[0] ?? '';
  await world.moveTo('2026-02-12T15:30');
  await world.forgetsPast();
  await secretary.says(`/点名 全到 除 ${away.join(' ')} 线上 ${online}`);
}

async function quorumOf(world: World): Promise<unknown> {
  const [held] = await world.db.select().from(activities).where(eq(activities.orgCode, branch));
  return held?.quorum;
}

describe('线上参加', () => {
  it('平时算参加学习，不计入表决的到会人数', async () => {
    const { world, secretary } = await called();
    await rolled(world, secretary);
    await secretary.sees('应到 9 · 实到 5');
    await secretary.rereads('名单', '表决：应到会有表决权 9 · 实到 4');
    await secretary.says('/记录 议程 年度计划 表决 暂缓 要点 改日再议');
    await secretary.sees('应到会有表决权 9 人，实到 4 人，未达到规定人数');
    expect(await quorumOf(world)).toMatchObject([{ present: 4, isMet: false }]);
  });

  it('书记为这一次会议提出，专职副书记同意：名单、记录按线上计入，/为什么 说明是谁同意的，只限这一次', async () => {
    const { world, secretary } = await called();
    await secretary.says('/线上计入 三位同志驻外地项目');
    await secretary.sees('已送上级审批', '机关党委专职副书记', '同意以前，线上参加的照旧不计入');
    const deputy = world.person('汤新岩');
    await deputy.sees(
      '等您审批',
      '线上参加计入表决申请：检验检测所党支部 第一季度党员大会',
      '三位同志驻外地项目',
    );
    await secretary.says('/线上计入');
    await secretary.sees('已有一份申请在等机关党委专职副书记审批');
    await deputy.presses('同意');
    deputy.isTold('已同意');
    await secretary.sees('申请已同意', '只限这一次');
    await secretary.rereads('名单', '表决：应到会有表决权 9 · 实到', '经上级同意，含线上');
    await secretary.says(`/线上计入 ${number}`);
    await secretary.sees('上级已经同意线上参加计入到会人数');

    await secretary.says(`/为什么 ${number}`);
    await secretary.sees('为什么', '机关党委专职副书记2月3日', '这一次会议线上参加的计入表决');
    await rolled(world, secretary);
    await secretary.sees('应到 9 · 实到 5');
    await secretary.says('/记录 议程 年度计划 表决 同意5票 要点 通过');
    await secretary.sees(
      '应到会有表决权 9 人，实到 5 人，达到规定人数',
      '经上级同意，这一次会议线上参加的已计入',
    );
    expect(await quorumOf(world)).toMatchObject([{ present: 5, isMet: true, countsOnline: true }]);
    const traces = await world.db
      .select({ action: auditEvents.action })
      .from(auditEvents)
      .where(eq(auditEvents.object, `${branch}/branch_member_meeting/2026-Q1`));
    expect(traces.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['request.online', 'request.approved']),
    );
  });

  it('上级不等申请就同意：邀请上写明，书记收到一条；会议取消后另开的一次照旧不计入', async () => {
    const { world, secretary } = await called();
    const deputy = world.person('汤新岩');
    await deputy.says(`/线上计入 ${number} 多数同志在外地`);
    await deputy.sees('线上参加计入到会人数', '只限这一次');
    await secretary.sees('线上参加计入到会人数', '汤新岩', '只限这一次');
    const member = world.person(
      (await world.directory()).membersOf(branch).find(({ account, name }) => account && name !== '黎柏')
        ?.name ?? '',
    );
    await member.says('/活动');
    await member.sees('党员大会：2月12日', '经上级同意，这一次会议线上参加也计入表决');
    await secretary.says('/取消 党员大会 会议冲突');
    await secretary.presses('确认取消');
    await world.passes('PT10M');
    await world.forgetsPast();
    await secretary.says('/安排 党员大会 2月26日下午3点 三楼会议室 主题 讨论年度计划');
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-05T11:00');
    await world.forgetsPast();
    await member.says('/活动');
    await member.sees('党员大会：2月26日', notCounted);
  });

  it('会议取消了，等着的申请不用再批；不同意的照旧不计入', async () => {
    const { world, secretary } = await called();
    await secretary.says('/线上计入 三位同志驻外地项目');
    await secretary.sees('已送上级审批');
    const deputy = world.person('汤新岩');
    await deputy.sees('等您审批');
    await deputy.fills('等您审批', { '不同意时写明原因（至少 5 个字）': '请改到都能到会的一天' }, '不同意');
    deputy.isTold('已退回申请人');
    await secretary.sees('申请未同意', '请改到都能到会的一天', '线上参加的照旧算参加学习');
    await secretary.says('/线上计入 仍请考虑');
    await secretary.sees('已送上级审批');
    await secretary.says('/取消 党员大会 会议冲突');
    await secretary.presses('确认取消');
    await world.moveTo('2026-02-04T11:00');
    await deputy.presses('同意');
    deputy.isTold('已另行办结，不用再批');
    const rows = await world.db.select({ state: dutyRequests.state }).from(dutyRequests);
    expect(rows.map(({ state }) => state).sort()).toEqual(['overtaken', 'refused']);
    await world.forgetsPast();
  });

  it('别的支部、没有会议、没有表决的，一句话说明，什么都不变', async () => {
    const { world, secretary } = await called();
    const other = world.person('罗启平');
    await world.staysUnchanged(async () => {
      await other.says(`/线上计入 ${number}`);
      await other.sees('没有找到编号');
      await other.says('/线上计入');
      await other.sees('没有已发布、要表决或选举的会议');
      await secretary.says(`/线上计入 ${branch}-MM-26Q2`);
      await secretary.sees('没有找到编号');
      await secretary.says(`/线上计入 ${number} ${'长'.repeat(300)}`);
      await secretary.sees('原因请写在 200 字以内');
    });
  });
});
