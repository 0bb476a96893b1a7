import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AESCipher, adaptDefault, EventDispatcher } from '@larksuiteoapi/node-sdk';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { encrypt, signature } from '../../src/sandbox/webhook.ts';
import { onlyHere } from './tenant.ts';
import { ann, buttonCard, TestWorkspace } from './workspace.ts';

const here = onlyHere('sets where events go');

type Json = Record<string, unknown>;
const nothing = (): void => undefined;
const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing, trace: nothing };
const encryptKey = 'a key of the tests';
let workspace: TestWorkspace;
let server: Server;
let heard: Json[];
let headers: IncomingMessage['headers'][];

/** A bot of the SDK's own HTTP adaptor, which checks signatures and answers the challenge. */
async function listen(key?: string): Promise<string> {
  const dispatcher = new EventDispatcher({ logger: silent, ...(key ? { encryptKey: key } : {}) }).register({
    'im.message.receive_v1': (event: Json) => void heard.push(event),
    'card.action.trigger': () => ({ toast: { type: 'success', content: '好' } }),
  } as never);
  const adaptor = adaptDefault('/hook', dispatcher, { autoChallenge: true });
  server = createServer((request, response) => {
    headers.push(request.headers);
    void adaptor(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

beforeEach(async () => {
  workspace = await TestWorkspace.open();
  heard = [];
  headers = [];
});
afterEach(async () => {
  server?.close();
  await workspace.close();
});

here('webhook transport', () => {
  it('encrypts as the documented vector says', () => {
    const cipher = new AESCipher('test key');
    expect(cipher.decrypt('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=')).toBe('hello world');
    const iv = Buffer.from('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=', 'base64').subarray(0, 16);
    expect(encrypt('hello world', 'test key', iv)).toBe('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=');
    expect(signature('1', '2', '3', '4')).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['plain', undefined],
    ['encrypted', encryptKey],
  ])('%s: challenge, events, clicks', async (_, key) => {
    const event_url = await listen(key);
    const config = { transport: 'webhook', webhook: { event_url, ...(key ? { encrypt_key: key } : {}) } };
    expect((await workspace.control('/config', config)).status).toBe(200);
    const { body } = await workspace.control('/say', { as: ann, text: '你好' });
    await workspace.sandbox.settled();
    expect(heard).toMatchObject([{ event_id: body.event_id, message: { content: '{"text":"你好"}' } }]);
    if (key) expect(headers.at(-1)).toHaveProperty('x-lark-signature');
    const sent = await workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: ann,
      msg_type: 'interactive',
      content: JSON.stringify(buttonCard('题', { a: 1 })),
    });
    const { message_id } = sent.body.data as { message_id: string };
    const click = await workspace.control('/click', { as: ann, message_id, name: 'go' });
    expect(click.body).toMatchObject({ code: 0, toast: { type: 'success', content: '好' } });
  });

  it('does not save an address that fails the challenge', async () => {
    const event_url = `${await listen()}/elsewhere`;
    const answer = await workspace.control('/config', { transport: 'webhook', webhook: { event_url } });
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining('challenge') } });
    expect((await workspace.control('/config')).body.transport).toBe('ws');
    const click = await workspace.control('/config', { transport: 'webhook' });
    expect(click.status).toBe(400);
  });
});
