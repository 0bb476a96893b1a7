import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents } from '../../db/schema/index.ts';
import type { World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

const duties = [
  'branch_theme_day',
  'dues_monthly',
  'branch_election',
  'quarterly_work_report',
  'term_notice',
];

/** Both are read only: the trace of a look is the one thing that may come. */
async function looks(world: World): Promise<number> {
  return (await world.db.select().from(auditEvents).where(eq(auditEvents.action, 'look_names'))).length;
}

describe('自己的事项和本组织的清单', () => {
  it('/我的、/待办、/清单、/换届：各看各的，只看不改', async () => {
    const world = await openWorld({ duties });
    const secretary = world.person('罗启平');
    const member = world.person('吕洋');
    await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏');
    await secretary.presses('确认发布');
    await world.moveTo('2026-02-05T10:05');
    await world.forgetsPast();

    await world.staysUnchanged(async () => {
      await member.says('/我的');
      const own = await member.sees(
        ...['我的事项', '仅您可见', '近期活动', '2月12日（周四）15:00 主题党日', '三楼会议室', '您还未答复'],
        ...['需要您本人办的', '2月党费交纳，2月28日'],
      );
      expect(own.text).not.toContain('[看全部待办]');
      await member.says('还有哪些没完成');
      await member.sees('我的事项', '2月党费交纳');
      await member.says('这个月党日办了没有');
      await member.sees('我的事项', '主题党日');

      await secretary.says('/mine');
      await secretary.sees('您岗位上待完成的', '2月主题党日', 'D01B01-TD-2602', '[看全部待办]');
      await secretary.presses('看全部待办');
      await secretary.sees(
        '待办事项',
        '办公室党支部',
        '2026年底前待完成',
        '2月主题党日',
        '已安排  D01B01-TD-2602',
      );
      await secretary.says('/待办 全年');
      await secretary.sees('2026年底前待完成');
      await secretary.says('这个月党日办了没有');
      await secretary.sees('“党日”，2月：', '2月主题党日', '已安排');
      await secretary.says('季报什么时候交');
      await secretary.sees('“季报”，2026年：', '工作报告');
      await secretary.says('/待办 d01b01-td-2602');
      await secretary.sees('编号 D01B01-TD-2602 的事项：', '2月主题党日', '已安排');
      await secretary.says('/待办 游泳');
      await secretary.sees('没有找到“游泳”这一事项');
      await member.says('/待办');
      await member.sees('待办由这些岗位查看：党支部书记、', '/我的');
      await member.says('/清单');
      await member.sees('责任清单由这些岗位查看：党支部书记');

      await secretary.says('/清单');
      await secretary.sees(
        '2026年责任清单',
        '支部主题党日  每月，已完成 0/',
        '最近期限2月28日',
        '支部换届选举  届满前',
      );
      await secretary.says('/清单 2027年');
      await secretary.sees(
        '2027年责任清单',
        '支部主题党日  每月，已完成 0/12',
        '最近期限2027年1月29日（周五，暂定）',
      );
      await secretary.says('/清单 D01B02');
      await secretary.sees('您能查看的组织里没有唯一的“D01B02”');
      await world.person('汤新岩').says('/清单 检验检测所');
      await world.person('汤新岩').sees('检验检测所党支部', '支部主题党日  每月');
      const leader = world.person('卢磊');
      await leader.says('/清单 D01B02');
      const numbers = await leader.sees('检验检测所党支部', '到今天已有');
      expect(numbers.text).not.toContain('主题党日');

      await secretary.says('换届还有多久');
      await secretary.sees(
        '换届',
        '届满  2028年9月27日',
        '还有 2 年 7 个月',
        '步骤和日期',
        '2028年3月27日',
        '五分之四',
      );
      await member.says('换届还有多久');
      expect((await member.sees('届满  2028年9月27日')).text).not.toContain('步骤');
      await world.person('夏成超').says('/换届');
      await world
        .person('夏成超')
        .sees(
          '机关党委',
          '2027年10月18日',
          '下级组织 9 个',
          '离退休干部第一党支部 2月26日（周四），还有 21 天',
        );
      await secretary.says('/换届 D01B02');
      await secretary.sees('您能查看的组织里没有唯一的“D01B02”');
    });
    await world.forgetsPast();
  });

  it('/名册：姓名只在本支部，查看留痕；上级只看人数', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    await secretary.says('/名册');
    await secretary.sees(
      '支部名册',
      '请勿转发',
      '党员 31 人',
      '有表决权 30 人',
      '半数以上 15 人',
      '罗启平（党支部书记',
      '查看已留痕',
    );
    expect(await looks(world)).toBe(1);
    await secretary.says('/roster 办公室');
    await secretary.sees('支部名册', '罗启平（党支部书记');
    expect(await looks(world)).toBe(2);
    await secretary.says('/名册 检验检测所');
    await secretary.sees('您能查看的支部里没有唯一的“检验检测所”', '组织委员');
    const group = world.group('办公室党支部');
    await secretary.says('/roster', { in: group });
    await group.seesNothing();
    await secretary.sees('支部名册');

    const officer = world.person('夏成超');
    await officer.says('/名册');
    const counts = await officer.sees('支部名册', '姓名由支部书记、副书记和组织委员查看', '检验检测所党支部');
    expect(counts.text).not.toContain('罗启平');
    await officer.says('/名册 办公室党支部');
    await officer.sees('办公室党支部');
    expect(await looks(world)).toBe(3);
    for (const name of ['吕洋', '卢磊', '廖晓森']) {
      await world.person(name).says('/名册');
      await world.person(name).sees('名册由这些岗位查看：党支部书记、党支部副书记、组织委员');
    }
    expect(await looks(world)).toBe(3);
    await world.forgetsPast();
  });
});
