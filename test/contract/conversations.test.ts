import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { eachWorkspace } from './each.ts';
import { onlyHere } from './tenant.ts';
import { ann, app, bob, buttonCard } from './workspace.ts';

const here = onlyHere('needs a group of its own and moves the clock');

type Json = Record<string, unknown>;
const at = eachWorkspace();
const { create, group, code } = at;
const png = (width: number, height: number): Buffer => {
  const head = Buffer.alloc(24);
  head.write('\x89PNG\r\n\x1a\n', 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
};

here('the messages of a chat', () => {
  it('are listed by time, with the SDK', async () => {
    const chat_id = await group();
    const ids = [];
    for (const text of ['一', '二', '三']) {
      ids.push(await create(text, chat_id, 'chat_id'));
      await at.workspace.control('/clock', { advance: 'PT1M' });
    }
    const client = at.workspace.client();
    const list = async (more: Json) => {
      const params = { container_id_type: 'chat', container_id: chat_id, ...more };
      const { data } = await client.im.v1.message.list({ params });
      return { ...data, ids: data?.items?.map((item) => item.message_id) };
    };
    expect((await list({})).ids).toEqual(ids);
    expect((await list({ sort_type: 'ByCreateTimeDesc' })).ids).toEqual(ids.toReversed());
    const first = await list({ page_size: 2 });
    expect(first).toMatchObject({ has_more: true, ids: ids.slice(0, 2) });
    expect((await list({ page_size: 2, page_token: first.page_token })).ids).toEqual(ids.slice(2));
    const from = String(Date.parse('2026-02-02T09:06:00+08:00') / 1000);
    expect((await list({ start_time: from, end_time: from })).ids).toEqual([ids[1]]);
  });

  it('are refused for what does not fit', async () => {
    const chat = await group();
    const of = (query: string) => code('GET', `/im/v1/messages?${query}`);
    expect(await of(`container_id_type=chat&container_id=oc_none`)).toBe(230001);
    expect(await of(`container_id_type=room&container_id=${chat}`)).toBe(230001);
    expect(await of(`container_id_type=chat&container_id=${chat}&page_size=51`)).toBe(230001);
    expect(await of(`container_id_type=chat&container_id=${chat}&start_time=soon`)).toBe(230001);
    expect(await of(`container_id_type=chat&container_id=${await group('没有机器人的群')}`)).toBe(230002);
    await at.workspace.control('/config', { granted_scopes: ['im:message'] });
    expect(await of(`container_id_type=chat&container_id=${chat}`)).toBe(230027);
  });

  it('of a thread', async () => {
    const root = await create('一', await group(), 'chat_id');
    const { body } = await at.workspace.api('POST', `/im/v1/messages/${root}/reply`, {
      msg_type: 'text',
      content: '{"text":"二"}',
      reply_in_thread: true,
    });
    const { thread_id, message_id } = body.data as Json;
    const found = await at.workspace.api(
      'GET',
      `/im/v1/messages?container_id_type=thread&container_id=${thread_id}`,
    );
    expect(found.body.data).toMatchObject({ items: [{ message_id, thread_id }] });
  });
});

here('forwarding', () => {
  it('copies a message to somebody else', async () => {
    const message_id = await create('转给你');
    const sent = await at.workspace.client().im.v1.message.forward({
      path: { message_id },
      params: { receive_id_type: 'open_id', uuid: 'f-1' },
      data: { receive_id: bob },
    });
    expect(sent.data).toMatchObject({ msg_type: 'text', body: { content: '{"text":"转给你"}' } });
    expect(sent.data?.message_id).not.toBe(message_id);
    expect(await at.workspace.inbox(bob)).toHaveLength(1);
  });

  it('is refused for cards that forbid it, messages taken back, receivers nobody knows', async () => {
    const card = { ...buttonCard('一', {}), config: { enable_forward: false } };
    const { body } = await at.workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: ann,
      msg_type: 'interactive',
      content: JSON.stringify(card),
    });
    const forward = (id: unknown, type = 'open_id', receive_id = bob) =>
      code('POST', `/im/v1/messages/${id}/forward?receive_id_type=${type}`, { receive_id });
    expect(await forward((body.data as Json).message_id)).toBe(230015);
    const text = await create('一');
    expect(await forward(text, 'open_id', 'ou_none')).toBe(99992351);
    expect(await forward(text, '')).toBe(230001);
    expect(await forward(text, 'thread_id', 'omt_none')).toBe(230019);
    await at.workspace.api('DELETE', `/im/v1/messages/${text}`);
    expect(await forward(text)).toBe(230011);
    expect(await forward('om_none')).toBe(99992354);
  });
});

