import { afterEach, beforeEach, expect, it } from 'vitest';
import { onlyHere } from './tenant.ts';
import { ann, app, bob, buttonCard, TestWorkspace } from './workspace.ts';

const here = onlyHere('injects faults');

/** One test per row of faults the workspace can cause. */

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.open();
});
afterEach(async () => {
  await workspace.close();
});

const sendPath = '/open-apis/im/v1/messages';
const inject = async (fault: Json): Promise<number> => {
  const answer = await workspace.control('/faults', fault);
  expect(answer).toMatchObject({ status: 200 });
  return Number(answer.body.fault_id);
};
const left = async () => (await workspace.control('/faults')).body.faults as Json[];
const send = (to = ann, uuid?: string) =>
  workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: to,
    msg_type: 'text',
    content: '{"text":"一"}',
    uuid,
  });

here('codes come with the platform’s own status and sentence', () => {
  const rows: [string, Json, number, number, RegExp][] = [
    ['gateway limit', { code: 99991400 }, 429, 99991400, /frequency limit/],
    ['gateway limit of an old path', { code: 99991400, status: 400 }, 400, 99991400, /frequency limit/],
    ['per person, group, message', { code: 230020 }, 400, 230020, /frequency limit/],
    ['system peak', { code: 11232 }, 400, 11232, /rate limit/],
    ['daily batch cap', { code: 11247 }, 200, 11247, /daily limit/],
    ['outside the range', { code: 230013 }, 400, 230013, /availability/],
    ['resigned', { code: 230029 }, 400, 230029, /resigned/],
    ['blocked', { code: 230053 }, 400, 230053, /stopped the bot/],
    ['bot removed', { code: 230002 }, 400, 230002, /out of the chat/],
    ['dissolved', { code: 232009 }, 400, 232009, /dissolved/],
    ['muted', { code: 230035 }, 400, 230035, /Permission deny/],
    ['sensitive', { code: 230022 }, 400, 230022, /sensitive/],
    ['audit', { code: 230028 }, 400, 230028, /audit/],
    ['too long', { code: 230025 }, 400, 230025, /limit/],
    ['unread urgents', { code: 230023 }, 400, 230023, /urgent/],
    ['urgent quota', { code: 230024 }, 400, 230024, /quota/],
    ['no urgents here', { code: 230052 }, 400, 230052, /group/],
    ['scope', { code: 99991672 }, 400, 99991672, /scope/],
    ['anything', { code: 4711, msg: 'own words', status: 418 }, 418, 4711, /^own words$/],
    ...[
      200621, 200861, 11310, 100290, 200570, 200380, 200381, 200732, 200737, 200550, 200914, 200915, 300220,
      300230, 300240,
    ].map((sub): [string, Json, number, number, RegExp] => [
      `card ${sub}`,
      { code: 230099, sub },
      400,
      230099,
      new RegExp(`^Failed to create card content, ext=ErrCode: ${sub}; ErrMsg: .+; $`),
    ]),
  ];
  it.each(rows)('%s', async (_, fault, status, code, msg) => {
    await inject({ kind: 'code', path: sendPath, ...fault });
    const answer = await send();
    expect(answer).toMatchObject({ status, body: { code, msg: expect.stringMatching(msg) } });
    expect(answer.body.error).toHaveProperty('log_id');
    expect(answer.headers.get('x-ogw-ratelimit-reset')).toBe(code === 99991400 ? '1' : null);
    expect((await send()).body.code).toBe(0);
  });
});

