import { describe, expect, it } from 'vitest';
import { ann, bob, cyd } from '../contract/workspace.ts';
import { picture } from './picture.ts';
import { Seat } from './seat.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const group = '第一支部群';

describe('谁坐在哪里', () => {
  it('第一次打开就有人，说明可以做什么；刷新、重开都回到原处', async () => {
    const { page, complaints } = await stage.open();
    const seat = new Seat(page);
    await seat.root.locator('.me', { hasText: '支部书记' }).waitFor();
    await seat.root.getByText('您现在以安然的身份').waitFor();
    await picture(page, 'first-visit');
    await seat.become('白晓');
    await seat.open(group);
    await seat.say('我在这里');
    await page.reload();
    const after = new Seat(page);
    await after.root.locator('.me', { hasText: '白晓' }).waitFor();
    await after.message('我在这里').waitFor();
    // An address without anything after it: what the browser remembers counts.
    await page.goto('about:blank');
    await page.goto(stage.bot.url);
    await after.root.locator('.me', { hasText: '白晓' }).waitFor();
    await after.message('我在这里').waitFor();
    expect(complaints).toEqual([]);
  });

  it('没有发出的话留在原来的会话里', async () => {
    const { page } = await stage.open();
    const seat = new Seat(page);
    await seat.become('安然');
    await seat.open(group);
    await seat.root.getByRole('textbox', { name: `发送给 ${group}` }).fill('写了一半');
    await seat.open('守时');
    await seat.root.locator('.chat-row', { hasText: group }).getByText('[草稿]').waitFor();
    await seat.open(group);
    const box = seat.root.getByRole('textbox', { name: `发送给 ${group}` });
    await expect.poll(() => box.inputValue()).toBe('写了一半');
  });

  it('会话列表跟着群走：改名、进人、建群、解散，不用刷新', async () => {
    const { workspace } = stage.bot;
    const { page, complaints } = await stage.open();
    const seat = new Seat(page);
    await seat.become('白晓');
    const row = (name: string) => seat.root.locator('.chat-row', { hasText: name });
    await row(group).waitFor();
    const chat_id = await workspace.groupId(group);
    await workspace.control('/rename', { as: ann, chat_id, name: '第一支部工作群' });
    await seat.open('第一支部工作群');
    await seat.root.getByText('2 人').waitFor();
    await workspace.control('/members', { as: ann, chat_id, add: [cyd] });
    await seat.root.getByText('3 人').waitFor();

    const other = await workspace.groupId('没有机器人的群');
    await workspace.control('/members', { as: ann, chat_id: other, add: [bob] });
    await row('没有机器人的群').waitFor();
    const made = await workspace.api('POST', '/im/v1/chats?user_id_type=open_id', {
      name: '新建的群',
      user_id_list: [bob],
    });
    expect(made.body).toMatchObject({ code: 0 });
    await row('新建的群').waitFor();

    await workspace.control('/dissolve', { as: ann, chat_id });
    await seat.isTold('您已不在这个群里，或者群已解散');
    await row('第一支部工作群').waitFor({ state: 'detached' });
    await seat.root.getByText('您现在以白晓的身份').waitFor();
    expect(complaints).toEqual([]);
  });

  it('下一件事：时钟走到下一个到期的时刻，没有等着的就说没有', async () => {
    const { workspace } = stage.bot;
    const { page } = await stage.open();
    const seat = new Seat(page);
    await seat.become('安然');
    await seat.open('守时');
    await page.getByRole('button', { name: '下一件事' }).click();
    await seat.isTold('没有等着到期的事');
    // An event the bot failed at is sent again after fifteen seconds of the workspace's clock.
    const { heard } = stage.bot;
    stage.bot.hear = () => {
      if (heard.length === 1) throw new Error('the bot fails');
    };
    await seat.say('会有人听见吗');
    await expect.poll(() => heard.length).toBe(1);
    await page.getByRole('button', { name: '下一件事' }).click();
    await expect.poll(() => heard.length).toBe(2);
    expect((await workspace.control('/clock')).body.now).toBe('2026-02-02T09:05:15+08:00');
  });
});
