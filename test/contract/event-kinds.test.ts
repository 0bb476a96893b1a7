import { afterEach, beforeEach, expect, it } from 'vitest';
import { onlyHere } from './tenant.ts';
import { ann, app, bob, cyd, TestWorkspace } from './workspace.ts';

const here = onlyHere('acts as people do');

/** Every kind of event the platform sends, caused by an act or asked for, in its documented form. */

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
let payloads: Json[];

/** The raw envelopes, before any SDK has touched them. */
async function listen(): Promise<void> {
  payloads = [];
  await workspace.listenRaw((payload) => {
    payloads.push(JSON.parse(payload) as Json);
  });
  await workspace.sandbox.settled();
  payloads = [];
}

beforeEach(async () => {
  workspace = await TestWorkspace.open();
  await listen();
});
afterEach(async () => {
  await workspace.close();
});

const ids = (openId: string) => ({
  open_id: openId,
  union_id: expect.stringMatching(/^on_[0-9a-f]{32}$/),
  user_id: expect.stringMatching(/^[0-9a-z]{8}$/),
});
const header = (event_type: string, event_id: unknown = expect.stringMatching(/^[0-9a-f]{32}$/)) => ({
  event_id,
  event_type,
  create_time: String(workspace.clock.now().getTime()),
  token: '',
  app_id: app.appId,
  tenant_key: expect.stringMatching(/^\w+$/),
});

async function act(path: string, body: Json): Promise<Json> {
  const answer = await workspace.control(path, body);
  expect(answer).toMatchObject({ status: 200 });
  await workspace.sandbox.settled();
  return answer.body;
}

const aGroup = () => workspace.groupId('第一支部群');

async function botText(to = ann): Promise<string> {
  const { body } = await workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: to,
    msg_type: 'text',
    content: '{"text":"一"}',
  });
  return String((body.data as Json).message_id);
}

const about = (chat_id: string, operator = ann) => ({
  chat_id,
  operator_id: ids(operator),
  external: false,
  operator_tenant_key: expect.any(String),
  name: '第一支部群',
  i18n_names: { zh_cn: '第一支部群', en_us: '第一支部群', ja_jp: '第一支部群' },
});

here('im.message.receive_v1', () => {
  it('in a private chat', async () => {
    const { message_id, event_id } = await act('/say', { as: ann, text: '你好' });
    const at = String(workspace.clock.now().getTime());
    expect(payloads.at(-1)).toEqual({
      schema: '2.0',
      header: header('im.message.receive_v1', event_id),
      event: {
        sender: { sender_id: ids(ann), sender_type: 'user', tenant_key: expect.any(String) },
        message: {
          message_id,
          create_time: at,
          update_time: at,
          chat_id: expect.stringMatching(/^oc_/),
          chat_type: 'p2p',
          message_type: 'text',
          content: '{"text":"你好"}',
        },
      },
    });
  });

  it('as a reply, and of another type', async () => {
    const first = await botText();
    const reply = await act('/say', { as: ann, text: '好的', reply_to: first });
    await act('/say', { as: ann, text: '再说', reply_to: reply.message_id });
    await act('/say', { as: ann, msg_type: 'image', content: '{"image_key":"img_v3_x"}' });
    const messages = payloads.map((payload) => (payload.event as Json).message).filter(Boolean);
    expect(messages).toMatchObject([
      { root_id: first, parent_id: first },
      { root_id: first, parent_id: reply.message_id },
      { message_type: 'image', content: '{"image_key":"img_v3_x"}' },
    ]);
  });

  it('in a group: mentioned, and not mentioned only with the sensitive scope', async () => {
    const chat_id = await aGroup();
    const mention = { as: ann, chat_id, text: `@${app.name} 在吗` };
    const quiet = { as: ann, chat_id, text: '大家好' };
    expect((await act('/say', mention)).event_id).not.toBeNull();
    expect((await act('/say', quiet)).event_id).toBeNull();
    await act('/config', { granted_scopes: ['im:message.group_msg'] });
    expect((await act('/say', quiet)).event_id).not.toBeNull();
    expect((await act('/say', { as: ann, text: '私下' })).event_id).toBeNull();
    await act('/config', { granted_scopes: ['im:message.p2p_msg:readonly'] });
    expect((await act('/say', mention)).event_id).toBeNull();
    expect((await act('/say', { as: ann, text: '私下' })).event_id).not.toBeNull();
    const senders = payloads.map(({ event }) => ((event as Json).sender as Json | undefined)?.sender_id);
    expect(senders.at(-1)).toEqual({ open_id: ann, union_id: expect.any(String) });
  });
});

