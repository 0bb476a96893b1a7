import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, dutyInstances, findings, lines } from '../../db/schema/index.ts';
import { isRefusal } from '../../src/core/errors.ts';
import { importRoster } from '../../src/org/roster/import.ts';
import { loadRoster } from '../../src/org/roster-load.ts';
import type { Roster } from '../../src/org/types.ts';
import { openWorld, type World } from '../harness/world.ts';

const others = ['黎柏', '程鹏兰', '潘佳军', '杨志浩', '熊艳松', '蔡志', '杜娟磊', '汤邦', '冯子博'];

/** While the bot is down a roster comes in that differs from the last one; it starts again at this moment. */
async function comesIn(world: World, at: string, change: (roster: Roster) => Roster): Promise<void> {
  const options = { at: new Date(`${at}:00+08:00`), by: 'story', confirmMissing: true };
  const outcome = await importRoster(world.db, change(await loadRoster(world.db)), options);
  if (isRefusal(outcome)) throw new Error(outcome.sentence);
  await world.isDownUntil(at);
}

const succeeds =
  (code: string, next: string) =>
  (roster: Roster): Roster => ({
    ...roster,
    posts: roster.posts.map((post) =>
      post.post === 'branch_secretary' && post.person === code ? { ...post, person: next } : post,
    ),
  });