here('follow-up bubbles', () => {
  it('go under the newest message of a private chat, for ten minutes', async () => {
    const message_id = await create('选一个');
    const push = (id: string, contents: string[]) =>
      at.workspace
        .client()
        .im.v1.message.pushFollowUp({
          path: { message_id: id },
          data: { follow_ups: contents.map((content) => ({ content })) },
        })
        .then(
          (answer) => answer.code,
          (error: { response?: { data?: { code?: number } } }) => error.response?.data?.code,
        );
    expect(await push(message_id, ['好', '不'])).toBe(0);
    expect((await at.workspace.inbox(ann))[0]).toMatchObject({ follow_ups: ['好', '不'] });
    expect(await push(message_id, ['一', '二', '三', '四'])).toBe(99992402);
    expect(await push(message_id, ['长'.repeat(201)])).toBe(99992402);
    expect(await push(await create('群里', await group(), 'chat_id'), ['好'])).toBe(230001);
    await at.workspace.control('/clock', { advance: 'PT10M1S' });
    expect(await push(message_id, ['好'])).toBe(230002);
    await create('更新的');
    expect(await push(message_id, ['好'])).toBe(230001);
  });
});

here('reactions', () => {
  it('are one per emoji, and only one’s own can be taken back', async () => {
    const id = await create('一');
    const path = `/im/v1/messages/${id}/reactions`;
    const smile = { reaction_type: { emoji_type: 'SMILE' } };
    const first = await at.workspace.api('POST', path, smile);
    expect(first.body.data).toEqual({
      reaction_id: expect.any(String),
      operator: { operator_id: app.appId, operator_type: 'app' },
      action_time: String(Date.parse('2026-02-02T09:05:00+08:00')),
      reaction_type: { emoji_type: 'SMILE' },
    });
    expect((await at.workspace.api('POST', path, smile)).body.data).toEqual(first.body.data);
    await at.workspace.api('POST', path, { reaction_type: { emoji_type: 'THUMBSUP' } });
    expect((await at.workspace.api('GET', `${path}?reaction_type=SMILE`)).body.data).toMatchObject({
      items: [{ reaction_type: { emoji_type: 'SMILE' } }],
      has_more: false,
    });
    const { reaction_id } = first.body.data as Json;
    expect(await code('DELETE', `${path}/${reaction_id}`)).toBe(0);
    expect(await code('DELETE', `${path}/${reaction_id}`)).toBe(231011);
    expect(await code('POST', path, { reaction_type: { emoji_type: '😀' } })).toBe(231001);
    expect(await code('POST', '/im/v1/messages/om_none/reactions', smile)).toBe(231003);
    expect(await code('GET', `${path}?page_token=zzz`)).toBe(231012);
    await at.workspace.api('DELETE', `/im/v1/messages/${id}`);
    expect(await code('POST', path, smile)).toBe(231003);
  });
});

here('pins', () => {
  it('are set, listed newest first, and taken away', async () => {
    const chat_id = await group();
    const client = at.workspace.client();
    const ids = [await create('一', chat_id, 'chat_id'), await create('二', chat_id, 'chat_id')];
    for (const message_id of ids) {
      const { data } = await client.im.v1.pin.create({ data: { message_id } });
      expect(data?.pin).toMatchObject({
        message_id,
        chat_id,
        operator_id: app.appId,
        operator_id_type: 'app_id',
      });
      await at.workspace.control('/clock', { advance: 'PT1S' });
    }
    const list = async () =>
      (await client.im.v1.pin.list({ params: { chat_id } })).data?.items?.map((item) => item.message_id);
    expect(await list()).toEqual(ids.toReversed());
    const gone = { path: { message_id: ids[0] ?? '' } };
    expect((await client.im.v1.pin.delete(gone)).code).toBe(0);
    expect((await client.im.v1.pin.delete(gone)).code).toBe(0);
    expect(await list()).toEqual([ids[1]]);
    expect(await code('GET', '/im/v1/pins?chat_id=oc_none')).toBe(230001);
    expect(await code('POST', '/im/v1/pins', { message_id: 'om_none' })).toBe(99992354);
  });
});

