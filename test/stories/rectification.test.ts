import { eq } from 'drizzle-orm';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { auditEvents, dutyInstances, problems } from '../../db/schema/index.ts';
import { rectification as flow } from '../../flows/rectification/flow.ts';
import { asDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { auditLedger } from '../../src/duties/auditor/nightly.ts';
import { digestMoment } from '../../src/notices/windows.ts';
import { checkRoster } from '../../src/org/roster/check.ts';
import { readRoster } from '../../src/org/roster/read.ts';
import { demoRoster } from '../harness/records.ts';
import { openWorld, type World } from '../harness/world.ts';

const number = 'D01B02-RI-26Q1-P1';
const problem = '主题党日记录没有写收获';

async function march(duties: readonly string[] = ['rectification_item']) {
  const world = await openWorld({ duties, startAt: '2026-03-05T10:10' });
  return {
    world,
    officer: world.person('夏成超'),
    deputy: world.person('汤新岩'),
    responsible: world.person('胡宁'),
    secretary: world.person('黎柏'),
  };
}

/** One item, issued by the organ committee to 胡宁 of the second branch, due on 2026-03-31. */
async function issued(duties?: readonly string[]) {
  const scene = await march(duties);
  await scene.officer.says(`/问题 检验检测所党支部 ${problem} 胡宁 3月31日 督查`);
  await scene.officer.sees('请核对后下发');
  await scene.officer.presses('确认下发');
  scene.officer.isTold('已下发');
  await scene.officer.rereads('已列入问题清单', problem, '胡宁', number);
  return scene;
}

async function stateOf(world: World, named = number) {
  const [row] = await world.db.select().from(dutyInstances).where(eq(dutyInstances.number, named));
  return row;
}

describe('问题清单与整改销号', () => {
  it('下发、提醒责任人、报请销号、下发单位核对销号：各人从自己的卡片上看到', async () => {
    const { world, officer, responsible } = await march();
    await officer.says(`/问题 检验检测所党支部 ${problem} 胡宁 3月31日 自查`);
    await officer.sees(
      '请核对后下发',
      '列入第一季度问题清单，下发给检验检测所党支部',
      problem,
      '2026-03-31',
      '不用传照片和附件',
    );
    expect(await world.db.select().from(problems)).toEqual([]);
    await officer.fills('请核对后下发', { 来源: '督查' }, '确认下发');
    officer.isTold('已下发');
    await officer.rereads('已列入问题清单', '已下发', '督查', '撤销');
    expect(await stateOf(world)).toMatchObject({
      state: 'open',
      heldBy: '2026-03-31',
      assignee: 'P000035',
      issuer: 'D01W',
      reminder: 'R_RECTIFY',
      escalation: 'E_RECTIFY',
    });
    await responsible.seesNothing();
    await world.morningOf('2026-03-06');
    await responsible.sees('今天的提醒', `问题整改（主题党日记录没有写收获）`, '3月31日（周二）前', number);
    await responsible.says('/我的');
    await responsible.sees('需要您本人办的', '问题整改（主题党日记录没有写收获）', number);
    await responsible.presses('登记问题整改');
    await responsible.sees('整改情况', problem, '督查，3月5日提出', '不写涉密和内部文件内容');
    await responsible.fills('整改情况', { 整改措施: '补写两次收获，支委会上通报' }, '先存措施');
    responsible.isTold('措施已存');
    await world.moveTo('2026-03-10T10:20');
    await responsible.fills('整改情况', { 佐证: '记录存支部档案第3号' }, '报请销号');
    responsible.isTold('已报请销号');
    await responsible.rereads('已报请销号', '待核对', '补写两次收获', '等夏成超核对');
    expect(await stateOf(world)).toMatchObject({ state: 'submitted', heldOn: '2026-03-10' });
    await world.morningOf('2026-03-11');
    await officer.sees('日期与说明', `请核对：/销号 ${number}`);
    await officer.says(`/销号 ${number}`);
    await officer.sees('核对整改情况', '待您核对', '记录存支部档案第3号', '胡宁报请');
    await officer.presses('通过，销号');
    officer.isTold('已销号');
    await officer.rereads('已销号', '夏成超，3月11日', '撤销');
    expect(await stateOf(world)).toMatchObject({ state: 'done', daysLate: 0 });
    await world.morningOf('2026-03-12');
    await responsible.sees('日期与说明', '整改情况已核对，准予销号');
    const actions = (await world.db.select().from(auditEvents)).map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(['issue_problem', 'save_measure', 'file_rectification', 'accept_rectification']),
    );
  });

  it('退回当面说明原因，期限照旧；不是责任人自己、也不是报请的人来销号', async () => {
    const { world, officer, deputy, responsible } = await issued();
    await world.morningOf('2026-03-06');
    await world.forgetsPast();
    await officer.says(`/销号 ${number} 措施 补写收获 佐证 已代为核实`);
    await officer.sees('已报请销号', '夏成超代为报请', '等陈博核对');
    await world.staysUnchanged(async () => {
      await officer.says(`/销号 ${number} 通过`);
      await officer.sees('要由下发单位的另一位同志核对');
      await responsible.says(`/销号 ${number} 通过`);
      await responsible.sees('要由下发单位的另一位同志核对');
      await deputy.says(`/销号 ${number} 退回 不够`);
      await deputy.sees('请写明退回的原因，至少 5 个字', `/销号 ${number} 退回`);
    });
    await deputy.says(`/销号 ${number} 退回 还缺支委会通报的日期`);
    await deputy.sees('退回补正', '还缺支委会通报的日期', '不能撤销');
    await responsible.sees('整改情况已退回', '还缺支委会通报的日期', '请在3月31日（周二）前补充后再报');
    expect(await stateOf(world)).toMatchObject({ state: 'returned', recordBy: '2026-03-31' });
    await responsible.fills('整改情况已退回', { 佐证: '3月4日支委会通报，记录第3号' }, '报请销号');
    responsible.isTold('已报请销号');
    await deputy.says('/销号');
    await deputy.sees('核对整改情况', '3月4日支委会通报');
    await deputy.presses('通过，销号');
    deputy.isTold('已销号');
    await world.settled();
    expect(await stateOf(world)).toMatchObject({ state: 'done' });
    await world.forgetsPast();
  });

  it('责任人第一次打开私聊：欢迎卡片上有这一件，没有期次', async () => {
    const { world, secretary } = await march();
    await world.person('夏成超').says('/问题 检验检测所党支部 党小组会次数不够 黎柏 3月31日 督查');
    await world.person('夏成超').presses('确认下发');
    await world.forgetsPast();
    await secretary.enters();
    await secretary.sees('您好，我是守时', '问题整改', '3月31日（周二）');
  });

  it('督查后重新打开：同一个编号重新补正、重新核对', async () => {
    const { world, officer, responsible } = await issued();
    await responsible.says(`/销号 ${number} 措施 补写收获 佐证 记录第3号`);
    await responsible.sees('已报请销号');
    await officer.says(`/销号 ${number} 通过`);
    await officer.sees('已销号');
    await world.person('钟文').says(`/重开 ${number} 督查〔2026〕3号`);
    await world.person('钟文').sees('已重新打开');
    expect(await stateOf(world)).toMatchObject({ state: 'returned', round: 1 });
    await world.morningOf('2026-03-06');
    await responsible.sees('督查后重新打开（督查〔2026〕3号）');
    await world.forgetsPast();
    await responsible.says(`/销号 ${number} 措施 逐次补写 佐证 记录第4号`);
    await responsible.sees('已报请销号', '逐次补写');
    await officer.says(`/销号 ${number} 通过`);
    await officer.sees('已销号');
    expect(await stateOf(world)).toMatchObject({ state: 'done' });
    await world.forgetsPast();
  });

  it('十分钟内可以撤销：下发、报请、销号；看过以后不行', async () => {
    const { world, officer, responsible } = await issued();
    await responsible.says(`/销号 ${number} 措施 补写收获 佐证 记录第3号`);
    await responsible.sees('已报请销号');
    await responsible.presses('撤销');
    responsible.isTold('已撤销');
    expect(await stateOf(world)).toMatchObject({ state: 'open', recordedAt: null });
    expect(await world.db.select().from(problems)).toMatchObject([{ proof: null, filedBy: null }]);
    await responsible.says(`/销号 ${number} 措施 补写收获 佐证 记录第5号`);
    await responsible.sees('已报请销号');
    await officer.says(`/销号 ${number} 通过`);
    await officer.sees('已销号');
    await officer.presses('撤销', { card: '已销号' });
    officer.isTold('已撤销');
    expect(await stateOf(world)).toMatchObject({ state: 'submitted' });
    expect(await world.db.select().from(problems)).toMatchObject([{ verdict: null, proof: '记录第5号' }]);
    await officer.says('/问题 研究室党支部 换届材料没有归档 冯子博 4月10日 自查');
    await officer.presses('确认下发');
    officer.isTold('已下发');
    await officer.presses('撤销');
    officer.isTold('已撤销');
    expect(await stateOf(world, 'D01B05-RI-26Q1-P1')).toMatchObject({ state: 'void' });
    await officer.says('/问题');
    const board = await officer.sees('第一季度问题清单', '共 1 个问题');
    expect(board.text).not.toContain('归档');
    await world.forgetsPast();
    await world.morningOf('2026-03-06');
    await officer.sees('请核对');
    expect(await stateOf(world, 'D01B05-RI-26Q1-P1')).toMatchObject({ state: 'void' });
  });

  it('没有人办：责任人、起草督办函的干部、机关党委书记、下发单位书记，一级一级；第二种算法逐日一致', async () => {
    const { world, officer, responsible } = await issued();
    const slip = (days: number) => announcedCalendar().addWorkdays(asDay('2026-03-31'), days);
    await world.moveTo('2026-04-01T08:00');
    await world.forgetsPast();
    await world.morningOf(slip(1));
    await responsible.sees('问题整改（主题党日记录没有写收获）', '已超过 1 个工作日');
    await world.morningOf(slip(3));
    await officer.sees('超过期限的事项', '检验检测所党支部', '起草督办函');
    await world.morningOf(slip(7));
    await world.person('陈博').sees('检验检测所党支部', '尚无情况说明');
    await officer.says(`/督办 ${number}`);
    await world.forgetsPast();
    await world.morningOf(slip(15));
    await world.person('陈博').sees('检验检测所党支部');
    await responsible.says(`/销号 ${number} 措施 补写收获 佐证 记录第3号`);
    await responsible.sees('已报请销号');
    await officer.says(`/销号 ${number} 通过`);
    await officer.sees('已销号', '晚 15 个工作日完成');
    expect(await stateOf(world)).toMatchObject({ state: 'done_late', daysLate: 15 });
    await world.morningOf(slip(16));
    await world.person('陈博').sees('已有结果');
    await world.forgetsPast();
    const read = await readRoster(demoRoster);
    const checked = checkRoster('sheets' in read ? read.sheets : ({} as never));
    if (!('roster' in checked)) throw new Error('the demo roster is broken');
    const differences = await auditLedger(
      world.db,
      {
        roster: checked.roster,
        tables: announcedCalendar().years(),
        duties: (flow.duties ?? []).filter(({ id }) => id === 'rectification_item'),
        goLiveOn: asDay('2026-03-05'),
        digestAt: digestMoment,
      },
      asDay('2026-03-05'),
      slip(16),
    );
    expect(differences).toEqual([]);
  }, 120_000);

  it('谁看得到：责任人、本支部、上级和下发单位逐条；党组和工委只有数字；别的支部什么也没有', async () => {
    const { world } = await issued();
    for (const name of ['黎柏', '曹民秋', '陈博', '胡宁']) {
      await world.person(name).says('/问题');
      await world.person(name).sees('第一季度问题清单', problem, '责任人胡宁');
    }
    for (const name of ['卢磊', '钟文']) {
      await world.person(name).says('/问题');
      const card = await world.person(name).sees('共 1 个问题，已销号 0', '只看数字');
      expect(card.text).not.toMatch(/胡宁|收获/u);
      await world.person(name).says(`/销号 ${number}`);
      await world.person(name).sees(`没有找到编号“${number}”`);
    }
    await world.person('罗启平').says('/问题');
    await world.person('罗启平').sees('第一季度没有列出的问题');
    await world.person('罗启平').says(`/销号 ${number}`);
    await world.person('罗启平').sees('没有找到编号');
    await world.person('谢宇国').says('/问题');
    await world.person('谢宇国').sees('您这里没有可看的问题清单');
    await world.person('谢宇国').says(`/销号 ${number}`);
    await world.person('谢宇国').sees('没有找到编号');
    const group = world.group('检验检测所党支部');
    await world.person('黎柏').says('/问题 检验检测所党支部 又一个问题 胡宁 4月1日', { in: group });
    await world.person('黎柏').sees('问题清单由上一级的这些岗位下发');
    await world.person('黎柏').says('/问题', { in: group });
    await world.person('黎柏').sees('第一季度问题清单', problem);
    expect((await group.messages()).map(({ text }) => text).join()).not.toContain('胡宁');
    await world.forgetsPast();
  });

  it('工委的季度清单：季后十个工作日内列入上季；登记下发以后新的问题列入本季', async () => {
    const world = await openWorld({
      duties: ['rectification_item', 'problem_list_issue'],
      startAt: '2026-04-02T10:10',
      goLiveOn: '2026-01-04',
    });
    await world.forgetsPast();
    const officer = world.person('钟文');
    await officer.says('/问题 人事处党支部 谈心谈话没有覆盖全体党员 顾森晓 5月2日 巡视');
    await officer.sees('请核对后下发', '列入第一季度问题清单');
    await officer.presses('确认下发');
    officer.isTold('已下发');
    await officer.rereads('已列入问题清单', '5月2日（周六，劳动节放假）不是工作日，期限顺延到5月6日（周三）');
    await officer.says('/问题');
    await officer.sees('第一季度问题清单', '人事处党支部：谈心谈话没有覆盖全体党员', '登记本季清单已下发');
    await officer.says('/督办 D01B08-RI-26Q1-P1');
    await officer.opensFile('提醒督办函', '.docx');
    await officer.sees('提醒督办函草稿', '省直属机关工作委员会', '人事处党支部');
    await world.staysUnchanged(async () => {
      await world.person('廖晓森').says('/问题 一季度');
      await world.person('廖晓森').sees('第一季度问题清单');
    });
    await officer.presses('登记本季清单已下发');
    officer.isTold('已登记');
    const [list] = await world.db
      .select()
      .from(dutyInstances)
      .where(eq(dutyInstances.key, 'GW/problem_list_issue/2026-Q1'));
    expect(list).toMatchObject({ state: 'done', heldOn: '2026-04-02' });
    await officer.says('/问题 人事处党支部 党费收缴没有公布 顾森晓 5月8日');
    await officer.sees('列入第二季度问题清单');
    await world.forgetsPast();
  });

  it('写不全、写不对：一句话，什么都不变', async () => {
    const { world, officer, secretary } = await issued();
    const refusals: readonly (readonly [string, string])[] = [
      ['/问题 财政处党支部 账目不清 胡宁 4月30日', '没有唯一的“财政处党支部”'],
      ['/问题 检验检测所党支部', '还缺问题是什么，请这样写：/问题'],
      ['/问题 检验检测所党支部 记录不全 胡宁、黎柏 4月30日', '每个问题只能有一位责任人'],
      ['/问题 检验检测所党支部 记录不全 胡林 4月30日', '名册里没有“胡林”，您要找的可能是'],
      ['/问题 检验检测所党支部 记录不全 胡宁 3月2日', '不晚于今天，请写一个以后的期限'],
      ['/问题 检验检测所党支部 记录不全 胡宁 2028年3月2日', '请写在一年以内'],
      ['/销号 D01B02-RI-26Q1-P9', '没有找到编号“D01B02-RI-26Q1-P9”'],
      ['/销号 没有编号', '请写上编号，例如：/销号'],
      [`/销号 ${number} 通过`, '现在没有等核对的整改情况'],
    ];
    await world.staysUnchanged(async () => {
      for (const [line, sentence] of refusals) {
        await officer.says(line);
        await officer.sees(sentence);
      }
      await secretary.says(`/销号 ${number} 佐证 记录第3号`);
      await secretary.sees('还缺整改措施，请这样写：/销号', number);
      await secretary.says('/问题 检验检测所党支部 记录不全 胡宁 4月30日');
      await secretary.sees('问题清单由上一级的这些岗位下发', '党务干部');
      await world.person('曹民秋').says(`/销号 ${number} 措施 补写 佐证 记录第3号`);
      await world.person('曹民秋').sees('由责任人或本支部的党支部书记');
      await officer.says('/问题 检验检测所党支部 记录不全');
      await officer.sees('请核对后下发');
      await officer.presses('确认下发');
      officer.isTold('请填写必填项');
      // Where it was found nobody says but whoever issues it.
      await officer.says('/问题 检验检测所党支部 记录不全 胡宁 4月30日');
      await officer.sees('请核对后下发', '来源');
      await officer.presses('确认下发');
      officer.isTold('请填写必填项');
    });
  });

  it('按编号记录也算报请；季报和整改台账用的是同一份事实', async () => {
    const { world, officer, secretary } = await issued(['rectification_item', 'quarterly_work_report']);
    await secretary.says(`/记录 ${number} 3月5日 已补写收获，记录第3号`);
    await secretary.sees('已报送，待核');
    await officer.says(`/销号 ${number}`);
    await officer.sees('核对整改情况', '已补写收获，记录第3号', '黎柏代为报请');
    await officer.presses('通过，销号');
    officer.isTold('已销号');
    await officer.says('/问题 检验检测所党支部 党小组会次数不够 曹民秋 4月30日 述职');
    await officer.presses('确认下发');
    officer.isTold('已下发');
    await world.moveTo('2026-04-02T10:30');
    await world.forgetsPast();
    await secretary.says('/季报 一季度');
    await secretary.sees('已销号 1/2');
    await secretary.says('/台账 整改');
    const own = await readWorkbook((await secretary.opensFile('整改台账', '.xlsx')).bytes);
    await secretary.sees('正在生成');
    expect(own.map(({ sheet }) => sheet)).toEqual(['检验检测所党支部']);
    expect(own[0]?.data).toEqual([
      ['问题', '来源', '提出日期', '措施', '责任人', '时限', '进展', '销号日期', '核验人'],
      [problem, '督查', '2026-03-05', null, '胡宁', '2026-03-31', '已销号', '2026-03-05', '夏成超'],
      ['党小组会次数不够', '述职', '2026-03-05', null, '曹民秋', '2026-04-30', '整改中', null, null],
    ]);
    const leader = world.person('卢磊');
    await leader.says('/台账 整改');
    const counts = await readWorkbook((await leader.opensFile('整改台账', '.xlsx')).bytes);
    await leader.sees('正在生成');
    expect(counts.map(({ sheet, data }) => [sheet, data])).toEqual([
      [
        '数字汇总',
        [
          ['支部', '问题', '已销号', '待核对', '整改中', '已超过期限'],
          ['检验检测所党支部', 2, 1, 0, 1, 0],
        ],
      ],
    ]);
  });
});
