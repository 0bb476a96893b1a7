import { afterEach, beforeEach, describe, expect } from 'vitest';
import { anywhere, openTenant, sendToMe, type Tenant } from './tenant.ts';

type Json = Record<string, unknown>;
let tenant: Tenant;
beforeEach(async () => {
  tenant = await openTenant();
});
afterEach(async () => {
  await tenant.close();
});

const call = async (method: string, path: string, body?: unknown): Promise<Json> =>
  (await tenant.api(method, path, body)).body;
const data = async (method: string, path: string, body?: unknown): Promise<Json> => {
  const answer = await call(method, path, body);
  expect(answer, `${method} ${path}`).toMatchObject({ code: 0 });
  return (answer.data ?? {}) as Json;
};

/** A group of the bot and `me`, dissolved afterwards. */
async function inGroup(work: (path: string, chatId: string) => Promise<void>): Promise<void> {
  const { chat_id } = await data('POST', '/im/v1/chats?user_id_type=open_id', {
    name: 'contract rows',
    user_id_list: [tenant.me],
  });
  const path = `/im/v1/chats/${chat_id}`;
  try {
    await work(path, String(chat_id));
  } finally {
    await data('DELETE', path);
  }
  expect((await call('DELETE', path)).code).toBe(232009);
}

describe('groups of a tenant', () => {
  anywhere('are founded, seen, renamed, talked in and dissolved', () =>
    inGroup(async (path, chatId) => {
      expect(await data('GET', path)).toMatchObject({ name: 'contract rows', chat_mode: 'group' });
      await data('PUT', path, { name: 'contract rows 2' });
      expect(await data('GET', path)).toMatchObject({ name: 'contract rows 2' });
      expect(await data('GET', `${path}/members/is_in_chat`)).toEqual({ is_in_chat: true });
      const members = await data('GET', `${path}/members?member_id_type=open_id`);
      expect(members).toMatchObject({ items: [{ member_id: tenant.me }], has_more: false });
      const said = await data('POST', '/im/v1/messages?receive_id_type=chat_id', {
        receive_id: chatId,
        msg_type: 'text',
        content: '{"text":"row"}',
      });
      await data('POST', '/im/v1/pins', { message_id: said.message_id });
      expect(await data('GET', `/im/v1/pins?chat_id=${chatId}`)).toMatchObject({
        items: [{ message_id: said.message_id }],
      });
      await data('DELETE', `/im/v1/pins/${said.message_id}`);
      await data('POST', `${path}/top_notice/put_top_notice`, {
        chat_top_notice: [{ action_type: '1', message_id: said.message_id }],
      });
      await data('POST', `${path}/top_notice/delete_top_notice`);
      const history = await data(
        'GET',
        `/im/v1/messages?container_id_type=chat&container_id=${chatId}&sort_type=ByCreateTimeDesc`,
      );
      const ids = (history.items as Json[]).map((item) => item.message_id);
      expect(ids).toContain(said.message_id);
    }),
  );

  anywhere('have tabs', () =>
    inGroup(async (path) => {
      const tab = (name: string) => ({
        tab_name: name,
        tab_type: 'url',
        tab_content: { url: 'https://open.feishu.cn/' },
      });
      const made = await data('POST', `${path}/chat_tabs`, { chat_tabs: [tab('a'), tab('b')] });
      const own = (made.chat_tabs as Json[]).filter((one) => one.tab_type === 'url');
      expect(own.map((one) => one.tab_name)).toEqual(['a', 'b']);
      const [first, second] = own.map((one) => one.tab_id);
      const changed = await data('POST', `${path}/chat_tabs/update_tabs`, {
        chat_tabs: [{ tab_id: first, ...tab('c') }],
      });
      expect((changed.chat_tabs as Json[]).map((one) => one.tab_name)).toContain('c');
      const others = (made.chat_tabs as Json[]).filter((one) => one.tab_type !== 'url');
      const tab_ids = [...others.map((one) => one.tab_id), second, first];
      const sorted = await data('POST', `${path}/chat_tabs/sort_tabs`, { tab_ids });
      expect((sorted.chat_tabs as Json[]).map((one) => one.tab_id)).toEqual(tab_ids);
      await data('DELETE', `${path}/chat_tabs/delete_tabs`, { tab_ids: [first, second] });
      const long = { chat_tabs: [tab('x'.repeat(61))] };
      expect((await call('POST', `${path}/chat_tabs`, long)).code).toBe(232047);
    }),
  );

  anywhere('have a menu', () =>
    inGroup(async (path) => {
      const level = (name: string) => ({ chat_menu_item: { action_type: 'NONE', name } });
      const made = await data('POST', `${path}/menu_tree`, {
        menu_tree: { chat_menu_top_levels: [level('a'), level('b')] },
      });
      const levels = (tree: Json) =>
        (tree.menu_tree as { chat_menu_top_levels: Json[] }).chat_menu_top_levels;
      const ids = levels(made).map((one) => one.chat_menu_top_level_id);
      const order = { chat_menu_top_level_ids: ids.toReversed() };
      const sorted = await data('POST', `${path}/menu_tree/sort`, order);
      expect(levels(sorted).map((one) => one.chat_menu_top_level_id)).toEqual(ids.toReversed());
      const patch = { update_fields: ['NAME'], chat_menu_item: { name: 'c' } };
      const patched = await data('PATCH', `${path}/menu_items/${ids[0]}`, patch);
      expect(patched).toMatchObject({ chat_menu_item: { name: 'c' } });
      const more = { menu_tree: { chat_menu_top_levels: [level('d'), level('e')] } };
      expect((await call('POST', `${path}/menu_tree`, more)).code).toBe(231170);
      await data('DELETE', `${path}/menu_tree`, { chat_menu_top_level_ids: ids });
    }),
  );

  anywhere('that are none', async () => {
    expect((await call('GET', '/im/v1/chats/oc_none')).code).not.toBe(0);
    const founded = { user_id_list: ['ou_none'] };
    expect((await call('POST', '/im/v1/chats?user_id_type=open_id', founded)).code).not.toBe(0);
  });
});

