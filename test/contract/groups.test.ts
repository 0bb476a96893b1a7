import { afterEach, beforeEach, expect, it } from 'vitest';
import { workspaceOnly } from './tenant.ts';
import { ann, app, bob, cyd, TestWorkspace } from './workspace.ts';

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.open();
});
afterEach(async () => {
  await workspace.close();
});

const create = async (text: string, receive_id = ann, type = 'open_id'): Promise<string> => {
  const { body } = await workspace.api('POST', `/im/v1/messages?receive_id_type=${type}`, {
    receive_id,
    msg_type: 'text',
    content: JSON.stringify({ text }),
  });
  return String((body.data as Json).message_id);
};
const group = async (name = '第一支部群'): Promise<string> => {
  const { chats } = (await workspace.control('/state')).body as { chats: Json[] };
  return String(chats.find((chat) => chat.name === name)?.chat_id);
};
const code = async (method: string, path: string, body?: unknown): Promise<unknown> =>
  (await workspace.api(method, path, body)).body.code;

workspaceOnly('groups of the bot', () => {
  it('are founded once per uuid, seen, changed and dissolved', async () => {
    const client = workspace.client();
    const found = () =>
      client.im.v1.chat.create({
        params: { user_id_type: 'open_id', uuid: 'g-1' },
        data: { name: '筹备', description: '一', user_id_list: [ann, bob] },
      });
    const made = await found();
    expect(made.data).toMatchObject({
      chat_id: expect.stringMatching(/^oc_[0-9a-f]{32}$/),
      name: '筹备',
      chat_mode: 'group',
      chat_type: 'private',
      external: false,
    });
    expect(made.data).not.toHaveProperty('owner_id');
    const path = { chat_id: made.data?.chat_id ?? '' };
    expect((await found()).data?.chat_id).toBe(path.chat_id);
    expect((await client.im.v1.chat.get({ path })).data).toMatchObject({
      user_count: '2',
      chat_status: 'normal',
    });
    const update = { path, data: { name: '筹备组', urgent_setting: 'only_owner' as const } };
    expect((await client.im.v1.chat.update(update)).code).toBe(0);
    expect((await client.im.v1.chat.get({ path })).data).toMatchObject({
      name: '筹备组',
      description: '一',
      urgent_setting: 'only_owner',
    });
    expect((await client.im.v1.chat.list({})).data?.items).toHaveLength(2);
    expect((await client.im.v1.chat.delete({ path })).code).toBe(0);
    expect((await client.im.v1.chat.get({ path })).data?.chat_status).toBe('dissolved');
    expect(await code('DELETE', `/im/v1/chats/${path.chat_id}`)).toBe(232009);
    expect((await client.im.v1.chat.list({})).data?.items).toHaveLength(1);
    const late = { receive_id: path.chat_id, msg_type: 'text', content: '{"text":"一"}' };
    expect(await code('POST', '/im/v1/messages?receive_id_type=chat_id', late)).toBe(232009);
    await workspace.control('/clock', { advance: 'PT10H' });
    const again = await workspace.api('POST', '/im/v1/chats?uuid=g-1', { user_id_list: [ann, bob] });
    expect((again.body.data as Json).chat_id).not.toBe(path.chat_id);
  });

  it('take members in and put them out', async () => {
    const made = await workspace.api('POST', '/im/v1/chats', { user_id_list: [ann] });
    const { chat_id } = made.body.data as { chat_id: string };
    const client = workspace.client();
    const path = { chat_id };
    const added = await client.im.v1.chatMembers.create({
      path,
      params: { member_id_type: 'open_id', succeed_type: 1 },
      data: { id_list: [bob, 'ou_none'] },
    });
    expect(added.data).toEqual({
      invalid_id_list: [],
      not_existed_id_list: ['ou_none'],
      pending_approval_id_list: [],
    });
    const strict = (mode: number) =>
      workspace.api('POST', `/im/v1/chats/${chat_id}/members?member_id_type=open_id&succeed_type=${mode}`, {
        id_list: [cyd, 'ou_none'],
      });
    expect((await strict(0)).body.code).toBe(232043);
    expect((await strict(2)).body).toMatchObject({
      code: 232043,
      data: { not_existed_id_list: ['ou_none'] },
    });
    expect(await code('POST', `/im/v1/chats/${chat_id}/members?succeed_type=3`, { id_list: [cyd] })).toBe(
      232001,
    );
    const members = async () =>
      (await client.im.v1.chatMembers.get({ path })).data?.items?.map((member) => member.member_id);
    expect(await members()).toEqual([ann, bob]);
    const out = await client.im.v1.chatMembers.delete({
      path,
      params: { member_id_type: 'open_id' },
      data: { id_list: [ann, cyd] },
    });
    expect(out.data).toEqual({ invalid_id_list: [cyd] });
    expect(await members()).toEqual([bob]);
    expect((await client.im.v1.chatMembers.isInChat({ path })).data).toEqual({ is_in_chat: true });
    const leave = { id_list: [app.appId] };
    expect(await code('DELETE', `/im/v1/chats/${chat_id}/members?member_id_type=app_id`, leave)).toBe(0);
    expect((await client.im.v1.chatMembers.isInChat({ path })).data).toEqual({ is_in_chat: false });
    expect(await code('GET', `/im/v1/chats/${chat_id}/members`)).toBe(232011);
  });

  it('keep a notice on top and tabs beside the messages', async () => {
    const chat_id = await group();
    const client = workspace.client();
    const path = { chat_id };
    const message_id = await create('通知', chat_id, 'chat_id');
    const put = (id: string) =>
      client.im.v1.chatTopNotice.putTopNotice({
        path,
        data: { chat_top_notice: [{ action_type: '1', message_id: id }] },
      });
    expect((await put(message_id)).code).toBe(0);
    expect(
      await code('POST', `/im/v1/chats/${chat_id}/top_notice/put_top_notice`, {
        chat_top_notice: [{ action_type: '1', message_id: 'om_none' }],
      }),
    ).toBe(232001);
    expect((await client.im.v1.chatTopNotice.deleteTopNotice({ path })).code).toBe(0);
    const tab = { tab_name: '台账', tab_type: 'url' as const, tab_content: { url: 'https://example.com/' } };
    const made = await client.im.v1.chatTab.create({ path, data: { chat_tabs: [tab] } });
    expect(made.data?.chat_tabs).toMatchObject([{ tab_type: 'message' }, tab]);
    const [builtIn, own] = made.data?.chat_tabs ?? [];
    const remove = (id: unknown) =>
      code('DELETE', `/im/v1/chats/${chat_id}/chat_tabs/delete_tabs`, { tab_ids: [id] });
    expect(await remove(builtIn?.tab_id)).toBe(232049);
    expect(await remove('0')).toBe(232001);
    expect(await remove(own?.tab_id)).toBe(0);
    expect((await client.im.v1.chatTab.listTabs({ path })).data?.chat_tabs).toHaveLength(1);
    const many = Array.from({ length: 21 }, () => tab);
    expect(await code('POST', `/im/v1/chats/${chat_id}/chat_tabs`, { chat_tabs: many })).toBe(232001);
  });

  it('of others are changed within bounds', async () => {
    const chat = `/im/v1/chats/${await group()}`;
    expect(await code('PUT', chat, { description: '新' })).toBe(0);
    expect(await code('PUT', chat, { urgent_setting: 'only_owner' })).toBe(232016);
    expect(await code('DELETE', chat)).toBe(232017);
    expect(await code('DELETE', `${chat}/members`, { id_list: [ann] })).toBe(232017);
    expect(await code('GET', '/im/v1/chats/oc_none')).toBe(232006);
    expect(await code('PUT', `/im/v1/chats/${await group('没有机器人的群')}`, { name: 'x' })).toBe(232011);
    expect(await code('POST', '/im/v1/chats', { user_id_list: ['ou_none'] })).toBe(232043);
    expect(await code('POST', '/im/v1/chats', { bot_id_list: ['cli_none'] })).toBe(232021);
    await workspace.control('/config', { availability: [ann] });
    expect(await code('POST', '/im/v1/chats', { user_id_list: [bob] })).toBe(232024);
  });
});
