import { afterEach, beforeEach, expect, it } from 'vitest';
import WebSocket from 'ws';
import { decodeFrame, encodeFrame, type Frame, headerOf } from '../../src/sandbox/frames.ts';
import { onlyHere } from './tenant.ts';
import { ann, app, bob, ping, TestWorkspace } from './workspace.ts';

const here = onlyHere('takes connections apart');

/** How the long connection behaves when it is used to the full, and when it goes wrong. */

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.open();
});
afterEach(async () => {
  await workspace.close();
});

const say = async (text: string, as = ann) => (await workspace.control('/say', { as, text })).body;
const message = (payload: string) =>
  (JSON.parse(payload) as { event: Json }).event.message as Json | undefined;
const textOf = (payload: string): unknown => message(payload)?.content;
const discover = () =>
  workspace.raw('POST', '/callback/ws/endpoint', { AppID: app.appId, AppSecret: app.appSecret });
const connections = async () => ((await workspace.control('/state')).body.bot as Json).connections;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 300) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

here('connections', () => {
  it('are fifty at most: the 51st gets 1000040350 with an object, and its handshake headers', async () => {
    const { body } = await discover();
    for (let count = 0; count < 50; count += 1) await workspace.socket();
    expect((await discover()).body).toMatchObject({ code: 1000040350, data: {} });
    const late = new WebSocket((body.data as { URL: string }).URL);
    const headers = await new Promise<Json>((resolve) =>
      late.once('unexpected-response', (_, answer) => resolve(answer.headers)),
    );
    expect(headers).toMatchObject({ 'handshake-status': '514', 'handshake-autherrcode': '1000040350' });
  });

  it('are all used, each event by one of them', async () => {
    const heard = Array.from({ length: 10 }, () => 0);
    for (const index of heard.keys()) {
      await workspace.listenRaw((payload) => {
        if (message(payload)) heard[index] = (heard[index] ?? 0) + 1;
      });
    }
    await workspace.control('/emit', { type: 'im.message.receive_v1', as: ann, count: 400 });
    await workspace.sandbox.settled();
    expect(heard.reduce((a, b) => a + b)).toBe(400);
    expect(Math.min(...heard)).toBeGreaterThan(15);
  });

  it('put every required number on the wire, and the service id of the address into the frames', async () => {
    const { body } = await discover();
    const url = (body.data as { URL: string }).URL;
    const socket = new WebSocket(url);
    const first = new Promise<Buffer>((resolve) => socket.once('message', resolve));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(encodeFrame(ping));
    // SeqID, LogID, service and method are the fields 1 to 4, each a varint.
    const keys = [...(await first)].filter((_, index) => index % 2 === 0).slice(0, 4);
    expect(keys).toEqual([0x08, 0x10, 0x18, 0x20]);
    const frames: Frame[] = [];
    socket.on('message', (bytes: Buffer) => frames.push(decodeFrame(bytes)));
    await say('一');
    await until(() => frames.some((frame) => message(Buffer.from(frame.payload ?? []).toString())));
    const service = Number(new URL(url).searchParams.get('service_id'));
    for (const frame of frames) {
      expect(frame).toMatchObject({ method: 1, service });
      expect(frame.headers.map((header) => header.key)).toEqual(
        expect.arrayContaining(['type', 'message_id', 'sum', 'seq', 'trace_id', 'timestamp']),
      );
    }
    socket.terminate();
  });

  it('tell changed settings with the next pong', async () => {
    await workspace.control('/config', { ping_seconds: 7, reconnect_seconds: 9, reconnect_nonce_seconds: 3 });
    const socket = await workspace.socket();
    const pong = new Promise<Buffer>((resolve) => socket.once('message', resolve));
    socket.send(encodeFrame(ping));
    expect(JSON.parse(Buffer.from(decodeFrame(await pong).payload ?? []).toString())).toEqual({
      ReconnectCount: -1,
      ReconnectInterval: 9,
      ReconnectNonce: 3,
      PingInterval: 7,
    });
  });
});