describe('messages of a tenant', () => {
  anywhere('are answered, in a thread, too, and forwarded', async () => {
    const { id, chat } = await sendToMe(tenant, 'text', { text: '一' });
    const reply = { msg_type: 'text', content: '{"text":"二"}' };
    const answered = await data('POST', `/im/v1/messages/${id}/reply`, reply);
    expect(answered).toMatchObject({ root_id: id, parent_id: id, chat_id: chat });
    const threaded = await data('POST', `/im/v1/messages/${id}/reply`, { ...reply, reply_in_thread: true });
    expect(threaded.thread_id).toMatch(/^omt_/);
    const forwarded = await data('POST', `/im/v1/messages/${id}/forward?receive_id_type=open_id`, {
      receive_id: tenant.me,
    });
    expect(forwarded.message_id).not.toBe(id);
  });

  anywhere('are refused with a number of their own and a log id', async () => {
    const rows: [string, unknown][] = [
      ['text', { text: '' }],
      ['text', 'x'],
      ['smoke', {}],
      ['image', { image_key: 'img_v3_none' }],
    ];
    for (const [type, content] of rows) {
      const { status, body } = await sendToMe(tenant, type, content);
      expect(status, type).toBe(400);
      expect(body).toMatchObject({ code: expect.any(Number), msg: expect.any(String) });
      expect(body.code).not.toBe(0);
    }
    const long = await sendToMe(tenant, 'text', { text: 'x'.repeat(151 * 1024) });
    expect(long.body.code).toBe(230025);
    expect((await call('DELETE', '/im/v1/messages/om_none')).code).not.toBe(0);
  });

  anywhere('are taken back once', async () => {
    const { id } = await sendToMe(tenant, 'text', { text: '一' });
    await data('DELETE', `/im/v1/messages/${id}`);
    const edit = { msg_type: 'text', content: '{"text":"二"}' };
    expect((await call('PUT', `/im/v1/messages/${id}`, edit)).code).toBe(230011);
  });
});
