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

describe('一个月没有办：党务干部、书记、党员在页面上把它办完', () => {
  it('催一下，书记补录，各人只看到该看的', async () => {
    const { page, complaints } = await openPage(browser, product.url);
    const officer = new Seat(page);
    await officer.become('夏成超');
    await officer.open('守时');
    await clockTo(page, '2026-03-04', '12:00');
    const overdue = await officer.sees('今天的提醒', '9 件', '2月主题党日');
    await picture(page, 'officer-day', overdue);
    await officer.press('催一下（9 件）', overdue);
    await officer.isTold('已转告 9 件的负责人');
    await officer.sees('今天的提醒', '一周内已请负责人办理');

    await officer.say('/逾期');
    await picture(page, 'officer-overdue', await officer.sees('超过期限', '已超过 3 个工作日'));
    await officer.say('/帮助');
    const help = await officer.sees('可以这样用', '/逾期', '/核验');
    await picture(page, 'officer-help', help);
    expect((await help.boundingBox())?.height ?? 9999).toBeLessThan(1_400);
    await help.getByRole('button', { name: '更多', expanded: false }).click();
    await officer.sees('可以这样用', '/文书');

    await page.getByRole('button', { name: '并排' }).click();
    const secretary = new Seat(page, 1);
    await secretary.become('黎柏');
    await secretary.open('守时');
    await clockTo(page, '2026-03-05', '10:10');
    const digest = await secretary.sees('今天的提醒', '2月主题党日', '党务干部请您安排办理，谢谢');
    await picture(page, 'secretary-late', digest);
    await secretary.say(
      '/记录 3月4日 地点 三楼会议室 主题 学习支部工作条例 主讲 叶敏慧 讨论 结合岗位谈体会 收获 明确三项改进 出席 全到 除 曹民秋',
    );
    const done = await secretary.sees('已记录，已办结', '撤销');
    await picture(page, 'secretary-done', done);
    await officer.say('/逾期');
    await officer.sees('超过期限', '8 件');

    await secretary.become('曹民秋');
    await secretary.open('守时');
    await secretary.say('/我的');
    const mine = await secretary.sees('我的');
    await picture(page, 'member-mine', mine);
    expect(await mine.innerText()).not.toContain('超过期限');
    await secretary.say('/帮助');
    const short = await secretary.sees('可以这样用', '/请假');
    await picture(page, 'member-help', short);
    for (const word of ['/改期', '/安排', '/取消']) expect(await short.innerText()).not.toContain(word);
    expect(complaints).toEqual([]);
  });
});
