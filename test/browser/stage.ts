import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { Bot } from './bot.ts';
import { type Look, type OpenedPage, openBrowser, openPage } from './chromium.ts';

export interface Stage {
  /** A workspace of three people with a bot that does as it is told; new for every test. */
  readonly bot: Bot;
  open(look?: Look): Promise<OpenedPage>;
}

/** Sets up, for the tests of one file, a browser and for each of them a workspace. */
export function setStage(): Stage {
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
  return {
    get bot() {
      return bot;
    },
    open: (look) => openPage(browser, bot.url, look),
  };
}
