import { request } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import WebSocket from 'ws';
import { decodeFrame, encodeFrame, type Frame, headerOf } from '../../src/sandbox/frames.ts';
import { onlyHere } from './tenant.ts';
import { ann, app, buttonCard, ping, TestWorkspace } from './workspace.ts';

const here = onlyHere('acts as people do and moves the clock');

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.open();
});
afterEach(async () => {
  await workspace.close();
});

/** A bot of no SDK: it answers every data frame with these bytes as the payload. */
async function bot(answer: (event: Json) => string): Promise<{ frames: Frame[]; raw: Buffer[] }> {
  const socket = await workspace.socket();
  const frames: Frame[] = [];
  const raw: Buffer[] = [];
  socket.on('message', (bytes: Buffer) => {
    raw.push(bytes);
    const frame = decodeFrame(bytes);
    frames.push(frame);
    if (frame.method !== 1) return;
    const event = JSON.parse(Buffer.from(frame.payload ?? []).toString()) as Json;
    const payload = Buffer.from(answer(event));
    const headers = [...frame.headers, { key: 'biz_rt', value: '3' }];
    // Clients in other languages write the two encoding fields even when they are empty.
    socket.send(Buffer.concat([encodeFrame({ ...frame, headers, payload }), emptyEncodingFields]));
  });
  const isReady = new Promise((resolve) => socket.once('message', resolve));
  socket.send(encodeFrame(ping));
  await isReady;
  return { frames, raw };
}

const emptyEncodingFields = Buffer.from([0x32, 0, 0x3a, 0]);
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');
const events = (frames: readonly Frame[], type: string): Frame[] =>
  frames.filter((frame) =>
    Buffer.from(frame.payload ?? [])
      .toString()
      .includes(`"event_type":"${type}"`),
  );

async function sendCard(): Promise<string> {
  const { body } = await workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: ann,
    msg_type: 'interactive',
    content: JSON.stringify(buttonCard('一', { act: 'go' })),
  });
  return String((body.data as Json).message_id);
}
const click = async (message_id: string): Promise<Json> =>
  (await workspace.control('/click', { as: ann, message_id, name: 'go' })).body;

here('an acknowledgement that names every field', () => {
  it('settles an event although its data is null', async () => {
    const { frames } = await bot(() => '{"code": 200, "headers": null, "data": null}');
    await workspace.control('/say', { as: ann, text: '你好' });
    await workspace.control('/clock', { advance: 'P1D' });
    expect(events(frames, 'im.message.receive_v1')).toHaveLength(1);
  });

  it('without data leaves a click unanswered, and with it shows a toast whose other fields are null', async () => {
    let data: unknown = null;
    await bot(() => JSON.stringify({ code: 200, headers: null, data }));
    const message_id = await sendCard();
    expect(await click(message_id)).toMatchObject({ code: 108002 });
    data = base64({ toast: { type: 'success', content: '好', i18n: null }, card: null });
    expect(await click(message_id)).toMatchObject({ code: 0, toast: { type: 'success', content: '好' } });
    data = base64({ toast: { content: '好' }, card: { type: 'raw', data: buttonCard('二', {}) } });
    expect(await click(message_id)).toMatchObject({ code: 0, card_updated: true });
  });

  it('of a kind nobody handles is a failure, and is tried again', async () => {
    const { frames } = await bot((event) =>
      JSON.stringify({ code: (event.header as Json)?.event_type === 'application.bot.menu_v6' ? 500 : 200 }),
    );
    await workspace.control('/menu', { as: ann, event_key: '帮助' });
    await workspace.control('/clock', { advance: 'PT15S' });
    const [first, second] = events(frames, 'application.bot.menu_v6');
    expect(second?.payload).toEqual(first?.payload);
  });

  it('events nobody subscribed to never come', async () => {
    await workspace.control('/config', { subscribed_events: ['im.message.receive_v1'] });
    const { frames } = await bot(() => '{"code":200}');
    expect((await workspace.control('/menu', { as: ann, event_key: '帮助' })).body.event_id).toBeNull();
    await workspace.control('/say', { as: ann, text: '一' });
    await workspace.control('/clock', { advance: 'PT1S' });
    const came = frames.map((frame) => Buffer.from(frame.payload ?? []).toString()).join();
    expect(came).toContain('im.message.receive_v1');
    expect(came).not.toContain('p2p_chat_create');
  });
});