here('parts', () => {
  it.each([2, 3, 5])('%i of them, shuffled, give the same event', async (count) => {
    const whole: Map<string, Buffer[]> = new Map();
    const socket = await workspace.socket();
    socket.on('message', (bytes: Buffer) => {
      const frame = decodeFrame(bytes);
      const id = headerOf(frame, 'message_id') ?? '';
      const parts = whole.get(id) ?? [];
      whole.set(id, parts);
      parts[Number(headerOf(frame, 'seq'))] = Buffer.from(frame.payload ?? []);
    });
    const bytes = 640 + 300;
    await workspace.control('/config', { frame_bytes: Math.ceil(bytes / count), shuffle_parts: true });
    const { event_id } = await say('字'.repeat(100));
    const parts = () => whole.get(String(event_id)) ?? [];
    await until(() => parts().filter(Boolean).length > 0 && !parts().includes(undefined as never));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(parts().length).toBeGreaterThanOrEqual(count - 1);
    expect(textOf(Buffer.concat(parts()).toString())).toBe(JSON.stringify({ text: '字'.repeat(100) }));
  });

  it('that never come leave the event unanswered, and it is retried whole', async () => {
    await workspace.control('/config', { answer_seconds: 0.1 });
    const frames: Frame[] = [];
    await workspace.listenRaw((payload, frame) => {
      if (payload.includes('im.message.receive_v1') || !payload.startsWith('{')) frames.push(frame);
      return {};
    });
    await workspace.control('/faults', { kind: 'truncate_parts', path: 'im.message.receive_v1' });
    const { event_id } = await say('一');
    await until(() => frames.length > 0);
    expect(frames[0]?.headers).toContainEqual({ key: 'sum', value: '2' });
    await workspace.sandbox.settled();
    await workspace.control('/clock', { advance: 'PT15S' });
    const whole = frames.filter((frame) => headerOf(frame, 'message_id') === event_id);
    expect(whole.at(-1)?.headers).toContainEqual({ key: 'sum', value: '1' });
  });
});

here('acknowledgements', () => {
  it('other than 200 within the time bring the event again, with the same bytes and the same ids', async () => {
    await workspace.control('/config', { answer_seconds: 0.1 });
    const seen: { payload: string; id: string | undefined }[] = [];
    const socket = await workspace.socket();
    socket.on('message', (bytes: Buffer) => {
      const frame = decodeFrame(bytes);
      const payload = Buffer.from(frame.payload ?? []).toString();
      if (frame.method !== 1 || !message(payload)) return;
      seen.push({ payload, id: headerOf(frame, 'message_id') });
      const answers = [undefined, '{"code":500}', 'no json', '{"code":200}'];
      const answer = answers[seen.length - 1];
      if (answer !== undefined) socket.send(encodeFrame({ ...frame, payload: Buffer.from(answer) }));
    });
    socket.send(encodeFrame(ping));
    const { event_id } = await say('一');
    await until(() => seen.length === 1);
    await workspace.sandbox.settled();
    for (const advance of ['PT15S', 'PT5M', 'PT1H']) await workspace.control('/clock', { advance });
    await workspace.control('/clock', { advance: 'P1D' });
    expect(seen).toHaveLength(4);
    expect(new Set(seen.map(({ payload, id }) => `${id} ${payload}`)).size).toBe(1);
    expect(seen[0]?.id).toBe(event_id);
  });

  it('count when they come over the next connection, with the headers a client adds', async () => {
    await workspace.control('/faults', {
      kind: 'break_after_delivery',
      path: 'im.message.receive_v1',
    });
    const frames: Frame[] = [];
    const first = await workspace.socket();
    first.on('message', (bytes: Buffer) => frames.push(decodeFrame(bytes)));
    await say('一');
    await until(() => first.readyState === WebSocket.CLOSED);
    const frame = frames.find((one) => message(Buffer.from(one.payload ?? []).toString()));
    expect(frame).toBeDefined();
    if (!frame) return;
    const again: string[] = [];
    const second = await workspace.socket();
    second.on('message', (bytes: Buffer) =>
      again.push(Buffer.from(decodeFrame(bytes).payload ?? []).toString()),
    );
    const headers = [...frame.headers, { key: 'biz_rt', value: '-12' }];
    second.send(encodeFrame({ ...frame, headers, payload: Buffer.from('{"code":200}') }));
    await until(() => again.some((payload) => message(payload)) || again.length >= 2);
    await workspace.sandbox.settled();
    const before = again.length;
    await workspace.control('/clock', { advance: 'P1D' });
    expect(again.slice(before).filter((payload) => message(payload))).toEqual([]);
  });
});

