import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Change } from '../../src/sandbox/changes.ts';
import type { Entry } from '../../src/sandbox/journal.ts';
import { openBrowser, openPage } from '../browser/chromium.ts';
import { type Backend, type Bench, byTime, type Result } from './result.ts';
import { startWorkspace } from './workspace.ts';

/**
 * The chat page in Chromium while the workspace holds a hundred thousand messages, in one conversation and spread over
 * a hundred; beside it the same page in a workspace of a thousand messages.
 */

const stored = 100_000;
const few = 1_000;
const groups = 100;
const repeats = 5;
/** So many stretches are read upwards, a screen and more each. */
const stretches = 10;

const ann = 'ou_5a0d0000000000000000000000000001';
const chatOf = (index: number): string => `oc_${index.toString(16).padStart(32, '0')}`;

const card = (words: string): string =>
  JSON.stringify({
    schema: '2.0',
    header: { title: { tag: 'plain_text', content: words }, template: 'blue' },
    body: {
      elements: [
        { tag: 'markdown', content: '**一件事** 今天到期' },
        {
          tag: 'button',
          name: 'go',
          text: { tag: 'plain_text', content: '好' },
          behaviors: [{ type: 'callback', value: { act: 'go' } }],
        },
      ],
    },
  });

/** What a workspace remembers that has been in use: written at once instead of sent one by one. */
function remembered(chats: number, messages: number): string {
  const at = Date.parse('2026-02-02T09:05:00+08:00');
  const entry = (n: number, c: Change): string => JSON.stringify({ n, at, c } satisfies Entry);
  const lines = Array.from({ length: chats }, (_, index) =>
    entry(index, {
      t: 'chat',
      chat: {
        chatId: chatOf(index),
        type: 'group',
        name: `第 ${index} 群`,
        members: [ann],
        withBot: true,
        createdAt: at,
      },
    }),
  );
  for (let index = 0; index < messages; index += 1) {
    const isCard = index % 2 === 0;
    const message = {
      messageId: `om_${index.toString(16).padStart(32, '0')}`,
      seq: index + 1,
      chatId: chatOf(index % chats),
      from: isCard ? undefined : ann,
      msgType: isCard ? 'interactive' : 'text',
      content: isCard ? card(`第 ${index} 张`) : JSON.stringify({ text: `第 ${index} 句` }),
      createdAt: at - (messages - index) * 1000,
      updatedAt: at,
      edits: 0,
      recalled: false,
      urgent: {},
      readBy: {},
    };
    lines.push(entry(chats + index, { t: 'message', message }));
  }
  return `${lines.join('\n')}\n`;
}

async function medianMs(work: () => Promise<() => Promise<unknown>>): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < repeats; count += 1) {
    const timed = await work();
    const from = performance.now();
    await timed();
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b)[Math.floor(repeats / 2)] ?? 0;
}

interface Looked {
  readonly load: number;
  readonly open: number;
  readonly scroll: number;
  readonly receive: number;
}

const ready = '[role=log][aria-busy=false] [data-message]';
/** Moves to the upper edge and resolves when earlier messages have come in above. */
const upwards = `(async () => {
  const list = document.querySelector('[role=log]');
  const first = () => list.querySelector('[data-entry]').dataset.entry;
  for (let count = 0; count < ${stretches}; count += 1) {
    const before = first();
    list.scrollTop = 0;
    while (first() === before) await new Promise(requestAnimationFrame);
  }
})()`;

/** The page of one person in a workspace of so many messages, spread over so many conversations. */
async function look(browser: Browser, chats: number, messages: number): Promise<Looked> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-page-'));
  const journal = join(folder, 'workspace.jsonl');
  writeFileSync(journal, remembered(chats, messages));
  const { child, port } = await startWorkspace(['--journal', journal, '--rate', '0']);
  const url = `http://127.0.0.1:${port}`;
  const address = `${url}/#${ann}`;
  const { page } = await openPage(browser, address);
  try {
    const row = page.locator('.chat-row', { hasText: '第 0 群' }).first();
    const newest = page.locator(ready).last();
    await row.waitFor();
    const load = await medianMs(async () => () => page.reload().then(() => row.waitFor()));
    const open = await medianMs(async () => {
      await page.goto('about:blank');
      await page.goto(address);
      await row.waitFor();
      return () => row.click().then(() => newest.waitFor());
    });
    const send = (text: string) =>
      fetch(`${url}/_sandbox/say`, {
        method: 'POST',
        body: JSON.stringify({ as: ann, text, chat_id: chatOf(0) }),
      });
    let turn = 0;
    const receive = await medianMs(async () => {
      turn += 1;
      const words = `刚到的第 ${turn} 句`;
      return () => send(words).then(() => page.getByRole('log').getByText(words).waitFor());
    });
    const scroll = await medianMs(async () => {
      await page.reload();
      await newest.waitFor();
      return () => page.evaluate(upwards);
    });
    return { load, open, receive, scroll: scroll / stretches };
  } finally {
    await page.context().close();
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
}

async function measure(): Promise<{ small: Looked; one: Looked; over: Looked }> {
  const browser = await openBrowser();
  try {
    const small = await look(browser, 1, few);
    const one = await look(browser, 1, stored);
    const over = await look(browser, groups, stored);
    return { small, one, over };
  } finally {
    await browser.close();
  }
}

export const page: Bench = {
  name: 'page',
  run: async (backend: Backend): Promise<readonly Result[]> => {
    const { small, one, over } = await measure();
    const what: readonly (readonly [keyof Looked, string])[] = [
      ['load', 'from reload to the list of conversations'],
      ['open', 'from the press to the newest messages'],
      ['scroll', 'forty earlier messages come in above'],
      ['receive', 'from the send to the message in sight'],
    ];
    return [
      { name: 'in one chat', looked: one },
      { name: `in ${groups} chats`, looked: over },
    ].flatMap(({ name, looked }) =>
      what.map(([key, note]) =>
        byTime({
          name: `page ${key}, ${stored} ${name}`,
          backend,
          ours: looked[key],
          limit: small[key],
          unit: 'ms',
          note: `${note}; the limit is a workspace of ${few}`,
        }),
      ),
    );
  },
};