here('answers that are none', () => {
  it.each([500, 502, 503, 504])('%i as JSON, as a page, empty', async (status) => {
    const raw = () => fetch(`${workspace.sandbox.url}${sendPath}`, { method: 'POST', body: '{}' });
    await inject({ kind: 'http', status, path: sendPath });
    await inject({ kind: 'http', status, path: sendPath, body: '<html>down</html>' });
    await inject({ kind: 'http', status, path: sendPath, body: '' });
    const [json, page, empty] = [await raw(), await raw(), await raw()];
    expect([json.status, page.status, empty.status]).toEqual([status, status, status]);
    expect(await json.json()).toMatchObject({ code: expect.any(Number) });
    expect(page.headers.get('content-type')).toBe('text/html');
    expect(await page.text()).toBe('<html>down</html>');
    expect(await empty.text()).toBe('');
  });

  it('reset after the effect: the same uuid gives the message that exists', async () => {
    await inject({ kind: 'reset_after', path: sendPath });
    await expect(send(ann, 'u-1')).rejects.toThrow();
    const [only] = await workspace.inbox(ann);
    const again = await send(ann, 'u-1');
    expect((again.body.data as Json).message_id).toBe(only?.message_id);
    expect(await workspace.inbox(ann)).toHaveLength(1);
  });
});

here('which requests are struck', () => {
  it('by a pattern of the path and by the verb', async () => {
    await inject({ kind: 'code', code: 1, path: '/open-apis/im/v1/messages/:id/reply', times: 'always' });
    await inject({ kind: 'code', code: 2, path: '/open-apis/im/*/messages', method: 'GET', times: 'always' });
    const sent = await send();
    expect(sent.body.code).toBe(0);
    const id = (sent.body.data as Json).message_id;
    const text = { msg_type: 'text', content: '{"text":"一"}' };
    expect((await workspace.api('POST', `/im/v1/messages/${id}/reply`, text)).body.code).toBe(1);
    expect((await workspace.api('GET', `/im/v1/messages/${id}`)).body.code).toBe(0);
    expect((await workspace.api('GET', '/im/v1/messages?container_id=x')).body.code).toBe(2);
  });

  it('the next so many, after some that pass; the list tells what is left', async () => {
    const fault_id = await inject({ kind: 'code', code: 1, path: sendPath, times: 2, skip: 1 });
    const codes = [];
    for (let count = 0; count < 2; count += 1) codes.push((await send()).body.code);
    expect(await left()).toMatchObject([{ fault_id, kind: 'code', left: 1, times: 2 }]);
    for (let count = 0; count < 2; count += 1) codes.push((await send()).body.code);
    expect(codes).toEqual([0, 1, 1, 0]);
    expect(await left()).toEqual([]);
  });

  it('some, by chance: the same seed strikes the same ones', async () => {
    const run = async (seed: number): Promise<unknown[]> => {
      const fault_id = await inject({ kind: 'code', code: 1, path: sendPath, probability: 0.5, seed });
      const codes = [];
      for (let count = 0; count < 30; count += 1) codes.push((await send()).body.code);
      expect(await left()).toMatchObject([{ fault_id, left: null }]);
      expect((await workspace.control(`/faults/${fault_id}`, undefined, 'DELETE')).status).toBe(200);
      return codes;
    };
    const first = await run(7);
    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
    expect(first.filter((code) => code === 1).length).toBeGreaterThan(5);
  });

  it('only at full and half hours', async () => {
    await inject({ kind: 'code', code: 11232, path: sendPath, minutes: [0, 30] });
    expect((await send()).body.code).toBe(0);
    await workspace.control('/clock', { to: '2026-02-02T09:30:59+08:00' });
    expect((await send()).body.code).toBe(11232);
    await workspace.control('/clock', { to: '2026-02-02T10:00:00+08:00' });
    expect((await send()).body.code).toBe(11232);
    await workspace.control('/clock', { advance: 'PT1M' });
    expect((await send()).body.code).toBe(0);
  });

  it('one person', async () => {
    await inject({ kind: 'code', code: 230013, match: bob, times: 'always' });
    expect([(await send(ann)).body.code, (await send(bob)).body.code]).toEqual([0, 230013]);
    await workspace.control('/faults', undefined, 'DELETE');
    expect((await send(bob)).body.code).toBe(0);
    expect((await workspace.control('/faults/99', undefined, 'DELETE')).status).toBe(404);
  });
});

