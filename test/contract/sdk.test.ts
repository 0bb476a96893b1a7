import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { lastClock } from '../../src/sandbox/server.ts';
import { onlyHere } from './tenant.ts';
import { ann, app, bob, buttonCard, TestWorkspace } from './workspace.ts';

const here = onlyHere('acts as people do and moves the clock');

type Json = Record<string, unknown>;
let open: TestWorkspace[] = [];
const start = async (options?: Parameters<typeof TestWorkspace.open>[0]): Promise<TestWorkspace> => {
  const workspace = await TestWorkspace.open(options);
  open.push(workspace);
  return workspace;
};
afterEach(async () => {
  for (const workspace of open) await workspace.close();
  open = [];
});

function card(title: string): string {
  return JSON.stringify(buttonCard(title, { act: 'go' }));
}

here('the unmodified SDK against the workspace', () => {
  it('connects and receives a private message', async () => {
    const workspace = await start();
    const heard: Json[] = [];
    await workspace.connect({ 'im.message.receive_v1': (event: Json) => void heard.push(event) });
    const { body } = await workspace.control('/say', { as: ann, text: '/待办' });
    await workspace.sandbox.settled();
    expect(heard).toMatchObject([
      {
        event_id: body.event_id,
        app_id: app.appId,
        sender: { sender_id: { open_id: ann }, sender_type: 'user' },
        message: {
          message_id: body.message_id,
          chat_type: 'p2p',
          message_type: 'text',
          content: '{"text":"/待办"}',
        },
      },
    ]);
    expect(workspace.sandbox.pendingWork()).toBe(false);
  });

  it('sends a card, which the person sees and another does not', async () => {
    const workspace = await start();
    const sent = await workspace.client().im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: ann, msg_type: 'interactive', content: card('一') },
    });
    expect(sent.code).toBe(0);
    const [seen, ...rest] = await workspace.inbox(ann);
    expect(rest).toEqual([]);
    expect(seen).toMatchObject({
      message_id: sent.data?.message_id,
      msg_type: 'interactive',
      content: card('一'),
      created_at: '2026-02-02T09:05:00+08:00',
      read: false,
      recalled: false,
    });
    expect(await workspace.inbox(bob)).toEqual([]);
  });

  it('answers a click with a new card and a toast', async () => {
    const workspace = await start();
    const clicks: Json[] = [];
    await workspace.connect({
      'card.action.trigger': (event: Json) => {
        clicks.push(event);
        return {
          toast: { type: 'success', content: '收到' },
          card: { type: 'raw', data: buttonCard('二', { act: 'again' }) },
        };
      },
    });
    const sent = await workspace.client().im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: ann, msg_type: 'interactive', content: card('一') },
    });
    const message_id = sent.data?.message_id ?? '';
    const pressed = await workspace.control('/click', { as: ann, message_id, value: { act: 'go' } });
    expect(pressed.body).toMatchObject({
      status: 200,
      code: 0,
      card_updated: true,
      toast: { type: 'success', content: '收到' },
    });
    expect(clicks).toMatchObject([
      {
        operator: { open_id: ann },
        token: expect.stringMatching(/^c-/),
        action: { tag: 'button', value: { act: 'go' }, name: 'go' },
        host: 'im_message',
        context: { open_message_id: message_id },
      },
    ]);
    expect((await workspace.inbox(ann))[0]?.content).toBe(
      card('二').replace('"go"}}', '"again"}}').replace('{"act":"go"}', '{"act":"again"}'),
    );
    expect((await workspace.control('/click', { as: ann, message_id, value: { act: 'go' } })).status).toBe(
      404,
    );
  });

  it('patches a card for everybody', async () => {
    const workspace = await start();
    const client = workspace.client();
    const sent = await client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: ann, msg_type: 'interactive', content: card('一') },
    });
    const path = { message_id: sent.data?.message_id ?? '' };
    expect((await client.im.v1.message.patch({ path, data: { content: card('三') } })).code).toBe(0);
    expect((await workspace.inbox(ann))[0]?.content).toBe(card('三'));
  });

  it('sends once for one uuid, and again after an hour', async () => {
    const workspace = await start();
    const client = workspace.client();
    const send = async () =>
      (
        await client.im.v1.message.create({
          params: { receive_id_type: 'open_id' },
          data: { receive_id: ann, msg_type: 'text', content: '{"text":"一次"}', uuid: 'u-1' },
        })
      ).data?.message_id;
    const first = await send();
    expect(await send()).toBe(first);
    expect(await workspace.inbox(ann)).toHaveLength(1);
    await workspace.control('/clock', { advance: 'PT1H' });
    expect(await send()).not.toBe(first);
  });

  it('lives through a kill: chats, ids, uuid window, undelivered events, clock', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'workspace-'));
    const journalFile = join(folder, 'journal.jsonl');
    const before = await TestWorkspace.open({ journalFile });
    const send = (workspace: TestWorkspace) =>
      workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
        receive_id: ann,
        msg_type: 'interactive',
        content: card('一'),
        uuid: 'u-9',
      });
    const first = await send(before);
    const { body: said } = await before.control('/say', { as: bob, text: '有人吗' });
    await before.control('/clock', { advance: 'PT10S' });
    const seen = await before.inbox(ann);
    await before.close();

    const at = lastClock(journalFile);
    expect(at).toEqual(new Date('2026-02-02T09:05:10+08:00'));
    const after = await start({ journalFile, ...(at ? { at } : {}) });
    expect(await after.inbox(ann)).toEqual(seen);
    expect((await send(after)).body.data).toEqual(first.body.data);
    const heard: Json[] = [];
    await after.connect({ 'im.message.receive_v1': (event: Json) => void heard.push(event) });
    await after.sandbox.settled();
    expect(heard.map((event) => event.event_id)).toEqual([said.event_id]);
    const fresh = await after.control('/say', { as: bob, text: '又来' });
    expect([said.message_id, first.body.data]).not.toContain(fresh.body.message_id);
    const log = await after.control('/requests?path=/open-apis/im/v1/messages');
    expect(log.body.requests).toHaveLength(2);
    rmSync(folder, { recursive: true });
  });
});