here('acts that cause events', () => {
  it('application.bot.menu_v6, with seconds', async () => {
    await act('/menu', { as: ann, event_key: 'todo' });
    expect(payloads.at(-1)).toMatchObject({
      header: header('application.bot.menu_v6'),
      event: {
        operator: { operator_name: '安然', operator_id: ids(ann) },
        event_key: 'todo',
        timestamp: Math.floor(workspace.clock.now().getTime() / 1000),
      },
    });
  });

  it('p2p_chat_create in the first envelope, then bot_p2p_chat_entered', async () => {
    const { chat_id } = await act('/enter', { as: cyd });
    expect(payloads).toEqual([
      {
        ts: expect.stringMatching(/^\d+\.\d{6}$/),
        uuid: expect.stringMatching(/^[0-9a-f]{32}$/),
        token: '',
        type: 'event_callback',
        event: {
          type: 'p2p_chat_create',
          app_id: app.appId,
          tenant_key: expect.any(String),
          chat_id,
          operator: { open_id: cyd, user_id: expect.any(String) },
          user: { name: '单田', open_id: cyd, user_id: expect.any(String) },
        },
      },
      {
        schema: '2.0',
        header: header('im.chat.access_event.bot_p2p_chat_entered_v1'),
        event: { chat_id, operator_id: ids(cyd), last_message_id: '', last_message_create_time: '' },
      },
    ]);
  });

  it('im.message.message_read_v1 for what the bot sent in private', async () => {
    const message_id = await botText();
    await act('/read', { as: ann, message_id });
    expect(payloads.at(-1)).toMatchObject({
      header: header('im.message.message_read_v1'),
      event: {
        reader: { reader_id: ids(ann), read_time: header('').create_time, tenant_key: expect.any(String) },
        message_id_list: [message_id],
      },
    });
  });

  it('im.message.recalled_v1 by the author, the owner of the group, an administrator; by nobody else', async () => {
    const chat_id = await aGroup();
    const say = async (as: string) => (await act('/say', { as, chat_id, text: '错了' })).message_id;
    const [own, others, third] = [await say(bob), await say(bob), await say(ann)];
    expect((await workspace.control('/recall', { as: bob, message_id: third })).status).toBe(400);
    await act('/recall', { as: bob, message_id: own });
    await act('/recall', { as: ann, message_id: others });
    await act('/recall', { as: ann, message_id: third, by: 'enterprise_manager' });
    expect((await workspace.control('/recall', { as: bob, message_id: own })).status).toBe(400);
    const types = ['message_owner', 'group_owner', 'enterprise_manager'];
    expect(payloads.map(({ event }) => event)).toEqual(
      [own, others, third].map((message_id, index) => ({
        message_id,
        chat_id,
        recall_time: header('').create_time,
        recall_type: types[index],
      })),
    );
  });

  it('im.message.reaction.created_v1 and deleted_v1', async () => {
    const message_id = await botText();
    await act('/react', { as: ann, message_id, emoji: 'OK' });
    await act('/react', { as: ann, message_id, emoji: 'OK' });
    await act('/react', { as: ann, message_id, emoji: 'OK', remove: true });
    expect(
      (await workspace.control('/react', { as: ann, message_id, emoji: 'OK', remove: true })).status,
    ).toBe(404);
    const event = {
      message_id,
      reaction_type: { emoji_type: 'OK' },
      operator_type: 'user',
      user_id: ids(ann),
      action_time: header('').create_time,
    };
    expect(payloads.slice(-2)).toMatchObject([
      { header: header('im.message.reaction.created_v1'), event },
      { header: header('im.message.reaction.deleted_v1'), event },
    ]);
  });

  it('im.chat.member.bot.deleted_v1 and added_v1; outside the bot hears and says nothing', async () => {
    const chat_id = await aGroup();
    await act('/bot', { as: ann, chat_id, present: false });
    const said = await act('/say', { as: ann, chat_id, text: `@${app.name} 在吗` });
    expect(said.event_id).toBeNull();
    const send = { receive_id: chat_id, msg_type: 'text', content: '{"text":"一"}' };
    const sent = await workspace.api('POST', '/im/v1/messages?receive_id_type=chat_id', send);
    expect(sent.body.code).toBe(230002);
    await act('/bot', { as: ann, chat_id, present: true });
    expect(payloads).toMatchObject([
      { header: header('im.chat.member.bot.deleted_v1'), event: about(chat_id) },
      { header: header('im.chat.member.bot.added_v1'), event: about(chat_id) },
    ]);
  });

  it('im.chat.member.user.added_v1 and deleted_v1', async () => {
    const chat_id = await aGroup();
    await act('/members', { as: ann, chat_id, add: [cyd] });
    await act('/members', { as: cyd, chat_id, remove: [bob, cyd] });
    const user = (openId: string, name: string) => ({
      name,
      tenant_key: expect.any(String),
      user_id: ids(openId),
    });
    expect(payloads).toMatchObject([
      {
        header: header('im.chat.member.user.added_v1'),
        event: { ...about(chat_id), users: [user(cyd, '单田')] },
      },
      {
        header: header('im.chat.member.user.deleted_v1'),
        event: { ...about(chat_id, cyd), users: [user(bob, '白晓'), user(cyd, '单田')] },
      },
    ]);
    expect((await workspace.control('/members', { as: bob, chat_id, add: [cyd] })).status).toBe(404);
  });

  it('im.chat.updated_v1 and im.chat.disbanded_v1; a dissolved group takes nothing', async () => {
    const chat_id = await aGroup();
    await act('/rename', { as: ann, chat_id, name: '新名' });
    await act('/dissolve', { as: ann, chat_id });
    expect(payloads).toMatchObject([
      {
        header: header('im.chat.updated_v1'),
        event: {
          chat_id,
          operator_id: ids(ann),
          before_change: { name: '第一支部群' },
          after_change: { name: '新名' },
        },
      },
      { header: header('im.chat.disbanded_v1'), event: { chat_id, name: '新名' } },
    ]);
    const send = { receive_id: chat_id, msg_type: 'text', content: '{"text":"一"}' };
    const sent = await workspace.api('POST', '/im/v1/messages?receive_id_type=chat_id', send);
    expect(sent.body.code).toBe(232009);
    expect((await workspace.control('/say', { as: ann, chat_id, text: '在吗' })).status).toBe(404);
  });

  it('contact.user.deleted_v3 when a person resigns; nothing reaches that person any more', async () => {
    await act('/resign', { open_id: bob });
    expect(payloads).toMatchObject([
      {
        header: header('contact.user.deleted_v3'),
        event: {
          object: { ...ids(bob), name: '白晓', status: { is_resigned: true } },
          old_object: { open_id: bob, department_ids: [expect.stringMatching(/^od-/)] },
        },
      },
      { header: header('im.chat.member.user.deleted_v1') },
    ]);
    const send = { receive_id: bob, msg_type: 'text', content: '{"text":"一"}' };
    const sent = await workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', send);
    expect([230013, 230029]).toContain(sent.body.code);
    expect(await workspace.control('/say', { as: bob, text: '还在' })).toMatchObject({ status: 400 });
  });

  it('contact.scope.updated_v3 when the range changes', async () => {
    await act('/config', { contact_range: [ann] });
    await act('/config', { contact_range: [ann, bob] });
    const part = (departments: unknown[], users: unknown[]) => ({ departments, users, user_groups: [] });
    expect(payloads.map(({ event }) => event)).toEqual([
      { added: part([], [ids(ann)]), removed: part([{ open_department_id: '0' }], []) },
      { added: part([], [ids(bob)]), removed: part([], []) },
    ]);
  });
});

