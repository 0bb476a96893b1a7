import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { onlyHere } from './tenant.ts';
import { ann, bob, buttonCard, cyd, TestWorkspace } from './workspace.ts';

const here = onlyHere('moves the clock and reads what people see');

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.open();
});
afterEach(async () => {
  await workspace.close();
});

const batch = (body: Json) =>
  workspace.api('POST', '/message/v4/batch_send/', { msg_type: 'text', content: { text: '大家' }, ...body });
const idOf = (answer: { body: Json }): string => String((answer.body.data as Json).message_id);
const later = () => workspace.control('/clock', { advance: 'PT1S' });
async function departmentId(name: string): Promise<string> {
  const { departments } = (await workspace.control('/departments')).body as { departments: Json[] };
  return String(departments.find((one) => one.name === name)?.open_department_id);
}

here('a batch', () => {
  it('is accepted at once and sent later, in order', async () => {
    const first = await batch({ open_ids: [ann, bob, 'ou_none'] });
    expect(first).toMatchObject({
      status: 200,
      body: {
        code: 0,
        msg: 'ok',
        data: { message_id: expect.stringMatching(/^bm-[0-9a-f]{32}$/), invalid_open_ids: ['ou_none'] },
      },
    });
    const second = await batch({
      content: { text: '又' },
      department_ids: [await departmentId('第一支部'), '0'],
    });
    expect(second.body.data).toMatchObject({ invalid_department_ids: ['0'] });
    expect(await workspace.inbox(ann)).toEqual([]);
    await later();
    const texts = async (who: string) => (await workspace.inbox(who)).map((message) => message.content);
    expect(await texts(ann)).toEqual(['{"text":"大家"}']);
    await later();
    expect(await texts(ann)).toEqual(['{"text":"大家"}', '{"text":"又"}']);
    expect(await texts(bob)).toHaveLength(2);
    expect(await texts(cyd)).toEqual([]);
  });

  it('tells its progress and who read it, and is recalled whole', async () => {
    const client = workspace.client();
    const path = { batch_message_id: idOf(await batch({ open_ids: [ann, bob] })) };
    const progress = async () => (await client.im.v1.batchMessage.getProgress({ path })).data;
    expect(await progress()).toEqual({
      batch_message_send_progress: {
        valid_user_ids_count: 2,
        success_user_ids_count: 0,
        read_user_ids_count: 0,
      },
      batch_message_recall_progress: { recall: false, recall_count: 0 },
    });
    await later();
    const [message] = await workspace.inbox(ann);
    await workspace.control('/read', { as: ann, message_id: message?.message_id });
    expect((await client.im.v1.batchMessage.readUser({ path })).data).toEqual({
      read_user: { read_count: '1', total_count: '2' },
    });
    expect((await client.im.v1.batchMessage.delete({ path })).code).toBe(0);
    await later();
    expect(await progress()).toMatchObject({
      batch_message_send_progress: { success_user_ids_count: 2, read_user_ids_count: 1 },
      batch_message_recall_progress: { recall: true, recall_count: 2 },
    });
    expect((await workspace.inbox(bob))[0]).toMatchObject({ recalled: true });
  });

  it('cannot be edited, answered, urged or replaced, and is forgotten after thirty days', async () => {
    const id = idOf(await batch({ msg_type: 'interactive', card: buttonCard('一', {}), open_ids: [ann] }));
    await later();
    const message = `/im/v1/messages/${(await workspace.inbox(ann))[0]?.message_id}`;
    const text = { msg_type: 'text', content: '{"text":"x"}' };
    const card = { content: JSON.stringify(buttonCard('二', {})) };
    const code = async (method: string, path: string, body?: unknown) =>
      (await workspace.api(method, path, body)).body.code;
    expect(await code('PATCH', message, card)).toBe(230001);
    expect(await code('POST', `${message}/reply`, text)).toBe(230001);
    expect(await code('PATCH', `${message}/urgent_app`, { user_id_list: [ann] })).toBe(230001);
    expect(await code('GET', '/im/v1/batch_messages/bm-none/get_progress')).toBe(230030);
    await workspace.control('/clock', { advance: 'P30DT1S' });
    expect(await code('GET', `/im/v1/batch_messages/${id}/get_progress`)).toBe(230030);
  });

  it('is refused with HTTP 200', async () => {
    const bad: [Json, number][] = [
      [{}, 10003],
      [{ open_ids: Array.from({ length: 201 }, () => ann) }, 10003],
      [{ open_ids: [ann], msg_type: 'file' }, 10003],
      [{ open_ids: [ann], content: '{"text":"a string"}' }, 10003],
      [{ open_ids: [ann], content: { text: '' } }, 10002],
      [
        {
          open_ids: [ann],
          msg_type: 'interactive',
          card: { schema: '2.0', body: { elements: [{ tag: 'note' }] } },
        },
        11246,
      ],
    ];
    for (const [body, code] of bad) expect(await batch(body)).toMatchObject({ status: 200, body: { code } });
    await workspace.control('/config', { batch_daily_max: 2 });
    expect((await batch({ open_ids: [ann, bob] })).body.code).toBe(0);
    expect((await batch({ open_ids: [ann] })).body.code).toBe(11247);
    await workspace.control('/clock', { to: '2026-02-03T00:00:00+08:00' });
    expect((await batch({ open_ids: [ann] })).body.code).toBe(0);
  });

  it('that waits is sent after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'batch-'));
    const journalFile = join(folder, 'journal.jsonl');
    const before = await TestWorkspace.open({ journalFile });
    await before.api('POST', '/message/v4/batch_send/', {
      msg_type: 'text',
      content: { text: '一' },
      open_ids: [ann],
    });
    await before.close();
    const after = await TestWorkspace.open({ journalFile });
    expect(await after.inbox(ann)).toEqual([]);
    await after.control('/clock', { advance: 'PT1S' });
    expect(await after.inbox(ann)).toHaveLength(1);
    await after.close();
    rmSync(folder, { recursive: true });
  });
});

