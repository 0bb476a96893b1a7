import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import WebSocket from 'ws';
import { openJournal, replayJournal, rewriteJournal } from '../../src/sandbox/journal.ts';
import { lastClock } from '../../src/sandbox/server.ts';
import { snapshot } from '../../src/sandbox/snapshot.ts';
import { emptyState, reduce } from '../../src/sandbox/state.ts';
import { onlyHere } from './tenant.ts';
import { ann, app, bob, cyd, TestWorkspace } from './workspace.ts';

const here = onlyHere('is about the controls themselves');

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.open();
});
afterEach(async () => {
  await workspace.close();
});

here('bad control calls', () => {
  const bad: [string, Json, number][] = [
    ['/say', { as: ann }, 400],
    ['/say', { as: 'ou_none', text: 'x' }, 404],
    ['/say', { as: ann, text: 'x', chat_id: 'oc_none' }, 404],
    ['/say', { as: ann, text: 'x', more: 1 }, 400],
    ['/read', { as: ann, message_id: 'om_none' }, 404],
    ['/menu', { as: ann, event_key: 'k'.repeat(31) }, 400],
    ['/clock', {}, 400],
    ['/clock', { to: '2026-02-03' }, 400],
    ['/clock', { to: '2026-02-02T09:04:59+08:00' }, 400],
    ['/clock', { advance: 'a day' }, 400],
    ['/clock', { advance: 'P1D', rate: 3 }, 400],
    ['/clock', { rate: -1 }, 400],
    ['/clock', { next: false }, 400],
    ['/clock', { to: '9999-12-31T23:59:59Z' }, 400],
    ['/clock', { next: true, rate: 1 }, 400],
    ['/config', { transport: 'pigeon' }, 400],
    ['/config', { unknown: 1 }, 400],
    ['/nothing', {}, 404],
  ];
  it.each(bad)('POST %s %o', async (path, body, status) => {
    const answer = await workspace.control(path, body);
    expect(answer).toEqual({ status, body: { error: expect.stringMatching(/./) } });
  });

  it('say why', async () => {
    const answer = await fetch(`${workspace.sandbox.url}/_sandbox/say`, { method: 'POST', body: '{' });
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as Json).error).toContain('JSON');
    expect((await workspace.control('/inbox')).status).toBe(400);
    expect((await workspace.control('/inbox?open_id=ou_none')).status).toBe(404);
  });

  it('come from this machine under its own name', async () => {
    const { get } = await import('node:http');
    const status = await new Promise((resolve) =>
      get(`${workspace.sandbox.url}/_sandbox/state`, { headers: { host: 'evil.example' } }, (answer) =>
        resolve(answer.statusCode),
      ),
    );
    expect(status).toBe(403);
  });
});

here('the clock', () => {
  it('moves forward by duration and to a moment, and changes speed', async () => {
    expect((await workspace.control('/clock', { advance: 'P1DT2H' })).body).toEqual({
      now: '2026-02-03T11:05:00+08:00',
      idle: true,
    });
    expect((await workspace.control('/clock', { to: '2026-03-01T00:00:00Z' })).body.now).toBe(
      '2026-03-01T08:00:00+08:00',
    );
    expect((await workspace.control('/clock', { rate: 60 })).body).toMatchObject({ rate: 60, idle: true });
    await workspace.control('/clock', { rate: 0 });
    expect((await workspace.control('/clock')).body.rate).toBe(0);
  });

  it('moves to the next moment at which anything is due, and stays where nothing is', async () => {
    const next = async () => (await workspace.control('/clock', { next: true })).body;
    expect(await next()).toEqual({ now: '2026-02-02T09:05:00+08:00', idle: true });
    await workspace.api('POST', '/message/v4/batch_send/', {
      msg_type: 'text',
      content: { text: '一' },
      open_ids: [ann],
    });
    await workspace.control('/config', { unreachable_events: 'ladder' });
    await workspace.control('/say', { as: bob, text: '二' });
    expect((await next()).now).toBe('2026-02-02T09:05:01+08:00');
    expect(await workspace.inbox(ann)).toMatchObject([{ content: '{"text":"一"}' }]);
    expect((await next()).now).toBe('2026-02-02T09:05:15+08:00');
    expect((await next()).now).toBe('2026-02-02T09:10:15+08:00');
  });
});

