import { afterEach, beforeEach, expect, it } from 'vitest';
import { onlyHere } from './tenant.ts';
import { ann, app, bob, buttonCard, cyd, TestWorkspace } from './workspace.ts';

const here = onlyHere('changes scopes and ranges, moves the clock');

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.open();
});
afterEach(async () => {
  await workspace.close();
});

const config = (change: Json) => workspace.control('/config', change);
const send = (receive_id = ann, type = 'open_id') =>
  workspace.api('POST', `/im/v1/messages?receive_id_type=${type}`, {
    receive_id,
    msg_type: 'text',
    content: '{"text":"一"}',
  });
const code = async (method: string, path: string, body?: unknown): Promise<unknown> =>
  (await workspace.api(method, path, body)).body.code;
const group = async (): Promise<string> => {
  const { chats } = (await workspace.control('/state')).body as { chats: Json[] };
  return String(chats.find((chat) => chat.name === '第一支部群')?.chat_id);
};

here('the gateway', () => {
  const path = '/open-apis/im/v1/chats';
  const withToken = (authorization: string) => workspace.raw('GET', path, undefined, { authorization });

  it('knows its paths and verbs before anything else', async () => {
    const unknown = await workspace.raw('GET', '/open-apis/im/v9/nothing');
    expect(unknown).toMatchObject({
      status: 404,
      body: { code: 99991201, error: { log_id: expect.any(String) } },
    });
    expect((await workspace.raw('GET', '/callback/nothing')).body.code).toBe(99991201);
    expect((await workspace.raw('DELETE', path)).body.code).toBe(99991301);
    expect((await workspace.raw('PATCH', '/open-apis/contact/v3/scopes')).body.code).toBe(99991301);
  });

  it('tells the kinds of bad tokens apart, with the status that is set', async () => {
    expect((await workspace.raw('GET', path)).body.code).toBe(99991661);
    expect((await withToken('Bearer ')).body.code).toBe(99991661);
    expect((await withToken('Bearer a-1')).body.code).toBe(99991671);
    expect(await withToken('Bearer t-1')).toMatchObject({ status: 400, body: { code: 99991663 } });
    await config({ token_error_status: 401 });
    expect(await withToken('Bearer t-1')).toMatchObject({ status: 401, body: { code: 99991663 } });
    expect((await withToken('Bearer u-1')).status).toBe(401);
  });

  it('gives the same token while half an hour of it remains, then a second one beside it', async () => {
    const first = await workspace.token();
    await workspace.control('/clock', { advance: 'PT1H30M' });
    expect(await workspace.token()).toBe(first);
    await workspace.control('/clock', { advance: 'PT1S' });
    const second = await workspace.token();
    expect(second).not.toBe(first);
    for (const token of [first, second]) expect((await withToken(`Bearer ${token}`)).body.code).toBe(0);
    await workspace.control('/clock', { advance: 'PT29M59S' });
    expect((await withToken(`Bearer ${first}`)).body.code).toBe(99991663);
    expect((await withToken(`Bearer ${second}`)).body.code).toBe(0);
  });

  it('gives tokens of any shorter life', async () => {
    await config({ token_lifetime_seconds: 200 });
    const ask = { app_id: app.appId, app_secret: app.appSecret };
    const { body } = await workspace.raw('POST', '/open-apis/auth/v3/app_access_token/internal/', ask);
    expect(body).toMatchObject({ code: 0, expire: 200, app_access_token: body.tenant_access_token });
    await workspace.control('/clock', { advance: 'PT3M20S' });
    expect((await withToken(`Bearer ${body.tenant_access_token}`)).body.code).toBe(99991663);
  });

  it('takes what clients in other languages send', async () => {
    const authorization = `Bearer ${await workspace.token()}`;
    const url = workspace.sandbox.url;
    const plain = await fetch(`${url}${path}`, {
      headers: {
        authorization,
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'oapi-sdk-go/v3',
      },
    });
    expect(((await plain.json()) as Json).code).toBe(0);
    const endpoint = await workspace.raw(
      'POST',
      '/callback/ws/endpoint',
      { AppID: app.appId, AppSecret: app.appSecret },
      { locale: 'zh' },
    );
    expect(endpoint.body).toMatchObject({
      code: 0,
      data: { URL: expect.stringMatching(/^ws:.*&service_id=\d+&ticket=/) },
    });
    const bytes = JSON.stringify({ receive_id: ann, msg_type: 'text', content: '{"text":"一"}' });
    const sent = await fetch(`${url}/open-apis/im/v1/messages?receive_id_type=open_id`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'text/plain' },
      body: bytes,
    });
    expect(((await sent.json()) as Json).code).toBe(0);
  });
});

