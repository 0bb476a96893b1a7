import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import WebSocket from 'ws';
import { decodeFrame, encodeFrame, type Frame, headerOf } from '../../src/sandbox/frames.ts';
import { onlyHere } from './tenant.ts';
import { ann, app, TestWorkspace } from './workspace.ts';

const here = onlyHere('moves the clock');

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.open();
});
afterEach(async () => {
  await workspace.close();
});

const discover = async (secret = app.appSecret): Promise<Json> =>
  (await workspace.raw('POST', '/callback/ws/endpoint', { AppID: app.appId, AppSecret: secret })).body;

async function connect(): Promise<{ socket: WebSocket; frames: Frame[]; next: () => Promise<Frame> }> {
  const { data } = (await discover()) as { data: { URL: string } };
  const socket = new WebSocket(data.URL);
  const frames: Frame[] = [];
  const readers: ((frame: Frame) => void)[] = [];
  socket.on('message', (bytes: Buffer) => {
    const frame = decodeFrame(bytes);
    const reader = readers.shift();
    if (reader) reader(frame);
    else frames.push(frame);
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const next = (): Promise<Frame> => {
    const frame = frames.shift();
    return frame ? Promise.resolve(frame) : new Promise((resolve) => readers.push(resolve));
  };
  return { socket, frames, next };
}

const ping: Frame = { SeqID: 0, LogID: 0, service: 1, method: 0, headers: [{ key: 'type', value: 'ping' }] };

here('tokens and paths', () => {
  it('issues one token and answers every kind of bad one', async () => {
    const auth = '/open-apis/auth/v3/tenant_access_token/internal';
    const first = await workspace.raw('POST', auth, { app_id: app.appId, app_secret: app.appSecret });
    expect(first.body).toEqual({
      code: 0,
      msg: 'ok',
      tenant_access_token: expect.stringMatching(/^t-/),
      expire: 7200,
    });
    expect(await workspace.token()).toBe(first.body.tenant_access_token);
    const wrong = await workspace.raw('POST', auth, { app_id: app.appId, app_secret: 'no' });
    expect(wrong).toMatchObject({ status: 200, body: { code: 10014 } });

    const info = (authorization?: string) =>
      workspace.raw('GET', '/open-apis/bot/v3/info', undefined, authorization ? { authorization } : {});
    expect(await info()).toMatchObject({ status: 400, body: { code: 99991661 } });
    expect(await info('Bearer x-1')).toMatchObject({ body: { code: 99991671 } });
    expect(await info('Bearer t-1')).toMatchObject({ body: { code: 99991663 } });
    const good = await info(`Bearer ${first.body.tenant_access_token}`);
    expect(good.body).toMatchObject({
      code: 0,
      bot: { app_name: app.name, open_id: expect.stringMatching(/^ou_/) },
    });
    expect(good.headers.get('x-tt-logid')).toMatch(/^\w{34}$/);
    expect(good.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('gives a new token when half an hour is left, and both live', async () => {
    const first = await workspace.token();
    await workspace.control('/clock', { advance: 'PT1H31M' });
    const second = await workspace.token();
    expect(second).not.toBe(first);
    const info = (token: string) =>
      workspace.raw('GET', '/open-apis/bot/v3/info', undefined, { authorization: `Bearer ${token}` });
    expect((await info(first)).body.code).toBe(0);
    await workspace.control('/clock', { advance: 'PT30M' });
    expect((await info(first)).body.code).toBe(99991663);
    expect((await info(second)).body.code).toBe(0);
  });

  it('knows its paths and verbs', async () => {
    expect(await workspace.api('GET', '/no/such')).toMatchObject({ status: 404, body: { code: 99991201 } });
    expect(await workspace.api('DELETE', '/bot/v3/info')).toMatchObject({ body: { code: 99991301 } });
    const broken = await workspace.api('POST', '/im/v1/messages', '{');
    expect(broken.status).toBe(400);
    expect(broken.body.error).toHaveProperty('log_id');
  });
});

here('the long connection', () => {
  it('answers discovery with an address, and refusals with an object in data', async () => {
    const good = await discover();
    expect(good).toMatchObject({
      code: 0,
      data: { ClientConfig: { ReconnectCount: -1, PingInterval: 120 } },
    });
    const names = [...new URL((good.data as { URL: string }).URL).searchParams.keys()];
    expect(names).toEqual(['fpid', 'aid', 'device_id', 'access_key', 'service_id', 'ticket']);
    expect(await discover('no')).toMatchObject({ code: 514, data: {} });
  });

  it('takes a ticket once', async () => {
    const { data } = (await discover()) as { data: { URL: string } };
    const first = new WebSocket(data.URL);
    await new Promise((resolve) => first.once('open', resolve));
    const second = new WebSocket(data.URL);
    const answer = await new Promise<IncomingMessage>((resolve) =>
      second.once('unexpected-response', (_, response) => resolve(response)),
    );
    expect(answer.statusCode).toBe(403);
    expect(answer.headers['handshake-status']).toBe('514');
    first.terminate();
  });

  it('answers a ping with all four settings, and ignores what is no frame', async () => {
    const { socket, next } = await connect();
    socket.send('words');
    socket.send(Buffer.from([255, 255]));
    socket.send(encodeFrame(ping));
    const pong = await next();
    expect(headerOf(pong, 'type')).toBe('pong');
    expect(JSON.parse(Buffer.from(pong.payload ?? []).toString())).toEqual({
      ReconnectCount: -1,
      ReconnectInterval: expect.any(Number),
      ReconnectNonce: expect.any(Number),
      PingInterval: 120,
    });
  });

  it('cuts a long event into parts, also out of order', async () => {
    await workspace.control('/config', { frame_bytes: 300, shuffle_parts: true });
    const { socket, next } = await connect();
    socket.send(encodeFrame(ping));
    await next();
    await workspace.control('/say', { as: ann, text: '很长'.repeat(100) });
    const parts = new Map<string, Map<number, Buffer>>();
    for (let whole = false; !whole; ) {
      const frame = await next();
      const id = headerOf(frame, 'message_id') ?? '';
      const got = parts.get(id) ?? new Map<number, Buffer>();
      parts.set(id, got.set(Number(headerOf(frame, 'seq')), Buffer.from(frame.payload ?? [])));
      whole = parts.size === 3 && got.size === Number(headerOf(frame, 'sum'));
      if (got.size === 1) expect(headerOf(frame, 'seq')).not.toBe('0');
    }
    const messages = [...parts.values()].map((part) =>
      Buffer.concat([...part].sort(([a], [b]) => a - b).map(([, bytes]) => bytes)).toString(),
    );
    expect(JSON.parse(messages[2] ?? '').event.message.content).toContain('很长很长');
  });

  it('spreads events over its connections and stops at the limit', async () => {
    const heard = [0, 0, 0];
    for (const index of heard.keys()) {
      await workspace.connect({
        'im.message.receive_v1': () => {
          heard[index] = (heard[index] ?? 0) + 1;
        },
      });
    }
    for (let count = 0; count < 30; count += 1)
      await workspace.control('/say', { as: ann, text: `${count}` });
    await workspace.sandbox.settled();
    expect(heard.reduce((a, b) => a + b)).toBe(30);
    expect(Math.min(...heard)).toBeGreaterThan(0);
    await workspace.control('/config', { max_connections: 3 });
    expect(await discover()).toMatchObject({ code: 1000040350, data: {} });
  });
});
