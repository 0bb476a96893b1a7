import { describe, expect, it } from 'vitest';
import { ann, bob } from '../contract/workspace.ts';
import { button, card } from './cards.ts';
import { picture } from './picture.ts';
import { Seat } from './seat.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const group = '第一支部群';

const urge = (messageId: string, ...openIds: readonly string[]) =>
  stage.bot.workspace.api('PATCH', `/im/v1/messages/${messageId}/urgent_app?user_id_type=open_id`, {
    user_id_list: openIds,
  });

/** Two people of one group beside each other, both with the group open. */
async function sideBySide() {
  const opened = await stage.open();
  const [left, right] = [new Seat(opened.page, 0), new Seat(opened.page, 1)];
  await left.become('安然');
  await left.open(group);
  await opened.page.getByRole('button', { name: '并排' }).click();
  await right.become('白晓');
  await right.open(group);
  return { ...opened, left, right };
}

describe('消息', () => {
  it('表情、已读、撤回、重新编辑', async () => {
    const { page, complaints, left, right } = await sideBySide();
    await left.say('下午三点开会');
    const mine = left.message('下午三点开会');
    const theirs = right.message('下午三点开会');
    await mine.getByRole('button', { name: '全部已读' }).click();
    await page.getByText('已读 1', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await theirs.locator('.bubble').hover();
    await theirs.getByRole('button', { name: '回复表情 OK' }).click();
    await mine.getByRole('list', { name: '表情回复' }).getByText('白晓').waitFor();
    await picture(page, 'group');

    await theirs.locator('.bubble').click({ button: 'right' });
    await page.getByRole('menuitem', { name: '复制' }).waitFor();
    expect(await page.getByRole('menuitem', { name: '撤回' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await left.fromMenu('下午三点开会', '撤回');
    await left.root.getByText('你撤回了一条消息').waitFor();
    await right.root.getByText('安然撤回了一条消息').waitFor();
    expect(await right.root.getByText('重新编辑').count()).toBe(0);
    await left.press('重新编辑');
    const box = left.root.getByRole('textbox', { name: `发送给 ${group}` });
    await expect.poll(() => box.inputValue()).toBe('下午三点开会');
    await page.keyboard.type('，三楼');
    await page.keyboard.press('Enter');
    await right.message('下午三点开会，三楼').waitFor();
    expect(complaints).toEqual([]);
  });

  it('过了时限，自己的消息也不能撤回', async () => {
    const { page } = await stage.open();
    const seat = new Seat(page);
    await seat.become('安然');
    await seat.open('守时');
    await seat.say('昨天说的话');
    await seat.message('昨天说的话').waitFor();
    await page.getByRole('button', { name: '+1 天' }).click();
    await page.locator('.clock-face time[datetime^="2026-02-03"]').waitFor();
    await page.getByRole('button', { name: '+1 小时' }).click();
    await page.locator('.clock-face time[datetime^="2026-02-03T10"]').waitFor();
    await seat.message('昨天说的话').locator('.bubble').click({ button: 'right' });
    await page.getByRole('menuitem', { name: '回复' }).waitFor();
    expect(await page.getByRole('menuitem', { name: '撤回' }).count()).toBe(0);
  });

  it('回复一条消息：引用看得见、点得到，机器人收到 parent_id 和 root_id，话题里接着回', async () => {
    const { heard } = stage.bot;
    const { page, complaints } = await stage.open();
    const seat = new Seat(page);
    await seat.become('安然');
    await seat.open('守时');
    const asked = await stage.bot.sendCard(ann, card('下午的会能到吗', [button('能')]));
    await seat.sees('下午的会能到吗');
    const log = seat.root.getByRole('log');
    await log.locator('.card').hover();
    await log.getByRole('button', { name: '回复', exact: true }).click();
    await seat.root.getByText('回复 守时: 下午的会能到吗').waitFor();
    await picture(page, 'reply');
    await page.keyboard.type('能到');
    await page.keyboard.press('Enter');
    await seat.message('能到').getByRole('button', { name: '下午的会能到吗' }).waitFor();
    await expect.poll(() => heard.at(-1)).toMatchObject({ parent_id: asked, root_id: asked });

    await page.mouse.move(0, 0);
    await log.getByRole('button', { name: '1 条回复' }).click();
    const thread = page.getByRole('complementary', { name: '话题' });
    await thread.getByRole('textbox').fill('带两个人');
    await page.keyboard.press('Enter');
    await thread.getByText('2 条回复').first().waitFor();
    await thread.locator('.bubble', { hasText: '带两个人' }).waitFor();
    await picture(page, 'thread');
    await expect.poll(() => heard.at(-1)?.content).toContain('带两个人');
    expect(heard.at(-1)).toMatchObject({ parent_id: asked, root_id: asked });
    await page.keyboard.press('Escape');
    await thread.waitFor({ state: 'detached' });

    // What is quoted may lie further back than what is loaded.
    for (let count = 1; count <= 450; count += 1) {
      await stage.bot.workspace.control('/say', { as: ann, text: `第 ${count} 句` });
    }
    await stage.bot.workspace.control('/say', { as: ann, text: '再答一次', reply_to: asked });
    await page.reload();
    await seat.message('再答一次').getByRole('button', { name: '下午的会能到吗' }).click();
    await seat.card('下午的会能到吗').waitFor();
    await expect.poll(() => seat.card('下午的会能到吗').isVisible()).toBe(true);
    await seat.press('回到最新');
    await seat.message('再答一次').waitFor();
    expect(complaints).toEqual([]);
  });

  it('加急：对方看到弹出的提醒，查看以后标记变成已读，稍后处理就收起来', async () => {
    const { page, complaints, left, right } = await sideBySide();
    const notice = left.root.getByRole('group', { name: '加急' });
    const first = await stage.bot.sendCard(ann, card('请马上看', [button('好')]));
    await urge(first, ann);
    await notice.getByText('请马上看').waitFor();
    await picture(page, 'urgent');
    await left.root.locator('.chat-row', { hasText: '[加急]' }).waitFor();
    expect(await right.root.getByRole('group', { name: '加急' }).count()).toBe(0);
    await notice.getByRole('button', { name: '查看' }).click();
    const message = left.message('请马上看');
    await message.getByRole('img', { name: '加急' }).waitFor();
    await message.getByText('加急 1/1 已读').waitFor();
    await notice.waitFor({ state: 'detached' });

    const second = await stage.bot.sendCard(
      await stage.bot.workspace.groupId(group),
      card('还有一件', [button('好')]),
    );
    await right.message('还有一件').waitFor();
    await urge(second, ann, bob);
    await notice.getByText('还有一件').waitFor();
    await notice.getByRole('button', { name: '稍后处理' }).click();
    await notice.waitFor({ state: 'detached' });
    // The other one has the group open and has read it: reminded all the same.
    await right.root.getByRole('group', { name: '加急' }).getByText('还有一件').waitFor();
    await right.message('还有一件').getByText('加急 1/2 已读').waitFor();
    await left.open(group);
    await right.message('还有一件').getByText('加急 2/2 已读').waitFor();
    expect(complaints).toEqual([]);
  });

  it('仅一个人可见的卡片别人看不到', async () => {
    const { page } = await stage.open();
    const seat = new Seat(page);
    await seat.become('安然');
    await seat.open(group);
    const sent = await stage.bot.workspace.api('POST', '/ephemeral/v1/send', {
      chat_id: await stage.bot.workspace.groupId(group),
      open_id: ann,
      msg_type: 'interactive',
      card: card('只给你看', [button('好')]),
    });
    expect(sent.body).toMatchObject({ code: 0 });
    await seat.message('只给你看').getByText('仅对你可见').waitFor();
    await seat.become('白晓');
    await seat.open(group);
    await seat.root.getByRole('log').getByText('这里还没有消息').waitFor();
    expect(await seat.root.getByRole('log').getByText('只给你看').count()).toBe(0);
  });

  it('机器人菜单、接着问', async () => {
    const menu = [{ name: '常用', children: [{ name: '我的待办', text: '/待办' }] }];
    await stage.bot.workspace.control('/config', { bot_menu: menu });
    const { page, complaints } = await stage.open();
    const seat = new Seat(page);
    await seat.become('安然');
    await seat.open('守时');
    await seat.press('机器人菜单');
    await seat.press('常用');
    await page.getByRole('option', { name: '我的待办' }).click();
    await seat.message('/待办').waitFor();
    const messageId = await stage.bot.sendCard(ann, card('还要吗', [button('要')]));
    await stage.bot.workspace.api('POST', `/im/v1/messages/${messageId}/push_follow_up`, {
      follow_ups: [{ content: '再来一个' }],
    });
    await seat.press('再来一个');
    await seat.root.locator('.bubble', { hasText: '再来一个' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('机器人撤回、改过的文字、文字里的网址', async () => {
    const { page } = await stage.open();
    const seat = new Seat(page);
    await seat.become('白晓');
    await seat.open('守时');
    const recalled = await stage.bot.sendCard(bob, card('发错了', [button('点我')]));
    await seat.sees('发错了');
    await stage.bot.workspace.api('DELETE', `/im/v1/messages/${recalled}`);
    await seat.root.getByText('守时撤回了一条消息').waitFor();
    expect(await seat.root.getByRole('article').count()).toBe(0);
    await stage.bot.sendText(bob, '详见 https://example.com/a?b=1 <script>alert(1)</script>');
    const link = seat.root.getByRole('link', { name: 'https://example.com/a?b=1' });
    expect(await link.getAttribute('rel')).toContain('noopener');
    await seat.root.getByRole('log').getByText('<script>alert(1)</script>').waitFor();
  });
});
