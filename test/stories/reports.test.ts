import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, dutyInstances, dutyMarks, lines, paperVersions } from '../../db/schema/index.ts';
import { reports as reportsFlow } from '../../flows/reports/flow.ts';
import { asDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { auditLedger } from '../../src/duties/auditor/nightly.ts';
import { digestMoment } from '../../src/notices/windows.ts';
import { checkRoster } from '../../src/org/roster/check.ts';
import { readRoster } from '../../src/org/roster/read.ts';
import { demoRoster } from '../harness/records.ts';
import { openWorld, type World } from '../harness/world.ts';

const papersOnly = ['quarterly_work_report', 'review_branch_reports'];
const meeting = '主题 学习支部工作条例 主讲 罗启平 讨论 结合岗位谈体会 收获 明确三项改进 出席 全到 除 吕洋';

async function instance(world: World, number: string) {
  const rows = await world.db.select().from(dutyInstances);
  return rows.find((row) => row.number === number);
}

/** Writes the one sentence nobody can count, looks at the whole, files it. */
async function files(world: World, name: string, mind = '思想总体稳定'): Promise<void> {
  const person = world.person(name);
  await person.says('/季报 一季度');
  await person.sees('第一季度工作报告');
  await person.fills('第一季度工作报告', { 总体情况: mind }, '预览并报送');
  await person.rereads('第一季度工作报告', '请核对后报送', mind);
  await person.presses('报送', { card: '第一季度工作报告' });
  person.isTold('已报送');
}

describe('季度工作报告', () => {
  it('数字自动填好，只补一句；草稿一步一存；报送就停表；党务干部已阅并回复，意见随第二天的提醒到', async () => {
    const world = await openWorld({
      duties: ['branch_theme_day', 'branch_committee_meeting', ...papersOnly],
      startAt: '2026-03-09T10:00',
      goLiveOn: '2026-03-01',
    });
    const secretary = world.person('罗启平');
    const officer = world.person('夏成超');
    await secretary.says(`/记录 3月5日下午3点 地点 三楼会议室 ${meeting}`);
    await secretary.sees('已记录');
    await world.morningOf('2026-04-02');
    await world.forgetsPast();

    await secretary.says('/季报 一季度');
    await secretary.sees(
      '第一季度工作报告',
      '办公室党支部 · 4月8日（周三）前报送',
      '还有 3 个工作日',
      '主题党日 1/1，支委会 0/1',
      '到会率 97 %（应到 31 人次，实到 30 人次）',
      '应完成 2 项，按期 1，逾期 1',
      '3月支委会还没有完成（尚无情况说明）',
      '本期双方确认过的谈话 0 次',
      '本系统启用以前应办的没有统计在内：主题党日 2 次，支委会 2 次',
      '无（没有登记的整改事项）',
      '主题党日（4月30日、5月29日、6月30日前）',
      'D01B01-QR-26Q1',
    );
    await secretary.fills('第一季度工作报告', { 没有就写: '会议室紧张，请协调' }, '预览并报送');
    secretary.isTold('还有没写的');
    await secretary.rereads(
      '第一季度工作报告',
      '已存草稿。还差：三、谈心谈话与党员思想状况',
      '会议室紧张，请协调',
    );
    await secretary.fills('第一季度工作报告', { 总体情况: '思想总体稳定' }, '存草稿');
    secretary.isTold('草稿已保存');
    await secretary.says('/季报');
    await secretary.sees('思想总体稳定', '会议室紧张，请协调');
    await secretary.presses('预览并报送');
    await secretary.rereads('第一季度工作报告', '请核对后报送', '思想总体稳定', '[报送]', '[再改改]');
    await secretary.presses('报送', { card: '第一季度工作报告' });
    secretary.isTold('已报送');
    await secretary.rereads('第一季度工作报告', '已报送，待审阅', '由党务干部审阅，4月17日（周五）前答复');
    expect(await instance(world, 'D01B01-QR-26Q1')).toMatchObject({
      state: 'submitted',
      heldOn: '2026-04-02',
    });

    const refusals: readonly (readonly [string, string])[] = [
      ['/报送 D01B01-QR-26Q1', '第一季度工作报告已经报送，正在等审阅'],
      ['/季报 三季度', '第三季度7月1日（周三）才开始'],
      ['/季报 下周', '请写明季度'],
      ['/季报 2025年一季度', '2025年第一季度没有要报的'],
      ['/报送 D01B02-QR-26Q1', '没有找到编号 D01B02-QR-26Q1'],
      ['/核验 D01B01-QR-26Q1 通过', '自己写的或自己报送的，要由别人审阅'],
    ];
    await world.staysUnchanged(async () => {
      for (const [line, sentence] of refusals) {
        await secretary.says(line);
        await secretary.sees(sentence);
      }
      await world.person('吕洋').says('/季报');
      await world.person('吕洋').sees('季度工作报告由党支部书记来写');
      await world.person('黎柏').says('/核验 D01B01-QR-26Q1 通过');
      await world.person('黎柏').sees('没有找到编号 D01B01-QR-26Q1');
    });

    await officer.says('/季报 一季度');
    const table = await officer.sees(
      '第一季度工作报告报送情况',
      '未阅 1 份',
      '应报 9，已报 1（按期 1，逾期 0），已阅 0，未阅 1',
      '还有 1 份等待审阅',
      '办公室党支部：4月2日（周四）报送，未阅',
      '研究室党支部：未报，4月8日（周三）前',
    );
    expect(table.text).not.toContain('思想总体稳定');
    await officer.says('/核验 D01B01-QR-26Q1');
    await officer.sees('第一季度工作报告', '会议室紧张，请协调', '请在4月17日（周五）前审阅');
    await officer.fills('第一季度工作报告', { 意见: '会议室已协调二楼' }, '已阅并回复');
    officer.isTold('已阅');
    await secretary.rereads('第一季度工作报告', '已阅', '夏成超', '会议室已协调二楼');
    expect(await instance(world, 'D01B01-QR-26Q1')).toMatchObject({ state: 'done', daysLate: 0 });
    await world.morningOf('2026-04-03');
    await secretary.sees('第一季度工作报告', '已阅，意见：会议室已协调二楼');
    await world.forgetsPast();
    await officer.says('/核验 D01B01-QR-26Q1 退回 数字不对');
    await officer.sees('现在没有待审阅的报送');
  }, 120_000);

  it('退回要有原因，三个工作日内补正；两次报送都留着；审阅的时间不算支部的', async () => {
    const world = await openWorld({
      duties: papersOnly,
      startAt: '2026-04-01T10:00',
      goLiveOn: '2026-03-01',
    });
    await world.morningOf('2026-04-08');
    await world.forgetsPast();
    const secretary = world.person('黎柏');
    const officer = world.person('夏成超');
    await files(world, '黎柏');
    await world.morningOf('2026-04-15');
    await world.forgetsPast();
    await officer.says('/核验 D01B02-QR-26Q1 退回 不行');
    await officer.sees('退回要写明原因，至少五个字');
    await officer.says('/核验 D01B02-QR-26Q1');
    await officer.sees('第一季度工作报告');
    await officer.presses('退回补正');
    officer.isTold('请选择退回原因');
    await officer.fills(
      '第一季度工作报告',
      { 退回原因: '内容填写不全', 补充说明: '第三部分请写总体情况' },
      '退回补正',
    );
    officer.isTold('已退回');
    expect(await instance(world, 'D01B02-QR-26Q1')).toMatchObject({
      state: 'returned',
      recordBy: '2026-04-20',
    });
    await secretary.sees(
      '第一季度工作报告退回补正',
      '退回补正：内容填写不全：第三部分请写总体情况',
      '请在4月20日（周一）前补正后重新报送',
    );
    await secretary.presses('补正', { card: '退回补正' });
    await secretary.sees('第一季度工作报告', '退回补正：内容填写不全', '思想总体稳定');
    await secretary.fills('第一季度工作报告', { 总体情况: '思想稳定，关心两位老同志' }, '存草稿');
    secretary.isTold('草稿已保存');
    await world.morningOf('2026-04-16');
    await world.forgetsPast();
    await secretary.says('/报送 D01B02-QR-26Q1');
    await secretary.sees('已报送，待审阅', '第 2 次报送', '4月30日（周四）前答复');
    // The quarter's reading was for what came in time; this one is read by a day of its own.
    expect(await instance(world, 'D01W-RR-D01B02-QR-26Q1-V2')).toMatchObject({
      heldBy: '2026-04-30',
      subject: 'D01B02',
      state: 'open',
    });
    await world.morningOf('2026-04-17');
    await officer.sees('审阅报告（检验检测所党支部）', '还有 9 个工作日');
    await world.forgetsPast();
    await officer.says('/核验 D01B02-QR-26Q1 通过');
    await officer.sees('第一季度工作报告', '已阅', '第 2 次报送');
    expect(await instance(world, 'D01W-RR-D01B02-QR-26Q1-V2')).toMatchObject({ state: 'done' });
    expect(await instance(world, 'D01B02-QR-26Q1')).toMatchObject({
      ...{ state: 'done', heldOn: '2026-04-16', daysLate: 0 },
    });
    const versions = await world.db.select().from(paperVersions).orderBy(paperVersions.version);
    expect(versions.map(({ version, verdict, returnCode }) => [version, verdict, returnCode])).toEqual([
      [1, 'returned', 'incomplete'],
      [2, 'read', null],
    ]);
    await secretary.rereads('第一季度工作报告', '已阅');
    await world.forgetsPast();
  }, 120_000);

  it('收了不看：逾期算在审阅的人身上，支部一句不提；迟报的写明原因，晚到的另算十个工作日；上级只看数字', async () => {
    const from = '2026-04-01';
    const world = await openWorld({ duties: papersOnly, startAt: `${from}T10:00`, goLiveOn: from });
    const officer = world.person('夏成超');
    await files(world, '罗启平');
    await world.moveTo('2026-04-10T10:05');
    await world.forgetsPast();
    await world.person('黎柏').says('/情况说明 D01B02-QR-26Q1 全员参加上级集中任务');
    await world.person('黎柏').sees('已记下，情况说明');
    await files(world, '黎柏');
    await world.person('杨志浩').says('/记录 D01B06-QR-26Q1 4月8日 支部〔2026〕3号');
    await world.person('杨志浩').sees('已报送，待核');
    await officer.says('/季报 一季度');
    await officer.sees(
      '应报 9，已报 3（按期 2，逾期 1），已阅 0，未阅 3',
      '超过期限未报 6',
      '检验检测所党支部：4月10日（周五）报送，未阅（4月24日（周五）前审阅），晚 2 个工作日；情况说明：全员参加上级集中任务',
      '研究室党支部：未报，已超过期限 2 个工作日；尚无情况说明',
      '[下载表格]',
    );
    await world.forgetsPast();
    // What came in by the eighth is due with the quarter, what came on the tenth two working days later.
    await world.morningOf('2026-04-23');
    await officer.sees('第一季度审阅报告', '应于4月22日（周三）以前完成，已超过 1 个工作日');
    await world.person('汤新岩').sees('审阅报告');
    await world.person('罗启平').seesNothing();
    await world.forgetsPast();
    await world.morningOf('2026-04-29');
    await world.person('陈博').sees('审阅报告', '已超过 5 个工作日');
    await world.forgetsPast();
    const branchLines = await world.db.select().from(lines).where(eq(lines.orgCode, 'D01B01'));
    expect(branchLines.filter(({ kind }) => kind !== 'reminder')).toEqual([]);

    await world.person('卢磊').says('/季报 一季度');
    const numbers = await world.person('卢磊').sees('应报 9，已报 3', '这里只有数字', '未阅 3 份');
    expect(numbers.text).not.toMatch(/检验检测所|情况说明/u);
    await world.person('廖晓森').says('/季报 一季度');
    const above = await world.person('廖晓森').sees('机关直属党支部：未报', '应报 9，已报 3');
    expect(above.text).not.toContain('检验检测所');

    await officer.says('/核验');
    await officer.sees(
      ...['等您核验', '3 个组织', '未阅 3 份', '其中 3 份已超过十个工作日'],
      '办公室党支部第一季度工作报告，4月16日（周四）前审阅',
      '[审阅：办公室党支部第一季度工作报告]',
      '[审阅：检验检测所党支部第一季度工作报告]',
      '[审阅：规划财务处党支部第一季度工作报告]',
    );
    await officer.presses('审阅：检验检测所党支部第一季度工作报告');
    await officer.sees('第一季度工作报告', '检验检测所党支部', '[已阅并回复]');
    await officer.says('/核验 D01B01-QR-26Q1 通过');
    await officer.sees('第一季度工作报告', '已阅', '未阅 2 份', '[看下一份]');
    expect(await instance(world, 'D01W-RR-26Q1')).toMatchObject({ state: 'done_late', heldOn: '2026-04-29' });
    await officer.presses('看下一份');
    await officer.rereads('第一季度工作报告', '检验检测所党支部', '[已阅并回复]');
    await officer.presses('已阅并回复');
    officer.isTold('已阅');
    await officer.presses('看下一份');
    await officer.rereads('第一季度工作报告', '规划财务处党支部', '纸质报送', '支部〔2026〕3号');
    await officer.presses('已阅并回复');
    officer.isTold('已阅');
    await officer.rereads('第一季度工作报告', '都已审阅');
    expect(await instance(world, 'D01B06-QR-26Q1')).toMatchObject({ state: 'done', heldOn: '2026-04-08' });
    expect(await instance(world, 'D01B02-QR-26Q1')).toMatchObject({ state: 'done_late', daysLate: 2 });
    await world.morningOf('2026-04-30');
    await world.person('陈博').sees('已有结果', '审阅报告');
    await world.forgetsPast();
    const read = await readRoster(demoRoster);
    const checked = checkRoster('sheets' in read ? read.sheets : ({} as never));
    if (!('roster' in checked)) throw new Error('the demo roster is broken');
    const setting = {
      roster: checked.roster,
      tables: announcedCalendar().years(),
      duties: (reportsFlow.duties ?? []).filter(({ id }) => papersOnly.includes(id)),
      goLiveOn: asDay(from),
      digestAt: digestMoment,
    };
    expect(await auditLedger(world.db, setting, asDay(from), asDay('2026-04-30'))).toEqual([]);
  }, 120_000);
});

describe('述职与自评', () => {
  it('支部书记述职同一套办法；党员述职只有本人和支部书记看得到，往上没有姓名', async () => {
    const world = await openWorld({
      duties: [
        'branch_secretary_debrief',
        'member_annual_statement',
        'star_rating_self',
        'review_branch_reports',
      ],
      startAt: '2027-01-04T10:00',
      goLiveOn: '2026-12-01',
    });
    await world.forgetsPast();
    const secretary = world.person('罗启平');
    const member = world.person('吕洋');
    await secretary.says('/报送');
    await secretary.sees('请问要报送哪一项', '2026年支部书记述职');
    await secretary.says('/报送 D01B01-BD-26');
    await secretary.sees('2026年支部书记述职', '一、履职总体情况', '附：全年数字');
    await secretary.fills(
      '2026年支部书记述职',
      { 总体情况: '总体正常', 主要工作: '抓学习', 不足: '方法不多', 明年打算: '多走访' },
      '预览并报送',
    );
    await secretary.presses('报送', { card: '2026年支部书记述职' });
    secretary.isTold('已报送');
    expect(await instance(world, 'D01B01-BD-26')).toMatchObject({ state: 'submitted' });
    expect(await instance(world, 'D01W-RR-D01B01-BD-26-V1')).toMatchObject({ subject: 'D01B01' });
    await world.person('夏成超').says('/核验 D01B01-BD-26 通过 同意');
    await world.person('夏成超').sees('2026年支部书记述职', '已阅');
    expect(await instance(world, 'D01B01-BD-26')).toMatchObject({ state: 'done' });

    await member.says('/报送 D01B01-MS-26');
    await member.sees('2026年党员述职 · 吕洋', '本人参加组织生活');
    await member.fills(
      '2026年党员述职',
      { 一年来: '参加学习', 不足: '发言少', 明年打算: '多发言' },
      '预览并报送',
    );
    await member.presses('报送', { card: '2026年党员述职' });
    member.isTold('已报送');
    const marks = await world.db.select().from(dutyMarks);
    expect(marks.map(({ subject }) => subject)).toEqual(['P000009']);
    await world.person('夏成超').says('/核验 D01B01-MS-26');
    const officer = await world.person('夏成超').sees('没有待审阅的报送');
    expect(officer.text).not.toContain('吕洋');
    await secretary.says('/核验 D01B01-MS-26');
    await secretary.sees('未阅 1 份');
    await secretary.presses('审阅：2026年党员述职 · 吕洋');
    await secretary.sees('2026年党员述职 · 吕洋', '参加学习', '未阅 1 份');
    await secretary.fills('2026年党员述职', { 退回原因: '内容填写不全' }, '退回补正');
    secretary.isTold('已退回');
    await member.sees('退回补正', '内容填写不全');
    expect(await world.db.select().from(dutyMarks)).toEqual([]);
    await member.presses('补正', { card: '退回补正' });
    await member.sees('2026年党员述职', '发言少');
    await member.presses('预览并报送');
    await member.presses('报送', { card: '2026年党员述职' });
    member.isTold('已报送');
    expect((await world.db.select().from(dutyMarks)).length).toBe(1);
    const looks = await world.db.select().from(auditEvents).where(eq(auditEvents.action, 'look_paper'));
    expect(looks.length).toBe(1);
    await world.forgetsPast();
  }, 120_000);
});
