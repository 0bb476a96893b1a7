import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/core/logger.ts';
import { createChat } from '../../src/feishu/chat.ts';
import { createClient } from '../../src/feishu/client.ts';
import { createHttp } from '../../src/feishu/http.ts';
import { SendBudget } from '../../src/feishu/limits.ts';
import type { SendTarget } from '../../src/notices/chat-port.ts';
import { appSecret, credentialsFor, json, listeningLogger, runningClock, startLoopback } from './loopback.ts';

const somebody: SendTarget = { kind: 'person', account: 'ou_a' };
const card = { schema: '2.0' };
const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function connect(...behaviour: Parameters<typeof startLoopback>) {
  const platform = await startLoopback(...behaviour);
  const clock = runningClock();
  const { log, written } = listeningLogger();
  const client = createClient(credentialsFor(platform.domain), clock, log);
  const chat = createChat(client, new SendBudget(clock));
  closers.push(
    () => client.close(),
    () => clock.stop(),
    () => platform.close(),
  );
  return { platform, client, chat, written };
}

const sent = { code: 0, msg: 'success', data: { message_id: 'om_1', chat_id: 'oc_1' } };

describe('sending', () => {
  it('puts target, type, content and uuid where the platform wants them', async () => {
    const { platform, chat } = await connect((_, response) => json(response, 200, sent));
    expect(await chat.send(somebody, card, 'u-1')).toEqual({
      kind: 'accepted',
      messageId: 'om_1',
      chatId: 'oc_1',
    });
    await chat.sendText({ kind: 'chat', chatId: 'oc_1' }, '好 <at user_id="all"></at>', 'u-2');
    await chat.reply('om_1', card, 'u-3');
    expect(await chat.patch('om_9', card)).toMatchObject({ kind: 'accepted' });
    const [, create, group, reply, patch] = platform.requests;
    expect(create).toMatchObject({
      method: 'POST',
      path: '/open-apis/im/v1/messages?receive_id_type=open_id',
      authorization: 'Bearer t-secrettoken0001',
      body: { receive_id: 'ou_a', msg_type: 'interactive', content: '{"schema":"2.0"}', uuid: 'u-1' },
    });
    expect(group).toMatchObject({ path: '/open-apis/im/v1/messages?receive_id_type=chat_id' });
    expect(String(group?.body.content)).not.toContain('<at');
    expect(reply).toMatchObject({ path: '/open-apis/im/v1/messages/om_1/reply', body: { uuid: 'u-3' } });
    expect(patch).toMatchObject({
      method: 'PATCH',
      path: '/open-apis/im/v1/messages/om_9',
      body: { content: '{"schema":"2.0"}' },
    });
  });

  it('shortens a uuid the platform would not take, the same way each time', async () => {
    const { platform, chat } = await connect((_, response) => json(response, 200, sent));
    await chat.send(somebody, card, 'k'.repeat(90));
    await chat.send(somebody, card, 'k'.repeat(90));
    const [first, second] = platform.requests.slice(1).map((seen) => String(seen.body.uuid));
    expect(first?.length).toBeLessThanOrEqual(50);
    expect(first).toBe(second);
  });

  it.each([
    [
      'HTTP 429',
      429,
      { code: 99991400, msg: 'limit' },
      { 'x-ogw-ratelimit-reset': '4' },
      { kind: 'busy', retryAfterMs: 4_000 },
    ],
    [
      'HTTP 400',
      400,
      { code: 99991400, msg: 'limit' },
      { 'x-ogw-ratelimit-reset': '2' },
      { kind: 'busy', retryAfterMs: 2_000 },
    ],
    ['HTTP 200', 200, { code: 11232, msg: 'busy' }, {}, { kind: 'busy', code: 11232 }],
    ['per person', 400, { code: 230020, msg: 'freq' }, {}, { kind: 'busy', code: 230020 }],
    ['out of range', 400, { code: 230013, msg: 'no' }, {}, { kind: 'refused', reason: 'unreachable' }],
  ] as const)('reads a rate limit or a no: %s', async (_, status, body, headers, expected) => {
    const { chat } = await connect((__, response) => json(response, status, body, headers));
    expect(await chat.send(somebody, card, 'u')).toMatchObject(expected);
  });

  it('calls an HTML error page no answer, with whatever status it comes', async () => {
    const { chat } = await connect((seen, response) => {
      response.writeHead(seen.path.includes('om_ok') ? 200 : 502, { 'content-type': 'text/html' });
      response.end('<html>Bad Gateway</html>');
    });
    expect((await chat.send(somebody, card, 'u')).kind).toBe('no_answer');
    expect((await chat.patch('om_ok', card)).kind).toBe('no_answer');
  });

  it('calls a broken connection no answer, before and during the answer', async () => {
    const { chat } = await connect((seen, response, request) => {
      if (seen.method === 'PATCH') {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"code":');
      }
      setTimeout(() => request.socket.resetAndDestroy(), 20);
    });
    expect((await chat.send(somebody, card, 'u')).kind).toBe('no_answer');
    expect((await chat.patch('om_1', card)).kind).toBe('no_answer');
  });

  it('gives up on a platform that never answers', async () => {
    const platform = await startLoopback(() => undefined);
    const http = createHttp(80);
    await expect(http.request({ url: `${platform.domain}/never`, method: 'POST', data: {} })).rejects.toThrow(
      'no answer in time',
    );
    http.close();
    platform.close();
  });

  it('calls a closed port no answer', async () => {
    const platform = await startLoopback(() => undefined);
    platform.close();
    const clock = runningClock();
    const client = createClient(credentialsFor(platform.domain), clock, createLogger('silent'));
    expect((await client.call(async () => ({ code: 0 }))).kind).toBe('busy');
    expect((await client.warm())?.kind).toBe('no_answer');
    client.close();
    clock.stop();
  });
});

