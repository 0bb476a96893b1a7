import { and, eq, like } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { lines, outbox, ruleDays, settings, timers } from '../../db/schema/index.ts';
import { flows } from '../../flows/index.ts';
import { instantAt } from '../../src/calendar/day.ts';
import { type ReminderStep, reminderProfiles } from '../../src/duties/profiles.ts';
import { composeEach, type Flow, sentenceCard } from '../../src/engine/index.ts';
import { openWorld, type World, type WorldOptions } from '../harness/world.ts';

/** 万鹏兰 is the administrator. */
const administrator = '万鹏兰';
const owners = ['罗启平', '黎柏', '程鹏兰', '潘佳军', '杨志浩', '熊艳松', '蔡志', '杜娟磊', '汤邦', '冯子博'];

/** A small installation: more than five of a kind are many. Late on Friday, 27 February. */
async function watched(options: WorldOptions = {}): Promise<World> {
  const world = await openWorld({
    startAt: '2026-02-27T18:00',
    goLiveOn: '2026-02-27',
    tellsWeeks: true,
    ...options,
  });
  await world.db.insert(settings).values({ key: 'flood_least', value: 5 });
  await world.moveTo('2026-03-01');
  await world.forgetsPast();
  return world;
}

/** Nobody looks at the timers of February before that moment; then all are found at once. */
async function mended(world: World, at: string): Promise<void> {
  await world.db
    .update(timers)
    .set({ dueAt: new Date(`${at}:00+08:00`) })
    .where(like(timers.subject, '%/branch_theme_day/2026-02'));
}

function slips(world: World) {
  const { personCode, state, reason } = lines;
  return world.db
    .select({ person: personCode, org: lines.orgCode, state, reason })
    .from(lines)
    .where(and(eq(lines.stage, 'L0'), like(lines.instanceKey, '%/branch_theme_day/2026-02')))
    .orderBy(lines.orgCode, personCode);
}

async function floods(world: World): Promise<number> {
  return (await world.db.select().from(outbox).where(eq(outbox.kind, 'outbound.flood'))).length;
}

it('一向按时的各支部第一次一起超过期限：本来就在计划里，照常告诉，不停下', async () => {
  const world = await watched();
  await world.morningOf('2026-03-02');
  await world.everyone(owners).see('2月主题党日', '已超过 1 个工作日');
  expect(await floods(world)).toBe(0);
  await world.forgetsPast();
});

describe('计划任务停过又修好，补发的比计划多得多：先停下，问管理员', () => {
  it.each(['06:00', '08:50', '09:20', '10:30', '15:30'])('%s 修好', async (time) => {
    const world = await watched();
    await mended(world, `2026-03-03T${time}`);
    await world.morningOf('2026-03-02');
    for (const name of owners) {
      const card = await world.person(name).sees('3月主题党日');
      expect(card.text).not.toContain('2月主题党日');
    }
    await world.forgetsPast();
    await world.moveTo('2026-03-03T17:00');
    await world
      .person(administrator)
      .sees(
        '有一类提醒比计划多得多',
        '主题党日（超过期限，先告诉承办人）：3月3日（周二）有 10 件，其中计划在当天的 0 件',
        '照常发出',
        '不发',
      );
    await world.expectQuiet();
    await world.person(administrator).presses('照常发出');
    world.person(administrator).isTold('已照常发出');
    await world.morningOf('2026-03-04');
    await world.everyone(owners).see('2月主题党日', '已超过');
    await world.forgetsPast();
    expect(await floods(world)).toBe(1);
  });

  it('没有答复就一直停着，每个工作日再问一次；不发的撤回，台账里写明，别的照常', async () => {
    const world = await watched();
    await mended(world, '2026-03-03T10:30');
    await world.moveTo('2026-03-03T17:00');
    await world.forgetsPast();
    await world.moveTo('2026-03-04T09:05');
    await world.person(administrator).sees('有一类提醒比计划多得多');
    await world.morningOf('2026-03-04');
    // The next level is planned for this day and goes.
    for (const name of owners) await world.person(name).sees('2月主题党日', '情况说明');
    await world.forgetsPast();
    expect((await slips(world)).every(({ state }) => state === 'waiting')).toBe(true);
    await world.person('罗启平').says('/为什么 D01B01-TD-2602');
    await world.person('罗启平').sees('数量异常，由管理员处理');
    await world.person(administrator).presses('不发');
    world.person(administrator).isTold('已决定不发');
    await world.morningOf('2026-03-05');
    await world.expectQuiet();
    const told = await slips(world);
    expect(told).toHaveLength(10);
    expect(told.every(({ state, reason }) => state === 'withdrawn' && reason === 'flood')).toBe(true);
  });

  it('停着的时候办结、延期的不再发，换了人办的归新的人', async () => {
    const world = await watched();
    await mended(world, '2026-03-03T10:30');
    await world.moveTo('2026-03-03T11:00');
    await world.forgetsPast();
    await world.person('黎柏').says('/延期 D01B02-TD-2602 3月9日 岗位空缺，组织委员3月6日补选');
    await world.person('汤新岩').sees('等您审批');
    await world.person('汤新岩').presses('同意');
    await world
      .person('程鹏兰')
      .says(
        '/记录 D01B03-TD-2602 3月3日 地点 三楼会议室 主题 学习条例 主讲 外请张三 讨论 谈体会 收获 三项改进 出席 全到',
      );
    await world.person('罗启平').says('/代办 吕洋 3月3日到3月9日');
    await world.moveTo('2026-03-03T16:00');
    await world.forgetsPast();
    const before = await slips(world);
    expect(before.filter(({ state }) => state === 'carried')).toEqual([]);
    await world.person(administrator).presses('照常发出');
    await world.morningOf('2026-03-04');
    await world.person('吕洋').sees('2月主题党日', '代罗启平办理');
    await world.forgetsPast();
    const after = await slips(world);
    const of = (org: string) => after.filter((line) => line.org === org);
    expect(of('D01B01')).toMatchObject([
      { person: 'P000001', state: 'withdrawn', reason: 'handed_over' },
      { person: 'P000009', state: 'carried', reason: null },
    ]);
    expect(of('D01B02')).toMatchObject([{ state: 'withdrawn', reason: 'extended' }]);
    expect(of('D01B03')).toMatchObject([{ state: 'withdrawn', reason: 'settled' }]);
    expect(after.filter(({ state }) => state === 'carried')).toHaveLength(8);
  });
});

