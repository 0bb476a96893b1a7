import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import {
  dutyRequests,
  lines,
  outbox,
  pauses,
  postAssignments,
  rosterImports,
} from '../../db/schema/index.ts';
import type { ClickAnswered } from '../harness/control.ts';
import { openWorld, type World } from '../harness/world.ts';

const number = 'D01B02-TD-2602';
const ask = `/延期 ${number} 3月9日 岗位空缺，组织委员3月6日补选`;

/** The theme day of February was not held by 检验检测所党支部 (黎柏); it is Tuesday, 3 March, and everybody has read. */
async function overdue(at = '2026-03-03T10:05'): Promise<World> {
  const world = await openWorld({ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27' });
  await world.moveTo(at);
  await world.forgetsPast();
  return world;
}

async function refused(world: World, name: string, typed: string, ...answer: string[]): Promise<string> {
  const person = world.person(name);
  await world.staysUnchanged(() => person.says(typed));
  const message = await person.sees(...answer);
  expect(message.buttons).toEqual([]);
  return message.text;
}

describe('申请延期', () => {
  it('一句话写全：送专职副书记，同意以后期限改了，申请人得到一个回答', async () => {
    const world = await overdue();
    const secretary = world.person('黎柏');
    await secretary.says(ask);
    await secretary.sees(
      '已送上级审批',
      '事后补批',
      '机关党委专职副书记汤新岩',
      '原期限2月28日（周六，调休上班） → 申请3月9日（周一），6 个工作日',
      '原因  岗位空缺：岗位空缺，组织委员3月6日补选',
    );
    const deputy = world.person('汤新岩');
    const card = await deputy.sees(
      '等您审批',
      '1 件',
      '延期申请：检验检测所党支部 2月主题党日',
      '事后补批',
      number,
    );
    expect(card.text).toContain('黎柏提出');
    await deputy.presses('同意');
    deputy.isTold('已同意。答复随即告诉申请人，不能撤销');
    await deputy.rereads('都已处理', '已同意；延期至3月9日（周一）；汤新岩');
    await secretary.sees('申请已同意', '事后补批', '延期至3月9日（周一）', '汤新岩，3月3日');
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({
      state: 'extended',
      heldBy: '2026-03-09',
      originalHeldBy: '2026-02-28',
      reasonCode: 'post_vacant',
      level: -1,
      round: 1,
    });
  });

  it('延期不改历史：汇总里还是原来那个月的一件，没有开以前不算完成', async () => {
    const world = await overdue();
    await world.person('黎柏').says(ask);
    await world.person('汤新岩').presses('同意');
    await world.forgetsPast();
    const deputy = world.person('汤新岩');
    await deputy.says('/汇总 季');
    const table = await deputy.sees('应完成 9 项：延期 1，超过期限 8。', '检验检测所党支部');
    expect(table.text).toContain('检验检测所党支部  1  0  0');
    await world.forgetsPast();
  });

  it('同一张卡连按两次：第二次客气地说明，不再变动', async () => {
    const world = await overdue();
    await world.person('黎柏').says(ask);
    await world.person('黎柏').sees('已送上级审批');
    const deputy = world.person('汤新岩');
    const card = await deputy.sees('等您审批');
    const name = card.buttons.find(({ label }) => label === '同意')?.name;
    const press = () =>
      world.control.post<ClickAnswered>('/click', { as: deputy.openId, message_id: card.id, name });
    const answers = await Promise.all([press(), press()]);
    await world.passes('PT1S');
    expect(answers.map(({ toast }) => toast?.content).sort()).toEqual([
      '已同意。答复随即告诉申请人，不能撤销；情况有变请直接和申请人说，由申请人再提。',
      '这份申请已经处理，请看最新的卡片。',
    ]);
    await world.person('黎柏').sees('申请已同意');
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({ round: 1, heldBy: '2026-03-09' });
  });

  it('缺日期或原因：给一张表；表里不对的，说清楚哪里不对', async () => {
    const world = await overdue();
    const secretary = world.person('黎柏');
    await secretary.says(`/延期 ${number}`);
    await secretary.sees('申请延期', '现在的期限  2月28日（周六，调休上班）', '系统故障');
    await secretary.fills('申请延期', { 延期到: '2026-03-09', 原因类别: '其他（写明）' }, '送上级审批');
    secretary.isTold('还缺原因');
    await secretary.fills('申请延期', { 延期到: '2026-03-02', 原因类别: '岗位空缺' }, '送上级审批');
    secretary.isTold('3月2日（周一）已经过去');
    await secretary.fills('申请延期', { 原因类别: '岗位空缺' }, '送上级审批');
    secretary.isTold('请填写必填项');
    expect(await world.db.select().from(dutyRequests)).toEqual([]);
    await secretary.fills('申请延期', { 延期到: '2026-03-09', 原因类别: '上级集中任务' }, '送上级审批');
    secretary.isTold('已送上级审批');
    await secretary.rereads('已送上级审批', '原因  上级集中任务', '[撤回申请]');
    await world.person('汤新岩').sees('等您审批');
    await secretary.presses('撤回申请');
    secretary.isTold('已撤回');
    await world.person('汤新岩').rereads('都已处理', '已撤回');
    expect(await onlyRequest(world)).toMatchObject({ state: 'withdrawn' });
  });

  it('“能不能缓几天”：问清是哪一项，再给一张表；摘要上的按钮一样', async () => {
    const world = await overdue();
    const secretary = world.person('黎柏');
    await secretary.says('能不能缓几天');
    await secretary.sees(
      '请问要延期的是哪一项',
      '[2月主题党日（2月28日（周六，调休上班）前）]',
      '3月主题党日',
    );
    await secretary.presses('2月主题党日（2月28日（周六，调休上班）前）');
    await secretary.rereads('申请延期', '2月主题党日', '延期到');
    await secretary.presses('申请延期', { card: '今天的提醒' });
    await secretary.sees('请问要延期的是哪一项');
  });

  it('写不对的：过去的日期、比期限早、别人的编号、没有的编号、太长、太远，都只有一句话', async () => {
    const world = await overdue();
    await refused(world, '黎柏', `/延期 ${number} 3月1日 岗位空缺`, '3月1日（周日）已经过去');
    await refused(
      world,
      '黎柏',
      `/延期 D01B02-TD-2603 3月20日 岗位空缺`,
      '3月20日（周五）不晚于现在的期限（3月31日（周二））',
    );
    await refused(world, '黎柏', `/延期 D01B99-TD-2602 3月9日 岗位空缺`, '没有找到编号“D01B99-TD-2602”');
    const others = await refused(
      world,
      '黎柏',
      `/延期 D01B01-TD-2602 3月9日 岗位空缺`,
      '没有找到编号“D01B01-TD-2602”',
    );
    expect(others).not.toContain('办公室');
    await refused(world, '吕洋', `/延期 D01B01-TD-2602 3月9日 岗位空缺`, '没有找到编号');
    await refused(
      world,
      '夏成超',
      `/延期 ${number} 3月9日 岗位空缺`,
      '要由责任组织的党支部书记、党支部副书记来申请',
    );
    await refused(world, '黎柏', `/延期 ${number} 3月9日 ${'长'.repeat(201)}`, '请写在 200 字以内');
    await refused(world, '黎柏', `/延期 ${number} 2027年3月9日 岗位空缺`, '最多延到2027年2月28日');
    await refused(world, '黎柏', `/延期 ${'长'.repeat(500)}`, '没有找到编号');
    await refused(world, '吕洋', '/延期', '您这里没有可以申请的事项');
    expect(await world.db.select().from(dutyRequests)).toEqual([]);
  });

  it('在等审批的不能再申请一次；不同意要写五个字', async () => {
    const world = await overdue();
    await world.person('黎柏').says(ask);
    await world.person('黎柏').sees('已送上级审批');
    const deputy = world.person('汤新岩');
    await deputy.sees('等您审批');
    await refused(world, '叶敏慧', ask, '已有一份申请在等机关党委专职副书记审批');
    await deputy.presses('不同意');
    deputy.isTold('至少 5 个字');
    await deputy.fills('等您审批', { 不同意时写明原因: '请本周内补办' }, '不同意');
    deputy.isTold('已退回申请人');
    await world.person('黎柏').sees('申请未同意', '理由  请本周内补办', '期限仍是2月28日');
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({
      state: 'overdue',
      heldBy: '2026-02-28',
    });
  });
});

describe('谁来批', () => {
  it('超过十个工作日的由机关党委书记批；几份申请合在一张卡上', async () => {
    const world = await overdue();
    await world.person('黎柏').says(`/延期 ${number} 3月31日 上级集中任务`);
    await world.person('黎柏').sees('机关党委书记陈博');
    await world.person('罗启平').says('/延期 D01B01-TD-2602 4月3日 机构调整');
    await world.person('罗启平').sees('机关党委书记陈博');
    const chief = world.person('陈博');
    await chief.sees('等您审批', '检验检测所党支部 2月主题党日');
    await chief.rereads('等您审批', '2 件', '办公室党支部 2月主题党日');
    await world.morningOf('2026-03-04');
    await world.forgetsPast();
    const sent = await world.db.select().from(outbox).where(eq(outbox.kind, 'extensions.waiting'));
    expect(sent.filter(({ state }) => state === 'accepted')).toHaveLength(2);
  });

  it('直属工委的支部由工委副书记批；没有人能批的，往上一级', async () => {
    const world = await overdue();
    await world.person('汤邦').says('/延期 GWB01-TD-2602 3月9日 上级集中任务');
    await world.person('汤邦').sees('工委副书记钟欣佳');
    await world.person('钟欣佳').sees('等您审批', '机关直属党支部 2月主题党日');
    await world.db
      .update(postAssignments)
      .set({ toOn: '2026-03-04' })
      .where(eq(postAssignments.post, 'organ_fulltime_deputy'));
    // What changes on the roster comes as an import.
    await world.db.insert(rosterImports).values({
      id: '00000000-0000-4000-8000-000000000001',
      at: new Date('2026-03-04T09:00+08:00'),
      importedBy: 'test',
      counts: {},
    });
    await world.moveTo('2026-03-04T11:00');
    await world.forgetsPast();
    await world.person('黎柏').says(ask);
    await world.person('黎柏').sees('机关党委书记陈博');
    await world.person('陈博').sees('等您审批');
  });
});

describe('听说过逾期的人', () => {
  it('第二级以后同意：各收到一条销项；新期限从头算起', async () => {
    const world = await overdue('2026-03-06T11:00');
    await world.person('黎柏').says(`/延期 ${number} 3月12日 岗位空缺`);
    await world.person('汤新岩').presses('同意');
    await world.forgetsPast();
    await world.morningOf('2026-03-09');
    for (const name of ['夏成超', '汤新岩']) {
      await world
        .person(name)
        .sees(
          '已有结果，此前告诉过您，现销项',
          '检验检测所党支部 2月主题党日',
          '已批准延期至3月12日（周四）',
        );
    }
    await world.person('黎柏').sees('已批准延期至3月12日（周四）');
    await world.moveTo('2026-03-13T08:00');
    await world.forgetsPast();
    await world.morningOf('2026-03-13');
    await world.person('黎柏').sees('2月主题党日', '应于3月12日（周四）以前完成，已超过 1 个工作日');
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({ state: 'overdue', level: 0, round: 1 });
    const told = await world.db
      .select()
      .from(lines)
      .where(eq(lines.instanceKey, 'D01B02/branch_theme_day/2026-02'));
    const closings = told.filter(({ kind }) => kind === 'closing');
    expect(new Set(closings.map(({ personCode }) => personCode)).size).toBe(closings.length);
    await world.forgetsPast();
  });

  it('系统故障：期限不动，批下来的日子不计逾期', async () => {
    const world = await overdue();
    await world.person('黎柏').says(`/延期 ${number} 3月4日 系统故障，没有收到提醒`);
    await world.person('黎柏').sees('3月1日（周日）至3月4日（周三）不计入逾期');
    await world.person('汤新岩').sees('系统故障说明：检验检测所党支部');
    await world.person('汤新岩').presses('同意');
    world.person('汤新岩').isTold('已同意');
    await world.person('黎柏').sees('申请已同意', '不计入逾期');
    expect(await world.db.select().from(pauses)).toMatchObject([
      { orgCode: 'D01B02', kind: 'system_fault', fromOn: '2026-03-01', toOn: '2026-03-04' },
    ]);
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({
      state: 'overdue',
      heldBy: '2026-02-28',
    });
    // Without the fault the third working day would have been 4 March.
    await world.moveTo('2026-03-06T12:00');
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({ level: 0 });
    expect(await world.themeDay('D01B04', '2026-02')).toMatchObject({ level: 2 });
    await world.moveTo('2026-03-09T12:00');
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({ level: 1 });
    await world.forgetsPast();
  });
});

async function onlyRequest(world: World) {
  const [request, ...others] = await world.db.select().from(dutyRequests);
  expect(others).toEqual([]);
  if (!request) throw new Error('no request');
  return request;
}

describe('等着审批的申请', () => {
  it('不另外催审批人：随当天本来就有的提醒，写明等了几个工作日', async () => {
    const world = await overdue('2026-03-04T15:00');
    await world.person('黎柏').says(ask);
    await world.person('黎柏').sees('已送上级审批');
    await world.person('汤新岩').sees('等您审批');
    await world.moveTo('2026-03-05');
    await world.person('汤新岩').seesNothing();
    // Level 2 brings a digest anyway: the request rides on it.
    await world.morningOf('2026-03-06');
    await world.person('汤新岩').sees('今天的提醒', '等您审批的申请 1 件，最早的已等 2 个工作日', '看申请');
    await world.forgetsPast();
  });
});

describe('摘要这一行上的审批', () => {
  /** The deputy, 汤新岩, hears of it at level 2 with the request still waiting; 夏成超, the officer, does not decide. */
  async function asked(): Promise<World> {
    const world = await overdue('2026-03-05T15:00');
    await world.person('黎柏').says(ask);
    await world.forgetsPast();
    await world.morningOf('2026-03-06');
    return world;
  }

  it('同意延期：一按就办，卡片随即写明；没有权批的人行上没有这些', async () => {
    const world = await asked();
    const deputy = world.person('汤新岩');
    await deputy.sees(
      '今天的提醒',
      '检验检测所党支部 2月主题党日',
      '情况说明：',
      '申请延期到3月9日（周一）',
      `${number} 检验检测所党支部`,
      '[同意延期]',
      '起草督办函',
    );
    await deputy.presses('同意延期');
    await deputy.rereads('今天的提醒', '已批准延期至3月9日（周一）');
    await world.person('黎柏').sees('申请已同意', '延期至3月9日（周一）');
    for (const { text } of await world.person('夏成超').messages())
      expect(text).not.toMatch(/同意延期|退回延期/u);
    await world.forgetsPast();
  });

  it('早上的卡片送到以后才申请：审批人那张卡片上也就能答复', async () => {
    const world = await overdue('2026-03-06T10:05');
    await world.person('黎柏').says(ask);
    await world.forgetsPast();
    const deputy = world.person('汤新岩');
    await deputy.rereads('今天的提醒', '申请延期到3月9日（周一）', '[同意延期]');
    await deputy.presses('同意延期');
    await deputy.rereads('今天的提醒', '已批准延期至3月9日（周一）');
    await world.forgetsPast();
  });

  it('退回延期：选一个原因就退回，原因送到申请人，期限不变', async () => {
    const world = await asked();
    await world.person('汤新岩').sees('今天的提醒', '同意延期');
    await world.person('汤新岩').chooses('退回延期', '请尽快补办，期限不变');
    await world.person('黎柏').sees('申请未同意', '理由  请尽快补办，期限不变', '期限仍是2月28日');
    expect(await onlyRequest(world)).toMatchObject({ state: 'refused', answer: '请尽快补办，期限不变' });
    const card = await world.person('汤新岩').rereads('今天的提醒', '催一下（9 件）');
    expect(card.text).not.toMatch(/同意延期|退回延期/u);
    await world.forgetsPast();
  });

  it('免除的申请：书记行上是同意免除、退回免除；副书记行上没有', async () => {
    const world = await overdue('2026-03-05T15:00');
    await world.person('黎柏').says(`/免除 ${number} 防汛抢险，全体党员在一线`);
    await world.forgetsPast();
    await world.morningOf('2026-03-06');
    const deputy = await world.person('汤新岩').sees('今天的提醒', '检验检测所党支部');
    expect(deputy.text).not.toMatch(/同意免除|退回免除|同意延期/u);
    await world.forgetsPast();
    await world.morningOf('2026-03-13');
    const card = await world.person('陈博').sees('今天的提醒', '[同意免除]');
    expect(card.fields.map(({ label }) => label)).toContain('退回免除，选一个原因');
    await world.person('陈博').presses('同意免除');
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({ state: 'waived' });
    await world.person('黎柏').sees('申请已同意', '已免除');
    await world.forgetsPast();
  });
});