here('an ephemeral card', () => {
  const group = async (name = '第一支部群') => {
    const { chats } = (await workspace.control('/state')).body as { chats: Json[] };
    return String(chats.find((chat) => chat.name === name)?.chat_id);
  };
  const send = async (body: Json) =>
    workspace.api('POST', '/ephemeral/v1/send', {
      chat_id: await group(),
      open_id: ann,
      msg_type: 'interactive',
      card: buttonCard('只给你', { act: 'go' }),
      ...body,
    });

  it('is seen by one person alone, until it is taken away', async () => {
    const sent = await send({});
    expect(sent).toMatchObject({ status: 200, body: { code: 0, msg: 'ok' } });
    const message_id = idOf(sent);
    expect(await workspace.inbox(ann)).toMatchObject([{ message_id }]);
    expect(await workspace.inbox(bob)).toEqual([]);
    const { body } = await workspace.control(`/chats?open_id=${bob}`);
    expect(body.chats).toContainEqual(expect.objectContaining({ name: '第一支部群', unread: 0 }));
    const patch = await workspace.api('PATCH', `/im/v1/messages/${message_id}`, {
      content: JSON.stringify(buttonCard('换', {})),
    });
    expect(patch.body.code).toBe(230001);
    expect((await workspace.api('GET', `/im/v1/messages/${message_id}`)).body.code).toBe(99992354);
    const remove = async () =>
      (await workspace.api('POST', '/ephemeral/v1/delete', { message_id })).body.code;
    expect(await remove()).toBe(0);
    expect(await remove()).toBe(18051);
    expect((await workspace.inbox(ann))[0]).toMatchObject({ recalled: true });
  });

  it('is refused where it cannot be shown', async () => {
    const code = async (body: Json) => (await send(body)).body.code;
    expect(await code({ open_id: cyd })).toBe(10003);
    expect(await code({ chat_id: 'oc_none' })).toBe(10003);
    expect(await code({ chat_id: await group('没有机器人的群') })).toBe(230002);
    expect(await code({ msg_type: 'text' })).toBe(99992402);
    expect(await code({ card: { schema: '2.0', body: { elements: [{ tag: 'note' }] } } })).toBe(230099);
    await workspace.control('/config', { limits: true });
    for (let count = 0; count < 40; count += 1) expect(await code({})).toBe(0);
    expect((await send({})).body.code).toBe(99991400);
  });
});
