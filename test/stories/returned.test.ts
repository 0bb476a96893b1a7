import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { dutyInstances } from '../../db/schema/index.ts';
import { rectification } from '../../flows/rectification/flow.ts';
import { reports } from '../../flows/reports/flow.ts';
import { asDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { auditLedger } from '../../src/duties/auditor/nightly.ts';
import { digestMoment } from '../../src/notices/windows.ts';
import { checkRoster } from '../../src/org/roster/check.ts';
import { readRoster } from '../../src/org/roster/read.ts';
import { demoRoster } from '../harness/records.ts';
import { openWorld, type World } from '../harness/world.ts';

const papers = ['quarterly_work_report', 'review_branch_reports'];
const paper = 'D01B01-QR-26Q1';
const item = 'D01B02-RI-26Q1-P1';
const problem = '主题党日记录没有写收获';

async function row(world: World, number: string) {
  return (await world.db.select().from(dutyInstances)).find((one) => one.number === number);
}

/** The second opinion over the same days finds nothing else. */
async function agreesWithSecondOpinion(world: World, duties: readonly string[], from: string, to: string) {
  const read = await readRoster(demoRoster);
  const checked = checkRoster('sheets' in read ? read.sheets : ({} as never));
  if (!('roster' in checked)) throw new Error('the demo roster is broken');
  const all = [...(reports.duties ?? []), ...(rectification.duties ?? [])];
  const scope = {
    roster: checked.roster,
    tables: announcedCalendar().years(),
    duties: all.filter(({ id }) => duties.includes(id)),
    goLiveOn: asDay(from),
    digestAt: digestMoment,
  };
  expect(await auditLedger(world.db, scope, asDay(from), asDay(to))).toEqual([]);
}

async function files(world: World, name: string, mind: string): Promise<void> {
  const person = world.person(name);
  await person.says('/季报 一季度');
  await person.sees('第一季度工作报告');
  await person.fills('第一季度工作报告', { 总体情况: mind }, '预览并报送');
  await person.presses('报送', { card: '第一季度工作报告' });
  person.isTold('已报送');
}

/** What the duty ledger of a branch says of one number or day: due, done, how, days late, remarks. */
async function ledgerRow(world: World, name: string, duty: string) {
  const person = world.person(name);
  await person.says('/台账 责任 2026年');
  const [sheet] = await readWorkbook((await person.opensFile('责任落实台账', '.xlsx')).bytes);
  await person.sees('正在生成');
  const found = sheet?.data.find((cells) => cells[1] === duty);
  return found && [found[6], found[7], found[8], found[9], found[12]];
}

describe('报送以后退回、再报', () => {
  it('期限还早就退回：期限不会因为退回变早；剩下的提醒照常；过了才算超过；第二种算法一致', async () => {
    const world = await openWorld({ duties: papers, startAt: '2026-04-01T10:00', goLiveOn: '2026-04-01' });
    const secretary = world.person('罗启平');
    const officer = world.person('夏成超');
    await files(world, '罗启平', '思想总体稳定');
    await officer.says(`/核验 ${paper} 退回 第三部分请写总体情况`);
    await officer.sees('退回补正');
    await secretary.sees('第一季度工作报告退回补正', '请在4月8日（周三）前补正后重新报送');
    expect(await row(world, paper)).toMatchObject({ state: 'returned', recordBy: '2026-04-08' });
    await secretary.presses('补正', { card: '退回补正' });
    await secretary.sees('第一季度工作报告', '4月8日（周三）前报送', '退回补正：');
    await officer.says('/季报 一季度');
    await officer.sees('办公室党支部：退回补正，4月8日（周三）前重报');
    await world.morningOf('2026-04-02');
    await secretary.sees('第一季度工作报告', '4月8日（周三）前', '还有 3 个工作日');
    await world.forgetsPast();
    await world.morningOf('2026-04-08');
    await secretary.seesNothing();
    await world.morningOf('2026-04-09');
    await secretary.sees('第一季度工作报告', '4月1日报送后退回，补正已超过 1 个工作日');
    await world.moveTo('2026-04-10T10:30');
    await files(world, '罗启平', '思想稳定，关心两位老同志');
    await secretary.rereads('第一季度工作报告', '已报送，待审阅', '晚 2 个工作日', '第 2 次报送');
    expect(await ledgerRow(world, '罗启平', '支部书记季度工作报告')).toEqual([
      ...['2026-04-08', '2026-04-10', '逾期完成', 2],
      '待核验；退回补正，限2026-04-08',
    ]);
    await officer.says(`/核验 ${paper}`);
    await officer.sees('第一季度工作报告', '第 2 次报送', '上次退回：第三部分请写总体情况', '[已阅并回复]');
    await officer.says(`/核验 ${paper} 通过`);
    await officer.sees('已阅', '第 2 次报送');
    expect(await row(world, paper)).toMatchObject({
      ...{ state: 'done_late', heldOn: '2026-04-10', daysLate: 2 },
    });
    await world.morningOf('2026-04-13');
    await secretary.sees('已有结果', '第一季度工作报告', '4月10日（周五）完成，晚 2 个工作日');
    await world.forgetsPast();
    await agreesWithSecondOpinion(world, papers, '2026-04-01', '2026-04-13');
  }, 120_000);

  it('审阅的时间不算支部的：按期报、晚退回、三个工作日内再报，仍是按期，完成日是再报的那天', async () => {
    const world = await openWorld({ duties: papers, startAt: '2026-04-01T10:00', goLiveOn: '2026-04-01' });
    const officer = world.person('夏成超');
    await world.moveTo('2026-04-08T10:00');
    await files(world, '罗启平', '思想总体稳定');
    await world.moveTo('2026-04-10T10:00');
    await files(world, '黎柏', '思想总体稳定');
    await world.moveTo('2026-04-15T10:00');
    await officer.says(`/核验 ${paper} 退回 内容填写不全`);
    const told = await world.person('罗启平').sees('第一季度工作报告退回补正', '退回补正：内容填写不全');
    expect(told.text.match(/内容填写不全/gu)).toHaveLength(1);
    await officer.says('/核验 D01B02-QR-26Q1 退回 第三部分请写总体情况');
    await world.forgetsPast();
    expect(await ledgerRow(world, '罗启平', '支部书记季度工作报告')).toEqual([
      ...['2026-04-08', null, '未到期', null],
      '退回补正，限2026-04-20',
    ]);
    await world.moveTo('2026-04-16T10:00');
    await files(world, '罗启平', '思想稳定，关心两位老同志');
    await world.person('罗启平').rereads('第一季度工作报告', '4月16日（周四）报送 · 第 2 次报送');
    await officer.says(`/核验 ${paper} 通过`);
    await officer.sees('已阅');
    expect(await ledgerRow(world, '罗启平', '支部书记季度工作报告')).toEqual([
      ...['2026-04-08', '2026-04-16', '按期', null],
      '退回补正，限2026-04-20',
    ]);
    await world.person('黎柏').says('/待办');
    await world.person('黎柏').sees('第一季度工作报告', '4月20日（周一）前');
    // Two days before the first filing and two after the day given for the correction; the reader's five are nobody's.
    await world.moveTo('2026-04-22T10:00');
    await world.forgetsPast();
    await world.person('黎柏').says('/我的');
    await world.person('黎柏').sees('第一季度工作报告，期限4月20日（周一），已超过期限 2 个工作日');
    await world.person('黎柏').says('/季报 一季度');
    await world.person('黎柏').sees('4月20日（周一）前报送', '已超过期限 2 个工作日');
    expect(await ledgerRow(world, '黎柏', '支部书记季度工作报告')).toEqual([
      ...['2026-04-08', null, '逾期', 4],
      '退回补正，限2026-04-20',
    ]);
    await officer.says('/逾期 检验检测所党支部');
    // The same words as in the digest.
    await officer.sees('4月10日报送后退回，补正已超过 2 个工作日');
    await files(world, '黎柏', '思想稳定，关心两位老同志');
    await world.person('黎柏').rereads('第一季度工作报告', '晚 4 个工作日');
    await officer.says('/核验 D01B02-QR-26Q1 通过');
    await officer.sees('已阅', '晚 4 个工作日');
    expect(await ledgerRow(world, '黎柏', '支部书记季度工作报告')).toEqual([
      ...['2026-04-08', '2026-04-22', '逾期完成', 4],
      '退回补正，限2026-04-20',
    ]);
    await officer.says('/季报 一季度');
    await officer.sees(
      '已阅 2 份，都没有写意见',
      '办公室党支部：4月16日（周四）报送，已阅，退回过 1 次',
      '检验检测所党支部：4月22日（周三）报送，已阅，退回过 1 次，晚 4 个工作日',
    );
    await world.forgetsPast();
    await agreesWithSecondOpinion(world, papers, '2026-04-01', '2026-04-22');
  }, 120_000);
});

describe('问题整改报请以后退回、再报', () => {
  async function issued() {
    const world = await openWorld({ duties: ['rectification_item'], startAt: '2026-03-05T10:10' });
    const scene = { world, officer: world.person('夏成超'), responsible: world.person('胡宁') };
    await scene.officer.says(`/问题 检验检测所党支部 ${problem} 胡宁 3月31日 督查`);
    await scene.officer.presses('确认下发');
    scene.officer.isTold('已下发');
    await world.morningOf('2026-03-06');
    await world.forgetsPast();
    await scene.responsible.says(`/销号 ${item} 措施 补写收获 佐证 记录第3号`);
    await scene.responsible.sees('已报请销号');
    return scene;
  }

  it('退回不缩短原来的期限；退回的人第二天不会再听到这一件；完成日是再报的那天', async () => {
    const { world, officer, responsible } = await issued();
    await officer.says(`/销号 ${item} 退回 还缺支委会通报的日期`);
    await officer.sees('退回补正');
    await responsible.sees('整改情况已退回', '请在3月31日（周二）前补充后再报');
    expect(await row(world, item)).toMatchObject({ state: 'returned', recordBy: '2026-03-31' });
    await world.morningOf('2026-03-09');
    await officer.seesNothing();
    await world.person('汤新岩').seesNothing();
    await world.morningOf('2026-03-24');
    await responsible.sees('问题整改', '还有 5 个工作日');
    await world.morningOf('2026-04-02');
    await world.forgetsPast();
    await responsible.says(`/销号 ${item}`);
    const form = await responsible.sees('整改情况已退回', '完成日期（不选就是报请当天）');
    expect(form.text).not.toContain('2026-03-06');
    await world.staysUnchanged(async () => {
      await responsible.fills(
        '整改情况已退回',
        { 佐证: '3月4日支委会通报，记录第3号', 完成日期: '2026-03-05' },
        '报请销号',
      );
      responsible.isTold('上次核对是3月6日，补正以后才算完成');
      await responsible.says(`/记录 ${item} 3月5日 支委会已通报，记录第3号`);
      await responsible.sees('不能早于3月6日');
    });
    await responsible.fills('整改情况已退回', { 佐证: '支委会通报，记录第3号' }, '报请销号');
    responsible.isTold('已报请销号');
    await officer.says(`/销号 ${item} 通过`);
    await officer.sees('已销号', '晚 2 个工作日完成');
    expect(await row(world, item)).toMatchObject({ state: 'done_late', heldOn: '2026-04-02', daysLate: 2 });
    await world.morningOf('2026-04-03');
    await world.forgetsPast();
    expect(await ledgerRow(world, '黎柏', '问题整改销号')).toEqual([
      ...['2026-03-31', '2026-04-02', '逾期完成', 2],
      '退回补正，限2026-03-31',
    ]);
    await agreesWithSecondOpinion(world, ['rectification_item'], '2026-03-05', '2026-04-03');
  }, 120_000);

  it('补正期内做完、过后才报的是补录；写明的日子在退回以后才算数', async () => {
    const { world, officer, responsible } = await issued();
    await world.moveTo('2026-03-30T10:00');
    await officer.says(`/销号 ${item} 退回 还缺支委会通报的日期`);
    await world.moveTo('2026-04-07T10:00');
    await world.forgetsPast();
    await responsible.fills(
      '整改情况已退回',
      { 佐证: '支委会通报，记录第3号', 完成日期: '2026-04-02' },
      '报请销号',
    );
    responsible.isTold('已报请销号');
    await officer.says(`/销号 ${item} 通过`);
    await world.forgetsPast();
    expect(await ledgerRow(world, '黎柏', '问题整改销号')).toEqual([
      ...['2026-03-31', '2026-04-02', '补录', null],
      '退回补正，限2026-04-02',
    ]);
  }, 120_000);
});