describe('the token', () => {
  it('is fetched once for many first callers', async () => {
    const { platform, chat } = await connect((_, response) => json(response, 200, sent));
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => chat.send({ kind: 'person', account: `ou_${i}` }, card, `u${i}`)),
    );
    expect(platform.tokenRequests()).toBe(1);
  });

  it('that died early is replaced once and the call made again', async () => {
    const { platform, chat } = await connect((seen, response) =>
      seen.authorization === 'Bearer t-secrettoken0001'
        ? json(response, 400, { code: 99991663, msg: 'Invalid access token' })
        : json(response, 200, sent),
    );
    const results = await Promise.all(
      Array.from({ length: 5 }, (_, i) => chat.send(somebody, card, `u${i}`)),
    );
    expect(results.every((result) => result.kind === 'accepted')).toBe(true);
    expect(platform.tokenRequests()).toBe(2);
  });

  it('that never works does not turn into a storm, and the message is not lost', async () => {
    const { platform, chat } = await connect((_, response) =>
      json(response, 400, { code: 99991663, msg: 'Invalid' }),
    );
    expect(await chat.send(somebody, card, 'u')).toMatchObject({ kind: 'busy', code: 99991663 });
    expect(platform.tokenRequests()).toBe(2);
    expect(platform.requests).toHaveLength(4);
  });

  it('that is refused leaves the message waiting', async () => {
    const { chat, client } = await connect(
      (_, response) => json(response, 200, sent),
      (_, response) => json(response, 200, { code: 10014, msg: 'app secret invalid' }),
    );
    expect(await client.warm()).toMatchObject({ kind: 'busy', code: 10014 });
    expect(await chat.send(somebody, card, 'u')).toMatchObject({ kind: 'busy', code: 10014 });
  });
});

describe('the log', () => {
  it('never holds a secret or a token, whatever fails', async () => {
    let turn = 0;
    const { chat, client, written } = await connect(
      (seen, response, request) => {
        turn += 1;
        // Echoes the request as a careless gateway would.
        if (turn % 4 === 0) request.socket.resetAndDestroy();
        else if (turn % 4 === 1) json(response, 400, { code: 99991663, msg: `bad ${seen.authorization}` });
        else json(response, 500, { code: 1, msg: `${seen.authorization} ${appSecret}`, error: seen });
      },
      (seen, response) => {
        if (turn === 0) json(response, 500, { code: 1, msg: `secret ${appSecret}`, error: seen });
        else json(response, 200, { code: 0, tenant_access_token: 't-secrettoken0009', expire: 7200 });
      },
    );
    await client.warm();
    turn = 1;
    for (let i = 0; i < 6; i += 1) {
      await chat.send({ kind: 'person', account: `ou_${i}` }, { words: '张三请假' }, `u${i}`);
      await client.call((options) =>
        client.sdk.request({ method: 'GET', url: '/open-apis/bot/v3/info' }, options),
      );
    }
    expect(written().length).toBeGreaterThan(200);
    expect(written()).not.toContain(appSecret);
    expect(written()).not.toContain('secrettoken');
    expect(written()).not.toContain('张三');
  });
});
