import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatedClock } from '../../src/core/clock.ts';
import { createLogger } from '../../src/core/logger.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { standaloneTime } from '../../src/sandbox/standalone-time.ts';
import { openBrowser, openPage } from './chromium.ts';
import { Seat } from './seat.ts';

const people = 16_000;
const messages = 1_500;
const surnames = '王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗';
const given = '建国秀英伟敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英文华辉玲';

const openId = (index: number): string => `ou_${String(index).padStart(32, '0')}`;
const nameOf = (index: number): string =>
  `${surnames[index % surnames.length]}${given[(index * 7) % given.length]}${given[(index * 13 + Math.floor(index / 29)) % given.length]}`;

let browser: Browser;
let sandbox: Sandbox;
let clock: SimulatedClock;

async function say(text: string): Promise<void> {
  const answer = await fetch(`${sandbox.url}/_sandbox/say`, {
    method: 'POST',
    body: JSON.stringify({ as: openId(1), text }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

beforeAll(async () => {
  clock = new SimulatedClock(new Date('2026-02-02T09:05:00+08:00'), 0);
  const started: { sandbox?: Sandbox } = {};
  sandbox = await startSandbox({
    clock,
    time: standaloneTime(clock, async () => started.sandbox?.settled()),
    seed: {
      app: { appId: 'cli_a1b2c3d4e5f60718', appSecret: 'a-secret-of-the-tests', name: '机器人' },
      users: Array.from({ length: people }, (_, index) => ({
        openId: openId(index),
        name: index === 15_555 ? '欧阳望舒' : nameOf(index),
        org: `第${Math.floor(index / 20)}党支部`,
        posts: index % 20 === 0 ? ['党支部书记'] : [],
      })),
      groups: [],
    },
    host: '127.0.0.1',
    port: 0,
    log: createLogger('silent'),
  });
  started.sandbox = sandbox;
  for (let index = 0; index < messages; index += 1) await say(`第 ${index + 1} 条消息`);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
  clock?.stop();
});

async function took(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

describe('一万六千人、一千五百条消息', () => {
  it('按姓名、拼音、首字母、组织找人都在半秒以内', async () => {
    const { page } = await openPage(browser, sandbox.url);
    const search = page.getByRole('searchbox');
    const row = page.locator('.person-row', { hasText: '欧阳望舒' });
    await page.locator('.person-row').first().waitFor();
    // The first search prepares the pinyin of everybody once.
    await search.fill('zzz');
    await page.getByText('没有找到符合的人').waitFor();
    for (const words of ['欧阳', 'ouyangwang', 'oyws', '第777党支部']) {
      await search.fill('zzz');
      await page.getByText('没有找到符合的人').waitFor();
      expect(await took(() => search.fill(words).then(() => row.waitFor()))).toBeLessThan(500);
    }
    expect(await page.locator('.person-row').count()).toBeLessThanOrEqual(60);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.me').waitFor();
  });

  it('长会话打开快、打字不卡、新消息立刻出现、往上翻位置不跳', async () => {
    const { page, complaints } = await openPage(browser, `${sandbox.url}/#${openId(1)}`);
    const seat = new Seat(page);
    expect(
      await took(() =>
        seat.open('机器人').then(() => seat.root.getByText(`第 ${messages} 条消息`).last().waitFor()),
      ),
    ).toBeLessThan(2_000);
    expect(await page.locator('[data-message]').count()).toBeLessThan(100);
    const composer = seat.root.getByRole('textbox');
    await composer.click();
    expect(await took(() => page.keyboard.type('一边收消息一边打字也不会卡住'))).toBeLessThan(1_500);
    expect(
      await took(() =>
        say('新的一条').then(() => seat.root.getByRole('log').getByText('新的一条').waitFor()),
      ),
    ).toBeLessThan(1_500);

    const log = seat.root.getByRole('log');
    const top = await log.getByText('第 1462 条消息').first();
    await top.scrollIntoViewIfNeeded();
    const before = (await top.boundingBox())?.y ?? 0;
    await seat.press('查看更早的消息');
    await log.getByText('第 1430 条消息').waitFor({ state: 'attached' });
    expect(Math.abs(((await top.boundingBox())?.y ?? 0) - before)).toBeLessThan(40);
    for (let page = 0; page < 8; page += 1) await seat.press('查看更早的消息');
    await log.getByText('第 1200 条消息').waitFor({ state: 'attached' });
    await say('又来一条');
    await seat.press('1 条新消息');
    await log.getByText('又来一条').waitFor();
    expect(complaints).toEqual([]);
  });
});