here('what is seen', () => {
  it('the inbox over all chats, after a message or a moment', async () => {
    const { chats } = (await workspace.control('/state')).body as { chats: Json[] };
    const group = chats.find((chat) => chat.name === '第一支部群')?.chat_id;
    const first = await workspace.control('/say', { as: ann, text: '一' });
    await workspace.control('/clock', { advance: 'PT1M' });
    await workspace.control('/say', { as: bob, text: '二', chat_id: group });
    const ids = async (query: string) =>
      ((await workspace.control(`/inbox?open_id=${ann}${query}`)).body.messages as Json[]).map(
        (one) => one.content,
      );
    expect(await ids('')).toEqual(['{"text":"一"}', '{"text":"二"}']);
    expect(await ids(`&chat_id=${group}`)).toEqual(['{"text":"二"}']);
    expect(await ids(`&after=${first.body.message_id}`)).toEqual(['{"text":"二"}']);
    expect(await ids(`&after=${encodeURIComponent('2026-02-02T09:05:30+08:00')}`)).toEqual(['{"text":"二"}']);
    expect(await workspace.inbox(cyd)).toEqual([]);
    const list = (await workspace.control(`/chats?open_id=${ann}`)).body.chats as Json[];
    expect(list).toMatchObject([
      { chat_id: group, name: '第一支部群', unread: 1, last: { preview: '二' }, member_count: 2 },
      { type: 'p2p', name: app.name, unread: 0, last: { preview: '一' }, member_count: 1 },
      { name: '没有机器人的群', last: null, urgent: false },
    ]);
  });

  it('which chats hold something urgent, until it is read', async () => {
    const chat_id = await workspace.groupId('第一支部群');
    const sent = await workspace.api('POST', '/im/v1/messages?receive_id_type=chat_id', {
      receive_id: chat_id,
      msg_type: 'text',
      content: '{"text":"急"}',
    });
    const { message_id } = sent.body.data as { message_id: string };
    await workspace.api('PATCH', `/im/v1/messages/${message_id}/urgent_app?user_id_type=open_id`, {
      user_id_list: [ann],
    });
    const urgent = async (openId: string) =>
      ((await workspace.control(`/chats?open_id=${openId}`)).body.chats as Json[])
        .filter((chat) => chat.urgent)
        .map((chat) => chat.chat_id);
    expect(await urgent(ann)).toEqual([chat_id]);
    expect(await urgent(bob)).toEqual([]);
    await workspace.control('/read', { as: ann, message_id });
    expect(await urgent(ann)).toEqual([]);
  });

  it('people by name, organisation, post, pinyin and initials', async () => {
    const find = async (q: string) =>
      ((await workspace.control(`/people?q=${encodeURIComponent(q)}`)).body.people as Json[]).map(
        (one) => one.open_id,
      );
    expect(await find('')).toEqual([ann, bob, cyd]);
    expect(await find('第一支部')).toEqual([ann, bob]);
    expect(await find('书记')).toEqual([ann]);
    expect(await find('anran')).toEqual([ann]);
    expect(await find('BX')).toEqual([bob]);
    expect(await find('nobody')).toEqual([]);
    expect((await workspace.control('/people?q=&limit=1')).body.people).toHaveLength(1);
  });

  it('every request, without its secrets', async () => {
    await workspace.api('GET', '/bot/v3/info');
    await workspace.api('GET', '/no/such?x=1');
    const { requests } = (await workspace.control('/requests')).body as { requests: Json[] };
    expect(requests).toMatchObject([
      {
        method: 'POST',
        body: { app_id: app.appId, app_secret: '***' },
        answer: { tenant_access_token: '***' },
        status: 200,
      },
      { method: 'GET', path: '/open-apis/bot/v3/info', body: null },
      { path: expect.stringContaining('/auth/') },
      { path: '/open-apis/no/such?x=1', status: 404, answer: { code: 99991201 } },
    ]);
    expect(JSON.stringify(requests)).not.toContain(app.appSecret);
    expect((await workspace.control('/requests?path=/open-apis/bot')).body.requests).toHaveLength(1);
    const after = encodeURIComponent('2026-02-02T09:05:00+08:00');
    expect((await workspace.control(`/requests?after=${after}`)).body.requests).toHaveLength(0);
  });

  it('as it happens, over the live connection', async () => {
    const seen: Json[] = [];
    const live = new WebSocket(`${workspace.sandbox.url.replace('http', 'ws')}/_sandbox/live`);
    live.onmessage = ({ data }) => void seen.push(JSON.parse(String(data)) as Json);
    await new Promise((resolve) => {
      live.onopen = resolve;
    });
    const { body } = await workspace.control('/say', { as: ann, text: '一' });
    const chat_id = await workspace.groupId('第一支部群');
    const ids = [];
    for (const text of ['二', '三'])
      ids.push((await workspace.control('/say', { as: bob, text, chat_id })).body.message_id);
    await workspace.control('/read', { as: ann, message_id: ids[1] });
    await workspace.api('GET', '/bot/v3/info');
    while (!seen.some((one) => one.path === '/open-apis/bot/v3/info'))
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(seen).toMatchObject([
      { type: 'clock', now: '2026-02-02T09:05:00+08:00', rate: 0, advancing: false },
      { type: 'chat' },
      { type: 'message', message_id: body.message_id },
      { type: 'message', chat_id, message_id: ids[0] },
      { type: 'message', chat_id, message_id: ids[1] },
      { type: 'message', chat_id, message_id: ids[1], message_ids: ids },
      { type: 'request' },
      { type: 'request', path: '/open-apis/bot/v3/info', method: 'GET', status: 200 },
    ]);
    live.close();
  });
});

