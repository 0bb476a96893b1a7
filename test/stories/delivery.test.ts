import { expect, it } from 'vitest';
import { outbox } from '../../db/schema/index.ts';
import { sendings, sendRequests } from '../harness/ledger.ts';
import { openWorld, type World } from '../harness/world.ts';

const messagesPath = '/open-apis/im/v1/messages';
const plan = '/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏';

type Row = typeof outbox.$inferSelect;

async function ledger(world: World, kind: string): Promise<readonly Row[]> {
  return (await world.db.select().from(outbox)).filter((row) => row.kind === kind);
}

function counts(rows: readonly Row[]): Readonly<Record<string, number>> {
  const states = [...new Set(rows.map(({ state }) => state))].sort();
  return Object.fromEntries(states.map((state) => [state, rows.filter((row) => row.state === state).length]));
}

/** The draft stands; what follows the press is what a test is about. */
async function drafted(startAt: string, name = '罗启平', line = plan): Promise<World> {
  const world = await openWorld({ startAt });
  await world.person(name).says(line);
  await world.person(name).sees('请核对后发布');
  return world;
}

async function publish(world: World, name = '罗启平'): Promise<void> {
  await world.person(name).presses('确认发布');
  world.person(name).isTold('已发布');
}

function fault(world: World, kind: string, more: object): Promise<unknown> {
  return world.control.post('/faults', { kind, path: messagesPath, method: 'POST', ...more });
}

it('限流、网关错误页、连接被切断：每人还是恰好一条', async () => {
  const world = await drafted('2026-02-02T10:01');
  await fault(world, 'http', {
    status: 429,
    times: 6,
    body: '{}',
    headers: { 'x-ogw-ratelimit-reset': '2' },
  });
  await fault(world, 'code', { code: 230020, times: 4 });
  await fault(world, 'http', { status: 500, body: '<html>Bad Gateway</html>', times: 5 });
  await fault(world, 'http', { status: 502, times: 3 });
  await fault(world, 'reset_before', { times: 6 });
  await fault(world, 'reset_after', { times: 12 });
  await publish(world);
  await world.moveTo('2026-02-02T10:20');
  await (await world.membersOf('D01B01')).see('主题党日：2月12日（周四）15:00');
  const rows = await ledger(world, 'attendance.invitation');
  expect(counts(rows)).toEqual({ accepted: 31 });
  // Lost answers were asked for again with the same uuid, and the platform kept one message for each.
  const attempts = await sendRequests(world.control);
  const uuids = new Set(attempts.map(({ body }) => body?.uuid));
  expect(attempts.length).toBeGreaterThan(uuids.size + 20);
  expect(new Set((await sendings(world.control)).map(({ messageId }) => messageId)).size).toBe(uuids.size);
  expect(rows.every((row) => uuids.has(row.id))).toBe(true);
});

it('有人不在可用范围：记为没有送到，只试一次，别人照常', async () => {
  const world = await drafted('2026-02-02T10:01');
  const away = world.person('吕洋');
  await fault(world, 'code', {
    code: 230013,
    msg: 'Bot has NO availability to this user.',
    match: away.openId,
  });
  await publish(world);
  await world.moveTo('2026-02-02T11:00');
  await (await world.membersOf('D01B01')).without('吕洋').see('2月12日（周四）15:00');
  await away.seesNothing();
  const rows = await ledger(world, 'attendance.invitation');
  expect(counts(rows)).toEqual({ accepted: 30, failed: 1 });
  const failed = rows.find(({ state }) => state === 'failed');
  expect(failed?.reason).toBe('unreachable:230013');
  const attempts = await sendRequests(world.control);
  expect(attempts.filter(({ body }) => body?.uuid === failed?.id)).toHaveLength(1);
});

it('答复丢了一个多小时：如实记为不明，不再发第二次', async () => {
  const world = await drafted('2026-02-02T10:01');
  const lost = world.person('吕洋');
  const never = world.person('孔东');
  await fault(world, 'reset_after', { match: lost.openId, times: 100 });
  await fault(world, 'http', { match: never.openId, times: 100, body: '<html></html>' });
  await publish(world);
  await world.moveTo('2026-02-02T11:30');
  const rows = await ledger(world, 'attendance.invitation');
  expect(counts(rows)).toEqual({ accepted: 29, unknown: 2 });
  await (await world.membersOf('D01B01')).without('孔东').see('2月12日（周四）15:00');
  await world.control.call('DELETE', '/faults');
  await world.moveTo('2026-02-03T18:00');
  await never.seesNothing();
  await lost.seesNothing();
  expect(counts(await ledger(world, 'attendance.invitation'))).toEqual({ accepted: 29, unknown: 2 });
  await world.forgetsPast();
});

it('令牌提前失效：换一个再发，不丢也不重', async () => {
  const world = await drafted('2026-02-02T10:01');
  await world.control.post('/faults', { kind: 'token_revoke' });
  await publish(world);
  await (await world.membersOf('D01B01')).see('2月12日（周四）15:00');
  expect(counts(await ledger(world, 'attendance.invitation'))).toEqual({ accepted: 31 });
});

it('平台严格限流时，一秒里许多人答复，名单照样跟上', async () => {
  const world = await drafted('2026-02-02T10:01');
  await world.control.post('/config', { limits: true });
  await publish(world);
  await world.passes('PT2S');
  const members = await world.membersOf('D01B01');
  await members.see('2月12日（周四）15:00');
  const pressing = members.people.slice(0, 20);
  await Promise.all(
    pressing.map(async (person) => {
      const [card] = await person
        .messages()
        .then((all) => all.filter(({ title }) => title.startsWith('主题党日：')));
      await world.control.post('/click', { as: person.openId, message_id: card?.id, name: 'join' });
    }),
  );
  await world.passes('PT3S');
  await world.person('罗启平').rereads('名单', '已确认 20 / 应到 31');
  const refused = (await world.control.requests(messagesPath)).filter(({ status }) => status !== 200);
  expect(refused).toEqual([]);
});

