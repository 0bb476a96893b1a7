import { expect, it } from 'vitest';
import { eachWorkspace } from './each.ts';
import { onlyHere } from './tenant.ts';
import { ann, app, bob, cyd } from './workspace.ts';

const here = onlyHere('needs people of its own and moves the clock');

type Json = Record<string, unknown>;
const at = eachWorkspace();
const { create, group, code } = at;

here('groups of the bot', () => {
  it('are founded once per uuid, seen, changed and dissolved', async () => {
    const client = at.workspace.client();
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
    await at.workspace.control('/clock', { advance: 'PT10H' });
    const again = await at.workspace.api('POST', '/im/v1/chats?uuid=g-1', { user_id_list: [ann, bob] });
    expect((again.body.data as Json).chat_id).not.toBe(path.chat_id);
  });

  it('take members in and put them out', async () => {
    const made = await at.workspace.api('POST', '/im/v1/chats', { user_id_list: [ann] });
    const { chat_id } = made.body.data as { chat_id: string };
    const client = at.workspace.client();
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
      at.workspace.api(
        'POST',
        `/im/v1/chats/${chat_id}/members?member_id_type=open_id&succeed_type=${mode}`,
        {
          id_list: [cyd, 'ou_none'],
        },
      );
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
    const client = at.workspace.client();
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
    const add = (chat_tabs: unknown) => code('POST', `/im/v1/chats/${chat_id}/chat_tabs`, { chat_tabs });
    expect(await add(many)).toBe(232046);
    expect(await add([{ ...tab, tab_name: '长'.repeat(61) }])).toBe(232047);
    expect(await add([{ ...tab, tab_content: { doc: 'https://example.com/' } }])).toBe(232048);
  });

  it('have tabs that are changed and put in another order', async () => {
    const path = { chat_id: await group() };
    const client = at.workspace.client();
    const tab = (name: string) => ({
      tab_name: name,
      tab_type: 'url' as const,
      tab_content: { url: `https://example.com/${name}` },
    });
    const made = await client.im.v1.chatTab.create({ path, data: { chat_tabs: [tab('a'), tab('b')] } });
    const [builtIn, a, b] = made.data?.chat_tabs?.map((one) => one.tab_id ?? '') ?? [];
    const fresh = { tab_id: a ?? '', ...tab('c') };
    const changed = await client.im.v1.chatTab.updateTabs({ path, data: { chat_tabs: [fresh] } });
    expect(changed.data?.chat_tabs?.map((one) => one.tab_name)).toEqual([undefined, 'c', 'b']);
    const call = (name: string, body: unknown) =>
      code('POST', `/im/v1/chats/${path.chat_id}/chat_tabs/${name}`, body);
    expect(await call('update_tabs', { chat_tabs: [{ ...fresh, tab_id: builtIn }] })).toBe(232049);
    expect(await call('update_tabs', { chat_tabs: [{ ...fresh, tab_id: '0' }] })).toBe(232001);
    expect(await call('update_tabs', { chat_tabs: [{ ...fresh, tab_content: {} }] })).toBe(232048);
    const order = [builtIn ?? '', b ?? '', a ?? ''];
    const sorted = await client.im.v1.chatTab.sortTabs({ path, data: { tab_ids: order } });
    expect(sorted.data?.chat_tabs?.map((one) => one.tab_id)).toEqual(order);
    for (const tab_ids of [
      [a, b],
      [b, builtIn, a],
      [builtIn, a, a],
      [builtIn, a, '0'],
    ]) {
      expect(await call('sort_tabs', { tab_ids }), String(tab_ids)).toBe(232001);
    }
    const listed = await client.im.v1.chatTab.listTabs({ path });
    expect(listed.data?.chat_tabs).toEqual(sorted.data?.chat_tabs);
  });

  it('have a menu of two levels', async () => {
    const path = { chat_id: await group() };
    const client = at.workspace.client();
    const link = { common_url: 'https://example.com/' };
    const item = (name: string) => ({
      chat_menu_item: { action_type: 'REDIRECT_LINK' as const, redirect_link: link, name },
    });
    const top = (name: string, below: string[] = []) => ({
      chat_menu_item: { action_type: 'NONE' as const, name },
      children: below.map(item),
    });
    expect((await client.im.v1.chatMenuTree.get({ path })).data).toEqual({
      menu_tree: { chat_menu_top_levels: [] },
    });
    const add = (...levels: ReturnType<typeof top>[]) =>
      client.im.v1.chatMenuTree.create({ path, data: { menu_tree: { chat_menu_top_levels: levels } } });
    await add(top('会议', ['通知', '记录']));
    const made = await add(top('学习'));
    const levels = made.data?.menu_tree?.chat_menu_top_levels ?? [];
    expect(levels).toMatchObject([
      { chat_menu_item: { name: '会议' }, children: [item('通知'), item('记录')] },
      { chat_menu_item: { name: '学习' }, children: [] },
    ]);
    const ids = levels.map((one) => one.chat_menu_top_level_id ?? '');
    const call = (method: string, rest: string, body: unknown) =>
      code(method, `/im/v1/chats/${path.chat_id}/${rest}`, body);
    const create = (chat_menu_top_levels: unknown) =>
      call('POST', 'menu_tree', { menu_tree: { chat_menu_top_levels } });
    expect(await create([top('一'), top('二')])).toBe(231170);
    expect(await create([top('一', ['1', '2', '3', '4', '5', '6'])])).toBe(231171);
    const nowhere = { chat_menu_item: { action_type: 'REDIRECT_LINK', name: '空' } };
    expect(await create([nowhere])).toBe(232001);
    const foreign = { chat_menu_item: { action_type: 'NONE', name: '图', image_key: 'img_v3_none' } };
    expect(await create([foreign])).toBe(232056);

    const child = levels[0]?.children?.[1]?.chat_menu_second_level_id ?? '';
    const patched = await client.im.v1.chatMenuItem.patch({
      path: { ...path, menu_item_id: child },
      data: { update_fields: ['NAME'], chat_menu_item: { name: '纪要', action_type: 'NONE' } },
    });
    expect(patched.data?.chat_menu_item).toEqual({
      action_type: 'REDIRECT_LINK',
      redirect_link: link,
      name: '纪要',
    });
    const patch = { update_fields: ['NAME'], chat_menu_item: { name: '无' } };
    expect(await call('PATCH', 'menu_items/0', patch)).toBe(232001);

    const order = ids.toReversed();
    const sorted = await client.im.v1.chatMenuTree.sort({ path, data: { chat_menu_top_level_ids: order } });
    expect(sorted.data?.menu_tree?.chat_menu_top_levels).toMatchObject([
      { chat_menu_top_level_id: order[0] },
      { chat_menu_top_level_id: order[1], children: [{}, { chat_menu_item: { name: '纪要' } }] },
    ]);
    expect(await call('POST', 'menu_tree/sort', { chat_menu_top_level_ids: [ids[0]] })).toBe(232001);
    expect(await call('DELETE', 'menu_tree', { chat_menu_top_level_ids: ['0'] })).toBe(232001);
    expect(await call('DELETE', 'menu_tree', { chat_menu_top_level_ids: ids })).toBe(0);
    expect((await client.im.v1.chatMenuTree.get({ path })).data?.menu_tree?.chat_menu_top_levels).toEqual([]);
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
    await at.workspace.control('/config', { availability: [ann] });
    expect(await code('POST', '/im/v1/chats', { user_id_list: [bob] })).toBe(232024);
  });
});
