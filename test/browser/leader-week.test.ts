import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningWorkspace } from '../../src/rehearsal/workspace.ts';
import { openBrowser, openPage } from './chromium.ts';
import { picture } from './picture.ts';
import { startProduct } from './product.ts';
import { clockTo, Seat } from './seat.ts';

let product: RunningWorkspace;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct('2026-02-27T15:05+08:00'), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

describe('领导的周一', () => {
  it('一张卡片看完数字，看过点已阅，要问的问一句；手机上也放得下', async () => {
    const { page, complaints } = await openPage(browser, product.url, { width: 1280, height: 1_000 });
    const seat = new Seat(page);
    const records: readonly (readonly [string, string, string, string, string])[] = [
      ['2026-03-02', '15:00', '罗启平', 'D01B01-TD-2602', '3月2日'],
      ['2026-03-04', '15:00', '黎柏', 'D01B02-TD-2602', '2月27日'],
    ];
    for (const [day, time, name, number, on] of records) {
      await clockTo(page, day, time);
      await seat.become(name);
      await seat.open('守时');
      await seat.say(
        `/记录 ${number} ${on} 地点 三楼会议室 主题 学习支部工作条例 主讲 ${name} 讨论 谈体会 收获 三项改进 出席 全到`,
      );
      await seat.sees('已记录，已办结');
    }
    await clockTo(page, '2026-03-09', '12:00');
    await seat.become('卢磊');
    await seat.open('守时');
    await seat.sees('您好，我是守时');
    const card = await seat.sees('上周情况', '目前超过期限 7 项', '近 6 个月', '逐级告知情况');
    await picture(page, 'leader-week', card);
    await seat.press('已阅', card);
    await seat.press('问一下机关党委专职副书记', card);
    await seat.isTold('已转告机关党委专职副书记');
    await picture(page, 'leader-week-after', await seat.sees('您已阅', '本周已请机关党委专职副书记说明'));
    expect(complaints).toEqual([]);

    const phone = await openPage(browser, product.url, { width: 375, height: 812 });
    const small = new Seat(phone.page);
    await small.become('孟启丽');
    await small.open('守时');
    // The greeting of a first visit comes below and moves what stands above: nothing is pressed on the way.
    await small.sees('您好，我是守时');
    const narrow = await small.sees('上周情况', '目前超过期限 7 项', '逐级告知情况');
    await picture(phone.page, 'leader-week-phone', narrow);
    const box = await narrow.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(375);
    await small.press('已阅', narrow);
    await small.sees('您已阅', '问一下机关党委专职副书记');
    expect(phone.complaints).toEqual([]);
  });
});