describe('代办', () => {
  it('请人代办几天：双方各一条，提醒送给代办人，代办人照常办理，留痕记明代谁；到期自动恢复', async () => {
    const world = await openWorld({ startAt: '2026-02-25T10:05', goLiveOn: '2026-02-25' });
    await world.forgetsPast();
    const secretary = world.person('罗启平');
    const standIn = world.person('吕洋');
    await standIn.says('/主题党日 2月27日下午3点 三楼会议室 学习条例 主讲 外请张三');
    await standIn.sees('书记');
    await secretary.says('/代办 吕洋 2月25日到3月2日');
    await secretary.sees(
      '已请人代办',
      '代办人  吕洋',
      '办公室党支部书记',
      '2月25日（周三）至3月2日（周一）',
      '撤销',
    );
    await standIn.sees('请您代办', '罗启平同志请您代为办理', '办公室党支部书记', '到期自动结束');
    await world.morningOf('2026-02-26');
    await world.everyone(others).see('还有 2 个工作日');
    await standIn.sees('2月主题党日', '还有 2 个工作日', '代罗启平办理');
    await secretary.says('/为什么 D01B01-TD-2602');
    await secretary.sees('党支部书记（代办人）');

    await standIn.says('/主题党日 2月27日下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏');
    await standIn.sees('主题党日');
    await standIn.presses('确认发布');
    await world.forgetsPast();
    const traced = await world.db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.orgCode, 'D01B01'), eq(auditEvents.action, 'transition.schedule')));
    expect(traced.map(({ personal }) => personal)).toMatchObject([
      { actor: 'P000009', standingInFor: ['P000001'] },
    ]);

    // The day after the last one nothing has to be given back.
    await world.moveTo('2026-03-03T06:00');
    await world.forgetsPast();
    await standIn.says('/记录 D01B01-TD-2602 2月27日 已召开');
    await standIn.sees('书记');
    await world.morningOf('2026-03-05');
    await world.forgetsPast();
    // The reminder of the last days and that of the new month, while it ran; nothing after it.
    const heard = await world.db.select().from(lines).where(eq(lines.personCode, 'P000009'));
    expect(heard.map(({ stage }) => stage).sort()).toEqual(['2wd', 'open']);
  });

  it('早上请人代办又马上结束：当天的提醒回到本人，一条不少、一条不多', async () => {
    const world = await openWorld({ startAt: '2026-02-25T10:05', goLiveOn: '2026-02-25' });
    await world.forgetsPast();
    await world.moveTo('2026-02-26T07:00');
    const secretary = world.person('罗启平');
    for (const again of [1, 2]) {
      await secretary.says('/代办 吕洋 2月26日到3月2日');
      await secretary.sees('已请人代办');
      await secretary.says('/代办');
      await secretary.sees('由吕洋代办', '结束代办');
      await secretary.presses('结束代办');
      secretary.isTold('已结束');
      await world.moveTo(`2026-02-26T07:3${again}`);
    }
    await world.morningOf('2026-02-26');
    await world.everyone(['罗启平', ...others]).see('还有 2 个工作日');
    await world.expectQuiet();
  });

  it('十分钟内撤销，已告诉的再告诉一条；写不对的一句话说清；不能转给外单位、自己、也在外的人', async () => {
    const world = await openWorld({ startAt: '2026-02-25T10:05', goLiveOn: '2026-02-25' });
    await world.forgetsPast();
    const secretary = world.person('罗启平');
    const said = async (name: string, typed: string, answer: string): Promise<void> => {
      await world.staysUnchanged(() => world.person(name).says(typed));
      await world.person(name).sees(answer);
    };
    await said('罗启平', '/代办', '目前没有代办');
    await said('罗启平', '/代办 吕洋', '还缺起止日期');
    await said('罗启平', '/代办 吕洋 3月9日到3月2日', '结束的日子早于开始的日子');
    await said('罗启平', '/代办 吕洋 2月2日到2月3日', '已经过去');
    await said('罗启平', '/代办 吕洋 3月1日到12月31日', '最长六个月');
    await said('罗启平', '/代办 罗启平 3月1日到3月9日', '不能请自己');
    await said('罗启平', '/代办 黎柏 3月1日到3月9日', '没有找到唯一的');
    await said('吕洋', '/代办 孔东 3月1日到3月9日', '代办由有岗位的同志自己安排');
    await secretary.says('/代办 吕洋 3月3日到3月9日');
    await secretary.sees('已请人代办', '撤销');
    await world.person('吕洋').sees('请您代办', '3月3日（周二）至3月9日（周一）');
    await said('罗启平', '/代办 赖怡 3月5日到3月12日', '已由吕洋代办');
    await said('吕洋', '/代办', '您代罗启平办理');
    await secretary.presses('撤销');
    secretary.isTold('已撤销');
    await secretary.rereads('代办已撤销', '不请吕洋同志代办了');
    // One card a day: that it is off comes the next morning.
    await world.morningOf('2026-02-26');
    await world.person('吕洋').sees('代办已结束', '罗启平同志已结束这次代办', '办公室党支部书记');
    await world.forgetsPast();
    await secretary.says('/代办 赖怡 3月5日到3月12日');
    await secretary.sees('已请人代办');
    await world.person('赖怡').sees('请您代办');
    await said('于林邦', '/代办 罗启平 3月4日到3月6日 宣传委员', '自己也请人代办');
    await secretary.says('/代办');
    await secretary.sees('由赖怡代办', '结束代办');
    await secretary.presses('结束代办');
    secretary.isTold('已结束');
    await secretary.rereads('代办已结束', '赖怡同志不再代办');
    await world.morningOf('2026-02-27');
    await world.person('赖怡').sees('代办已结束');
    await world.forgetsPast();
  });

  it('谁申请、谁承办都不能审批自己的：代办人代谁，就和谁一样回避', async () => {
    const world = await openWorld({ startAt: '2026-02-25T10:05', goLiveOn: '2026-02-25' });
    await world.forgetsPast();
    // The deputy of the organ committee, who decides on short extensions, is away; the owner himself stands in.
    await world.person('汤新岩').says('/代办 罗启平 2月25日到3月6日');
    await world.person('汤新岩').sees('已请人代办');
    await world.person('罗启平').sees('请您代办', '仍由别的同志审批');
    await world.person('罗启平').says('/延期 D01B01-TD-2602 3月4日 岗位空缺，书记3月3日补选');
    await world.person('罗启平').sees('已送上级审批', '机关党委书记');
    await world.forgetsPast();
    // Another branch's request goes to whoever stands in.
    await world.person('黎柏').says('/延期 D01B02-TD-2602 3月4日 防汛抢险，全员在外');
    await world.person('黎柏').sees('已送上级审批', '罗启平');
    await world.morningOf('2026-02-26');
    await world.everyone([...others].filter((name) => name !== '黎柏')).see('还有 2 个工作日');
    await world.person('黎柏').sees('还有 2 个工作日');
    // Both leave in the same minute, in either order.
    const came = (await world.person('罗启平').unread()).map(({ text }) => text);
    for (const title of ['今天的提醒', '等您审批']) {
      expect(came.some((text) => text.startsWith(title))).toBe(true);
    }
    await world.person('罗启平').presses('同意');
    world.person('罗启平').isTold('已同意');
    await world.forgetsPast();
    expect(await world.themeDay('D01B02', '2026-02')).toMatchObject({ state: 'extended' });
    expect(await world.themeDay('D01B01', '2026-02')).toMatchObject({ state: 'open' });
  });
});

