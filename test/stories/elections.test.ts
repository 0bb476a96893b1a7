import { and, eq } from 'drizzle-orm';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { auditEvents, dutyInstances, lines } from '../../db/schema/index.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { openWorld, type World } from '../harness/world.ts';

const branch = '离退休干部第一党支部';
const key = 'D01B07/branch_election/ev:term-2023-02-26';

/** The term of D01B07 ends on 2026-02-26; its notice was due half a year before, its request four months before. */
async function autumn(startAt = '2025-10-20T10:05', goLiveOn = '2025-08-01'): Promise<World> {
  const world = await openWorld({
    startAt,
    goLiveOn,
    duties: ['branch_election', 'term_notice'],
  });
  await world.forgetsPast();
  return world;
}

async function election(world: World) {
  const [row] = await world.db.select().from(dutyInstances).where(eq(dutyInstances.key, key));
  return row as unknown as DutyInstance;
}

describe('换届', () => {
  it('从请示到结果批准：每一步都在一张卡上，下一步一按就办，批复前不能登记选举', async () => {
    const world = await autumn();
    const secretary = world.person('熊艳松');
    const chief = world.person('陈博');
    const { number } = await election(world);

    await secretary.says('/换届');
    await secretary.sees(
      ...['换届', branch, '届满  2026年2月26日', '下一步：', '10月24日（周五）前：向上级报换届请示'],
      ...['上级发换届提醒函', '五分之四', '[报换届请示]', '[申请延期换届]'],
    );

    const tooEarly = [
      [`/记录 ${number} 10月16日 结果 选出支委会5人`, '批复后再登记选举'],
      ['/安排 支部换届 12月10日下午3点 三楼会议室', '批复后再安排大会'],
      ['/安排 支部换届', '批复后再安排大会'],
    ] as const;
    for (const [line, sentence] of tooEarly) {
      await secretary.says(line);
      await secretary.sees('支部换届还缺请示和批复，先报请示', sentence, `/请示 ${number}`);
    }
    expect(await election(world)).toMatchObject({ heldOn: null, requestedOn: null });

    await secretary.presses('报换届请示', { card: '换届' });
    secretary.isTold('已送上级审批');
    await secretary.sees('已送上级审批', '机关党委书记陈博', '10月20日（周一）请示', '[撤回申请]');
    expect(await election(world)).toMatchObject({ requestedOn: '2025-10-20' });
    await chief.sees('等您审批', `换届请示：${branch}`, '批复日期');
    await secretary.presses('撤回申请');
    secretary.isTold('已撤回');
    expect(await election(world)).toMatchObject({ requestedOn: null });
    await chief.rereads('都已处理');

    await secretary.says(`/请示 ${number} 10月25日`);
    await secretary.sees('10月25日（周六）还没有到');
    await secretary.says('/请示 10月17日');
    await secretary.sees('已送上级审批', '10月17日（周五）请示');
    await secretary.says('/请示');
    await secretary.sees('已有一份申请在等机关党委书记审批');
    await secretary.says('/安排 支部换届 12月10日下午3点 三楼会议室');
    await secretary.sees('支部换届已报请示，还缺上级批复，批复后再安排大会');
    await secretary.says('/换届');
    await secretary.sees('下一步：', '10月17日（周五）报，在机关党委书记处等批复');

    await world.moveTo('2025-10-27T10:05');
    await world.forgetsPast();
    await chief.rereads('等您审批', `换届请示：${branch}`, '10月17日（周五）请示');
    await chief.fills('等您审批', { 批复日期: '2025-10-16' }, '同意');
    chief.isTold('批复日期不能是10月16日');
    await chief.fills('等您审批', { 批复日期: '2025-10-24' }, '同意');
    chief.isTold('已同意');
    await secretary.sees('申请已同意', '10月24日（周五）批复，可以筹备选举');
    await secretary.says('/请示');
    await secretary.sees('请示已于10月24日（周五）批复');

    await world.forgetsPast();
    await world.moveTo('2025-11-20T10:05');
    await world.forgetsPast();
    await secretary.says('/换届');
    await secretary.sees(
      '✓ 10月24日（周五）上级批复请示',
      '下一步：2026年2月26日',
      '[安排选举大会]',
      '[登记选举结果]',
    );
    await secretary.presses('安排选举大会', { card: '换届' });
    await secretary.sees('安排支部换届', '时间', '地点', '[下一步：核对]');
    await secretary.fills('安排支部换届', { 时间: '2025-12-10 15:00', 地点: '三楼会议室' }, '下一步：核对');
    await secretary.rereads('请核对后发布', '12月10日（周三）15:00', '[确认发布]', '[放弃]');
    await secretary.presses('放弃', { card: '请核对后发布' });
    secretary.isTold('已放弃');
    const result = { 日期: '2025-11-19', 结果: '选出支委会5人' };
    await secretary.presses('登记选举结果', { card: '换届' });
    const form = await secretary.sees('登记支部换届', '[登记结果并报批]');
    expect(form.text).not.toContain('办结');
    await secretary.fills('登记', result, '登记结果并报批');
    secretary.isTold('已登记');
    await secretary.rereads('已登记', '已报批，待批准', '选举结果已报上级批准', '批准后办结');
    await world.forgetsPast();
    expect(await election(world)).toMatchObject({ state: 'submitted', heldOn: '2025-11-19' });
    await secretary.presses('撤销');
    await world.forgetsPast();
    expect(await election(world)).toMatchObject({ state: 'open', heldOn: null });
    await secretary.presses('登记选举结果', { card: '换届' });
    await secretary.fills('登记', result, '登记');
    await world.forgetsPast();
    await chief.rereads('等您审批', '选举结果报批', '11月19日（周三）召开大会选举');
    await chief.says('/核验');
    await chief.sees('等您核验', '等您审批的申请、请示和选举结果 1 件', '[看申请]');
    await chief.fills('等您审批', { 不同意: '缺少到会人数，请补正' }, '不同意');
    chief.isTold('已退回申请人');
    await secretary.sees('申请未同意', '缺少到会人数');
    expect(await election(world)).toMatchObject({ state: 'returned' });
    await secretary.says('/换届');
    await secretary.sees(
      ...['✓ 11月19日（周三）召开大会选举', '下一步：11月25日（周二）前：登记选举结果'],
      ...['上级没有同意：缺少到会人数，请补正', '[登记选举结果]'],
    );
    await secretary.says(`/记录 ${number} 11月19日 选出支委会5人，应到20人实到18人`);
    await world.forgetsPast();
    await secretary.says(`/核验 ${number} 通过`);
    await world.forgetsPast();
    await chief.says('/换届 D01B07');
    await chief.sees('在机关党委书记处等批复', '[看申请]');
    await chief.presses('看申请');
    await chief.sees('选举结果报批');
    await chief.presses('同意', { card: '等您审批' });
    chief.isTold('已同意');
    await secretary.sees('申请已同意', '批准选举结果，换届办结');
    expect(await election(world)).toMatchObject({ state: 'done', heldOn: '2025-11-19' });
    await secretary.says('/换届');
    const over = await secretary.sees(
      '✓ 11月20日（周四）上级批准选举结果，换届办结',
      '请由系统管理员在名册里更新',
    );
    expect(over.text).not.toContain('下一步');

    const traced = await world.db.select().from(auditEvents).where(eq(auditEvents.object, key));
    const actions = new Set(traced.map(({ action }) => action));
    for (const action of [
      ...['request.elect', 'request.withdrawn', 'transition.request', 'transition.unrequest'],
      ...['request.approved', 'register', 'undo.activities.register', 'transition.submit', 'request.result'],
      ...['request.refused', 'transition.return', 'transition.accept'],
    ]) {
      expect(actions).toContain(action);
    }
    await secretary.says('/台账 换届');
    const { bytes } = await secretary.opensFile('换届台账', '.xlsx');
    const [sheet] = await readWorkbook(bytes);
    expect(sheet?.data[1]?.slice(2)).toEqual([
      ...['2023-02-26', '2026-02-26', null, '2025-10-17', '2025-10-24', '2025-11-19', null],
    ]);
    await world.forgetsPast();
  }, 180_000);

  it('提醒函、延期、到期前四个月：上级发函和批延期，报了请示就不再提醒缺请示', async () => {
    const world = await autumn('2025-08-20T10:05');
    const deputy = world.person('汤新岩');
    const secretary = world.person('熊艳松');
    const { number } = await election(world);
    await deputy.says('/换届 D01B07');
    await deputy.sees('8月26日（周二）前：上级发换届提醒函', '[起草换届提醒函]', '[登记已发提醒函]');
    await deputy.presses('起草换届提醒函', { card: '换届' });
    await deputy.opensFile('换届提醒函_离退休干部第一党支部');
    await world.forgetsPast();
    await deputy.says('/换届 D01B07');
    await deputy.sees('[登记已发提醒函]');
    await deputy.presses('登记已发提醒函', { card: '换届' });
    await deputy.fills('登记', { 提醒函: '已发函' }, '登记');
    await world.forgetsPast();
    await deputy.says('/换届 D01B07');
    await deputy.sees(
      '✓ 上级已于8月20日（周三）发换届提醒函',
      '下一步：10月24日（周五）前：向上级报换届请示',
    );

    await secretary.says('/请示');
    await world.forgetsPast();
    await world.moveTo('2025-10-29T18:00');
    await world.forgetsPast();
    expect(await linesOf(world, 'L1')).toEqual([]);

    await secretary.says('/换届');
    await world.forgetsPast();
    const chief = world.person('陈博');
    await chief.says('/换届 D01B07');
    await chief.presses('看申请');
    await world.forgetsPast();
    await chief.fills('等您审批', { 不同意: '材料不全，请补报名单' }, '不同意');
    await world.forgetsPast();
    await secretary.says(`/延期 ${number} 2026年6月26日 机构调整，支部正在合并`);
    await secretary.sees('已送上级审批', '机关党委书记陈博');
    await world.moveTo('2025-10-30T10:05');
    await world.forgetsPast();
    await deputy.says('/换届 D01B07');
    expect((await deputy.sees('换届', branch)).text).not.toContain('看申请');
    await chief.presses('同意');
    await world.forgetsPast();
    expect(await election(world)).toMatchObject({ heldBy: '2026-06-26', eventOn: '2026-06-26' });
    await secretary.says('/换届');
    await secretary.sees('已批准延期到2026年6月26日', '前：向上级报换届请示');
    await secretary.says(`/延期 ${number} 2027年3月1日 机构调整`);
    await secretary.sees('最多延到2027年2月26日');
  }, 180_000);

  it('提醒函过了期限：专职副书记的每日提醒和换届卡片上都有起草按钮，登记发出以后这一项就办结', async () => {
    const world = await autumn('2025-08-29T08:05');
    const deputy = world.person('汤新岩');
    await world.moveTo('2025-08-29T10:05');
    await deputy.sees('今天的提醒', '换届提醒函', branch, '已超过期限', `[起草换届提醒函（${branch}）]`);
    await deputy.presses(`起草换届提醒函（${branch}）`, { card: '今天的提醒' });
    await deputy.opensFile('换届提醒函_离退休干部第一党支部换届选举');
    await deputy.sees('换届提醒函草稿', branch, '[登记已发出]');
    await world.forgetsPast();

    await deputy.says('/换届');
    await deputy.sees(
      '换届',
      '要发换届提醒函的',
      `${branch}：8月26日（周二）前发函（已超过 3 个工作日）`,
      `[起草：${branch}]`,
    );
    await deputy.presses(`起草：${branch}`, { card: '换届' });
    await deputy.opensFile('换届提醒函_离退休干部第一党支部');
    await deputy.sees('换届提醒函草稿', '沿用函号');
    await deputy.fills(
      '换届提醒函草稿',
      { 发文字号: '机党函〔2025〕9号', 发出日期: '2025-08-29' },
      '登记已发出',
    );
    deputy.isTold('已登记发出');
    await deputy.rereads('换届提醒函草稿', '已发出', '这一项同时办结');
    await deputy.says('/换届 D01B07');
    const known = await deputy.sees('✓ 上级已于8月29日（周五）发换届提醒函');
    expect(known.text).not.toContain('起草换届提醒函');
    await deputy.presses(`起草：${branch}`, { card: '换届' });
    deputy.isTold('已登记发出，不用再起草');
    await world.forgetsPast();
  });

  it('上线以前就该发的提醒函：换届卡片上照样有起草按钮，登记发出以后步骤和台账都有日期', async () => {
    const world = await autumn('2025-10-20T10:05', '2025-10-13');
    const deputy = world.person('汤新岩');
    await deputy.says('/换届 D01B07');
    await deputy.sees('上级发换届提醒函（已超过', '[起草换届提醒函]');
    await deputy.says('/换届');
    await deputy.sees('要发换届提醒函的', `[起草：${branch}]`);
    await deputy.presses(`起草：${branch}`, { card: '换届' });
    await deputy.opensFile('换届提醒函_离退休干部第一党支部换届选举');
    await deputy.rereads('换届提醒函草稿', '[登记已发出]');
    await deputy.fills('换届提醒函草稿', { 发出日期: '2025-10-17' }, '登记已发出');
    deputy.isTold('已登记发出');
    await deputy.says('/换届 D01B07');
    const known = await deputy.sees('✓ 上级已于10月17日（周五）发换届提醒函');
    expect(known.text).not.toContain('起草换届提醒函');
    await deputy.says('/台账 换届');
    const { bytes } = await deputy.opensFile('换届台账', '.xlsx');
    const [sheet] = await readWorkbook(bytes);
    const row = sheet?.data.find(([org]) => String(org).includes('离退休干部第一党支部'));
    expect(row?.[4]).toBe('2025-10-17');
    await world.person('罗启平').says('/安排 支部换届 12月10日下午3点 三楼会议室');
    await world.person('罗启平').sees('这一届还没有到换届的时候');
    await world.forgetsPast();
  });

  it('没有报请示：到期前四个月告诉书记和专职副书记', async () => {
    const world = await autumn('2025-10-23T10:05');
    await world.moveTo('2025-10-24T18:00');
    await world.forgetsPast();
    expect([...(await linesOf(world, 'L1'))].sort()).toEqual(['P000029', 'P000101']);
  });
});

async function linesOf(world: World, stage: string): Promise<readonly string[]> {
  const rows = await world.db
    .select({ person: lines.personCode })
    .from(lines)
    .where(and(eq(lines.instanceKey, key), eq(lines.stage, stage)));
  return rows.map(({ person }) => person);
}
