import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, dutyInstances, dutyMarks } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

const key = 'D01B01/dues_monthly/2026-02';

async function february() {
  const world = await openWorld({ duties: ['dues_monthly'], startAt: '2026-02-10T10:00' });
  return {
    world,
    commissioner: world.person('阎秋若'),
    secretary: world.person('罗启平'),
    member: world.person('吕洋'),
  };
}

async function stateOf(world: World, instance = key) {
  const [row] = await world.db.select().from(dutyInstances).where(eq(dutyInstances.key, instance));
  return row;
}

describe('党费', () => {
  it('组织委员一行登记；本人只看自己的月份；收齐就办结', async () => {
    const { world, commissioner, member } = await february();
    await member.says('/党费');
    await member.sees('我的党费', '还没有登记的月份：2月', '不记金额', '仅您可见');
    await commissioner.says('/党费 已收 罗启平、赖怡 吕洋');
    await commissioner.sees('2月党费登记 3 人，已登记 3 / 应交 31 人');
    await member.says('我的党费交到几月了');
    await member.sees('应交的月份都已登记');
    await commissioner.says('／黨費全收 除 钱慧');
    await commissioner.sees('2月党费登记 27 人，已登记 30 / 应交 31 人');
    await commissioner.says('/dues 2月 已收 钱慧');
    await commissioner.sees('2月党费 31 人都已登记，已办结');
    expect(await stateOf(world)).toMatchObject({ state: 'done', heldOn: '2026-02-10', daysLate: 0 });
    await commissioner.presses('撤销');
    commissioner.isTold('已撤销');
    expect((await stateOf(world))?.state).toBe('open');
    await commissioner.says('/党费 已收 钱慧');
    await commissioner.sees('2月党费 31 人都已登记，已办结');
    await commissioner.says('/党费 未收 钱慧');
    await commissioner.sees('都已办结');
  });

  it('未登记名单只给组织委员，看了留痕；书记和机关党委只见人数', async () => {
    const { world, commissioner, secretary } = await february();
    await commissioner.says('/党费 全收 除 钱慧 吕洋');
    await commissioner.sees('已登记 29 / 应交 31 人');
    await commissioner.says('/党费');
    await commissioner.sees('2月：已登记 29 / 应交 31 人', '[看2月未登记名单]');
    await commissioner.presses('看2月未登记名单');
    await commissioner.sees('未登记名单', '仅您可见', '吕洋', '钱慧', '本次查看已记入查看记录');
    const looks = await world.db.select().from(auditEvents).where(eq(auditEvents.action, 'look_names'));
    expect(looks).toMatchObject([{ object: key, personal: { actor: 'P000003', after: { shown: 2 } } }]);
    for (const person of [secretary, world.person('夏成超'), world.person('陈博'), world.person('廖晓森')]) {
      await person.says('/党费');
      const card = await person.sees('党费登记', '2月：已登记 29 / 应交');
      expect(card.text).not.toMatch(/钱慧|吕洋|未登记名单/u);
    }
  });

  it('登记错了可以更正；不在名册上的、没写姓名的、别人来登记的，各有一句话', async () => {
    const { world, commissioner, secretary, member } = await february();
    await commissioner.says('/党费 已收 吕洋 老杜');
    await commissioner.sees('“老杜”有好几位', '[杜慧敏]', '[杜国伟]');
    await commissioner.presses('杜国伟');
    await commissioner.rereads('已登记', '2月党费登记 2 人');
    await commissioner.says('/党费 未收 吕洋');
    await commissioner.sees('2月已更正：1 人改为未登记');
    await world.staysUnchanged(async () => {
      await commissioner.says('/党费 已收');
      await commissioner.sees('请写上已经交的同志的姓名');
      await commissioner.says('/党费 已收 赵不在');
      await commissioner.sees('本支部名册里没有这个姓名');
      await commissioner.says('/党费 11月 全收');
      await commissioner.sees('还没有2025年11月的党费登记');
      await commissioner.says('/党费 吕洋 150元');
      const refused = await commissioner.sees('没有看懂', '不用写金额');
      expect(refused.text).not.toContain('150');
      await secretary.says('/党费 全收');
      await secretary.sees('党费登记由本支部组织委员来办');
      await member.says('/党费 已收 吕洋');
      await member.sees('党费登记由本支部组织委员来办');
    });
    const marks = await world.db.select().from(dutyMarks);
    expect(marks).toMatchObject([{ subject: 'P000020', by: 'P000003' }]);
  });

  it('逾期只让该知道的人知道：三天本人，十天书记一个数，二十天党务干部一个数，再往上没有', async () => {
    const { world, commissioner, secretary, member } = await february();
    await commissioner.says('/党费 全收 除 吕洋 钱慧');
    await commissioner.sees('已登记 29 / 应交 31 人');
    await world.morningOf('2026-03-04');
    const owed = await member.sees('还没有登记交纳', '党费交纳', '您这里还没有登记', '已超过 3 个工作日');
    expect(owed.text).not.toMatch(/安排|补录/u);
    await world.person('钱慧').sees('您这里还没有登记');
    for (const paid of [secretary, commissioner, world.person('夏成超'), world.person('陈博')]) {
      await paid.seesNothing();
    }
    await world.forgetsPast();
    await commissioner.says('/党费 2月 已收 钱慧');
    await commissioner.sees('已登记 30 / 应交 31 人');
    await world.morningOf('2026-03-13');
    const told = await secretary.sees('党费交纳', '未完成 1 人', '[看党费交纳进度]');
    expect(told.text).not.toContain('吕洋');
    await secretary.presses('看党费交纳进度');
    const status = await secretary.sees('2月：已登记 30 / 应交 31 人');
    expect(status.text).not.toContain('吕洋');
    await world.forgetsPast();
    await world.morningOf('2026-03-27');
    const officer = await world.person('夏成超').sees('党费交纳', '超过 20 个工作日', '未完成 1 人');
    expect(officer.text).not.toMatch(/吕洋|情况说明/u);
    for (const name of ['陈博', '汤新岩', '卢磊', '廖晓森']) await world.person(name).seesNothing();
    await world.forgetsPast();
    await commissioner.says('/党费 3月 全收');
    await commissioner.sees('3月党费 31 人都已登记');
    await world.morningOf('2026-04-10');
    for (const name of ['陈博', '汤新岩', '卢磊', '廖晓森', '钟欣佳']) {
      const all = await world.person(name).messages();
      expect(all.filter(({ text }) => /D01B01-DM|未完成/u.test(text))).toEqual([]);
    }
    await world.forgetsPast();
    await commissioner.says('/党费 2月 已收 吕洋');
    await commissioner.sees('已办结');
    await world.morningOf('2026-04-13');
    await world.person('夏成超').sees('党费交纳', '已全部登记');
    await world.forgetsPast();
    expect(await stateOf(world)).toMatchObject({ state: 'done_late' });
  }, 120_000);
});
