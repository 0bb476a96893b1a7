import { describe, expect, it } from 'vitest';
import { dutyOverrides } from '../../db/schema/index.ts';
import { openWorld } from '../harness/world.ts';

describe('为什么', () => {
  it('按钮和命令：依据、期限怎么算、告诉过谁、之后告诉谁；别的支部看不到', async () => {
    const world = await openWorld();
    const secretary = world.person('罗启平');
    await world.moveTo('2026-02-02');
    const others = ['黎柏', '程鹏兰', '潘佳军', '杨志浩', '熊艳松', '蔡志', '杜娟磊', '汤邦', '冯子博'];
    await world.everyone(others).see('2月主题党日', '[为什么]');
    await secretary.sees('2月主题党日', '[为什么]');
    await secretary.presses('为什么');
    const words = [
      '当月最后一个工作日',
      '2月28日（周六，调休上班）',
      '期初提醒 2月2日：2月2日告诉党支部书记',
    ];
    await secretary.sees('依据', ...words, '提前5个工作日提醒 2月14日：还没有到；届时告诉党支部书记');
    await world.person('夏成超').says('/为什么 D01B01-TD-2602');
    await world.person('夏成超').sees('依据', ...words);
    await world.person('黎柏').says('/why D01B01-TD-2602');
    await world.person('黎柏').sees('没有找到编号');
    await world.person('吕洋').says('／为什么 D01B01-TD-2602');
    await world.person('吕洋').sees('没有找到编号');
    await secretary.says('/为什么');
    await secretary.sees('还缺编号');
  });

  it('办结以后：第一行说明已办结、哪天完成、是不是按期；之后不再告诉谁', async () => {
    const world = await openWorld({ startAt: '2026-02-25T10:05', goLiveOn: '2026-02-25' });
    await world.forgetsPast();
    await world.person('黎柏').says('/记录 D01B02-TD-2602 2月24日 已召开');
    await world.person('黎柏').sees('已登记');
    await world.person('黎柏').says('/为什么 D01B02-TD-2602');
    await world.person('黎柏').sees('状态', '已办结', '2月24日', '按期', '已办结或已报送，不再告诉');
  });

  it('经过按日子的次序写，销项写在最后', async () => {
    const world = await openWorld({ startAt: '2026-02-26T18:00', goLiveOn: '2026-02-26' });
    await world.moveTo('2026-03-04T12:00');
    await world.forgetsPast();
    await world.person('黎柏').says('/记录 D01B02-TD-2602 3月4日 已召开');
    await world.person('黎柏').sees('已登记');
    await world.person('夏成超').says('/为什么 D01B02-TD-2602');
    const { text } = await world.person('夏成超').sees('状态', '已办结', '逾期 3 个工作日', '销项');
    const order = ['期初提醒', '先告诉承办人', '第1级', '第3级', '销项'].map((word) => text.indexOf(word));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('本级规定：期限照它算，写明哪个组织、文号、理由；不升级也说得出来', async () => {
    const world = await openWorld({ startAt: '2026-01-30T10:00', goLiveOn: '2026-01-30' });
    await world.db.insert(dutyOverrides).values({
      orgCode: 'D01W',
      duty: 'branch_theme_day',
      fromOn: '2026-02-01',
      change: { heldBy: { rule: 'M+3wd', shift: 'next' }, escalation: 'E_NONE' },
      reason: '机关搬迁',
      document: '机党〔2026〕3号',
      importedBy: 'story',
      importedAt: new Date('2026-01-30T10:00:00+08:00'),
    });
    const secretary = world.person('罗启平');
    await secretary.says('/为什么 D01B01-TD-2602');
    // What was planned is planned anew in the night: until then the card says what comes.
    const soon = await secretary.sees('2月28日', '按本级规定应为3月4日，最迟次日起改过来');
    expect(soon.text).not.toContain('指定');
    await world.moveTo('2026-02-03');
    await world.forgetsPast();
    await secretary.says('/为什么 D01B01-TD-2602');
    // Entered after it was planned and before it began: it takes all of the rule.
    const why = await secretary.sees(
      '本级规定',
      '机关党委规定应履职期限为月结束后3个工作日（遇休息日顺延），升级档为不升级；文号',
      '机党〔2026〕3号',
      '机关搬迁',
      '3月4日',
    );
    expect(why.text).not.toContain('日期由办理人或有关通知指定');
    await world.moveTo('2026-03-03');
    await world.forgetsPast();
    await secretary.says('/为什么 D01B01-TD-2603');
    const next = await secretary.sees('升级档为不升级；文号', '4月3日');
    expect(next.text).not.toContain('第1级');
  });
});
