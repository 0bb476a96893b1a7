import { eq } from 'drizzle-orm';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { dutyInstances, lines } from '../../db/schema/index.ts';
import { asDay } from '../../src/calendar/day.ts';
import { openWorld, type World } from '../harness/world.ts';

const papersOnly = ['quarterly_work_report', 'review_branch_reports'];

async function instance(world: World, number: string) {
  const rows = await world.db.select().from(dutyInstances);
  return rows.find((row) => row.number === number);
}

describe('报送情况表', () => {
  it('谁报了、谁晚了、什么原因、收了没看：卡片上一按，或一句命令，同一份表格', async () => {
    const from = '2026-04-01';
    const world = await openWorld({ duties: papersOnly, startAt: `${from}T10:00`, goLiveOn: from });
    const officer = world.person('夏成超');
    await world.person('罗启平').says('/记录 D01B01-QR-26Q1 4月1日 支部〔2026〕2号');
    await world.moveTo('2026-04-10T10:05');
    await world.person('黎柏').says('/情况说明 D01B02-QR-26Q1 全员参加上级集中任务');
    await world.person('黎柏').says('/记录 D01B02-QR-26Q1 4月10日 支部〔2026〕1号');
    await world.person('杨志浩').says('/记录 D01B06-QR-26Q1 4月8日 支部〔2026〕3号');
    await world.forgetsPast();
    await officer.says('/季报 一季度');
    await officer.sees('应报 9，已报 3（按期 2，逾期 1），已阅 0，未阅 3', '还有 3 份等待审阅', '[下载表格]');
    const sheets = async (name: string, press: () => Promise<unknown>) => {
      const person = world.person(name);
      await press();
      const { bytes } = await person.opensFile('第一季度工作报告报送情况_', '.xlsx');
      await person.sees('正在生成第一季度工作报告报送情况表');
      return { bytes, sheets: await readWorkbook(bytes) };
    };
    const pressed = await sheets('夏成超', () => officer.presses('下载表格'));
    expect(pressed.sheets.map(({ sheet }) => sheet)).toEqual(['报送情况', '汇总']);
    const [table, counts] = pressed.sheets;
    expect(table?.data[0]).toEqual([
      ...['组织', '状态', '报送日期', '逾期工作日', '情况说明或延期原因', '审阅日期', '意见', '退回次数'],
    ]);
    expect(table?.data).toHaveLength(10);
    expect(table?.data.slice(1, 3)).toEqual([
      ['办公室党支部', '已报送未阅', '2026-04-01', null, null, null, null, null],
      ['检验检测所党支部', '已报送未阅', '2026-04-10', 2, '全员参加上级集中任务', null, null, null],
    ]);
    expect(table?.data.find(([org]) => org === '研究室党支部')).toEqual([
      ...['研究室党支部', '超过期限未报', null, 2, null, null, null, null],
    ]);
    expect(counts?.data[1]).toEqual(['机关党委', 9, 3, 2, 1, 0, 3, 0, 0, 6, 0, 0]);
    const typed = await sheets('夏成超', () => officer.says('/季报 表格 一季度'));
    expect(typed.bytes.equals(pressed.bytes)).toBe(true);
    const leader = await sheets('卢磊', () => world.person('卢磊').says('/季报 表格 一季度'));
    expect(leader.sheets.map(({ sheet }) => sheet)).toEqual(['汇总']);
    expect(JSON.stringify(leader.sheets)).not.toContain('上级集中任务');
    await world.person('吕洋').says('/季报 表格');
    await world.person('吕洋').sees('没有可看的报送情况');
    await officer.says('/核验 D01B06-QR-26Q1 通过');
    await officer.sees('已阅');
    await officer.says('/季报 一季度');
    const after = await officer.sees('已阅 1 份，都没有写意见');
    expect(after.text).not.toMatch(/ 0 份/u);
    await world.forgetsPast();
  }, 120_000);

  it('季度还没过完就报：先问一次，说清数字只到今天；没开始的季度不能写', async () => {
    const world = await openWorld({
      duties: papersOnly,
      startAt: '2026-03-02T10:00',
      goLiveOn: '2026-03-01',
    });
    const secretary = world.person('罗启平');
    await world.staysUnchanged(async () => {
      for (const line of ['/季报 二季度', '/报送 D01B01-QR-26Q2']) {
        await secretary.says(line);
        await secretary.sees('第二季度4月1日（周三）才开始，开始以后再写');
      }
      await secretary.says('/记录 D01B01-QR-26Q2 3月2日 支部〔2026〕2号');
      await secretary.sees('第二季度4月1日（周三）才开始');
    });
    await secretary.says('/季报 一季度');
    await secretary.sees('第一季度工作报告');
    await secretary.fills('第一季度工作报告', { 总体情况: '思想总体稳定' }, '预览并报送');
    await secretary.presses('报送', { card: '第一季度工作报告' });
    await secretary.rereads(
      '第一季度工作报告',
      '数字只统计到今天，第一季度还没有结束：到3月31日（周二），还有 21 个工作日',
      '[现在报送]',
      '[到时候再报]',
    );
    await secretary.presses('到时候再报');
    secretary.isTold('草稿已存，到时候再报');
    await secretary.rereads('第一季度工作报告', '思想总体稳定', '[预览并报送]');
    expect((await instance(world, 'D01B01-QR-26Q1'))?.state).not.toBe('submitted');
    await secretary.says('/报送 D01B01-QR-26Q1');
    await secretary.sees('数字只统计到今天', '[现在报送]', '[到时候再报]');
    expect((await instance(world, 'D01B01-QR-26Q1'))?.state).not.toBe('submitted');
    await secretary.presses('现在报送');
    await secretary.rereads('第一季度工作报告', '已报送，待审阅');
    expect(await instance(world, 'D01B01-QR-26Q1')).toMatchObject({ state: 'submitted' });
    await world.forgetsPast();
  });

  it('数字按整个季度的计划算：没过完写明到哪天为止；预览和审阅的人那里都写着统计到哪天', async () => {
    const world = await openWorld({
      duties: ['branch_theme_day', 'branch_committee_meeting', ...papersOnly],
      startAt: '2026-04-02T10:00',
      goLiveOn: '2026-04-01',
    });
    const secretary = world.person('罗启平');
    await secretary.says('/季报 二季度');
    // June's meetings are made a month ahead; the quarter holds three of each all the same.
    await secretary.sees(
      '第二季度工作报告',
      '到4月2日为止，已办次数/本期应办次数：主题党日 0/3，支委会 0/3',
      '到4月2日为止，本期应完成 7 项，按期 0，未到期或待补正 7',
      '本期双方确认过的谈话 0 次',
      '数字统计到4月2日',
    );
    await secretary.fills('第二季度工作报告', { 总体情况: '思想总体稳定' }, '预览并报送');
    await secretary.rereads('第二季度工作报告', '请核对后报送', '数字统计到4月2日');
    await secretary.presses('报送', { card: '第二季度工作报告' });
    await secretary.presses('现在报送');
    secretary.isTold('已报送');
    await world.moveTo('2026-04-03T10:00');
    await world.person('夏成超').says('/核验 D01B01-QR-26Q2');
    await world.person('夏成超').sees('第二季度工作报告', '到4月2日为止', '数字统计到4月2日（周四）');
    await world.forgetsPast();
    await world.moveTo('2026-07-01T10:00');
    await world.forgetsPast();
    await world.person('黎柏').says('/季报 二季度');
    const whole = await world
      .person('黎柏')
      .sees('已办次数/本期应办次数：主题党日 0/3，支委会 0/3', '数字统计到7月1日');
    expect(whole.text).not.toContain('为止');
  }, 120_000);

  it('报给工委的述职：工委的人十个工作日内审阅，晚了算在审阅的人身上，不算机关党委的', async () => {
    const world = await openWorld({
      duties: ['organ_secretary_debrief', 'review_branch_reports'],
      startAt: '2027-01-04T10:00',
      goLiveOn: '2026-12-01',
    });
    await world.forgetsPast();
    await world.person('陈博').says('/记录 D01W-OD-26 2027年1月4日 机关党委〔2027〕1号');
    await world.forgetsPast();
    expect(await instance(world, 'D01W-OD-26')).toMatchObject({ state: 'submitted' });
    const reading = 'GW-RR-D01W-OD-26-V1';
    expect(await instance(world, reading)).toMatchObject({ heldBy: '2027-01-18', subject: 'D01W' });
    await world.morningOf('2027-01-20');
    await world.forgetsPast();
    expect(await instance(world, reading)).toMatchObject({ state: 'overdue' });
    expect(await instance(world, 'D01W-OD-26')).toMatchObject({ state: 'submitted', level: -1 });
    const told = await world.db
      .select()
      .from(lines)
      .where(eq(lines.instanceKey, 'GW/review_branch_reports/ev:D01W-OD-26-v1'));
    const directory = await world.directory();
    const posts = ['work_committee_officer', 'work_committee_deputy_secretary'] as const;
    const officers = posts.flatMap((post) => directory.holders('GW', post, asDay('2027-01-20')));
    const slips = told.filter(({ kind }) => kind === 'overdue').map(({ personCode }) => personCode);
    expect(slips.length).toBeGreaterThan(0);
    for (const person of slips) expect(officers.map(({ person: one }) => one.code)).toContain(person);
    await world.person('钟文').says('/核验 D01W-OD-26 通过 已阅');
    await world.forgetsPast();
    expect(await instance(world, 'D01W-OD-26')).toMatchObject({ state: 'done', daysLate: 0 });
    expect(await instance(world, reading)).toMatchObject({ state: 'done_late' });
  }, 120_000);
});
