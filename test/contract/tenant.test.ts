import { afterEach, beforeEach, describe, expect } from 'vitest';
import { anywhere, openTenant, type Tenant } from './tenant.ts';
import { buttonCard } from './workspace.ts';

type Json = Record<string, unknown>;
let tenant: Tenant;
beforeEach(async () => {
  tenant = await openTenant();
});
afterEach(async () => {
  await tenant.close();
});

const send = (msg_type: string, content: unknown, uuid?: string) =>
  tenant.client().im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: {
      receive_id: tenant.me,
      msg_type,
      content: JSON.stringify(content),
      ...(uuid === undefined ? {} : { uuid }),
    },
  });

describe('rows that can be held against a real tenant', () => {
  anywhere('a token: at the top level, two hours at most, the same one again', async () => {
    const ask = { app_id: tenant.appId, app_secret: tenant.appSecret };
    const path = '/open-apis/auth/v3/tenant_access_token/internal';
    const first = await tenant.raw('POST', path, ask);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ code: 0, tenant_access_token: expect.stringMatching(/^t-/) });
    expect(first.body.expire).toBeLessThanOrEqual(7200);
    expect((await tenant.raw('POST', path, ask)).body.tenant_access_token).toBe(
      first.body.tenant_access_token,
    );
    const wrong = await tenant.raw('POST', path, { ...ask, app_secret: 'wrong' });
    expect(wrong.status).toBe(200);
    expect(wrong.body.code).not.toBe(0);
  });

  anywhere('every answer is JSON in UTF-8 and carries a log id', async () => {
    const { headers } = await tenant.api('GET', '/bot/v3/info');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('x-tt-logid')).toMatch(/^\w{20,}$/);
  });

  anywhere('no token, a token of the wrong kind, an unknown token', async () => {
    const path = '/open-apis/im/v1/chats';
    const code = async (authorization?: string) =>
      (await tenant.raw('GET', path, undefined, authorization === undefined ? {} : { authorization })).body
        .code;
    expect(await code()).toBe(99991661);
    expect(await code('Bearer x-1')).toBe(99991671);
    expect(await code('Bearer t-0')).toBe(99991663);
  });

  anywhere('the bot knows itself, outside data', async () => {
    const { body } = await tenant.api('GET', '/bot/v3/info');
    expect(body).toMatchObject({ code: 0, msg: 'ok', bot: { open_id: expect.stringMatching(/^ou_/) } });
    expect(body).not.toHaveProperty('data');
  });

  anywhere('send, read, edit, recall a text; one uuid sends once', async () => {
    const client = tenant.client();
    const uuid = `row-${process.hrtime.bigint()}`;
    const sent = await send('text', { text: '一' }, uuid);
    expect(sent).toMatchObject({
      code: 0,
      data: { message_id: expect.stringMatching(/^om_/), msg_type: 'text' },
    });
    const path = { message_id: sent.data?.message_id ?? '' };
    expect((await send('text', { text: '一' }, uuid)).data?.message_id).toBe(path.message_id);
    const got = await client.im.v1.message.get({ path });
    expect(got.data?.items).toMatchObject([{ message_id: path.message_id, deleted: false }]);
    const edited = await client.im.v1.message.update({
      path,
      data: { msg_type: 'text', content: '{"text":"二"}' },
    });
    expect(edited.code).toBe(0);
    expect((await client.im.v1.message.readUsers({ path, params: { user_id_type: 'open_id' } })).code).toBe(
      0,
    );
    expect((await client.im.v1.message.delete({ path })).code).toBe(0);
  });

  anywhere('send and replace a card; refuse a bad one with its sub-code', async () => {
    const client = tenant.client();
    const sent = await send('interactive', buttonCard('一', { act: 'go' }));
    const path = { message_id: sent.data?.message_id ?? '' };
    const fresh = JSON.stringify(buttonCard('二', { act: 'go' }));
    expect(await client.im.v1.message.patch({ path, data: { content: fresh } })).toMatchObject({ code: 0 });
    const note = { schema: '2.0', body: { elements: [{ tag: 'note', elements: [] }] } };
    const refused = await tenant.api('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: tenant.me,
      msg_type: 'interactive',
      content: JSON.stringify(note),
    });
    expect(refused).toMatchObject({ status: 400, body: { code: 230099 } });
    expect(refused.body.msg).toContain('ErrCode: 200861');
  });

  anywhere('react and take it back', async () => {
    const client = tenant.client();
    const sent = await send('text', { text: '好' });
    const path = { message_id: sent.data?.message_id ?? '' };
    const made = await client.im.v1.messageReaction.create({
      path,
      data: { reaction_type: { emoji_type: 'SMILE' } },
    });
    expect(made.data).toMatchObject({
      reaction_type: { emoji_type: 'SMILE' },
      operator: { operator_type: 'app' },
    });
    const listed = await client.im.v1.messageReaction.list({ path });
    expect(listed.data).toMatchObject({ has_more: false, items: [{ reaction_id: made.data?.reaction_id }] });
    const gone = await client.im.v1.messageReaction.delete({
      path: { ...path, reaction_id: made.data?.reaction_id ?? '' },
    });
    expect(gone.code).toBe(0);
  });

  anywhere('a card entity: strictly rising sequence', async () => {
    const client = tenant.client();
    const card = {
      schema: '2.0',
      config: { streaming_mode: true },
      body: { elements: [{ tag: 'markdown', element_id: 'talk', content: '…' }] },
    };
    const made = await client.cardkit.v1.card.create({
      data: { type: 'card_json', data: JSON.stringify(card) },
    });
    const card_id = made.data?.card_id ?? '';
    expect(card_id).toMatch(/^\d{19}$/);
    expect((await send('interactive', { type: 'card', data: { card_id } })).code).toBe(0);
    const write = (sequence: number) =>
      tenant.api('PUT', `/cardkit/v1/cards/${card_id}/elements/talk/content`, { content: '好的', sequence });
    expect((await write(1)).body.code).toBe(0);
    expect((await write(1)).body.code).toBe(300317);
  });

  anywhere('wrong page sizes and tokens of the directory', async () => {
    const code = async (query: string) =>
      (await tenant.api('GET', `/contact/v3/scopes?${query}`)).body.code as unknown;
    expect(await code('page_size=1000')).toBe(40011);
    expect(await code('page_token=nonsense')).toBe(40012);
    const { body } = await tenant.api('GET', '/contact/v3/scopes');
    expect(Object.keys(body.data as Json)).toContain('has_more');
  });
});