here('the journal', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps the switches and who has left or is suspended', async () => {
    const journalFile = join(folder, 'b.jsonl');
    const before = await TestWorkspace.open({ journalFile });
    await before.control('/config', { token_lifetime_seconds: 300, frozen: [cyd] });
    await before.control('/resign', { open_id: bob });
    await before.close();
    const after = await TestWorkspace.open({ journalFile });
    const { body } = await after.control('/config');
    expect(body).toMatchObject({ token_lifetime_seconds: 300, resigned: [bob], frozen: [cyd] });
    expect(await after.control('/say', { as: cyd, text: '一' })).toEqual({
      status: 400,
      body: { error: `${cyd} is suspended` },
    });
    const status = async (openId: string) =>
      ((await after.api('GET', `/contact/v3/users/${openId}`)).body.data as { user: Json }).user.status;
    expect(await status(cyd)).toMatchObject({ is_frozen: true, is_resigned: false });
    expect(await status(ann)).toMatchObject({ is_frozen: false });
    await after.close();
    // A workspace of another version may have written switches this one does not know.
    const line = { n: 0, at: 0, c: { t: 'settings', settings: { gone: true } } };
    writeFileSync(journalFile, `${JSON.stringify(line)}\n`);
    const other = await TestWorkspace.open({ journalFile });
    expect((await other.control('/config')).body.token_lifetime_seconds).toBe(7200);
    await other.close();
  });

  it('drops a line cut short, and shrinks to the same state', async () => {
    const file = join(folder, 'a.jsonl');
    const before = await TestWorkspace.open({ journalFile: file });
    await before.control('/say', { as: ann, text: '一' });
    const { body } = await before.control('/say', { as: ann, text: '二' });
    await before.control('/read', { as: ann, message_id: body.message_id });
    await before.control('/clock', { advance: 'P1D' });
    const seen = await before.inbox(ann);
    await before.close();
    const size = statSync(file).size;
    writeFileSync(file, '{"n":99,"at":1,"c":{"t":"mess', { flag: 'a' });
    expect(lastClock(file)).toEqual(new Date('2026-02-03T09:05:00+08:00'));

    const state = emptyState();
    let n = 0;
    replayJournal(file, (entry) => {
      n = entry.n;
      reduce(state, entry.c);
    });
    expect(statSync(file).size).toBe(size);
    rewriteJournal(file, snapshot(state, n, Date.parse('2026-02-03T09:05:00+08:00')));
    const again = emptyState();
    replayJournal(file, (entry) => reduce(again, entry.c));
    expect(again).toEqual(state);
    openJournal(file).close();
    const after = await TestWorkspace.open({ journalFile: file, at: new Date('2026-02-03T09:05:00+08:00') });
    expect(await after.inbox(ann)).toEqual(seen);
    await after.close();
    expect(lastClock(join(folder, 'none'))).toBeUndefined();
  });
});
