import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningWorkspace } from '../../src/rehearsal/workspace.ts';
import { openBrowser, openPage } from './chromium.ts';
import { picture } from './picture.ts';
import { startProduct } from './product.ts';
import { clockTo, Seat, settled } from './seat.ts';

let product: RunningWorkspace;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct('2026-02-02T09:05+08:00'), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const plan = '/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏';

describe('一个月：书记和党员在页面上办完一次主题党日', () => {
  it('从欢迎卡片到已办结', async () => {
    const { page, complaints } = await openPage(browser, product.url);
    const secretary = new Seat(page);
    await secretary.become('罗启平');
    await secretary.open('守时');
    const welcome = await secretary.sees('您好', '支部书记');
    expect(await welcome.getByRole('button').allInnerTexts()).toContain('安排主题党日');

    await page.getByRole('button', { name: '下一条消息' }).click();
    await secretary.root.getByText('今天的提醒').first().waitFor();
    await settled(page);
    await secretary.sees('今天的提醒', '2月主题党日', '2月28日');

    const composer = secretary.root.getByRole('textbox', { name: '发送给 守时' });
    await composer.click();
    await page.keyboard.type('/主题');
    await page.getByRole('option', { name: '/主题党日', selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => composer.inputValue()).toBe('/主题党日 ');
    await page.keyboard.type(plan.slice('/主题党日 '.length));
    await page.keyboard.press('Enter');
    const draft = await secretary.sees('请核对后发布', '三楼会议室', '将邀请 31 人');
    await picture(page, 'workspace');
    await secretary.press('确认发布', draft);
    await secretary.isTold('已发布');
    await secretary.sees('名单', '已确认 0 / 应到 31');

    await page.getByRole('button', { name: '并排' }).click();
    const member = new Seat(page, 1);
    await member.become('孔东');
    await member.open('守时');
    await secretary.toastGone();
    await member.press('参加', await member.sees('主题党日：2月12日（周四）15:00'));
    await member.isTold('已记下：参加');
    await secretary.card('名单', '已确认 1 / 应到 31').waitFor();
    await picture(page, 'two-people');

    await member.become('侯艳莹');
    await member.open('守时');
    const invitation = await member.sees('主题党日：2月12日（周四）15:00');
    await member.unfold('不能参加，请假', invitation);
    await member.press('请假（事假）', invitation);
    await member.isTold('已记下：请假');
    await secretary.card('名单', '请假待批 1').waitFor();
    await page.getByRole('button', { name: '关闭这一侧' }).last().click();

    await clockTo(page, '2026-02-12', '15:10');
    await composer.fill('/签到');
    await page.keyboard.press('Enter');
    // The answer is a second roll; until it is there the first one would be taken for it.
    const rolls = secretary.root.getByRole('article').filter({ hasText: '结束点名' });
    await rolls.nth(1).waitFor();
    const roll = rolls.nth(1);
    await secretary.choose(roll.getByRole('button', { name: '请选择' }), '吕洋');
    await secretary.press('结束点名', roll);
    await secretary.isTold('点名已结束');
    await secretary.press('记录要点', await secretary.sees('名单', '点名已结束', '缺席 1'));

    const minutes = await secretary.sees('记录要点', '保存并办结');
    const discussion = minutes.getByRole('textbox', { name: '讨论' });
    await discussion.fill('结合岗位谈了体会');
    await secretary.press('保存并办结', minutes);
    await secretary.isTold('还缺收获');
    await expect.poll(() => discussion.inputValue()).toBe('结合岗位谈了体会');
    await minutes.getByRole('textbox', { name: '收获' }).fill('明确三项改进');
    await secretary.press('保存并办结', minutes);
    await secretary.isTold('已记录，已办结');
    const done = await secretary.sees('按期完成', '明确三项改进');
    expect(await done.innerText()).toContain('实到 29');
    await secretary.sees('名单', '已办结');
    expect(complaints).toEqual([]);
  });

  it('手机宽度、深色：从会话列表点进去', async () => {
    const { page, complaints } = await openPage(browser, product.url, {
      width: 375,
      height: 812,
      dark: true,
    });
    const member = new Seat(page);
    await member.become('孔东');
    await member.open('守时');
    const invitation = await member.sees('主题党日');
    const box = await invitation.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(375);
    await picture(page, 'phone');
    await member.press('返回会话列表');
    await member.root.locator('.chat-row', { hasText: '守时' }).waitFor();
    expect(complaints).toEqual([]);
  });
});
