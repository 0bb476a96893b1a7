import { afterAll, beforeAll, expect, it } from 'vitest';
import { onlyHere } from './tenant.ts';
import { ann, buttonCard, TestWorkspace } from './workspace.ts';

const here = onlyHere('needs a group and clicks of its own');

/** The same rules at every door through which a card can come, each door with its own numbers. */

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
let message: string;
let group: string;
let answer: unknown;
let token: unknown;

const good = buttonCard('题', { a: 1 });
const bad = { ...good, body: { elements: [{ tag: 'marquee' }] } };
const stranger = { ...good, body: { elements: [{ tag: 'person', user_id: 'ou_none' }] } };
const text = JSON.stringify;
const path = 'ErrPath: ROOT -> body -> elements -> [0](tag: marquee)';

beforeAll(async () => {
  workspace = await TestWorkspace.open();
  await workspace.connect({
    'card.action.trigger': (event: Json) => {
      token = event.token;
      return answer;
    },
  });
  group = await workspace.groupId('第一支部群');
  message = String((await send(good)).data?.message_id);
});
afterAll(async () => {
  await workspace.close();
});

const call = async (verb: string, to: string, body: unknown) =>
  (await workspace.api(verb, to, body)).body as { code: number; msg: string; data?: Json; error?: Json };
const send = (card: unknown) =>
  call('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: ann,
    msg_type: 'interactive',
    content: text(card),
  });

here('a card the platform refuses', () => {
  const doors: [string, (card: unknown) => ReturnType<typeof call>, number, string][] = [
    ['send', send, 230099, path],
    [
      'reply',
      (card) =>
        call('POST', `/im/v1/messages/${message}/reply`, { msg_type: 'interactive', content: text(card) }),
      230099,
      path,
    ],
    ['patch', (card) => call('PATCH', `/im/v1/messages/${message}`, { content: text(card) }), 230099, path],
    [
      'ephemeral',
      (card) =>
        call('POST', '/ephemeral/v1/send', { chat_id: group, open_id: ann, msg_type: 'interactive', card }),
      230099,
      path,
    ],
    [
      'batch',
      (card) => call('POST', '/message/v4/batch_send/', { msg_type: 'interactive', card, open_ids: [ann] }),
      11246,
      path,
    ],
    [
      'card entity',
      (card) => call('POST', '/cardkit/v1/cards', { type: 'card_json', data: text(card) }),
      10002,
      path,
    ],
  ];
  it.each(doors)('%s', async (_, through, code, place) => {
    expect((await through(good)).code).toBe(0);
    const refused = await through(bad);
    expect(refused.code).toBe(code);
    expect(refused.msg).toContain(place);
    expect(refused.error).toMatchObject({ rule: 'sandbox-chosen' });
    expect((await through(stranger)).msg).toContain('100290');
  });

  it('later update', async () => {
    answer = {};
    const press = { as: ann, message_id: message, name: 'go' };
    expect((await workspace.control('/click', press)).body.code).toBe(0);
    const update = (card: unknown) => call('POST', '/interactive/v1/card/update', { token, card });
    expect(await update(bad)).toMatchObject({ code: 11311, msg: expect.stringContaining('200621') });
    expect((await update(good)).code).toBe(0);
  });

  it('answer to a click', async () => {
    const press = { as: ann, message_id: message, name: 'go' };
    answer = { card: { type: 'raw', data: bad } };
    expect((await workspace.control('/click', press)).body).toMatchObject({
      code: 200673,
      card_updated: false,
    });
    answer = { card: { type: 'raw', data: good } };
    expect((await workspace.control('/click', press)).body).toMatchObject({ code: 0, card_updated: true });
  });

  it('too long, with the number of each door', async () => {
    const long = { ...good, body: { elements: [{ tag: 'markdown', content: '大'.repeat(11_000) }] } };
    const codes = await Promise.all(doors.map(async ([name, through]) => [name, (await through(long)).code]));
    expect(Object.fromEntries(codes)).toMatchObject({
      send: 230025,
      reply: 230025,
      patch: 230025,
      'card entity': 200860,
    });
  });

  it('a picture nobody uploaded', async () => {
    const picture = (img_key: string) => ({ ...good, body: { elements: [{ tag: 'img', img_key }] } });
    expect((await send(picture('img_v3_none'))).msg).toContain('ErrCode: 200570');
    const form = new FormData();
    form.set('image_type', 'message');
    form.set(
      'image',
      new Blob([
        Buffer.from(
          'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
          'base64',
        ),
      ]),
    );
    const uploaded = await fetch(`${workspace.sandbox.url}/open-apis/im/v1/images`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await workspace.token()}` },
      body: form,
    });
    const { data } = (await uploaded.json()) as { data: { image_key: string } };
    expect((await send(picture(data.image_key))).code).toBe(0);
  });

  it('entities: their own numbers', async () => {
    const create = async (card: unknown) =>
      (
        await call('POST', '/cardkit/v1/cards', {
          type: 'card_json',
          data: typeof card === 'string' ? card : text(card),
        })
      ).code;
    const many = Array.from({ length: 201 }, () => ({ tag: 'hr' }));
    const twice = [1, 2].map(() => ({ tag: 'hr', element_id: 'same' }));
    expect(await create('{')).toBe(200220);
    expect(await create({})).toBe(300307);
    expect(await create({ elements: [] })).toBe(300303);
    expect(await create({ ...good, config: { update_multi: false } })).toBe(300302);
    expect(await create({ schema: '2.0', body: { elements: twice } })).toBe(300301);
    expect(await create({ schema: '2.0', body: { elements: many } })).toBe(300305);
  });
});