it('换了一套天天提醒的规则：一周里第四次就停下，不再打扰', async () => {
  const profiles = reminderProfiles as Record<string, readonly ReminderStep[]>;
  const { R_MONTH: usual = [] } = profiles;
  profiles.R_MONTH = ['open', 20, 19, 18, 17, 16];
  try {
    const world = await watched({ startAt: '2026-03-01T18:00', goLiveOn: '2026-03-01' });
    for (const day of ['2026-03-02', '2026-03-03', '2026-03-04']) {
      await world.morningOf(day);
      await world.everyone(owners).see('3月主题党日');
    }
    expect(await floods(world)).toBe(0);
    await world.moveTo('2026-03-05T17:00');
    await world.person(administrator).sees('有一类提醒比计划多得多', '七天里同样的提醒共 40 件');
    await world.expectQuiet();
  } finally {
    profiles.R_MONTH = usual;
  }
});

it('计划任务失控，不停地给同样的人开卡片：停下，问管理员，不发的不再发', async () => {
  const timer = 'runaway.tick';
  // The tenth branch has no secretary.
  const secretaries = owners.filter((name) => name !== '冯子博');
  const runaway: Flow = {
    key: 'runaway',
    title: 'runaway',
    jobs: {
      [timer]: async ({ now, today, directory }) => [
        ...directory.holdersAnywhere('branch_secretary', today).map(({ person }) => ({
          do: 'notify' as const,
          notice: {
            key: `runaway:${person.code}:${now.toISOString()}`,
            kind: 'runaway.card',
            channel: 'direct' as const,
            to: { person: person.code },
            subject: {},
          },
        })),
        {
          do: 'timer' as const,
          kind: timer,
          subject: 'all',
          dueAt:
            now < instantAt(today, '10:00') ? new Date(now.getTime() + 300_000) : instantAt(today, '23:00'),
        },
      ],
    },
    notices: {
      'runaway.card': composeEach(async () => ({ kind: 'card', card: sentenceCard('失控', '失控') })),
    },
  };
  const world = await watched({ flows: [...flows, runaway] });
  await world.morningOf('2026-03-02');
  await world.forgetsPast();
  await world.db
    .insert(timers)
    .values({ kind: timer, subject: 'all', dueAt: new Date('2026-03-03T09:15:00+08:00') });
  await world.moveTo('2026-03-03T10:30');
  await world.everyone(secretaries).see('失控');
  await world.person(administrator).sees('有一类提醒比计划多得多', '一周里就有 45 条', '照常发出', '不发');
  await world.expectQuiet();
  const held = await world.db.select().from(outbox).where(eq(outbox.reason, 'flood'));
  expect(held.every(({ state }) => state === 'held')).toBe(true);
  // One each has left, within the budget of the day, before it was too many.
  expect(held).toHaveLength(81);
  await world.person(administrator).presses('不发');
  world.person(administrator).isTold('已决定不发');
  await world.db.delete(timers).where(eq(timers.kind, timer));
  await world.morningOf('2026-03-04');
  for (const name of secretaries) {
    for (const { text } of await world.person(name).unread()) expect(text).not.toContain('失控');
  }
  await world.forgetsPast();
  const [rule] = await world.db.select().from(ruleDays).where(eq(ruleDays.duty, 'runaway.card'));
  expect(rule).toMatchObject({ state: 'dropped', decidedBy: expect.any(String) });
});
