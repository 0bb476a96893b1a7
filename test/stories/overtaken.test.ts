import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { dutyRequests, letters, lines } from '../../db/schema/index.ts';
import { changePosts, codeOf, given } from '../harness/changed-posts.ts';
import type { ClickAnswered } from '../harness/control.ts';
import { openWorld, type World } from '../harness/world.ts';

const number = 'D01B02-TD-2602';

/** 检验检测所党支部 (黎柏) has not held the theme day of February; 汤新岩 has drafted a letter, Friday, 6 March. */
async function drafted(): Promise<World> {
  const world = await openWorld({ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27' });
  await world.moveTo('2026-03-06T10:05');
  await world.forgetsPast();
  await world.person('汤新岩').says(`/督办 ${number} 3月9日 3月10日`);
  await world.forgetsPast();
  return world;
}

async function waived(world: World): Promise<void> {
  await world.person('黎柏').says(`/免除 ${number} 防汛抢险，全体党员在一线`);
  await world.person('陈博').presses('同意');
  world.person('陈博').isTold('已同意');
  await world.forgetsPast();
}

async function asksForReply(world: World): Promise<boolean> {
  const said = (await world.person('汤新岩').messages()).map(({ text }) => text).join();
  return said.includes('尚未登记回执');
}

describe('函起草以后，这一项免除了', () => {
  it('旧草稿上登记已发出：写明已免除，确已发出的照样登记；回执不再催，也不再列为待回执', async () => {
    const world = await drafted();
    await waived(world);
    const deputy = world.person('汤新岩');
    await deputy.presses('再发一次文件');
    deputy.isTold('已批准免除');
    await deputy.fills('提醒督办函草稿', { 发文字号: '机党函〔2026〕3号' }, '登记已发出');
    await deputy.rereads('提醒督办函草稿', '已批准免除', '确已发出的，登记有效', '不再催要回执', '[撤销]');
    expect(await world.db.select().from(letters)).toMatchObject([
      { state: 'sent', paper: '机党函〔2026〕3号' },
    ]);
    await deputy.presses('撤销', { card: '提醒督办函草稿' });
    deputy.isTold('已撤销');
    await deputy.rereads('提醒督办函草稿', '已批准免除', '[不发了]');
    await deputy.fills('提醒督办函草稿', {}, '登记已发出');
    await deputy.says('/待办');
    expect((await deputy.sees('待办事项')).text).not.toContain('待回执');
    await world.moveTo('2026-04-17T12:00');
    expect(await asksForReply(world)).toBe(false);
    await world.forgetsPast();
  });

  it('催过一次回执以后才免除：不再催', async () => {
    const world = await drafted();
    const deputy = world.person('汤新岩');
    await deputy.fills('提醒督办函草稿', {}, '登记已发出');
    await world.morningOf('2026-03-11');
    await deputy.sees('尚未登记回执');
    await waived(world);
    await world.moveTo('2026-04-17T12:00');
    const asked = (await deputy.messages()).filter(({ text }) => text.includes('尚未登记回执'));
    expect(asked.filter(({ day }) => day > '2026-03-11')).toEqual([]);
    await world.forgetsPast();
  });
});

describe('当天改了主意', () => {
  /** 夏成超 is the officer and the full-time deputy: the item reaches him or her on two levels. */
  async function known(): Promise<World> {
    const world = await openWorld({ startAt: '2026-03-03T18:00', goLiveOn: '2026-02-27' });
    const officer = await codeOf(world, '夏成超');
    await changePosts(world, '2026-03-03T18:01', given('organ_fulltime_deputy', 'D01W', officer));
    await world.moveTo('2026-03-04T12:00');
    await world.forgetsPast();
    await world.person('夏成超').chooses('标记已了解', '3月11日');
    await world.moveTo('2026-03-06T10:00');
    await world.forgetsPast();
    return world;
  }
  const record =
    '/记录 3月6日 地点 三楼会议室 主题 学习支部工作条例 主讲 叶敏慧 讨论 结合岗位谈体会 收获 明确三项改进 出席 全到 除 曹民秋';

  it('照常提醒我：今早按“已了解”没有告诉的，下一张提醒告诉一次；已经办结的不再提', async () => {
    const world = await known();
    const officer = world.person('夏成超');
    expect(await world.db.select().from(lines).where(eq(lines.reason, 'known'))).toHaveLength(9);
    await world.person('黎柏').says(record);
    await officer.chooses('标记已了解', '照常提醒我');
    officer.isTold('已恢复');
    await world.forgetsPast();
    await world.morningOf('2026-03-09');
    const card = await officer.sees('2月主题党日', '已超过 6 个工作日');
    const late = card.text.split('\n').find((line) => line.includes('已超过 6 个工作日'));
    expect(late).toContain('办公室党支部');
    expect(late).not.toContain('检验检测所党支部');
    await world.forgetsPast();
    await world.morningOf('2026-03-10');
    for (const { text } of await officer.unread()) expect(text).not.toContain('2月主题党日');
    await world.forgetsPast();
  });

  it('照常提醒我，又标记已了解：还是不提', async () => {
    const world = await known();
    const officer = world.person('夏成超');
    await officer.chooses('标记已了解', '照常提醒我');
    await officer.chooses('标记已了解', '3月13日');
    await world.forgetsPast();
    await world.morningOf('2026-03-09');
    for (const { text } of await officer.unread()) expect(text).not.toContain('2月主题党日');
    await world.forgetsPast();
  });

  it('免打扰当天取消：今早没有发的到期前提醒，下一个工作日补一次；已经安排的不补', async () => {
    const world = await openWorld({ startAt: '2026-02-13T15:00', goLiveOn: '2026-02-13' });
    const quiet = ['罗启平', '黎柏', '程鹏兰'];
    for (const name of quiet) await world.person(name).says('/免打扰 主题党日');
    await world.moveTo('2026-02-14T10:30');
    await world.forgetsPast();
    expect(await world.db.select().from(lines).where(eq(lines.reason, 'muted'))).toHaveLength(3);
    const secretary = world.person('罗启平');
    await secretary.says('/免打扰 取消');
    await world.person('程鹏兰').says('/免打扰 主题党日');
    const planned = world.person('黎柏');
    await planned.says('/主题党日 2月27日下午3点 三楼会议室 学习支部工作条例 主讲 叶敏慧');
    await planned.presses('确认发布');
    await planned.says('/免打扰 取消');
    await world.forgetsPast();
    await world.moveTo('2026-02-24T12:00');
    const since = async (name: string) =>
      (await world.person(name).messages()).filter(
        ({ title, day }) => title.includes('今天的提醒') && day > '2026-02-14',
      );
    for (const name of ['罗启平', '程鹏兰']) {
      const cards = await since(name);
      expect(cards).toHaveLength(1);
      expect(cards[0]?.text).toContain('2月主题党日');
    }
    expect(await since('黎柏')).toEqual([]);
    await world.forgetsPast();
  });
});

describe('申请以后已经另行办结', () => {
  const record =
    '/记录 3月4日 地点 三楼会议室 主题 学习支部工作条例 主讲 叶敏慧 讨论 结合岗位谈体会 收获 明确三项改进 出席 全到 除 曹民秋';

  async function asked(): Promise<World> {
    const world = await openWorld({ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27' });
    await world.moveTo('2026-03-04T15:00');
    await world.forgetsPast();
    await world.person('黎柏').says(`/免除 ${number} 防汛抢险，全体党员在一线`);
    await world.person('黎柏').sees('已送上级审批');
    return world;
  }

  it('申请人的卡片随即更新，没有可撤回的', async () => {
    const world = await asked();
    const secretary = world.person('黎柏');
    await secretary.says(record);
    await world.passes('PT10S');
    const card = await secretary.rereads('不用再审批', '这一项已经办结', '不用再批');
    expect(card.buttons.map(({ label }) => label)).not.toContain('撤回申请');
    await world.forgetsPast();
  });

  it('批了以后：申请人的卡片写明结果；旧卡片上按撤回，说不能再撤回', async () => {
    const world = await asked();
    const secretary = world.person('黎柏');
    const before = await secretary.rereads('已送上级审批', '[撤回申请]');
    await world.person('陈博').presses('同意');
    world.person('陈博').isTold('已同意');
    await world.passes('PT10S');
    const now = (await secretary.messages()).find(({ id }) => id === before.id);
    expect(now?.text).toContain('这一项已免除，不再提醒');
    expect(now?.text).not.toContain('撤回申请');
    const [request] = await world.db.select().from(dutyRequests);
    const answered = await world.control.post<ClickAnswered>('/click', {
      as: secretary.openId,
      message_id: before.id,
      name: 'withdraw',
      value: { action: 'extensions.withdraw', request: request?.id },
      stale: true,
    });
    expect(answered.toast?.content).toContain('不能再撤回');
    expect((await world.themeDay('D01B02', '2026-02')).state).toBe('waived');
    await world.forgetsPast();
  });

  it('没有来得及更新的卡片上按撤回：说清楚已经办结', async () => {
    const world = await asked();
    const secretary = world.person('黎柏');
    const before = await secretary.rereads('已送上级审批', '[撤回申请]');
    const withdraw = before.buttons.find(({ label }) => label === '撤回申请');
    await secretary.says(record);
    await world.passes('PT10S');
    const [request] = await world.db.select().from(dutyRequests);
    await world.control.post('/click', {
      as: secretary.openId,
      message_id: before.id,
      name: withdraw?.name,
      value: { action: 'extensions.withdraw', request: request?.id },
      stale: true,
    });
    await secretary.rereads('申请已撤回', '这一项已经办结');
    await world.forgetsPast();
  });
});
