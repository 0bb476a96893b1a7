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

describe('一万六千人、一千五百条消息', () => {
  it('按姓名、拼音、首字母、组织都找得到人', async () => {
    const { page } = await openPage(browser, sandbox.url);
    const seat = new Seat(page);
    await seat.root.locator('.me').click();
    const search = page.getByRole('searchbox');
    const row = page.locator('.person-row', { hasText: '欧阳望舒' });
    for (const words of ['欧阳', 'ouyangwang', 'oyws', '第777党支部']) {
      await search.fill('zzz');
      await page.getByText('没有找到符合的人').waitFor();
      await search.fill(words);
      await row.waitFor();
    }
    expect(await page.locator('.person-row').count()).toBeLessThanOrEqual(60);
    await seat.become('欧阳望舒');
  });

  it('长会话只画看得见的一段：往上翻位置不跳，新消息有提示，一步回到最新', async () => {
    const { page, complaints } = await openPage(browser, `${sandbox.url}/#${openId(1)}`);
    const seat = new Seat(page);
    await seat.open('机器人');
    const log = seat.root.getByRole('log');
    await log.getByText(`第 ${messages} 条消息`, { exact: true }).waitFor();
    const scrollTo = (top: number) =>
      page.evaluate(`document.querySelector('[role=log]').scrollTop = ${top}`);
    // A message that is just being drawn may take the list back to its end: whoever reads scrolls again.
    const reach = (number: number, scroll: () => Promise<unknown>) =>
      expect
        .poll(async () => {
          const isThere = (await rowAt(number).count()) > 0;
          if (!isThere) await scroll();
          return isThere;
        })
        .toBe(true);
    const drawn = () => page.locator('[data-message]').count();
    expect(await drawn()).toBeLessThan(100);
    await say('新的一条');
    await log.getByText('新的一条').waitFor();

    const rowAt = (number: number) => log.getByText(`第 ${number} 条消息`, { exact: true });
    const placeOf = async (number: number) => (await rowAt(number).boundingBox())?.y ?? 0;
    // Near the upper edge: earlier ones come in above, what is read stays where it is.
    let before = 0;
    await reach(1430, async () => {
      await scrollTo(300);
      before = await placeOf(1475);
    });
    expect(Math.abs((await placeOf(1475)) - before)).toBeLessThan(4);
    for (let number = 1400; number >= 1000; number -= 30) {
      await reach(number, () => scrollTo(0));
      expect(await drawn()).toBeLessThan(200);
    }
    expect(await rowAt(messages).count()).toBe(0);
    await say('又来一条');
    await seat.press('1 条新消息');
    await log.getByText('又来一条').waitFor();
    await rowAt(messages).waitFor();
    expect(await drawn()).toBeLessThan(100);
    // And down again by scrolling alone.
    await reach(1440, () => scrollTo(0));
    await reach(messages, () => scrollTo(1_000_000));
    await log.getByText('又来一条').waitFor();
    expect(complaints).toEqual([]);
  });
});