here('secrets and tokens', () => {
  it('die at once, and a rotated secret opens nothing new', async () => {
    const auth = '/open-apis/auth/v3/tenant_access_token/internal';
    const token = await workspace.token();
    const info = () =>
      workspace.raw('GET', '/open-apis/bot/v3/info', undefined, { authorization: `Bearer ${token}` });
    await inject({ kind: 'secret_rotate', secret: 'fresh' });
    expect((await info()).body.code).toBe(0);
    const old = { app_id: app.appId, app_secret: app.appSecret };
    expect(await workspace.raw('POST', auth, old)).toMatchObject({ status: 200, body: { code: 10014 } });
    const discovery = { AppID: app.appId, AppSecret: app.appSecret };
    expect((await workspace.raw('POST', '/callback/ws/endpoint', discovery)).body).toMatchObject({
      code: 514,
      data: {},
    });
    expect((await workspace.raw('POST', auth, { ...old, app_secret: 'fresh' })).body.code).toBe(0);
    await inject({ kind: 'token_revoke' });
    expect((await info()).body.code).toBe(99991663);
    await inject({ kind: 'code', code: 99991663, path: '/open-apis/bot' });
    expect(await info()).toMatchObject({ status: 400, body: { code: 99991663 } });
  });
});

here('people and groups in a state, rather than a fault', () => {
  it.each([
    ['blocked_by', [ann], 230053],
    ['resigned', [ann], undefined],
    ['availability', [bob], 230013],
  ])('%s', async (setting, value, code) => {
    await workspace.control('/config', { [setting]: value });
    const answer = await send(ann);
    expect(answer.status).toBe(400);
    if (code === undefined) expect([230013, 230029]).toContain(answer.body.code);
    else expect(answer.body.code).toBe(code);
    expect((await send(bob)).body.code).toBe(0);
  });

  it('a muted group', async () => {
    const chat_id = await workspace.groupId('第一支部群');
    await workspace.control('/config', { muted_chats: [chat_id] });
    const text = { receive_id: chat_id, msg_type: 'text', content: '{"text":"一"}' };
    const sent = await workspace.api('POST', '/im/v1/messages?receive_id_type=chat_id', text);
    expect(sent.body.code).toBe(230035);
  });

  it('an urgent call names who could not be reached', async () => {
    const { body } = await send(ann);
    const path = `/im/v1/messages/${(body.data as Json).message_id}/urgent_app?user_id_type=open_id`;
    const some = await workspace.api('PATCH', path, { user_id_list: [ann, bob, 'ou_none'] });
    expect((some.body.data as Json).invalid_user_id_list).toEqual(expect.arrayContaining(['ou_none']));
    expect((await workspace.api('PATCH', path, { user_id_list: ['ou_none'] })).body.code).toBe(230001);
  });
});

