import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningWorkspace } from '../../src/rehearsal/workspace.ts';
import { Control } from '../harness/control.ts';
import { openBrowser, openPage } from './chromium.ts';
import { startProduct } from './product.ts';
import { clockTo, Seat } from './seat.ts';

let product: RunningWorkspace;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct('2026-02-02T09:05+08:00'), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const minutes = 60_000;

it('一年走完：每个月都有提醒，页面一直跟得上', { timeout: 12 * minutes }, async () => {
  const { page, complaints } = await openPage(browser, product.url);
  const seat = new Seat(page);
  await seat.become('罗启平');
  await seat.open('守时');
  const face = page.locator('.clock-face');
  const arrived = clockTo(page, '2027-02-02', '10:00', 10 * minutes);
  await face.getByText('正在办理到期的事').waitFor();
  // While the year runs, the face shows where it is and new cards come in.
  const begun = await face.innerText();
  await expect.poll(() => face.innerText(), { timeout: minutes }).not.toBe(begun);
  await seat.sees('2月主题党日');
  await arrived;
  expect(await face.innerText()).toContain('2027年2月2日');

  const control = new Control(product.url);
  const me = (await control.state()).users.find(({ name }) => name === '罗启平');
  const inbox = await control.inbox(me?.open_id ?? '');
  const months = new Set(inbox.map((message) => message.created_at.slice(0, 7)));
  expect(months.size).toBeGreaterThanOrEqual(12);
  expect(await page.locator('[data-message]').count()).toBeLessThan(200);
  const last = inbox.filter((message) => message.sender.type === 'app').at(-1);
  await page.locator(`[data-message="${last?.message_id}"]`).waitFor();
  expect(complaints).toEqual([]);
});
