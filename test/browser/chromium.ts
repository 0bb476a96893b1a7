import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** The page promises never to need the network: the browser is told to leave it alone, too. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openBrowser(): Promise<Browser> {
  // A missing browser must not look like a green test.
  if (!existsSync(executablePath))
    throw new Error(`no Chromium at ${executablePath}: set CHROMIUM_PATH to its executable`);
  return chromium.launch({ executablePath, args });
}

/** How long anything on the page may take: a machine that others use, too, is slow. */
export const patience = 45_000;

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
}

/**
 * Notes every toast, because it goes away by itself: on a loaded machine the test may look after it has gone. The
 * notes hold the place of the seat and the words.
 */
const noteToasts = `window.told = [];
new MutationObserver(() => {
  for (const toast of document.querySelectorAll('.toast:not([data-noted])')) {
    toast.dataset.noted = '';
    const seat = [...document.querySelectorAll('.seat')].indexOf(toast.closest('.seat'));
    window.told.push([seat, toast.textContent]);
  }
}).observe(document, { childList: true, subtree: true });`;

export interface OpenedPage {
  readonly page: Page;
  /** What the page complained about: uncaught errors, console errors, requests that left the workspace. */
  readonly complaints: readonly string[];
}

export async function openPage(
  browser: Browser,
  url: string,
  look: Look = { width: 1280, height: 800 },
): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.dark === true ? 'dark' : 'light',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    hasTouch: look.width < 720,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    // A refused control call is part of what the page shows; the browser logs every such answer.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      complaints.push(`console: ${message.text()}`);
  });
  const { origin } = new URL(url);
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
      complaints.push(`network: ${request.url()}`);
  });
  page.setDefaultTimeout(patience);
  await page.addInitScript(noteToasts);
  await page.goto(url);
  return { page, complaints };
}