here('events that are asked for', () => {
  it('any known kind, without changing anything', async () => {
    const chat_id = await aGroup();
    const message_id = await botText();
    const { departments } = (await workspace.control('/departments')).body as { departments: Json[] };
    const department_id = departments[0]?.open_department_id;
    const kinds: Json[] = [
      { type: 'im.message.receive_v1', as: ann, text: '一' },
      { type: 'im.message.message_read_v1', as: ann, message_id },
      { type: 'im.message.recalled_v1', message_id, recall_type: 'group_manager' },
      { type: 'im.message.reaction.created_v1', as: ann, message_id },
      { type: 'im.message.reaction.deleted_v1', as: ann, message_id },
      { type: 'im.chat.access_event.bot_p2p_chat_entered_v1', as: ann },
      { type: 'im.chat.member.bot.added_v1', chat_id },
      { type: 'im.chat.member.bot.deleted_v1', chat_id },
      { type: 'im.chat.member.user.added_v1', chat_id, open_ids: [cyd] },
      { type: 'im.chat.member.user.deleted_v1', chat_id, open_ids: [bob] },
      { type: 'im.chat.member.user.withdrawn_v1', chat_id, open_ids: [cyd] },
      { type: 'im.chat.updated_v1', chat_id, name: '新名' },
      { type: 'im.chat.disbanded_v1', chat_id },
      { type: 'application.bot.menu_v6', as: ann, event_key: 'k' },
      { type: 'contact.user.created_v3', as: ann },
      { type: 'contact.user.updated_v3', as: ann, old: { name: '旧名' } },
      { type: 'contact.user.deleted_v3', as: ann },
      { type: 'contact.department.created_v3', department_id },
      { type: 'contact.department.updated_v3', department_id, old: { name: '旧名' } },
      { type: 'contact.department.deleted_v3', department_id },
      { type: 'contact.scope.updated_v3', added: [ann], removed: ['od-x'] },
    ];
    for (const kind of kinds) {
      const { event_id } = await act('/emit', kind);
      expect(payloads.at(-1)).toMatchObject({ schema: '2.0', header: header(String(kind.type), event_id) });
    }
    const first = await act('/emit', { type: 'p2p_chat_create', as: ann });
    expect(payloads.at(-1)).toMatchObject({ uuid: first.event_id, event: { type: 'p2p_chat_create' } });
    const updated = payloads.find((one) => (one.header as Json)?.event_type === 'contact.user.updated_v3');
    expect(updated?.event).toMatchObject({ object: { name: '安然' }, old_object: { name: '旧名' } });
  });

  it('an unknown kind whole, in either envelope; a burst of 500', async () => {
    await act('/emit', { type: 'im.never.heard_v9', event: { a: 1 } });
    await act('/emit', { type: 'old_kind', event: { a: 1 }, schema: '1.0' });
    expect(payloads).toMatchObject([
      { header: header('im.never.heard_v9'), event: { a: 1 } },
      { type: 'event_callback', event: { type: 'old_kind', a: 1 } },
    ]);
    payloads = [];
    await act('/emit', { type: 'im.message.receive_v1', as: ann, text: '快', count: 500 });
    const messages = payloads
      .map(({ event }) => (event as Json).message as Json | undefined)
      .filter((message) => message !== undefined);
    expect(new Set(messages.map((message) => message.message_id)).size).toBe(500);
  });

  const bad: [Json, number][] = [
    [{}, 400],
    [{ type: 'im.never.heard_v9' }, 400],
    [{ type: 'card.action.trigger' }, 400],
    [{ type: 'im.message.recalled_v1' }, 400],
    [{ type: 'im.message.recalled_v1', message_id: 'om_x' }, 404],
    [{ type: 'im.chat.disbanded_v1', chat_id: 'oc_x' }, 404],
    [{ type: 'contact.user.created_v3', as: 'ou_x' }, 404],
    [{ type: 'contact.department.created_v3', department_id: 'od-x' }, 404],
    [{ type: 'im.chat.member.user.added_v1', chat_id: 'oc_x', open_ids: [] }, 404],
    [{ type: 'im.message.receive_v1', as: ann, count: 0 }, 400],
  ];
  it.each(bad)('not %o', async (call, status) => {
    expect(await workspace.control('/emit', call)).toEqual({
      status,
      body: { error: expect.stringMatching(/./) },
    });
  });
});