here('events', () => {
  let seen: Json[];
  const texts = () =>
    seen.flatMap(({ event }) => ((event as Json).message as Json | undefined)?.content ?? []);
  const event = (index: number) => (seen[index]?.event ?? {}) as Json;
  const say = async (text: string) => (await workspace.control('/say', { as: ann, text })).body;
  beforeEach(async () => {
    await workspace.control('/enter', { as: ann });
    await workspace.listenRaw((payload) => {
      seen.push(JSON.parse(payload) as Json);
    });
    seen = [];
    await workspace.sandbox.settled();
    seen = [];
  });

  it('twice with one id; twice with two', async () => {
    await inject({ kind: 'duplicate_events' });
    await say('一');
    await workspace.sandbox.settled();
    await inject({ kind: 'duplicate_events', new_event_id: true });
    await say('二');
    await workspace.sandbox.settled();
    const ids = seen.map(({ header }) => (header as Json).event_id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[3]);
    const messages = seen.map(({ event: one }) => ((one as Json).message as Json).message_id);
    expect([messages[0], messages[2]]).toEqual([messages[1], messages[3]]);
  });

  it('the other way round', async () => {
    await inject({ kind: 'reorder_events', times: 3 });
    for (const text of ['一', '二', '三']) await say(text);
    await workspace.sandbox.settled();
    expect(texts()).toEqual(['三', '二', '一'].map((text) => JSON.stringify({ text })));
    await inject({ kind: 'reorder_events', times: 9 });
    await say('四');
    await workspace.control('/faults', undefined, 'DELETE');
    await workspace.sandbox.settled();
    expect(texts().at(-1)).toBe('{"text":"四"}');
  });

  it('minutes late, on the clock', async () => {
    await inject({ kind: 'delay_events', delayMs: 300_000 });
    await say('晚');
    await say('早');
    await workspace.sandbox.settled();
    expect(texts()).toEqual(['{"text":"早"}']);
    await workspace.control('/clock', { advance: 'PT5M' });
    await workspace.sandbox.settled();
    expect(texts()).toEqual(['{"text":"早"}', '{"text":"晚"}']);
  });

  it('lost once, then retried', async () => {
    await inject({ kind: 'drop_events' });
    await say('一');
    await workspace.sandbox.settled();
    expect(texts()).toEqual([]);
    await workspace.control('/clock', { advance: 'PT15S' });
    await workspace.sandbox.settled();
    expect(texts()).toEqual(['{"text":"一"}']);
  });

  it('in the first envelope; without optional fields; with unknown ones', async () => {
    await inject({ kind: 'v1_envelope' });
    await inject({ kind: 'strip_optional', skip: 1 });
    await inject({ kind: 'extra_fields', skip: 2 });
    const first = await say('一');
    await say('二');
    await say('三');
    await workspace.sandbox.settled();
    expect(seen[0]).toMatchObject({
      uuid: first.event_id,
      type: 'event_callback',
      event: { type: 'im.message.receive_v1', message: { content: '{"text":"一"}' } },
    });
    expect(event(1)).toMatchObject({ sender: { sender_id: { open_id: ann } } });
    expect(JSON.stringify(event(1))).not.toMatch(/union_id|user_id"|update_time|tenant_key/);
    expect(seen[2]).toHaveProperty('not_in_the_contract');
    expect(event(2).message).toHaveProperty('not_in_the_contract');
    expect(seen[2]).toMatchObject({ header: { event_type: 'im.message.receive_v1' } });
  });
});

here('a frame of type card', () => {
  it('is dropped by the client without a word, and the person sees that nothing came back', async () => {
    await workspace.control('/config', { answer_seconds: 0.3 });
    let clicks = 0;
    await workspace.connect({
      'card.action.trigger': () => {
        clicks += 1;
        return {};
      },
    });
    const { body } = await workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: ann,
      msg_type: 'interactive',
      content: JSON.stringify(buttonCard('题', { a: 1 })),
    });
    const press = { as: ann, message_id: (body.data as Json).message_id, name: 'go' };
    await inject({ kind: 'card_frame', path: 'card.action.trigger' });
    expect((await workspace.control('/click', press)).body.code).toBe(200341);
    expect((await workspace.control('/click', press)).body.code).toBe(0);
    expect(clicks).toBe(1);
  });
});

here('a call that is no fault', () => {
  it.each([
    [{ kind: 'code' }],
    [{ kind: 'secret_rotate' }],
    [{ kind: 'gremlin' }],
    [{ kind: 'http', probability: 2 }],
    [{ kind: 'http', times: 0 }],
    [{ kind: 'http', minutes: [60] }],
    [{ kind: 'http', colour: 'red' }],
  ])('%o', async (fault) => {
    expect(await workspace.control('/faults', fault)).toEqual({
      status: 400,
      body: { error: expect.stringMatching(/./) },
    });
  });
});