here('frames as strict decoders need them', () => {
  it('carry all four numbers, every header, and no empty part', async () => {
    await workspace.control('/config', { frame_bytes: 100 });
    const { data } = (
      await workspace.raw('POST', '/callback/ws/endpoint', {
        AppID: app.appId,
        AppSecret: app.appSecret,
        ClientAssertion: '',
      })
    ).body as { data: { URL: string } };
    const query = new URL(data.URL).searchParams;
    expect(query.get('device_id')).toMatch(/./);
    const service = Number(query.get('service_id'));
    const socket = new WebSocket(data.URL);
    const seen: Buffer[] = [];
    socket.on('message', (bytes: Buffer) => seen.push(bytes));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(encodeFrame({ ...ping, service }));
    await new Promise((resolve) => socket.once('message', resolve));
    // SeqID 0, LogID 0, service, method 0: proto2 decoders refuse a frame that lacks one of them.
    expect([...(seen[0]?.subarray(0, 8) ?? [])]).toEqual([8, 0, 16, 0, 24, service, 32, 0]);
    expect(headerOf(decodeFrame(seen[0] ?? Buffer.alloc(0)), 'type')).toBe('pong');
    await workspace.control('/say', { as: ann, text: '一'.repeat(200) });
    let parts: Frame[] = [];
    await expect
      .poll(() => {
        const all = seen.slice(1).map((bytes) => decodeFrame(bytes));
        const longest = Math.max(...all.map((frame) => Number(headerOf(frame, 'sum'))));
        parts = all.filter((frame) => headerOf(frame, 'sum') === String(longest));
        return parts.length === longest;
      })
      .toBe(true);
    for (const part of parts) {
      expect(part.service).toBe(service);
      expect(part.payload?.byteLength).toBeGreaterThan(0);
      for (const key of ['type', 'message_id', 'sum', 'seq', 'trace_id'])
        expect(headerOf(part, key), key).toMatch(/./);
    }
    socket.terminate();
  });

  it('a refused handshake says why in three headers, each a number or words', async () => {
    const { data } = (
      await workspace.raw('POST', '/callback/ws/endpoint', { AppID: app.appId, AppSecret: app.appSecret })
    ).body as { data: { URL: string } };
    const refused = await new Promise<Json>((resolve) => {
      const socket = new WebSocket(data.URL.replace(/ticket=.*/, 'ticket=used'));
      socket.on('error', () => undefined);
      socket.on('unexpected-response', (_, answer) => resolve(answer.headers));
    });
    expect(refused).toMatchObject({
      'handshake-status': '514',
      'handshake-msg': expect.stringMatching(/./),
      'handshake-autherrcode': expect.stringMatching(/^\d+$/),
    });
    expect(refused['handshake-autherrcode']).not.toBe('1000040350');
  });

  it('an upgrade of nonsense ends the connection and nothing else', async () => {
    const { hostname, port } = new URL(workspace.sandbox.url);
    const upgrade = (path: string, origin: string) =>
      new Promise((resolve) => {
        const socket = connectTcp(Number(port), hostname, () =>
          socket.write(
            `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
          ),
        );
        socket.on('error', () => undefined);
        socket.on('close', resolve);
      });
    await upgrade('//', 'http://a');
    await upgrade('/_sandbox/live', 'null');
    expect((await workspace.control('/state')).status).toBe(200);
  });
});

here('requests as other clients write them', () => {
  it('null is a field that is not there, at every depth', async () => {
    const sent = await workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: ann,
      msg_type: 'text',
      content: '{"text":"一"}',
      uuid: null,
    });
    expect(sent.body.code).toBe(0);
    const { message_id } = sent.body.data as Json;
    const reply = { msg_type: 'text', content: '{"text":"二"}', reply_in_thread: null, uuid: null };
    expect((await workspace.api('POST', `/im/v1/messages/${message_id}/reply`, reply)).body.code).toBe(0);
    const chat = await workspace.groupId('第一支部群');
    const tab = {
      tab_id: null,
      tab_name: '台账',
      tab_type: 'url',
      tab_content: { url: 'https://a.example/', doc: null },
    };
    const tabs = await workspace.api('POST', `/im/v1/chats/${chat}/chat_tabs`, { chat_tabs: [tab] });
    expect(tabs.body).toMatchObject({
      code: 0,
      data: { chat_tabs: [{}, { tab_id: expect.stringMatching(/./) }] },
    });
    const lacks = await workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: ann,
      msg_type: null,
      content: null,
    });
    expect(lacks.body.code).toBe(99992402);
  });

  it('a GET with a content type, an empty body and a length; a body of null', async () => {
    const { hostname, port } = new URL(workspace.sandbox.url);
    const token = await workspace.token();
    const status = await new Promise((resolve, reject) => {
      const headers = {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': '0',
      };
      request({ hostname, port, path: '/open-apis/im/v1/chats', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
    const chat = await workspace.groupId('第一支部群');
    const { body } = await workspace.api('DELETE', `/im/v1/chats/${chat}/chat_tabs/delete_tabs`, 'null');
    expect(body.code).toBe(99992402);
  });

  it('an upload with the file first and under a name of its own, downloaded with a plain name', async () => {
    const form = new FormData();
    form.append('file', new Blob(['姓名']), 'unknown-file');
    form.append('file_name', '名单 1.csv');
    form.append('file_type', 'stream');
    const headers = { authorization: `Bearer ${await workspace.token()}` };
    const url = `${workspace.sandbox.url}/open-apis/im/v1`;
    const made = await fetch(`${url}/files`, { method: 'POST', headers, body: form });
    const { data } = (await made.json()) as { data: { file_key: string } };
    const { body } = await workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: ann,
      msg_type: 'file',
      content: JSON.stringify(data),
    });
    const path = `${url}/messages/${(body.data as Json).message_id}/resources/${data.file_key}?type=file`;
    const file = await fetch(path, { headers });
    expect(await file.text()).toBe('姓名');
    const disposition = file.headers.get('content-disposition') ?? '';
    const plain = /filename="([^"]*)"/.exec(disposition)?.[1] ?? '';
    expect(Buffer.from(plain, 'latin1').toString('utf8')).toBe('名单 1.csv');
  });
});