here('files', () => {
  it('are uploaded by the SDK without a file name, sent, and downloaded again', async () => {
    const client = at.workspace.client();
    const image = png(3, 2);
    const picture = await client.im.v1.image.create({ data: { image_type: 'message', image } });
    expect(picture?.image_key).toMatch(/^img_v3_/);
    const bytes = Buffer.from([0, 255, 13, 10, 45, 45, 128, 7]);
    const file = await client.im.v1.file.create({
      data: { file_type: 'stream', file_name: '名单.bin', file: bytes },
    });
    expect(file?.file_key).toMatch(/^file_v3_/);
    const send = (msg_type: string, content: Json) =>
      client.im.v1.message.create({
        params: { receive_id_type: 'open_id' },
        data: { receive_id: ann, msg_type, content: JSON.stringify(content) },
      });
    const sent = await send('file', { file_key: file?.file_key });
    const got = await client.im.v1.messageResource.get({
      path: { message_id: sent.data?.message_id ?? '', file_key: file?.file_key ?? '' },
      params: { type: 'file' },
    });
    const chunks: Buffer[] = [];
    for await (const chunk of Readable.from(got.getReadableStream() as AsyncIterable<Buffer>))
      chunks.push(chunk);
    expect(Buffer.concat(chunks)).toEqual(bytes);
    expect((await send('image', { image_key: picture?.image_key })).code).toBe(0);
    const card = {
      schema: '2.0',
      body: {
        elements: [{ tag: 'img', img_key: picture?.image_key, alt: { tag: 'plain_text', content: '' } }],
      },
    };
    expect((await send('interactive', card)).code).toBe(0);
  });

  it('are refused: empty, too big, too wide, no picture, of the wrong kind, not in the message', async () => {
    const token = await at.workspace.token();
    const upload = async (path: string, fields: Record<string, string>, name: string, bytes: Buffer) => {
      const form = new FormData();
      for (const [key, value] of Object.entries(fields)) form.set(key, value);
      form.set(name, new Blob([new Uint8Array(bytes)]));
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${at.workspace.sandbox.url}/open-apis${path}`, {
        method: 'POST',
        headers,
        body: form,
      });
      return (await answer.json()) as { code: number; data: Json };
    };
    const image = (bytes: Buffer) => upload('/im/v1/images', { image_type: 'message' }, 'image', bytes);
    const file = (bytes: Buffer, file_type = 'pdf') =>
      upload('/im/v1/files', { file_type, file_name: 'a.pdf' }, 'file', bytes);
    expect((await image(Buffer.alloc(0))).code).toBe(234010);
    expect((await image(Buffer.from('no picture'))).code).toBe(234011);
    expect((await image(png(12_001, 1))).code).toBe(234039);
    expect((await image(Buffer.concat([png(1, 1), Buffer.alloc(10 * 1024 * 1024)]))).code).toBe(234006);
    expect((await file(Buffer.from('%PDF'), 'exe')).code).toBe(234001);
    expect((await file(Buffer.alloc(30 * 1024 * 1024 + 1))).code).toBe(234006);
    expect(await code('POST', '/im/v1/images', { image_type: 'message' })).toBe(234001);
    const { file_key } = (await file(Buffer.from('%PDF'))).data;
    const send = (msg_type: string, content: Json) =>
      code('POST', '/im/v1/messages?receive_id_type=open_id', {
        receive_id: ann,
        msg_type,
        content: JSON.stringify(content),
      });
    expect(await send('audio', { file_key })).toBe(230055);
    expect(await send('image', { image_key: 'img_v3_none' })).toBe(230001);
    const other = await create('一');
    expect(await code('GET', `/im/v1/messages/${other}/resources/${file_key}?type=file`)).toBe(234003);
    expect(await code('GET', `/im/v1/messages/${other}/resources/${file_key}`)).toBe(234001);
  });

  it('of a person can be read by the bot', async () => {
    const answer = await fetch(`${at.workspace.sandbox.url}/_sandbox/upload?name=a.png`, {
      method: 'POST',
      body: new Uint8Array(png(1, 1)),
    });
    const { key } = (await answer.json()) as { key: string };
    const shown = await fetch(`${at.workspace.sandbox.url}/_sandbox/images/${key}`);
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(png(1, 1));
    expect((await fetch(`${at.workspace.sandbox.url}/_sandbox/images/none`)).status).toBe(404);
  });
});
