import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, dutyInstances, findings, lines } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

async function opened(world: World, duty: string) {
  return world.db.select().from(dutyInstances).where(eq(dutyInstances.duty, duty));
}

/** The second opinion has nothing to say about any night of the story. */
async function auditorAgrees(world: World) {
  const rows = await world.db.select().from(findings).where(eq(findings.kind, 'auditor'));
  expect(rows.map(({ detail }) => detail)).toEqual([]);
}

async function scene(duties: readonly string[], startAt = '2026-02-05T10:30') {
  const world = await openWorld({ duties, startAt, goLiveOn: '2026-02-02', auditsNightly: true });
  const secretary = world.person('罗启平');
  return { world, secretary };
}

describe('/列入：日历上没有的事项', () => {
  it('预备党员转正：写预备期起算的日期，核对，列入，提醒，安排，登记', async () => {
    const { world, secretary } = await scene(['probation_end']);
    await world.staysUnchanged(() => secretary.says('/列入 预备党员转正 2025年3月5日'));
    await secretary.sees(
      '请核对后列入',
      '预备党员转正',
      '由谁办  党支部书记',
      '预备期起算的日期  2025年3月5日（周三）',
      '期限  3月5日（周四）前',
      '事项发生日后12个月，遇休息日顺延',
      '不记姓名',
      '[列入]',
    );
    await secretary.presses('列入');
    secretary.isTold('已列入');
    const [item] = await opened(world, 'probation_end');
    const number = item?.number ?? '';
    expect(item).toMatchObject({
      state: 'open',
      orgCode: 'D01B01',
      heldBy: '2026-03-05',
      eventOn: '2026-02-05',
      assignee: null,
      subject: null,
    });
    await secretary.rereads('已列入', number, '/安排 预备转正 时间 地点', '撤销');
    const trace = await world.db.select().from(auditEvents).where(eq(auditEvents.action, 'open_event'));
    expect(trace.map(({ object }) => object)).toEqual([item?.key]);

    await secretary.says('/待办 3月');
    await secretary.sees('预备转正', '3月5日（周四）前', number, '发生后用 /列入 列进来');
    await world.morningOf('2026-02-06');
    await secretary.sees('今天的提醒', '预备转正', '3月5日（周四）前', number);
    await secretary.says(`/为什么 ${number}`);
    await secretary.sees('预备', '事项发生日后12个月', '发展党员工作细则');
    await world.moveTo('2026-02-26');
    await secretary.sees('今天的提醒', '预备转正');
    await secretary.says('/安排 预备转正 3月2日下午3点 三楼会议室 讨论转正');
    await secretary.sees('请核对后发布', '三楼会议室');
    await secretary.presses('放弃');
    secretary.isTold('已放弃');
    await secretary.says(`/记录 ${number} 2月25日 支部大会表决通过，见会议记录第2号`);
    await secretary.sees('已登记', '按期完成');
    expect(await opened(world, 'probation_end')).toMatchObject([{ state: 'done', daysLate: 0 }]);
    await world.moveTo('2026-03-20');
    await secretary.seesNothing();
    await auditorAgrees(world);
  });

  it('组织关系转接：期限就是介绍信上的日期；不写是谁，别人的待办里没有', async () => {
    const { world, secretary } = await scene(['relation_transfer']);
    const commissioner = world.person('阎秋若');
    await commissioner.says('/列入 组织关系转接 3月21日');
    await commissioner.sees(
      '由谁办  组织委员',
      '介绍信上的期限  3月21日（周六',
      '期限  3月23日（周一）前',
      '遇休息日顺延',
    );
    await commissioner.presses('列入');
    commissioner.isTold('已列入');
    const [item] = await opened(world, 'relation_transfer');
    const number = item?.number ?? '';
    expect(item).toMatchObject({ heldBy: '2026-03-23', state: 'open', assignee: null, subject: null });
    await commissioner.rereads('已列入', `/记录 ${number} 日期`);
    await commissioner.says('/我的');
    await commissioner.sees('关系转接', number);
    await secretary.says('/待办 3月');
    expect((await secretary.sees('待办')).text).not.toContain('转接');
    await world.morningOf('2026-02-06');
    await commissioner.sees('今天的提醒', '关系转接', '3月23日（周一）前');
    await commissioner.presses('关系转接', { card: '今天的提醒' });
    await commissioner.sees('登记关系转接', '回执或收据编号（写文号或一句话）');
    await world.moveTo('2026-03-24');
    await world.forgetsPast();
    await world.moveTo('2026-03-27');
    await commissioner.sees('关系转接', '已超过期限');
    await world.moveTo('2026-04-30');
    await world.forgetsPast();
    await commissioner.says(`/记录 ${number} 4月29日 回执第12号`);
    await commissioner.sees('已登记', '逾期完成');
    await world.moveTo('2026-05-12');
    await world.forgetsPast();
    await auditorAgrees(world);
  });

  it('新任书记培训：由机关党委列入，半年内办', async () => {
    const { world } = await scene(['new_secretary_training']);
    const officer = world.person('夏成超');
    const deputy = world.person('汤新岩');
    await officer.says('/列入 新书记培训 1月12日');
    await officer.sees('由谁办  机关党委专职副书记', '期限  7月10日（周五）前', '遇休息日提前');
    await officer.presses('列入');
    officer.isTold('已列入');
    await officer.rereads('已列入', '编号');
    const [item] = await opened(world, 'new_secretary_training');
    expect(item).toMatchObject({ orgCode: 'D01W', heldBy: '2026-07-10' });
    await world.morningOf('2026-02-06');
    await deputy.sees('今天的提醒', '新书记培训', '7月10日（周五）前');
    await world.moveTo('2026-07-14');
    await world.forgetsPast();
    await deputy.says(`/记录 ${item?.number} 7月13日 省委党校任职培训班`);
    await deputy.sees('已登记', '逾期完成，晚 1 个工作日');
    await world.moveTo('2026-07-20');
    await world.forgetsPast();
    await auditorAgrees(world);
  });

  it('申请人谈话：不记姓名；逾期时上级只看到编号', async () => {
    const { world, secretary } = await scene(['applicant_talk']);
    const officer = world.person('夏成超');
    await secretary.says('/列入 申请人谈话 王小明 2月3日');
    const card = await secretary.sees(
      '请核对后列入',
      '与入党申请人谈话',
      '收到入党申请的日期  2月3日（周二）',
      '期限  3月3日（周二）前',
    );
    expect(card.text).not.toContain('王小明');
    await secretary.presses('列入');
    secretary.isTold('已列入');
    await secretary.rereads('已列入', '编号');
    const [item] = await opened(world, 'applicant_talk');
    expect(JSON.stringify([item, await world.db.select().from(auditEvents)])).not.toContain('王小明');
    await world.moveTo('2026-03-04T20:00');
    await world.forgetsPast();
    await officer.seesNothing();
    await world.morningOf('2026-03-06');
    await secretary.sees('申请人谈话', '超过期限');
    const told = await officer.sees('申请人谈话', '办公室党支部');
    expect(told.text).not.toContain('王小明');
    await secretary.says(`/记录 ${item?.number} 3月6日`);
    await secretary.sees('已登记', '逾期完成，晚 3 个工作日');
    await world.morningOf('2026-03-09');
    await officer.sees('申请人谈话', '销项');
    await secretary.sees('申请人谈话', '销项');
    await auditorAgrees(world);
  });

  it('不是自己岗位的，列不了，也说明由谁来办', async () => {
    const { world, secretary } = await scene([
      'probation_end',
      'relation_transfer',
      'reminder_talk',
      'meeting_debrief',
    ]);
    const member = world.person('杜慧敏');
    await world.staysUnchanged(async () => {
      await member.says('/列入');
      await member.sees('由负责这件事的岗位来办', '党支部书记', '组织委员');
      await member.says('/列入 预备党员转正 2025年3月5日');
      await member.sees('预备党员转正由党支部书记、党支部副书记来列入');
      const chief = world.person('陈博');
      await chief.says('/列入 提醒谈话 2月5日');
      await chief.sees('请写一个今天以后的日期');
      await chief.says('/列入 提醒谈话 2027年3月5日');
      await chief.sees('在一年以后，请核对年份');
      await secretary.says('/列入 提醒谈话 3月20日');
      await secretary.sees('提醒谈话由机关党委书记', '来列入');
      await world.person('夏成超').says('/列入 预备党员转正 2025年3月5日');
      await world.person('夏成超').sees('由党支部书记、党支部副书记来列入');
      await member.says('/帮助 列入');
      await member.sees('可以');
    });
  });

  it('按两次只列一件；同一天可以列两件；撤销以后不再提醒', async () => {
    const { world, secretary } = await scene(['applicant_talk']);
    await secretary.says('/列入 申请人谈话 2月3日');
    await secretary.sees('请核对后列入');
    await Promise.all([secretary.presses('列入'), secretary.presses('列入')]);
    secretary.areTold('已经列入了，没有再列', '已列入');
    expect(await opened(world, 'applicant_talk')).toHaveLength(1);
    const trace = await world.db.select().from(auditEvents).where(eq(auditEvents.action, 'open_event'));
    expect(trace).toHaveLength(1);
    await secretary.says('/列入 申请人谈话 2月3日');
    await secretary.sees('请核对后列入');
    await secretary.presses('列入');
    secretary.isTold('已列入');
    expect(await opened(world, 'applicant_talk')).toHaveLength(2);
    await secretary.presses('撤销');
    secretary.isTold('已撤销');
    await secretary.rereads('已撤回', '不再提醒');
    const states = (await opened(world, 'applicant_talk')).map(({ state }) => state).sort();
    expect(states).toEqual(['open', 'void']);
    await world.morningOf('2026-02-06');
    await secretary.sees('1 件', '申请人谈话');
    await secretary.presses('登记申请人谈话');
    await secretary.sees('登记申请人谈话', '期限  3月3日（周二）');
    await secretary.fills('登记申请人谈话', {}, '登记并办结');
    secretary.isTold('已登记');
    await secretary.rereads('已登记', '按期完成');
    await auditorAgrees(world);
  });

  it('提醒过以后不能撤销，说明怎么办', async () => {
    const { world, secretary } = await scene(['applicant_talk'], '2026-02-05T09:28');
    await secretary.says('/列入 申请人谈话 2月3日');
    await secretary.sees('请核对后列入');
    await secretary.presses('列入');
    secretary.isTold('已列入');
    await secretary.rereads('已列入', '撤销');
    await world.moveTo('2026-02-05T09:36');
    await secretary.sees('今天的提醒', '申请人谈话');
    await world.staysUnchanged(() => secretary.presses('撤销', { card: '已列入' }));
    secretary.isTold('已经提醒过，不能撤销');
    await auditorAgrees(world);
  });

  it('写得不对：一句话说明，什么都不变', async () => {
    const { world, secretary } = await scene([
      'probation_end',
      'applicant_talk',
      'branch_theme_day',
      'talk_must',
      'special_org_life_meeting',
    ]);
    await world.forgetsPast();
    await world.staysUnchanged(async () => {
      const answers: readonly (readonly [string, ...string[]])[] = [
        ['/列入', '请问要列入哪一项', '[专题生活会]', '[预备转正]', '[申请人谈话]'],
        ['/列入 打篮球 3月5日', '没有认出是哪一项', '预备转正', '/列入'],
        ['/列入 主题党日 3月5日', '主题党日到期会自动列入'],
        ['/列入 必谈谈话 3月5日', '请用“/必谈”登记'],
        ['/列入 申请人谈话', '列入申请人谈话', '收到入党申请的日期', '[下一步：核对]'],
        ['/列入 申请人谈话 张三', '没有认出日期', '/列入 与入党申请人谈话'],
        ['/列入 申请人谈话 2月20日', '2月20日（周五', '还没有到'],
        ['/列入 申请人谈话 1月3日', '期限是2月3日（周二），已经过了，不再列入'],
        ['/列入 申请人谈话 1月5日', '期限是2月5日（周四），今天就到，不再列入'],
        ['/列入 预备转正 2024年3月5日', '期限是2025年3月5日（周三），已经过了，不再列入'],
        ['/列入 转正 2月30日', '没有认出日期'],
        [
          '/安排 预备转正 2月12日下午3点 三楼会议室',
          '预备转正还没有列入，请先发“/列入 预备转正 预备期起算的日期”',
        ],
        ['/列入 转正 办公室党支部 2025年3月5日', '办公室党支部', '期限  3月5日（周四）前'],
        ['/列入 转正 检验检测所党支部 2025年3月5日', '预备党员转正由党支部书记、党支部副书记来列入'],
        ['/列入 預備黨員轉正 2025年3月5日', '期限  3月5日（周四）前'],
        ['/occasion 预备转正 2025-03-05', '期限  3月5日（周四）前'],
        ['/列入 专题组织生活会', '决定召开的日期  2月5日（周四）', '[列入]'],
        ['/列入 2025年6月3日 转正', '预备期起算的日期  2025年6月3日（周二）', '期限  6月3日（周三）前'],
      ];
      for (const [line, ...words] of answers) {
        await secretary.says(line);
        await secretary.sees(...words);
      }
    });
    await secretary.fills('列入申请人谈话', { 收到入党申请的日期: '2026-02-04' }, '下一步：核对');
    const checked = (await secretary.messages()).find(({ text }) =>
      text.includes('收到入党申请的日期  2月4日（周三）'),
    );
    expect(checked?.text).toContain('期限  3月4日（周三）前');
    expect(await opened(world, 'applicant_talk')).toEqual([]);
  });

  it('工委和机关党委的：任职谈话、会议述职、提醒谈话都能列入、登记、办结', async () => {
    const { world } = await scene(['appointment_talk', 'meeting_debrief', 'reminder_talk']);
    for (const [name, item, duty] of [
      ['廖晓森', '任职谈话', 'appointment_talk'],
      ['钟文', '会议述职', 'meeting_debrief'],
      ['陈博', '提醒谈话', 'reminder_talk'],
    ] as const) {
      const person = world.person(name);
      await person.says(`/列入 ${item} 2月12日`);
      await person.sees('请核对后列入', item, '期限  2月12日（周四）前');
      await person.presses('列入');
      person.isTold('已列入');
      await person.rereads('已列入');
      const [opening] = await opened(world, duty);
      await person.says(`/记录 ${opening?.number} 2月5日`);
      await person.sees('已登记', '按期完成');
      expect(await opened(world, duty)).toMatchObject([{ state: 'done' }]);
    }
    await world.moveTo('2026-02-20');
    await auditorAgrees(world);
  });

  it.each([
    ['第二天到期', '1月6日', '2月6日（周五）前'],
    ['过一个周末到期', '1月9日', '2月9日（周一）前'],
  ])('%s的也列得进来，提醒和逾期与复核一致', async (_, day, due) => {
    const { world, secretary } = await scene(['applicant_talk']);
    await secretary.says(`/列入 申请人谈话 ${day}`);
    await secretary.sees('请核对后列入', `期限  ${due}`);
    await secretary.presses('列入');
    secretary.isTold('已列入');
    await world.morningOf('2026-02-06');
    await secretary.sees('申请人谈话');
    await world.moveTo('2026-03-31');
    const told = await world.db.select().from(lines).where(eq(lines.duty, 'applicant_talk'));
    expect(told.filter(({ stage }) => /^L/u.test(stage)).map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['L0', 'L1', 'L2', 'L3', 'L4']),
    );
    await auditorAgrees(world);
    await world.forgetsPast();
  });
});