it.each([
  ['午休发布', '2026-02-02T11:50', '2026-02-02', '14:10'],
  ['下班以后发布', '2026-02-02T17:30', '2026-02-03', '09:01'],
  ['夜里发布', '2026-02-02T23:10', '2026-02-03', '09:01'],
  ['周末发布', '2026-02-07T10:00', '2026-02-09', '09:01'],
])('%s：邀请等到可以打扰的时候', async (_, startAt, day, time) => {
  const world = await drafted(startAt, '蔡志');
  await publish(world, '蔡志');
  expect(counts(await ledger(world, 'attendance.invitation'))).toEqual({ held: 7 });
  // Whoever published reads when they hear of it.
  await world.person('蔡志').rereads('名单', '还有 7 人的邀请没有发出', `${time}起`);
  await world.moveTo(`${day}T${time}`);
  await world.passes('PT1M');
  const invitations = await (await world.membersOf('D01B08')).see('2月12日（周四）15:00');
  for (const invitation of invitations)
    expect([invitation.day, invitation.time.slice(0, 5)]).toEqual([day, time]);
});

it('自己问的当场就答，夜里和周末也一样', async () => {
  const world = await openWorld({ startAt: '2026-02-07T23:30' });
  await world.person('孔东').says('/帮助');
  await world.person('孔东').sees('可以这样用');
});

it('一个人一天最多一条当面的消息，第二条等到下一个工作日', async () => {
  const world = await openWorld();
  await world.moveTo('2026-03-03T10:05');
  await world.forgetsPast();
  const secretary = world.person('蔡志');
  await secretary.says('/主题党日 3月5日下午3点 三楼会议室 补学支部工作条例');
  await secretary.sees('计入  3月主题党日');
  await secretary.presses('改为计入2月主题党日');
  await secretary.fills('请核对后发布', { 晚于期限的原因: '书记外出学习' }, '确认发布');
  secretary.isTold('已发布');
  await (await world.membersOf('D01B08')).see('3月5日（周四）15:00');
  await secretary.says('/主题党日 3月12日下午3点 一楼大厅 参观展览');
  await secretary.sees('请核对后发布', '3月主题党日');
  await publish(world, '蔡志');
  await world.moveTo('2026-03-03');
  const rows = (await ledger(world, 'attendance.invitation')).filter(({ state }) => state === 'held');
  expect(rows).toHaveLength(7);
  expect(new Set(rows.map(({ reason }) => reason))).toEqual(new Set(['budget_day']));
  await world.expectQuiet();
  await world.morningOf('2026-03-04');
  // On the same morning those who have not answered are asked again about the first: one of the two has to wait.
  const members = (await world.membersOf('D01B08')).people;
  for (const person of members) {
    const today = (await person.messages()).filter(
      ({ day, title }) => day === '2026-03-04' && title.startsWith('主题党日：'),
    );
    expect(today).toHaveLength(1);
  }
  await world.morningOf('2026-03-05');
  for (const person of members) {
    const titles = (await person.messages()).map(({ title }) => title);
    expect(titles.filter((title) => title === '主题党日：3月12日（周四）15:00')).toHaveLength(1);
    expect(titles.filter((title) => title === '主题党日：3月5日（周四）15:00')).toHaveLength(2);
  }
  await world.forgetsPast();
});

it('已经订好的提醒，发出以前办结了就不再发', async () => {
  const world = await openWorld();
  await world.moveTo('2026-03-02T08:30');
  await world.forgetsPast();
  const secretary = world.person('程鹏兰');
  await secretary.says(
    '/记录 2月27日 地点 老干部活动中心 主题 学习条例 主讲 程鹏兰 讨论 谈体会 收获 三项改进 出席 全到',
  );
  await secretary.sees('已办结', '按期完成');
  await world.morningOf('2026-03-02');
  const digest = await secretary.sees('1 件', '3月主题党日');
  expect(digest.text).not.toContain('2月');
  await world.forgetsPast();

  // The officer's line about a branch is booked at six; the branch records before his own moment of the morning.
  await world.moveTo('2026-03-04T08:30');
  const other = world.person('黎柏');
  await other.says(
    '/记录 2月27日 地点 三楼会议室 主题 学习条例 主讲 叶敏慧 讨论 谈体会 收获 三项改进 出席 全到',
  );
  await other.sees('已办结');
  await world.morningOf('2026-03-04');
  const told = await world.person('夏成超').sees('超过期限的事项', '7 件');
  expect(told.text).not.toContain('检验检测所');
  await other.sees('已有结果，此前告诉过您，现销项', '2月主题党日');
  await world.forgetsPast();
  await world.morningOf('2026-03-05');
  await world.expectQuiet();
});

it('邀请等在窗口外面时活动已经办结：撤下，写明原因', async () => {
  const line = '/主题党日 今天12点30分 三楼会议室 学习支部工作条例 主讲 于乐红';
  const world = await drafted('2026-02-03T11:45', '蔡志', line);
  await publish(world, '蔡志');
  await world.moveTo('2026-02-03T13:40');
  await world.person('蔡志').says('/记录 讨论 谈体会 收获 三项改进 出席 全到');
  await world.person('蔡志').sees('已办结');
  await world.moveTo('2026-02-03');
  const rows = await ledger(world, 'attendance.invitation');
  expect(counts(rows)).toEqual({ suppressed: 7 });
  expect(rows.every(({ reason, sendingAt }) => reason !== null && sendingAt === null)).toBe(true);
});
