import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, dutyInstances, lines } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

const number = 'D01B02-TD-2602';
const key = 'D01B02/branch_theme_day/2026-02';

/** 检验检测所党支部 (黎柏) is three working days late and 党务干部 (夏成超) has heard of it. */
async function late(): Promise<World> {
  const world = await openWorld({ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27' });
  await world.moveTo('2026-03-04T11:00');
  await world.forgetsPast();
  return world;
}

describe('免除', () => {
  it('机关党委书记同意：记为免除，不记为完成；听说过的人各收到一条销项，申请人一个回答', async () => {
    const world = await late();
    await world.person('黎柏').says(`/免除 ${number} 防汛抢险，全体党员在一线`);
    await world.person('黎柏').sees('已送上级审批', '事后补批', '机关党委书记陈博', '不记为完成');
    const chief = world.person('陈博');
    await chief.sees(
      '等您审批',
      '免除申请：检验检测所党支部 2月主题党日',
      '防汛抢险等突发任务：防汛抢险，全体党员在一线',
    );
    await chief.presses('同意');
    chief.isTold('已同意');
    await world.person('黎柏').sees('申请已同意', '这一项已免除，不再提醒');
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({
      state: 'waived',
      reasonCode: 'disaster',
      heldOn: null,
      daysLate: null,
    });
    await world.morningOf('2026-03-05');
    for (const name of ['黎柏', '夏成超']) await world.person(name).sees('2月主题党日', '已批准免除');
    await world.moveTo('2026-03-06T12:00');
    const told = await world.db.select().from(lines).where(eq(lines.instanceKey, key));
    expect(told.filter(({ kind }) => kind === 'closing')).toHaveLength(2);
    expect(told.some(({ stage }) => stage === 'L2')).toBe(false);
    await world.forgetsPast();
  });

  it('只写编号给一张表，系统故障不是免除的原因；专职副书记不能替书记定', async () => {
    const world = await late();
    const secretary = world.person('黎柏');
    await secretary.says(`/免除 ${number}`);
    await secretary.sees('申请免除', '2月主题党日');
    await expect(secretary.fills('申请免除', { 原因类别: '系统故障' }, '送上级审批')).rejects.toThrow(
      '没有“系统故障”可选',
    );
    await secretary.fills('申请免除', { 原因类别: '机构调整' }, '送上级审批');
    secretary.isTold('已送上级审批');
    await world.person('陈博').sees('免除申请');
    await world.person('汤新岩').seesNothing();
    await world.staysUnchanged(() => world.person('汤新岩').says(`/免除 ${number} 机构调整`));
    await world.person('汤新岩').sees('要由责任组织的党支部书记、党支部副书记来申请');
  });

  it('等审批时已经另行办结：按下去说明不用再批', async () => {
    const world = await late();
    await world.person('黎柏').says(`/免除 ${number} 机构调整`);
    await world.person('黎柏').sees('已送上级审批');
    await world.person('陈博').sees('免除申请');
    await world.db
      .update(dutyInstances)
      .set({ state: 'done_late', heldOn: '2026-03-04' })
      .where(eq(dutyInstances.key, key));
    await world.person('陈博').presses('同意');
    world.person('陈博').isTold('不用再批');
    await world.person('陈博').rereads('都已处理', '已另行办结');
    expect((await world.themeDay('D01B02', '2026-02')).state).toBe('done_late');
    await world.person('黎柏').seesNothing();
  });
});

describe('登记有误', () => {
  it('党务干部提出，同一机关的第二个人确认以后才作废，留痕两个人', async () => {
    const world = await late();
    const officer = world.person('夏成超');
    await officer.says(`/作废 ${number} 重复登记，与另一项相同`);
    await officer.sees('已送上级审批', '机关党委专职副书记汤新岩');
    expect((await world.themeDay('D01B02', '2026-02')).state).toBe('overdue');
    await world.person('汤新岩').sees('作废申请：检验检测所党支部', '夏成超提出');
    await world.person('汤新岩').presses('同意');
    world.person('汤新岩').isTold('已同意');
    await officer.sees('申请已同意', '这一项已作废');
    expect((await world.themeDay('D01B02', '2026-02')).state).toBe('void');
    const trail = await world.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.object, key))
      .orderBy(asc(auditEvents.seq));
    expect(trail.map(({ action }) => action).slice(-3)).toEqual([
      'request.void',
      'request.approved',
      'transition.void',
    ]);
    await world.morningOf('2026-03-05');
    await world.person('黎柏').sees('登记有误，已作废');
    await world.person('夏成超').sees('登记有误，已作废');
  });

  it('支部不能自己作废；没有编号、没有原因的，说明怎么写', async () => {
    const world = await late();
    const said = async (name: string, typed: string, ...answer: string[]): Promise<void> => {
      await world.staysUnchanged(() => world.person(name).says(typed));
      await world.person(name).sees(...answer);
    };
    await said('黎柏', `/作废 ${number} 重复登记`, '这件事由党务干部、工委业务处室干部来办');
    await said('吕洋', `/作废 ${number} 重复登记`, `没有找到编号“${number}”`);
    await said('夏成超', '/作废', '还缺编号和原因');
    await said('夏成超', '/作废 D02B01-TD-2602 重复登记', '没有找到编号“D02B01-TD-2602”');
    await said('夏成超', `/作废 ${number}`, '申请作废', '[送上级审批]');
  });
});

describe('督查以后重开', () => {
  it('上一级凭文号重开：责任人和党务干部各一行，期限三个工作日', async () => {
    const world = await late();
    await world.db
      .update(dutyInstances)
      .set({ state: 'done_late', heldOn: '2026-03-04' })
      .where(eq(dutyInstances.key, key));
    const said = async (name: string, typed: string, ...answer: string[]): Promise<void> => {
      await world.staysUnchanged(() => world.person(name).says(typed));
      await world.person(name).sees(...answer);
    };
    await said('钟文', `/重开 ${number}`, '还缺督查文号');
    await said('黎柏', `/重开 ${number} 督查〔2026〕3号`, '这件事由机关党委书记');
    await said('钟文', '/重开 D01B04-TD-2602 督查〔2026〕3号', '还没有办结，不需要重开');
    await world.person('钟文').says(`/重开 ${number} 督查〔2026〕3号`);
    await world.person('钟文').sees('2月主题党日已重新打开', '3月9日（周一）前补正');
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({
      state: 'returned',
      recordBy: '2026-03-09',
      round: 1,
      reason: '督查〔2026〕3号',
    });
    await world.morningOf('2026-03-05');
    for (const name of ['黎柏', '夏成超']) {
      await world
        .person(name)
        .sees('2月主题党日', '督查后重新打开（督查〔2026〕3号），请在3月9日（周一）前补正');
    }
  });
});
