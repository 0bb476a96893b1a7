import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage } from '../browser/chromium.ts';
import { accounts, app, type Platform, startPlatform } from './platform.ts';
import { type Backend, type Bench, byTime, type Result } from './result.ts';

/**
 * The chat page in Chromium while the workspace holds a hundred thousand messages, in one conversation and spread over
 * a hundred; beside it the same page in a workspace of a thousand messages.
 */

const stored = 100_000;
const few = 1_000;
const groups = 100;
const connections = 16;
const repeats = 5;
/** So many stretches are read upwards, a screen and more each. */
const stretches = 10;

type Json = Record<string, unknown>;

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

class Workspace {
  readonly platform: Platform;
  readonly #token: string;

  private constructor(platform: Platform, token: string) {
    this.platform = platform;
    this.#token = token;
  }

  static async start(): Promise<Workspace> {
    const platform = await startPlatform();
    const answer = await fetch(`${platform.url}/open-apis/auth/v3/tenant_access_token/internal`, {
      method: 'POST',
      body: JSON.stringify({ app_id: app.appId, app_secret: app.appSecret }),
    });
    const { tenant_access_token } = (await answer.json()) as { tenant_access_token: string };
    return new Workspace(platform, tenant_access_token);
  }

  async #post(path: string, body: Json): Promise<Json> {
    const answer = await fetch(`${this.platform.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as Json;
  }

  send(kind: 'open_id' | 'chat_id', to: string, words: string): Promise<Json> {
    return this.#post(`/open-apis/im/v1/messages?receive_id_type=${kind}`, {
      receive_id: to,
      msg_type: 'interactive',
      content: card(words),
    });
  }

  say(as: string, text: string): Promise<Json> {
    return this.#post('/_sandbox/say', { as, text });
  }

  async group(name: string, member: string): Promise<string> {
    const made = await this.#post('/open-apis/im/v1/chats?user_id_type=open_id', {
      name,
      user_id_list: [member],
    });
    return String((made.data as Json).chat_id);
  }
}

async function many(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const line = async () => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: connections }, line));
}

/** Half of them cards of the bot, half of them one's own words. */
const fill = (workspace: Workspace, openId: string, count: number): Promise<void> =>
  many(count, (index) =>
    index % 2 === 0
      ? workspace.send('open_id', openId, `第 ${index} 张`)
      : workspace.say(openId, `第 ${index} 句`),
  );

async function spread(workspace: Workspace, openId: string): Promise<string[]> {
  const chatIds: string[] = [];
  for (let index = 0; index < groups; index += 1) {
    chatIds.push(await workspace.group(`第 ${index} 群`, openId));
  }
  await many(stored, (index) => workspace.send('chat_id', chatIds[index % groups] ?? '', `第 ${index} 张`));
  return chatIds;
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

/** One person's page: `chat` is the conversation that is opened, `receive` makes a message with these words come in. */
async function look(
  browser: Browser,
  workspace: Workspace,
  openId: string,
  chat: string,
  receive: (words: string) => Promise<unknown>,
): Promise<Looked> {
  const address = `${workspace.platform.url}/#${openId}`;
  const { page } = await openPage(browser, address);
  const row = (of: Page) => of.locator('.chat-row', { hasText: chat }).first();
  await row(page).waitFor();
  const load = await medianMs(async () => () => page.reload().then(() => row(page).waitFor()));
  const open = await medianMs(async () => {
    await page.goto('about:blank');
    await page.goto(address);
    await row(page).waitFor();
    return () =>
      row(page)
        .click()
        .then(() => page.locator(ready).last().waitFor());
  });
  let turn = 0;
  const received = await medianMs(async () => {
    turn += 1;
    const words = `刚到 ${openId.slice(-4)} ${turn}`;
    return () => receive(words).then(() => page.getByRole('log').getByText(words).waitFor());
  });
  const scroll = await medianMs(async () => {
    await page.reload();
    await page.locator(ready).last().waitFor();
    return () => page.evaluate(upwards);
  });
  await page.context().close();
  return { load, open, receive: received, scroll: scroll / stretches };
}

async function measure(): Promise<{ small: Looked; one: Looked; over: Looked }> {
  const [ann = '', bob = '', cyd = ''] = accounts;
  const workspace = await Workspace.start();
  const browser = await openBrowser();
  try {
    const receive = (openId: string) => (words: string) => workspace.send('open_id', openId, words);
    await fill(workspace, ann, few);
    const small = await look(browser, workspace, ann, 'bench', receive(ann));
    await fill(workspace, bob, stored);
    const one = await look(browser, workspace, bob, 'bench', receive(bob));
    const [first = ''] = await spread(workspace, cyd);
    const toGroup = (words: string) => workspace.send('chat_id', first, words);
    const over = await look(browser, workspace, cyd, '第 0 群', toGroup);
    return { small, one, over };
  } finally {
    await browser.close();
    await workspace.platform.stop();
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
