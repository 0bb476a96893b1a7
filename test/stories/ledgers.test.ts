import { eq } from 'drizzle-orm';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { auditEvents, outgoingFiles } from '../../db/schema/index.ts';
import type { Person } from '../harness/person.ts';
import { rosterWith } from '../harness/roster-columns.ts';
import { openWorld } from '../harness/world.ts';

const columns = {
  duty: [
    ...['序号', '责任项', '依据', '责任主体（组织/岗位）', '责任人', '频次', '应完成时间', '实际完成时间'],
    ...['完成情况', '逾期天数', '佐证编号', '核验人', '备注'],
  ],
  activity: ['日期', '类型', '主题', '主讲/主持', '应到', '实到', '请假', '缺席', '记录人', '佐证'],
};

/** The ledger as it arrives, sheet by sheet; its names and rows as another library reads them. */
async function ledger(person: Person, line: string, name: string) {
  await person.says(line);
  const file = await person.opensFile(name, '.xlsx');
  await person.sees('正在生成');
  return { bytes: file.bytes, sheets: await readWorkbook(file.bytes) };
}

describe('台账', () => {
  it('补假还没有批的，不算缺席也不算请假，批了才是请假', async () => {
    const world = await openWorld({ startAt: '2026-02-12T16:30', goLiveOn: '2026-02-02' });
    const secretary = world.person('罗启平');
    await secretary.says(
      '/记录 2月12日下午3点 地点 三楼会议室 主题 学条例 主讲 杜慧敏 讨论 谈体会 收获 三项改进 出席 全到 除 杨东',
    );
    await world.person('杨东').says('/请假 病假');
    await world.forgetsPast();
    const counts = async () => {
      const { sheets } = await ledger(secretary, '/台账 组织生活', '组织生活台账');
      return sheets[0]?.data[1]?.slice(4, 8);
    };
    expect(await counts()).toEqual([31, 30, 0, 0]);
    await secretary.says('/批假 杨东 同意');
    await world.forgetsPast();
    expect(await counts()).toEqual([31, 30, 1, 0]);
    await world.passes('PT11M');
    await world.forgetsPast();
  });

  it('从自己的支部到机关党委、党组：各看各的范围，查看留痕，重做一次字节不变', async () => {
    const world = await openWorld({ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-02' });
    const secretary = world.person('罗启平');
    await secretary.says(
      '/记录 2月12日下午3点 地点 三楼会议室 主题 =1+1 主讲 杜慧敏 讨论 谈体会 收获 三项改进 出席 全到 除 杨东',
    );
    await world.moveTo('2026-03-06T10:05');
    await world.forgetsPast();

    const own = await ledger(
      secretary,
      '/台账 责任 2月',
      '责任落实台账_省发展和改革委员会办公室党支部_2026年2月',
    );
    expect(own.sheets.map(({ sheet }) => sheet)).toEqual(['责任落实台账']);
    expect(own.sheets[0]?.data).toEqual([
      columns.duty,
      [
        ...[1, '支部主题党日', expect.stringContaining('支部工作条例第十六条'), '办公室党支部/党支部书记'],
        ...['罗启平', '每月', '2026-02-28', '2026-02-12', '按期', null, 'D01B01-TD-2602', null, null],
      ],
    ]);
    const again = await ledger(secretary, '/ledger 责任落实 2026-02', '责任落实台账');
    expect(again.bytes.equals(own.bytes)).toBe(true);

    const activities = await ledger(secretary, '/台账 组织生活', '组织生活台账');
    expect(activities.sheets.map(({ sheet }) => sheet)).toEqual(['办公室党支部']);
    expect(activities.sheets[0]?.data).toEqual([
      columns.activity,
      ['2026-02-12', '支部主题党日', '=1+1', '杜慧敏', 31, 30, 0, 1, '罗启平', 'D01B01-TD-2602'],
    ]);

    const deputy = world.person('汤新岩');
    const organ = await ledger(deputy, '/台账 责任 2月', '责任落实台账_省发展和改革委员会机关党委_2026年2月');
    const rows = organ.sheets[0]?.data ?? [];
    expect(rows).toHaveLength(10);
    expect(rows[2]).toEqual([
      ...[2, '支部主题党日', expect.anything(), '检验检测所党支部/党支部书记', '黎柏', '每月', '2026-02-28'],
      ...[null, '逾期', 5, null, null, null],
    ]);
    await deputy.says(`/督办 D01B02-TD-2602`);
    await world.forgetsPast();
    const urging = await ledger(deputy, '/台账 督办', '督办台账');
    expect(urging.sheets[0]?.data).toEqual([
      ['函号', '对象', '事项', '发出', '要求反馈', '反馈日期', '结果'],
      [
        ...['D01B02-TD-2602-H1', '省发展和改革委员会检验检测所党支部', '2026年2月支部主题党日'],
        ...['草稿，未发出', '2026-03-18', null, null],
      ],
    ]);

    const leader = world.person('卢磊');
    const counts = await ledger(leader, '/台账 责任 2月', '责任落实台账_省发展和改革委员会党组');
    expect(counts.sheets.map(({ sheet, data }) => [sheet, data.length])).toEqual([
      ['责任落实台账', 1],
      ['支部汇总', 2],
    ]);
    expect(counts.sheets[1]?.data[1]).toEqual(['主题党日', 9, 1, 0, 0, 0, 8, 0]);

    const looks = await world.db.select().from(auditEvents).where(eq(auditEvents.action, 'ledger.look'));
    expect(looks.filter(({ orgCode }) => orgCode === 'D01B02')).toHaveLength(2);
    expect(await world.db.select().from(outgoingFiles)).toEqual([]);
  });

  it('核验人是收下季报的人，届次照名册写；没有核验过的、名册没有写的，空着', async () => {
    const roster = await rosterWith({ file: 'orgs', title: '届次', cells: { D01B01: '3', D01W: '第二届' } });
    const world = await openWorld({
      roster,
      startAt: '2026-04-02T10:05',
      goLiveOn: '2026-01-01',
      duties: ['quarterly_work_report', 'branch_election'],
    });
    await world.forgetsPast();
    const secretary = world.person('罗启平');
    await secretary.says('/季报 一季度');
    await secretary.fills('第一季度工作报告', { 总体情况: '思想总体稳定' }, '预览并报送');
    await secretary.presses('报送', { card: '第一季度工作报告' });
    await world.person('夏成超').says('/核验 D01B01-QR-26Q1 通过 已阅');
    await world.forgetsPast();
    const duty = await ledger(secretary, '/台账 责任 4月', '责任落实台账');
    const column = (sheet: typeof duty, name: string) => {
      const [head = [], ...rows] = sheet.sheets[0]?.data ?? [];
      return rows.map((row) => row[head.indexOf(name)]);
    };
    expect(column(duty, '责任项')).toEqual(['支部书记季度工作报告']);
    expect(column(duty, '核验人')).toEqual(['夏成超']);
    const election = await ledger(world.person('汤新岩'), '/台账 换届', '换届台账');
    expect(column(election, '届次').slice(0, 3)).toEqual(['第3届', null, null]);
    await secretary.says('/换届');
    await secretary.sees('届次  第3届', '任期  3 年');
  });

  it('党费只有人数，谈话只有本人的一行；普通党员和不认识的类型得到一句话', async () => {
    const world = await openWorld({
      startAt: '2026-02-02T10:05',
      duties: ['dues_monthly', 'talk_secretary_committee', 'branch_election'],
    });
    await world.forgetsPast();
    const secretary = world.person('罗启平');
    await secretary.says('/谈话 杜慧敏 2月2日');
    await world.person('杜慧敏').presses('确认');
    await world.forgetsPast();
    const talks = await ledger(secretary, '/台账 谈心谈话', '谈心谈话台账');
    expect(talks.sheets.map(({ sheet }) => sheet)).toEqual(['谈心谈话台账', '次数汇总']);
    expect(talks.sheets[0]?.data[0]).toEqual(['序号', '类别', '谈话人', '对象', '日期', '双方确认']);
    expect(talks.sheets[0]?.data[1]).toMatchObject([
      1,
      expect.anything(),
      '罗启平',
      '杜慧敏',
      '2026-02-02',
      '是',
    ]);
    const above = await ledger(world.person('汤新岩'), '/台账 谈话', '谈心谈话台账');
    expect(above.sheets[0]?.data).toHaveLength(1);
    expect(above.sheets[1]?.data).toHaveLength(2);

    const dues = await ledger(secretary, '/台账 党费 本月', '党费台账');
    expect(dues.sheets[0]?.data).toEqual([
      ['月份', '已交人数', '未交人数'],
      ['2026年2月', 0, 31],
    ]);
    const election = await ledger(secretary, '/台账 换届', '换届台账');
    expect(election.sheets[0]?.data[1]).toEqual([
      ...['省发展和改革委员会办公室党支部', null, '2025-09-27', '2028-09-27'],
      ...[null, null, null, null, null],
    ]);
    await secretary.says('/台账 党费 csv');
    const csv = await secretary.opensFile('党费台账', '.csv');
    await secretary.sees('正在生成');
    expect(csv.bytes.toString('utf8')).toBe('\uFEFF月份,已交人数,未交人数\r\n2026年2月,0,31\r\n');

    await secretary.says('/台账 整改');
    await secretary.opensFile('整改台账', '.xlsx');
    await secretary.sees('正在生成');
    await secretary.says('/台账 党费 后年');
    await secretary.sees('没有看懂时间“后年”', '不写就是今年');
    await secretary.says('/台账 党费 二月');
    await secretary.opensFile('党费台账', '2026年2月.xlsx');
    await secretary.sees('2026年2月的党费台账正在生成');
    await secretary.says('/台账 天气');
    await secretary.sees('没有“天气”这种台账');
    await secretary.says('/台账');
    await secretary.sees(
      ...[
        '请问要哪一种台账',
        '[责任落实台账]',
        '[组织生活台账]',
        '[谈心谈话台账]',
        '[换届台账]',
        '[党费台账]',
      ],
      ...['[督办台账]', '[整改台账]'],
    );
    await secretary.presses('换届台账');
    await secretary.opensFile('换届台账', '.xlsx');
    await world.person('吕洋').says('/台账 责任');
    await world.person('吕洋').sees('台账由这些岗位查看');
  });
});
