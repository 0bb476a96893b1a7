import { describe, expect, it } from 'vitest';
import { letters, outgoingFiles } from '../../db/schema/index.ts';
import { docxText } from '../exports/docx-text.ts';
import { openWorld, type World } from '../harness/world.ts';

const number = 'D01B02-TD-2602';

/** 检验检测所党支部 has not held the theme day of February; Friday, 6 March, everybody has read. */
async function overdue(): Promise<World> {
  const world = await openWorld({ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27' });
  await world.moveTo('2026-03-06T10:05');
  await world.forgetsPast();
  return world;
}

describe('督办函', () => {
  it('起草：卡片和文件只到本人，事实从台账来；发出、回执逐步登记', async () => {
    const world = await overdue();
    await world.person('黎柏').says(`/情况说明 ${number} 岗位空缺，3月6日补选`);
    await world.person('黎柏').sees('情况说明');
    const deputy = world.person('汤新岩');
    await deputy.says(`/督办 ${number} 3月12日`);
    const file = await deputy.opensFile('提醒督办函_2026年2月支部主题党日_D01B02-TD-2602-H1_草稿.docx');
    await deputy.sees(
      '提醒督办函草稿',
      '检验检测所党支部',
      '3月12日（周四）',
      '3月17日（周二）',
      '不会发给对方',
    );
    const words = docxText(file.bytes);
    for (const fact of [
      '关于2026年2月支部主题党日的',
      '省发展和改革委员会检验检测所党支部：',
      '根据《中国共产党支部工作条例（试行）》第十六条',
      '你单位应于2026年2月28日前完成2026年2月支部主题党日（责任清单编号D01B02-TD-2602）',
      '截至2026年3月6日，尚未收到完成情况，已超过期限5个工作日',
      '此前已于2026年3月2日',
      '《关于2026年2月支部主题党日的提醒督办函》收悉',
      '岗位空缺，3月6日补选',
      '请于2026年3月12日前完成',
      '请于2026年3月17日前填写回执',
      '联系人：汤新岩（机关党委专职副书记）',
      '省发展和改革委员会机关党委（印章）',
      '2026年3月6日',
      '回　执',
    ]) {
      expect(words).toContain(fact);
    }
    await deputy.fills('提醒督办函草稿', { 发文字号: '机党函〔2026〕3号' }, '登记已发出');
    await deputy.rereads('提醒督办函草稿', '已发出', '机党函〔2026〕3号', '登记回执');
    await deputy.says(`/回执 ${number}-H1 今天 3月9日补开`);
    await deputy.sees('已反馈', '3月9日补开', '以前可以撤销');
    await deputy.presses('撤销', { card: '提醒督办函草稿' });
    deputy.isTold('已撤销');
    expect(await world.db.select().from(letters)).toMatchObject([
      { state: 'sent', paper: '机党函〔2026〕3号', repliedOn: null, result: null },
    ]);
    await deputy.says(`/回执 ${number}-H1 今天 3月9日补开`);
    await deputy.sees('已反馈', '3月9日补开');
    await deputy.says(`/回执 ${number}-H1 再来一次`);
    await deputy.sees('已登记过回执');
    await world.morningOf('2026-03-20');
    await world.forgetsPast();
    expect(await world.db.select().from(letters)).toMatchObject([
      { state: 'replied', paper: '机党函〔2026〕3号', repliedOn: '2026-03-06', result: '3月9日补开' },
    ]);
  });

  it('反馈期限过了还没登记：起草人的提醒里有一行，第二天不再说', async () => {
    const world = await overdue();
    const deputy = world.person('汤新岩');
    // The upload fails once, and twice the answer is lost after the message was taken: still one card and one file.
    await world.control.post('/faults', {
      kind: 'http',
      status: 502,
      path: '/open-apis/im/v1/files',
      method: 'POST',
      times: 1,
    });
    await world.control.post('/faults', {
      kind: 'reset_after',
      path: '/open-apis/im/v1/messages',
      method: 'POST',
      times: 2,
    });
    await deputy.says(`/督办 ${number} 3月9日 3月10日`);
    await world.passes('PT10M');
    const got = await deputy.unread();
    expect(got.map(({ fileKey }) => fileKey !== undefined).sort()).toEqual([false, true]);
    expect(await world.db.select().from(outgoingFiles)).toEqual([]);
    await world.forgetsPast();
    await deputy.fills('提醒督办函草稿', {}, '登记已发出');
    await world.morningOf('2026-03-11');
    const digest = await deputy.sees('今天的提醒', `函${number}-H1要求3月10日（周二）前反馈，尚未登记回执`);
    expect(digest.text.match(/尚未登记回执/gu)).toHaveLength(1);
    await world.forgetsPast();
    await world.morningOf('2026-03-12');
    for (const message of await deputy.unread()) expect(message.text).not.toContain('尚未登记回执');
    await world.forgetsPast();
  });

  /** A letter that asks for an answer by Tuesday, 10 March, registered as sent. */
  async function sent(): Promise<World> {
    const world = await overdue();
    const deputy = world.person('汤新岩');
    await deputy.says(`/督办 ${number} 3月9日 3月10日`);
    await world.forgetsPast();
    await deputy.fills('提醒督办函草稿', {}, '登记已发出');
    await world.forgetsPast();
    return world;
  }
  /** On the morning of the line that would ask for it, before it leaves, the answer is noted. */
  async function answered() {
    const world = await sent();
    const deputy = world.person('汤新岩');
    await world.moveTo('2026-03-11T08:45');
    await world.forgetsPast();
    await deputy.says(`/回执 ${number}-H1 今天 3月9日补开`);
    await deputy.sees('已反馈');
    return { world, deputy };
  }
  const asked = `函${number}-H1要求3月10日（周二）前反馈，尚未登记回执`;

  it('提醒发出以前登记了回执：不再催', async () => {
    const { world, deputy } = await answered();
    await world.morningOf('2026-03-11');
    for (const message of await deputy.unread()) expect(message.text).not.toContain('尚未登记回执');
    await world.forgetsPast();
    await world.moveTo('2026-03-19T12:00');
    const said = (await deputy.messages()).map(({ text }) => text).join();
    expect(said).not.toContain('尚未登记回执');
    await world.forgetsPast();
  });

  it('登记五分钟后撤销：仍等着回执，当天照样提醒', async () => {
    const { world, deputy } = await answered();
    await world.passes('PT5M');
    await deputy.presses('撤销', { card: '提醒督办函草稿' });
    deputy.isTold('已撤销');
    await world.morningOf('2026-03-11');
    await deputy.sees(asked);
    await world.forgetsPast();
  });

  it('早上提醒以后登记：当天的卡片写明已登记', async () => {
    const world = await sent();
    const deputy = world.person('汤新岩');
    await world.morningOf('2026-03-11');
    await deputy.sees(asked);
    await deputy.says(`/回执 ${number}-H1 今天 3月9日补开`);
    await deputy.sees('已反馈');
    await world.passes('PT10S');
    const card = await deputy.rereads('今天的提醒', '的回执已登记');
    expect(card.text).not.toContain('尚未登记回执');
    await world.forgetsPast();
  });

  const toldOn = async (world: World, name: string) =>
    (await world.person(name).messages()).filter(({ text }) => text.includes(asked)).map(({ day }) => day);

  it('起草人请人代办：提醒到代办的同志；回来以后仍没有登记，到起草人', async () => {
    const world = await sent();
    const deputy = world.person('汤新岩');
    await deputy.says('/代办 夏成超 3月9日到3月20日');
    await world.forgetsPast();
    await world.morningOf('2026-03-11');
    await world.person('夏成超').sees(asked, '（代汤新岩办理）');
    for (const message of await deputy.unread()) expect(message.text).not.toContain('尚未登记回执');
    await world.forgetsPast();
    await world.moveTo('2026-03-26T12:00');
    expect(await toldOn(world, '夏成超')).toEqual(['2026-03-11']);
    const [back, ...more] = await toldOn(world, '汤新岩');
    expect(more).toEqual([]);
    expect(back && back > '2026-03-20').toBe(true);
    await world.forgetsPast();
  });

  it('没有登记就每周一次，随本来就有的提醒；登记了就停', async () => {
    const world = await sent();
    await world.moveTo('2026-04-17T12:00');
    const days = await toldOn(world, '汤新岩');
    expect(days.length).toBeGreaterThan(2);
    expect(days[0]).toBe('2026-03-11');
    const gaps = days.slice(1).map((day, at) => (Date.parse(day) - Date.parse(days[at] ?? '')) / 86_400_000);
    for (const gap of gaps) expect([gap >= 7, gap <= 16]).toEqual([true, true]);
    await world.forgetsPast();
    await world.person('汤新岩').says(`/回执 ${number}-H1 今天 4月17日补开`);
    await world.moveTo('2026-05-08T12:00');
    expect((await toldOn(world, '汤新岩')).filter((day) => day > '2026-04-17')).toEqual([]);
    await world.forgetsPast();
  });

  it('/待办、/我的：写明哪些函还等着回执', async () => {
    const world = await sent();
    const deputy = world.person('汤新岩');
    for (const typed of ['/待办', '/我的']) {
      await deputy.says(typed);
      await deputy.sees('待回执', `${number}-H1`, '3月10日（周二）前反馈');
    }
    await world.person('黎柏').says('/我的');
    expect((await world.person('黎柏').sees('我的事项')).text).not.toContain('回执');
    await deputy.says(`/回执 ${number}-H1 今天 3月9日补开`);
    await deputy.sees('已反馈');
    await deputy.says('/待办');
    expect((await deputy.sees('待办事项')).text).not.toContain('待回执');
  });

  it('只起草、没有登记发出的函：没有人欠回执，也不催', async () => {
    const world = await overdue();
    const deputy = world.person('汤新岩');
    await deputy.says(`/督办 ${number} 3月9日 3月10日`);
    await world.forgetsPast();
    for (const day of ['2026-03-11', '2026-03-12', '2026-03-13']) {
      await world.morningOf(day);
      for (const message of await deputy.unread()) expect(message.text).not.toContain('回执');
      await world.forgetsPast();
    }
    // Sent in the end: from then on an answer is owed, and its day is over already.
    await deputy.fills('提醒督办函草稿', {}, '登记已发出');
    await world.morningOf('2026-03-16');
    await deputy.sees(`函${number}-H1要求3月10日（周二）前反馈，尚未登记回执`);
    await world.forgetsPast();
  });

  it('已经召开、只缺记录的：函里只请补录，不请再办一次', async () => {
    const world = await openWorld({ startAt: '2026-02-24T10:30', goLiveOn: '2026-02-24' });
    const secretary = world.person('黎柏');
    await secretary.says('/主题党日 2月27日下午3点 三楼会议室 学习支部工作条例 主讲 叶敏慧');
    await secretary.presses('确认发布');
    await world.moveTo('2026-03-16T10:30');
    await world.forgetsPast();
    const deputy = world.person('汤新岩');
    await deputy.says(`/督办 ${number} 3月23日`);
    const file = await deputy.opensFile('提醒督办函_');
    const words = docxText(file.bytes);
    expect(words).toContain('该项工作已于2026年2月27日开展');
    expect(words).toContain('请于2026年3月23日前补录2026年2月支部主题党日的记录');
    expect(words).not.toContain('请于2026年3月23日前完成');
    await world.forgetsPast();
  });

  it('不是上一级、已办结、过去的日期：一句话说明，什么都不变', async () => {
    const world = await overdue();
    const asks = async (name: string, typed: string, ...answer: string[]) => {
      await world.staysUnchanged(() => world.person(name).says(typed));
      await world.person(name).sees(...answer);
    };
    await asks('黎柏', `/督办 ${number}`, '上一级党组织起草');
    await asks('汤新岩', '/督办 D01B99-TD-2602', '没有找到编号');
    await asks('汤新岩', '/督办', '请写上编号');
    await asks('汤新岩', `/督办 ${number} 3月2日`, '已经过去');
    await asks('汤新岩', `/督办 ${number} 3月12日 3月10日`, '反馈期限不能早于完成期限');
    await asks('黎柏', `/回执 ${number}-H1 已办`, '没有找到函号');
    await asks('汤新岩', '/文书 贺信', '没有“贺信”这种文书');
    expect(await world.db.select().from(letters)).toEqual([]);
  });
});

describe('文书', () => {
  it('签到表先空白后填好，会议记录在办结之后，通知随时', async () => {
    const world = await openWorld({ startAt: '2026-02-02T10:05' });
    await world.forgetsPast();
    const secretary = world.person('罗启平');
    await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏');
    await secretary.presses('确认发布');
    await world.forgetsPast();
    await secretary.says('/文书 签到表');
    const sheet = await secretary.opensFile('签到表_支部主题党日_2026-02-12', '.docx');
    await secretary.sees('正在生成');
    expect(docxText(sheet.bytes)).toContain('时间：2026年2月12日（周四）15:00');
    await secretary.says('/文书 通知');
    const notice = await secretary.opensFile('通知_');
    await secretary.sees('正在生成');
    expect(docxText(notice.bytes)).toContain('关于召开支部主题党日的通知');
    await secretary.says('/文书 会议记录');
    await secretary.sees('还没有记录');
    await world.person('吕洋').says('/请假 病假');
    await world.moveTo('2026-02-12T15:30');
    await world.forgetsPast();
    await secretary.says('/点名 全到 除 杨东');
    await secretary.says('/记录 讨论 结合<岗位>谈体会&建议 收获 明确三项改进');
    await world.forgetsPast();
    await secretary.says('/文书 会议记录');
    const minutes = await secretary.opensFile('会议记录_');
    await secretary.sees('正在生成');
    const words = docxText(minutes.bytes);
    for (const fact of [
      '结合<岗位>谈体会&建议',
      '应到31人，实到29人，请假0人，缺席1人，待批1人',
      '缺席：杨东',
      '请假待批：吕洋',
      '明确三项改进',
    ]) {
      expect(words).toContain(fact);
    }
    expect(words).toMatch(/主持人\s*罗启平/u);
    expect(words).not.toMatch(/支部\s*支部主题党日/u);
    await secretary.says('/文书 签到表');
    const filled = await secretary.opensFile('签到表_');
    await secretary.sees('正在生成');
    expect(docxText(filled.bytes)).toContain('应到31人，实到29人，请假0人，缺席1人，待批1人');
    expect(docxText(filled.bytes)).toMatch(/吕洋\s*请假待批/u);
    await world.person('黎柏').says('/文书 签到表 D01B01-TD-2602');
    await world.person('黎柏').sees('没有找到可以生成文书的活动');
  });

  it('换届提醒函和通报：机关党委起草，数字不点名', async () => {
    const world = await openWorld({
      startAt: '2026-04-01T10:05',
      goLiveOn: '2026-03-01',
      duties: ['branch_theme_day', 'branch_election'],
    });
    await world.forgetsPast();
    const deputy = world.person('汤新岩');
    await deputy.says('/文书 换届提醒函 规划财务处');
    const notice = await deputy.opensFile('换届提醒函_规划财务处党支部换届选举');
    await deputy.sees('换届提醒函草稿');
    expect(docxText(notice.bytes)).toContain('2023年5月17日选举产生，任期3年，将于2026年5月17日届满');
    await deputy.says('/文书 通报 第一季度');
    const circular = await deputy.opensFile('通报_2026年第一季度落实情况通报');
    await deputy.sees('通报草稿');
    const words = docxText(circular.bytes);
    expect(words).toContain('所属9个党支部应完成责任事项9项，已完成0项');
    expect(words).not.toContain('规划财务处');
    await deputy.says('/文书 通报');
    await deputy.sees('请写一个时间');
  });
});