here('granted scopes', () => {
  it('stand before the calls', async () => {
    await config({ granted_scopes: ['im:chat'] });
    expect(await send()).toMatchObject({
      status: 400,
      body: {
        code: 99991672,
        msg: expect.stringContaining('im:message:send_as_bot'),
        error: {
          log_id: expect.any(String),
          permission_violations: expect.arrayContaining([
            { type: 'action_scope_required', subject: 'im:message:send_as_bot' },
          ]),
          helps: [{ url: expect.stringContaining(app.appId), description: expect.any(String) }],
        },
      },
    });
    expect(await code('GET', '/im/v1/chats')).toBe(0);
    expect(await code('GET', '/bot/v3/info')).toBe(0);
    const { body } = await workspace.api('GET', '/application/v6/scopes');
    const status = (name: string) =>
      (body.data as { scopes: Json[] }).scopes.find((scope) => scope.scope_name === name)?.grant_status;
    expect([status('im:chat'), status('im:message')]).toEqual([1, 2]);
  });

  it('keep fields back', async () => {
    const directory = 'contact:contact.base:readonly';
    const user = async () =>
      ((await workspace.api('GET', `/contact/v3/users/${ann}`)).body.data as { user: Json }).user;
    await config({ granted_scopes: [directory] });
    expect(Object.keys(await user()).sort()).toEqual(['open_id', 'union_id']);
    await config({
      granted_scopes: [directory, 'contact:user.base:readonly', 'contact:user.email:readonly'],
    });
    expect(await user()).toMatchObject({ name: '安然', email: 'ann@workspace.example' });
    expect(await user()).not.toHaveProperty('mobile');
    expect(await user()).not.toHaveProperty('user_id');
  });

  it('keep events back, without a word', async () => {
    const heard: Json[] = [];
    await workspace.connect({ 'im.message.receive_v1': (event: Json) => void heard.push(event) });
    const say = (text: string, chat_id?: string) => workspace.control('/say', { as: ann, text, chat_id });
    await config({ granted_scopes: ['im:message'] });
    expect((await say('一')).body.event_id).toBeNull();
    await config({ granted_scopes: ['im:message.p2p_msg:readonly'] });
    expect((await say('二')).body.event_id).not.toBeNull();
    expect((await say('@守时 三', await group())).body.event_id).toBeNull();
    await config({ granted_scopes: ['im:message.group_at_msg:readonly'] });
    expect((await say('@守时 四', await group())).body.event_id).not.toBeNull();
    expect((await say('五', await group())).body.event_id).toBeNull();
    await config({ granted_scopes: ['im:message.group_msg'] });
    expect((await say('六', await group())).body.event_id).not.toBeNull();
    await workspace.sandbox.settled();
    expect(heard).toHaveLength(3);
    expect(heard[0]).not.toHaveProperty('sender.sender_id.user_id');
  });
});

here('the availability range', () => {
  it('decides to whom the bot may write', async () => {
    await config({ availability: [ann] });
    expect((await send()).body.code).toBe(0);
    expect(await send(bob)).toMatchObject({ status: 400, body: { code: 230013 } });
    expect(await workspace.inbox(bob)).toEqual([]);
    await config({ availability: 'all', resigned: [bob] });
    expect((await send(bob)).body.code).toBe(230013);
    await config({ resigned: [] });
    expect((await send(bob)).body.code).toBe(0);
  });

  it('holds in a chat that is already there', async () => {
    const { chat_id } = (await send()).body.data as { chat_id: string };
    await config({ availability: [bob] });
    expect((await send(chat_id, 'chat_id')).body.code).toBe(230013);
  });
});