here('order', () => {
  it('is kept on demand: the next event of a type waits for the one before', async () => {
    await workspace.control('/config', { ordered_events: true });
    const seen: unknown[] = [];
    let fails = 1;
    const socket = await workspace.socket();
    socket.on('message', (bytes: Buffer) => {
      const frame = decodeFrame(bytes);
      if (frame.method !== 1) return;
      const text = textOf(Buffer.from(frame.payload ?? []).toString());
      if (text !== undefined) seen.push(text);
      const code = text !== undefined && fails > 0 ? 500 : 200;
      if (code === 500) fails -= 1;
      socket.send(encodeFrame({ ...frame, payload: Buffer.from(JSON.stringify({ code })) }));
    });
    socket.send(encodeFrame(ping));
    await say('一');
    await say('二');
    await say('三', bob);
    await workspace.sandbox.settled();
    expect(seen).toEqual(['{"text":"一"}']);
    await workspace.control('/clock', { advance: 'PT15S' });
    await workspace.sandbox.settled();
    expect(seen).toEqual(['{"text":"一"}', '{"text":"一"}', '{"text":"二"}', '{"text":"三"}']);
  });

  it('events without a connection climb the ladder when told to', async () => {
    await workspace.control('/config', { unreachable_events: 'ladder' });
    await say('一');
    await workspace.control('/clock', { advance: 'P1D' });
    const heard: unknown[] = [];
    await workspace.listenRaw((payload) => void heard.push(textOf(payload)));
    await workspace.sandbox.settled();
    expect(heard.filter(Boolean)).toEqual([]);
  });
});

here('connections that go wrong', () => {
  it.each([1000, 1006])('close with %i', async (code) => {
    const socket = await workspace.socket();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await workspace.control('/faults', { kind: 'close_sockets', code });
    expect(await closed).toBe(code);
  });

  it('half-open: accepted, never a pong, until it is taken back', async () => {
    await workspace.control('/faults', { kind: 'mute_sockets' });
    const socket = await workspace.socket();
    const heard: Buffer[] = [];
    socket.on('message', (bytes: Buffer) => heard.push(bytes));
    let pongs = 0;
    socket.on('pong', () => {
      pongs += 1;
    });
    socket.send(encodeFrame(ping));
    socket.ping();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([heard.filter((bytes) => decodeFrame(bytes).method === 0).length, pongs]).toEqual([0, 0]);
    expect((await workspace.control('/faults')).body.faults).toMatchObject([{ kind: 'mute_sockets' }]);
    await workspace.control('/faults/0', undefined, 'DELETE');
    await until(() => pongs > 0 && heard.some((bytes) => decodeFrame(bytes).method === 0));
  });

  it('a handshake is refused with the headers some clients read', async () => {
    await workspace.control('/faults', {
      kind: 'handshake_reject',
      status: 403,
      code: 514,
      sub: 1000040350,
      msg: 'no more',
    });
    const { body } = await discover();
    const socket = new WebSocket((body.data as { URL: string }).URL);
    const answer = await new Promise<{ statusCode?: number; headers: Json }>((resolve) =>
      socket.once('unexpected-response', (_, response) => resolve(response as never)),
    );
    expect(answer.statusCode).toBe(403);
    expect(answer.headers).toMatchObject({
      'handshake-status': '514',
      'handshake-msg': 'no more',
      'handshake-autherrcode': '1000040350',
    });
    await workspace.socket();
    expect(await connections()).toBe(1);
  });

  it.each([1, 403, 514, 1000040343, 1000040350, 1000040351])(
    'discovery answers %i with an object',
    async (code) => {
      await workspace.control('/faults', { kind: 'code', code, path: '/callback/ws/endpoint' });
      expect(await discover()).toMatchObject({
        status: 200,
        body: { code, msg: expect.any(String), data: {} },
      });
      expect((await discover()).body.code).toBe(0);
    },
  );

  it('discovery hangs', async () => {
    await workspace.control('/faults', { kind: 'never', path: '/callback/ws/endpoint' });
    const hang = fetch(`${workspace.sandbox.url}/callback/ws/endpoint`, {
      method: 'POST',
      body: '{}',
      signal: AbortSignal.timeout(300),
    });
    await expect(hang).rejects.toThrow(/timeout/);
  });
});