describe('交接', () => {
  it('书记换人：等着的提醒跟着岗位走，新书记一张交接卡，前任不再收到；为什么里看得见', async () => {
    const world = await openWorld({ startAt: '2026-02-28T16:05', canRestart: true });
    await world.forgetsPast();
    await world.moveTo('2026-03-04T06:30');
    await world.forgetsPast();
    // Before nine the lines of the morning wait; the new secretary is 杜慧敏 from this day.
    await comesIn(world, '2026-03-04T08:00', succeeds('P000001', 'P000005'));
    await world.morningOf('2026-03-04');
    await world.person('杜慧敏').sees('今天的提醒', '2月主题党日', '已超过 3 个工作日');
    const card = await world
      .person('杜慧敏')
      .sees('岗位交接', '您接手这个岗位', '其中 1 项已超过期限', '2月主题党日', '3月主题党日');
    expect(card.text).not.toContain('罗启平');
    await world.person('杜慧敏').presses('全部待办');
    await world.person('杜慧敏').sees('待办事项', 'D01B01-TD-2602', 'D01B01-TD-2603');
    await world.person('夏成超').sees('9 件');
    await world.everyone(others).see('已超过 3 个工作日');
    await world.person('罗启平').seesNothing();
    await world.forgetsPast();
    await world.person('杜慧敏').says('/为什么 D01B01-TD-2602');
    await world.person('杜慧敏').sees('岗位已交接');
    // The same roster once more is no hand-over.
    await comesIn(world, '2026-03-04T10:10', (roster) => roster);
    await world.person('杜慧敏').seesNothing();
  });

  it('书记调离、岗位空缺：没有一项没人管，接手的是副书记，空缺记为发现', async () => {
    const world = await openWorld({ startAt: '2026-02-28T16:05' });
    await world.forgetsPast();
    await world.moveTo('2026-03-04T06:30');
    await world.forgetsPast();
    await world.roster({ name: '罗启平', to: 'left' });
    await world.person('孔东').says('/帮助');
    await world.person('孔东').sees('帮助');
    await world.morningOf('2026-03-04');
    await world.person('赖怡').sees('今天的提醒', '已超过 3 个工作日', '岗位空缺');
    await world.person('赖怡').sees('岗位交接', '岗位空缺，2 项先由您接着办', '2月主题党日');
    await world.person('夏成超').sees('9 件');
    await world.everyone(others).see('已超过 3 个工作日');
    await world.forgetsPast();
    const found = await world.db.select().from(findings).where(eq(findings.orgCode, 'D01B01'));
    expect(found).toMatchObject([{ kind: 'vacant_post' }]);
    // Nothing was lost, nothing doubled, and the months to come go on.
    const kept = await world.db.select().from(dutyInstances).where(eq(dutyInstances.orgCode, 'D01B01'));
    expect(kept.map(({ period, state }) => [period, state]).sort()).toEqual([
      ['2026-02', 'overdue'],
      ['2026-03', 'open'],
      ['2026-04', 'planned'],
    ]);
  });
});