here('urgent messages', () => {
  const urge = async (message_id: unknown, kind = 'app', who = [ann]) =>
    code('PATCH', `/im/v1/messages/${message_id}/urgent_${kind}?user_id_type=open_id`, { user_id_list: who });
  const sent = async (...where: Parameters<typeof send>) =>
    ((await send(...where)).body.data as Json).message_id;

  it('pile up to two hundred unread ones', async () => {
    const first = await sent();
    const ids = [first];
    for (let count = 1; count < 200; count += 1) ids.push(await sent());
    for (const id of ids) expect(await urge(id)).toBe(0);
    const last = await sent();
    expect(await urge(last)).toBe(230023);
    await workspace.control('/read', { as: ann, message_id: first });
    expect(await urge(last)).toBe(0);
  });

  it('cost what the tenant paid for', async () => {
    await config({ urgent_sms_quota: 2, urgent_phone_quota: 0 });
    const id = await sent(await group(), 'chat_id');
    expect(await urge(id, 'phone')).toBe(230024);
    expect(await urge(id, 'sms', [ann, bob])).toBe(0);
    expect(await urge(id, 'sms')).toBe(230024);
    expect(await urge(id, 'app')).toBe(0);
  });

  it('are not for every group, nor for whoever is not there', async () => {
    const made = await workspace.api('POST', '/im/v1/chats', {
      user_id_list: [ann, bob],
      owner_id: ann,
      urgent_setting: 'only_owner',
    });
    const { chat_id } = made.body.data as { chat_id: string };
    expect(await urge(await sent(chat_id, 'chat_id'))).toBe(230052);
    const open = await sent(await group(), 'chat_id');
    expect(await urge(open, 'app', [cyd])).toBe(230001);
    const { body } = await workspace.control('/say', { as: ann, text: '一' });
    expect(await urge(body.message_id)).toBe(230012);
    expect(await urge('om_none')).toBe(99992354);
    await config({ granted_scopes: ['im:message', 'im:message.urgent'] });
    expect(await urge(open)).toBe(0);
    expect(await urge(open, 'sms')).toBe(99991672);
  });
});

here('frequency', () => {
  it('is five a second for a person and for a group, whoever is asked how', async () => {
    await config({ limits: true });
    const chat = await group();
    for (let count = 0; count < 5; count += 1) {
      expect((await send()).body.code).toBe(0);
      expect((await send(chat, 'chat_id')).body.code).toBe(0);
    }
    const { chat_id } = (await send(bob)).body.data as { chat_id: string };
    expect((await send()).body.code).toBe(230020);
    expect((await send(chat, 'chat_id')).body.code).toBe(230020);
    for (let count = 0; count < 4; count += 1) expect((await send(chat_id, 'chat_id')).body.code).toBe(0);
    expect((await send(bob)).body.code).toBe(230020);
    await workspace.control('/clock', { advance: 'PT1S' });
    expect((await send()).body.code).toBe(0);
  });

  it('is five a second for one card', async () => {
    const { body } = await workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: ann,
      msg_type: 'interactive',
      content: JSON.stringify(buttonCard('一', {})),
    });
    await config({ limits: true });
    const patch = () =>
      code('PATCH', `/im/v1/messages/${(body.data as Json).message_id}`, {
        content: JSON.stringify(buttonCard('二', {})),
      });
    for (let count = 0; count < 5; count += 1) expect(await patch()).toBe(0);
    expect(await patch()).toBe(230020);
  });

  it('is fifty a second and a thousand a minute for every method by itself', async () => {
    await config({ limits: true });
    const list = () => workspace.api('GET', '/im/v1/chats');
    for (let count = 0; count < 50; count += 1) expect((await list()).status).toBe(200);
    const full = await list();
    expect(full).toMatchObject({ status: 429, body: { code: 99991400 } });
    expect(full.headers.get('x-ogw-ratelimit-limit')).toBe('50');
    expect(full.headers.get('x-ogw-ratelimit-reset')).toBe('1');
    expect(await code('GET', '/bot/v3/info')).toBe(0);
  });

  it('is less where the documentation says so', async () => {
    await config({ limits: true });
    const members = () => workspace.api('GET', '/contact/v3/functional_roles/none/members');
    for (let count = 0; count < 50; count += 1) await members();
    await workspace.control('/clock', { advance: 'PT1S' });
    for (let count = 0; count < 50; count += 1) await members();
    await workspace.control('/clock', { advance: 'PT1S' });
    let answer = await members();
    for (let count = 0; count < 5 && answer.status !== 429; count += 1) answer = await members();
    expect(answer).toMatchObject({ status: 429, body: { code: 99991400 } });
    expect(answer.headers.get('x-ogw-ratelimit-limit')).toBe('100');
    expect(Number(answer.headers.get('x-ogw-ratelimit-reset'))).toBeGreaterThan(0);
  });
});
