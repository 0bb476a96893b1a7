import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ann, bob } from '../contract/workspace.ts';
import { Bot } from './bot.ts';
import { button, card } from './cards.ts';
import { openBrowser, openPage } from './chromium.ts';
import { picture } from './picture.ts';
import { clockTo, Seat } from './seat.ts';

let browser: Browser;
let bot: Bot;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser?.close());
beforeEach(async () => {
  bot = await Bot.start();
  return () => bot.stop();
});

const poll = (count: number) =>
  card('谁来参加', [{ tag: 'markdown', content: `已有 ${count} 人` }, button('参加')]);

describe('工作区页面', () => {
  it('两个人并排看群里同一张卡片：一个人点，两个人都看到变化，只有点的人看到提示', async () => {
    let count = 0;
    bot.answer = () => {
      count += 1;
      return {
        toast: { type: 'success', content: '记下了' },
        card: { type: 'raw', data: poll(count) },
      };
    };
    const { page, complaints } = await openPage(browser, bot.url);
    const [left, right] = [new Seat(page, 0), new Seat(page, 1)];
    await left.become('安然');
    await left.open('第一支部群');
    await page.getByRole('button', { name: '并排' }).click();
    await right.become('白晓');
    await right.open('第一支部群');
    const { body } = await bot.workspace.control(`/chats?open_id=${ann}`);
    const group = (body.chats as { chat_id: string; name: string }[]).find(
      ({ name }) => name === '第一支部群',
    );
    await bot.sendCard(group?.chat_id ?? '', poll(0));
    await left.sees('已有 0 人');
    await right.press('参加', await right.sees('已有 0 人'));
    await right.isTold('记下了');
    await left.card('已有 1 人').waitFor({ timeout: 1_000 });
    await right.card('已有 1 人').waitFor({ timeout: 1_000 });
    expect(await left.root.locator('.toast').count()).toBe(0);
    expect(await left.root.getByRole('article').count()).toBe(1);

    await left.root.getByRole('textbox', { name: '发送给 第一支部群' }).fill('@白晓 下午见');
    await page.keyboard.press('Enter');
    await right.root.locator('.bubble', { hasText: '下午见' }).waitFor({ timeout: 1_000 });
    expect(complaints).toEqual([]);
  });

  it('从页面注入的故障看得见：连接假死时点按钮得到错误号，清除以后又好了', async () => {
    bot.answer = () => ({ toast: { type: 'success', content: '好了' } });
    await bot.sendCard(ann, card('试试', [button('点我')]));
    const { page } = await openPage(browser, bot.url);
    const seat = new Seat(page);
    await seat.become('安然');
    await seat.open('守时');
    await page.getByRole('button', { name: '故障' }).click();
    const panel = page.getByRole('complementary', { name: '故障' });
    await panel.getByText('现在没有故障').waitFor();
    await panel.getByRole('button', { name: '连接假死' }).click();
    await seat.isTold('已注入：连接假死');
    await seat.press('点我');
    await seat.isTold('code: 200341');
    await panel.getByRole('button', { name: '全部清除' }).click();
    await panel.getByText('现在没有故障').waitFor();
    await seat.press('点我');
    await seat.isTold('好了');

    await panel.getByRole('button', { name: '3', exact: true }).click();
    await panel.getByRole('button', { name: '不在可用范围' }).click();
    const active = panel.getByRole('region', { name: '正在生效' });
    await active.getByText('还有 3 次').waitFor();
    await expect(bot.sendCard(ann, card('发不出', [button('点我')]))).rejects.toThrow();
    await active.getByText('还有 2 次').waitFor();
    await picture(page, 'faults');
    await page.getByRole('button', { name: '请求', exact: true }).click();
    const log = page.getByRole('complementary', { name: '请求记录' });
    await log.getByText('230013').first().waitFor();
    await picture(page, 'requests');
  });

  it('拨钟：加一小时、拨到某天、按速度走，往回拨不了', async () => {
    const { page } = await openPage(browser, bot.url);
    const face = page.locator('.clock-face');
    await page.getByRole('button', { name: '+1 小时' }).click();
    await expect.poll(() => face.innerText()).toContain('10:05');
    await face.click();
    await page.getByLabel('日期', { exact: true }).fill('2026-01-01');
    await page.getByText('时钟只能往后拨').waitFor();
    await picture(page, 'clock');
    await page.getByRole('button', { name: '1 秒 1 天' }).click();
    await expect.poll(() => face.innerText(), { timeout: 8_000 }).toContain('2月5日');
    await face.click();
    await page.getByRole('button', { name: '暂停' }).click();
    await expect.poll(() => face.innerText()).toContain('已暂停');
    await clockTo(page, '2027-02-02', '10:00');
    expect(await face.innerText()).toContain('2027年2月2日');
    const { body } = await bot.workspace.control('/clock');
    expect(body.now).toBe('2027-02-02T10:00:00+08:00');
  });

  it('表情、撤回、已读、机器人菜单、接着问', async () => {
    const menu = [{ name: '常用', children: [{ name: '我的待办', text: '/待办' }] }];
    await bot.workspace.control('/config', { bot_menu: menu });
    const { page, complaints } = await openPage(browser, bot.url);
    const [left, right] = [new Seat(page, 0), new Seat(page, 1)];
    await left.become('安然');
    await left.open('第一支部群');
    await left.root.getByRole('textbox', { name: '发送给 第一支部群' }).fill('下午三点开会');
    await page.keyboard.press('Enter');
    const mine = left.root.locator('.message', { hasText: '下午三点开会' });
    await mine.getByRole('button', { name: '未读' }).waitFor();
    await page.getByRole('button', { name: '并排' }).click();
    await right.become('白晓');
    await right.open('第一支部群');
    await mine.getByRole('button', { name: '全部已读' }).click();
    await page.getByText('已读 1', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    const theirs = right.root.locator('.message', { hasText: '下午三点开会' });
    await theirs.locator('.bubble').hover();
    await theirs.getByRole('button', { name: '回复表情 OK' }).click();
    await mine.getByRole('list', { name: '表情回复' }).getByText('白晓').waitFor({ timeout: 1_000 });
    await picture(page, 'group');
    await mine.locator('.bubble').hover();
    await mine.getByRole('button', { name: '撤回' }).click();
    await left.root.getByText('你撤回了一条消息').waitFor();
    await right.root.getByText('安然撤回了一条消息').waitFor({ timeout: 1_000 });

    await left.open('守时');
    await left.press('机器人菜单');
    await left.press('常用');
    await page.getByRole('option', { name: '我的待办' }).click();
    await left.root.locator('.bubble', { hasText: '/待办' }).waitFor();
    const messageId = await bot.sendCard(ann, card('还要吗', [button('要')]));
    await bot.workspace.api('POST', `/im/v1/messages/${messageId}/push_follow_up`, {
      follow_ups: [{ content: '再来一个' }],
    });
    await left.press('再来一个');
    await left.root.locator('.bubble', { hasText: '再来一个' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('加急看得见，仅一个人可见的卡片别人看不到', async () => {
    const { page } = await openPage(browser, bot.url);
    const seat = new Seat(page);
    await seat.become('安然');
    await seat.open('守时');
    const urgent = await bot.sendCard(ann, card('请马上看', [button('好')]));
    await bot.workspace.api('PATCH', `/im/v1/messages/${urgent}/urgent_app?user_id_type=open_id`, {
      user_id_list: [ann],
    });
    await seat.root.locator('.message', { hasText: '请马上看' }).getByText('加急').waitFor();
    await seat.open('第一支部群');
    const { body } = await bot.workspace.control(`/chats?open_id=${ann}`);
    const group = (body.chats as { chat_id: string; name: string }[]).find(
      ({ name }) => name === '第一支部群',
    );
    const sent = await bot.workspace.api('POST', '/ephemeral/v1/send', {
      chat_id: group?.chat_id,
      open_id: ann,
      msg_type: 'interactive',
      card: card('只给你看', [button('好')]),
    });
    expect(sent.body).toMatchObject({ code: 0 });
    await seat.root.locator('.message', { hasText: '只给你看' }).getByText('仅对你可见').waitFor();
    await seat.become('白晓');
    await seat.open('第一支部群');
    await seat.root.getByRole('log').getByText('这里还没有消息').waitFor();
    expect(await seat.root.getByRole('log').getByText('只给你看').count()).toBe(0);
  });

  it('只用键盘：选人、走会话、发指令、点卡片，每一步都看得见焦点', async () => {
    bot.answer = () => ({ toast: { type: 'success', content: '收到' } });
    await bot.sendCard(ann, card('键盘', [button('按我')]));
    const { page, complaints } = await openPage(browser, bot.url);
    const seat = new Seat(page);
    await page.locator('.person-row').first().waitFor();
    await page.keyboard.type('anran');
    await page.locator('.person-row', { hasText: '安然' }).waitFor();
    await expect.poll(() => page.locator('.person-row').count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await seat.root.locator('.me', { hasText: '安然' }).waitFor();
    // The ring stands on the element itself or, for boxes with an icon, on the frame around it.
    const look = `(() => {
      const at = document.activeElement;
      const frame = at.closest('.composer-box, .search-box, .control') ?? at;
      const ring = getComputedStyle(at).outlineStyle !== 'none' || frame !== at;
      return { name: at.ariaLabel ?? at.innerText, ring, isPage: at === document.body };
    })()`;
    const tabTo = async (target: string) => {
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate<{ name: string; ring: boolean; isPage: boolean }>(look);
        if (at.isPage) continue;
        expect(at).toMatchObject({ ring: true });
        if (at.name.includes(target)) return;
      }
      throw new Error(`Tab never reached ${target}`);
    };
    await tabTo('守时');
    await page.keyboard.press('Enter');
    await seat.sees('键盘');
    await tabTo('按我');
    await page.keyboard.press('Enter');
    await seat.isTold('收到');
    await tabTo('发送给');
    await page.keyboard.type('你好');
    await page.keyboard.press('Enter');
    await seat.root.locator('.bubble', { hasText: '你好' }).waitFor();
    const nameless = await page.evaluate(
      `[...document.querySelectorAll('button, input, textarea, [role=img], dialog')]
        .filter((e) => !(e.ariaLabel || e.innerText?.trim() || e.labels?.length || e.title || e.getAttribute('aria-labelledby')))
        .map((e) => e.outerHTML.slice(0, 120))`,
    );
    expect(nameless).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('撤回、改过的文字、文字里的网址', async () => {
    const { page } = await openPage(browser, bot.url);
    const seat = new Seat(page);
    await seat.become('白晓');
    await seat.open('守时');
    const recalled = await bot.sendCard(bob, card('发错了', [button('点我')]));
    await seat.sees('发错了');
    await bot.workspace.api('DELETE', `/im/v1/messages/${recalled}`);
    await seat.root.getByText('守时撤回了一条消息').waitFor();
    expect(await seat.root.getByRole('article').count()).toBe(0);
    await bot.sendText(bob, '详见 https://example.com/a?b=1 <script>alert(1)</script>');
    const link = seat.root.getByRole('link', { name: 'https://example.com/a?b=1' });
    expect(await link.getAttribute('rel')).toContain('noopener');
    await seat.root.getByRole('log').getByText('<script>alert(1)</script>').waitFor();
  });
});
