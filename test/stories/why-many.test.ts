import { expect, it } from 'vitest';
import { openWorld, type World } from '../harness/world.ts';

const duties = ['branch_theme_day', 'branch_committee_meeting', 'branch_group_meeting'];

/** Of three monthly duties of February nothing was done, in any branch of the organ. */
async function muchLate(): Promise<World> {
  const world = await openWorld({ duties, startAt: '2026-02-28T16:05', goLiveOn: '2026-02-27' });
  await world.moveTo('2026-03-04T12:00');
  await world.forgetsPast();
  return world;
}

const items = (labels: readonly { readonly label: string }[]) =>
  labels.map(({ label }) => label).filter((label) => label.includes('2月'));

it('卡片上有很多项：说明一共几项，一页八项，翻得到每一项', async () => {
  const world = await muchLate();
  const officer = world.person('夏成超');
  await officer.presses('为什么', { card: '今天的提醒' });
  const first = await officer.sees('共 17 项', '要看哪一项', '[更多（还有 9 项）]');
  const seen = [...items(first.buttons)];
  expect(seen).toHaveLength(8);
  await officer.presses('更多（还有 9 项）');
  const second = await officer.rereads('请确认', '共 17 项', '[上一页]', '[更多（还有 1 项）]');
  seen.push(...items(second.buttons));
  await officer.presses('更多（还有 1 项）');
  const last = await officer.rereads('请确认', '共 17 项', '[上一页]');
  seen.push(...items(last.buttons));
  expect(last.text).not.toContain('更多');
  expect(new Set(seen).size).toBe(17);
  await officer.presses(seen.at(-1) ?? '');
  await officer.rereads('为什么提醒', '提醒与告知的经过');
});

it('回复这张卡片发 /为什么：一样翻得到', async () => {
  const world = await muchLate();
  const officer = world.person('夏成超');
  const card = (await officer.messages()).findLast(({ title }) => title === '今天的提醒');
  await officer.says('/为什么', { replyingTo: card?.id ?? '' });
  await officer.sees('共 17 项', '[更多（还有 9 项）]');
  await officer.presses('更多（还有 9 项）');
  await officer.rereads('请确认', '共 17 项', '[上一页]', '[更多（还有 1 项）]');
});
