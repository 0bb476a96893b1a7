import { expect, it } from 'vitest';
import { dutyOverrides } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

const said = '3月主题党日不用办：机关党委规定停用；文号：机党发〔2026〕7号；理由：集中整训。';

/** 省发展和改革委员会机关党委 switches March off before it begins. */
async function marchIsOff(): Promise<World> {
  const world = await openWorld({ startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27' });
  await world.db.insert(dutyOverrides).values({
    ...{ orgCode: 'D01W', duty: 'branch_theme_day', fromOn: '2026-03-01', change: { active: false } },
    ...{ reason: '集中整训', document: '机党发〔2026〕7号', consent: null, importedBy: 'story' },
    importedAt: new Date('2026-02-28T16:10:00+08:00'),
  });
  await world.moveTo('2026-03-05T12:00');
  await world.forgetsPast();
  return world;
}

it('按本级规定停用的一个月：草稿说明停用、哪个文件，计入的是上个月', async () => {
  const world = await marchIsOff();
  const secretary = world.person('黎柏');
  await secretary.says('/主题党日 3月12日下午3点 三楼会议室 学习条例 主讲 黎柏');
  await secretary.sees('请核对后发布', `${said}这一次计入2月主题党日。`);
  await secretary.presses('修改');
  await secretary.fills('安排主题党日', { 地点: '五楼会议室' }, '保存修改');
  secretary.isTold('已修改');
  await secretary.rereads('请核对后发布', '五楼会议室', `${said}这一次计入2月主题党日。`);
  await secretary.fills('请核对后发布', { 晚于期限的原因: '集中整训后补开' }, '确认发布');
  await world.forgetsPast();
  await secretary.says('/主题党日 3月19日下午3点 三楼会议室 学习条例 主讲 黎柏');
  await secretary.sees(`${said}2月主题党日已经安排在3月12日（周四）15:00，请不要重复安排。`);
});

it('没有可以安排的：说这个月停用，写没写日期都一样', async () => {
  const world = await marchIsOff();
  const secretary = world.person('黎柏');
  await secretary.says('/记录 D01B02-TD-2602 2月27日 已召开');
  await secretary.sees('已登记');
  await world.forgetsPast();
  await secretary.says('/安排 主题党日 3月12日下午3点 三楼会议室 学习条例 主讲 黎柏');
  const refused = await secretary.sees(said);
  expect(refused.text).not.toContain('已经安排或办结');
  await secretary.says('/安排 主题党日');
  await secretary.sees(said);
  await world.expectQuiet();
});
