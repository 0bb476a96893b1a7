import { expect, it } from 'vitest';
import { dutyOverrides } from '../../db/schema/index.ts';
import { openWorld } from '../harness/world.ts';

it('写事项名称：就是本组织眼下的这一项；写了月份就是那个月的', async () => {
  const world = await openWorld({ startAt: '2026-02-25T10:05', goLiveOn: '2026-02-25' });
  await world.moveTo('2026-03-02T12:00');
  await world.forgetsPast();
  const secretary = world.person('罗启平');
  // February is late and March has begun.
  await secretary.says('/为什么 主题党日');
  await secretary.sees('要看哪一项', '[2月主题党日]', '[3月主题党日]');
  await secretary.presses('2月主题党日');
  await secretary.rereads('为什么提醒', 'D01B01-TD-2602');
  await secretary.says('/为什么 3月主题党日');
  await secretary.sees('为什么提醒', 'D01B01-TD-2603');
  // Planned already, and not begun: only who names the month gets to it.
  await secretary.says('/为什么 主题党日 4月');
  await secretary.sees('为什么提醒', 'D01B01-TD-2604');
  await secretary.says('/为什么 1月主题党日');
  await secretary.sees('没有找到', '1月主题党日');
  // Of what is done the newest.
  for (const month of ['2月27日', '3月2日']) {
    await secretary.says(`/记录 D01B01-TD-26${month.startsWith('2') ? '02' : '03'} ${month} 已召开`);
    await secretary.sees('已登记');
  }
  await world.forgetsPast();
  await secretary.says('/why 支部主题党日');
  await secretary.sees('为什么提醒', '状态  已办结', 'D01B01-TD-2603');
});

it('没有告诉过的党员、别的事项：说没有，不说别的', async () => {
  const world = await openWorld();
  await world.moveTo('2026-02-02T10:05');
  await world.forgetsPast();
  const member = world.person('吕洋');
  await member.says('/为什么 主题党日');
  await member.sees('没有找到', '主题党日', '只能看告诉过您的');
  await world.person('罗启平').says('/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 罗启平');
  await world.person('罗启平').presses('确认发布');
  await world.forgetsPast();
  await member.says('/为什么 主题党日');
  const own = await member.sees('为什么提醒', '为何是您  您在这次活动的应到名单里', 'D01B01-TD-2602');
  expect(own.text).not.toContain('告诉党支部书记');
});

it('没有的编号和别的组织的编号一个样：说明编号什么样子、在哪里看', async () => {
  const world = await openWorld();
  await world.moveTo('2026-02-02T10:05');
  await world.forgetsPast();
  const secretary = world.person('黎柏');
  const answers: string[] = [];
  for (const number of ['D01B01-TD-2602', 'D01B99-TD-2602', '没有这个']) {
    await secretary.says(`/为什么 ${number}`);
    const { text } = await secretary.sees('没有找到编号', '例如 D01B01-TD-2602', '依据与编号', '/待办');
    answers.push(text.replace(`“${number}”`, ''));
  }
  expect(new Set(answers).size).toBe(1);
});

it('这个月按本级规定停用、没有列入：说是谁的规定、哪个文件', async () => {
  const world = await openWorld({ startAt: '2026-01-30T10:00', goLiveOn: '2026-01-30' });
  await world.db.insert(dutyOverrides).values({
    ...{ orgCode: 'D01W', duty: 'branch_theme_day', fromOn: '2026-03-01', change: { active: false } },
    ...{ reason: '集中整训', document: '机党发〔2026〕7号', consent: null, importedBy: 'story' },
    importedAt: new Date('2026-01-30T10:00:00+08:00'),
  });
  await world.moveTo('2026-04-08T12:00');
  await world.forgetsPast();
  const secretary = world.person('罗启平');
  await secretary.says('/为什么 4月主题党日');
  await secretary.sees('4月主题党日不用办', '机关党委规定停用；文号：机党发〔2026〕7号；理由：集中整训');
});
