import { afterEach, beforeEach, expect, it } from 'vitest';
import { onlyHere } from './tenant.ts';
import { ann, app, bob, buttonCard, cyd, TestWorkspace } from './workspace.ts';

const here = onlyHere('reads what people see and moves the clock');

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.open();
});
afterEach(async () => {
  await workspace.close();
});

const create = (body: Json, type = 'open_id') =>
  workspace.api('POST', `/im/v1/messages?receive_id_type=${type}`, {
    receive_id: ann,
    msg_type: 'text',
    content: '{"text":"一"}',
    ...body,
  });
const idOf = (answer: { body: Json }): string => String((answer.body.data as Json).message_id);
async function groupId(name: string): Promise<string> {
  const { chats } = (await workspace.control('/state')).body as { chats: Json[] };
  return String(chats.find((chat) => chat.name === name)?.chat_id);
}

here('sending', () => {
  it('answers in the documented shape', async () => {
    const { status, body } = await create({});
    expect(status).toBe(200);
    expect(body).toEqual({
      code: 0,
      msg: 'success',
      data: {
        message_id: expect.stringMatching(/^om_[0-9a-f]{32}$/),
        msg_type: 'text',
        create_time: String(Date.parse('2026-02-02T09:05:00+08:00')),
        update_time: String(Date.parse('2026-02-02T09:05:00+08:00')),
        deleted: false,
        updated: false,
        chat_id: expect.stringMatching(/^oc_[0-9a-f]{32}$/),
        sender: { id: app.appId, id_type: 'app_id', sender_type: 'app', tenant_key: expect.any(String) },
        body: { content: '{"text":"一"}' },
      },
    });
  });

  it('reaches a person by every id', async () => {
    const { user } = (await workspace.api('GET', `/contact/v3/users/${ann}`)).body.data as {
      user: Record<string, string>;
    };
    for (const type of ['open_id', 'user_id', 'union_id', 'email']) {
      expect((await create({ receive_id: user[type] }, type)).body.code).toBe(0);
    }
    const [first] = await workspace.inbox(ann);
    expect((await create({ receive_id: first?.chat_id }, 'chat_id')).body.code).toBe(0);
    expect(await workspace.inbox(ann)).toHaveLength(5);
    expect(await workspace.inbox(bob)).toHaveLength(0);
  });

  const refusals: [string, Json, string, number][] = [
    ['unknown open id', { receive_id: 'ou_none' }, 'open_id', 99992351],
    ['no open id', { receive_id: 'nobody' }, 'open_id', 230001],
    ['unknown chat', { receive_id: 'oc_none' }, 'chat_id', 230001],
    ['unknown id type', {}, 'name', 230001],
    ['missing content', { content: undefined }, 'open_id', 99992402],
    ['content no string', { content: { text: 'x' } }, 'open_id', 99992402],
    ['content no JSON', { content: 'x' }, 'open_id', 230001],
    ['empty text', { content: '{"text":""}' }, 'open_id', 230001],
    ['unknown type', { msg_type: 'smoke' }, 'open_id', 230001],
    ['too long a text', { content: JSON.stringify({ text: 'x'.repeat(151 * 1024) }) }, 'open_id', 230025],
    [
      'too big a card',
      { msg_type: 'interactive', content: JSON.stringify(buttonCard('x'.repeat(31_000), {})) },
      'open_id',
      230025,
    ],
    ['too long a uuid', { uuid: 'u'.repeat(51) }, 'open_id', 230001],
  ];
  it.each(refusals)('refuses: %s', async (_, body, type, code) => {
    const answer = await create(body, type);
    expect(answer).toMatchObject({ status: 400, body: { code, error: { log_id: expect.any(String) } } });
    expect(await workspace.inbox(ann)).toHaveLength(0);
  });

  it('refuses a bad card with 230099, sub-code and path, and a group it is not in', async () => {
    const content = JSON.stringify({ schema: '2.0', body: { elements: [{ tag: 'note', elements: [] }] } });
    const { body } = await create({ msg_type: 'interactive', content });
    expect(body.code).toBe(230099);
    expect(body.msg).toBe(
      'Failed to create card content, ext=ErrCode: 200861; ErrPath: ROOT -> body -> elements -> [0](tag: note); ErrMsg: cards of schema V2 no longer support this capability; ErrorValue: unsupported tag note; ',
    );
    expect((await create({ receive_id: await groupId('没有机器人的群') }, 'chat_id')).body.code).toBe(230002);
    expect((await create({ receive_id: await groupId('第一支部群') }, 'chat_id')).body.code).toBe(0);
    expect(await workspace.inbox(cyd)).toHaveLength(0);
  });

  it('keeps the uuid for one hour, even when the first answer was a reply', async () => {
    const first = await create({ uuid: 'a' });
    const again = await create({ uuid: 'a', receive_id: bob });
    expect(again.body).toEqual(first.body);
    const reply = { msg_type: 'text', content: '{"text":"二"}', uuid: 'a' };
    expect(idOf(await workspace.api('POST', `/im/v1/messages/${idOf(first)}/reply`, reply))).toBe(
      idOf(first),
    );
    await workspace.control('/clock', { advance: 'PT59M59S' });
    expect(idOf(await create({ uuid: 'a' }))).toBe(idOf(first));
    await workspace.control('/clock', { advance: 'PT1S' });
    expect(idOf(await create({ uuid: 'a' }))).not.toBe(idOf(first));
  });
});

here('after sending', () => {
  it('replies, reads, edits, recalls', async () => {
    const root = idOf(await create({}));
    const reply = await workspace.api('POST', `/im/v1/messages/${root}/reply`, {
      msg_type: 'text',
      content: '{"text":"二"}',
      reply_in_thread: true,
    });
    expect(reply.body.data).toMatchObject({
      root_id: root,
      parent_id: root,
      thread_id: expect.stringMatching(/^omt_/),
    });
    const path = `/im/v1/messages/${root}`;
    for (let edit = 1; edit <= 20; edit += 1) {
      const edited = await workspace.api('PUT', path, { msg_type: 'text', content: `{"text":"${edit}"}` });
      expect(edited.body).toMatchObject({ code: 0, data: { updated: true } });
    }
    expect((await workspace.api('PUT', path, { msg_type: 'text', content: '{"text":"x"}' })).body.code).toBe(
      230072,
    );
    expect((await workspace.api('GET', path)).body.data).toMatchObject({
      items: [{ body: { content: '{"text":"20"}' } }],
    });
    expect((await workspace.api('DELETE', path, {})).body.code).toBe(0);
    expect((await workspace.api('DELETE', path)).body.code).toBe(230011);
    expect((await workspace.inbox(ann))[0]).toMatchObject({ recalled: true });
    expect((await workspace.api('GET', path)).body.data).toMatchObject({ items: [{ deleted: true }] });
    expect((await workspace.api('GET', '/im/v1/messages/om_none')).body.code).toBe(99992354);
  });

  it('leaves alone what a person said and what is too old', async () => {
    const { body } = await workspace.control('/say', { as: ann, text: '我的话' });
    const said = `/im/v1/messages/${body.message_id}`;
    const text = { msg_type: 'text', content: '{"text":"x"}' };
    expect((await workspace.api('PUT', said, text)).body.code).toBe(230071);
    expect((await workspace.api('DELETE', said)).body.code).toBe(230026);
    expect((await workspace.api('PATCH', said, { content: '{}' })).body.code).toBe(230012);
    expect((await workspace.api('GET', `${said}/read_users`)).body.code).toBe(230012);
    const card = JSON.stringify(buttonCard('题', {}));
    const sent = `/im/v1/messages/${idOf(await create({ msg_type: 'interactive', content: card }))}`;
    expect(
      (await workspace.api('PATCH', `/im/v1/messages/${idOf(await create({}))}`, { content: card })).body
        .code,
    ).toBe(230001);
    await workspace.control('/clock', { advance: 'P7D' });
    expect((await workspace.api('GET', `${sent}/read_users`)).body.code).toBe(0);
    await workspace.control('/clock', { advance: 'P7D' });
    expect((await workspace.api('PATCH', sent, { content: card })).body).toEqual({
      code: 0,
      msg: 'ok',
      data: {},
    });
    await workspace.control('/clock', { advance: 'PT1S' });
    expect((await workspace.api('PATCH', sent, { content: card })).body.code).toBe(230031);
    expect((await workspace.api('GET', `${sent}/read_users`)).body.code).toBe(230033);
    expect((await workspace.api('DELETE', sent)).body.code).toBe(230009);
  });

  it('marks a message urgent for those who are in the chat', async () => {
    const id = idOf(await create({}));
    const urge = (kind: string, ids: string[]) =>
      workspace.api('PATCH', `/im/v1/messages/${id}/urgent_${kind}?user_id_type=open_id`, {
        user_id_list: ids,
      });
    expect((await urge('app', [ann, bob])).body.data).toEqual({ invalid_user_id_list: [bob] });
    expect((await workspace.inbox(ann))[0]?.urgent).toBe('app');
    expect((await urge('phone', [ann])).body.code).toBe(0);
    expect((await workspace.inbox(ann))[0]?.urgent).toBe('phone');
    expect((await urge('sms', [bob])).body.code).toBe(230001);
    expect((await urge('sms', [])).body.code).toBe(99992402);
  });
});

here('people, chats, slash commands', () => {
  it('finds people by e-mail and mobile, and pages', async () => {
    const found = await workspace.api('POST', '/contact/v3/users/batch_get_id?user_id_type=open_id', {
      emails: ['ann@workspace.example', 'no@workspace.example'],
    });
    expect(found.body.data).toMatchObject({
      user_list: [{ user_id: ann }, { email: 'no@workspace.example' }],
    });
    expect((found.body.data as { user_list: Json[] }).user_list[1]).not.toHaveProperty('user_id');
    await workspace.control('/config', { contact_range: [ann, bob, cyd] });
    const first = (await workspace.api('GET', '/contact/v3/scopes?page_size=2')).body.data as Json;
    expect(first).toMatchObject({ user_ids: [ann, bob], has_more: true });
    const last = await workspace.api('GET', `/contact/v3/scopes?page_size=2&page_token=${first.page_token}`);
    expect(last.body.data).toEqual({ department_ids: [], user_ids: [cyd], group_ids: [], has_more: false });
    expect((await workspace.api('GET', '/contact/v3/scopes?page_size=101')).body.code).toBe(40011);
    expect((await workspace.api('GET', '/contact/v3/scopes?page_token=zzz')).body.code).toBe(40012);
    expect((await workspace.api('GET', '/contact/v3/users/ou_none')).body.code).toBe(41050);
  });

  it('lists the groups with the bot and their members', async () => {
    const { body } = await workspace.api('GET', '/im/v1/chats');
    expect(body.data).toMatchObject({ items: [{ name: '第一支部群' }], has_more: false });
    const members = await workspace.api('GET', `/im/v1/chats/${await groupId('第一支部群')}/members`);
    expect(members.body.data).toMatchObject({
      member_total: 2,
      items: [{ member_id: ann, name: '安然' }, { member_id: bob }],
    });
    const outside = await workspace.api('GET', `/im/v1/chats/${await groupId('没有机器人的群')}/members`);
    expect(outside.body.code).toBe(232011);
  });

  it('keeps slash commands', async () => {
    const path = '/application/v7/app_slash_commands';
    const todo = { command: '待办', description: { default_value: '我的待办' } };
    const made = await workspace.api('POST', path, todo);
    const { command_id } = made.body.data as { command_id: string };
    expect((await workspace.api('POST', path, todo)).body.code).not.toBe(0);
    expect((await workspace.api('POST', path, { ...todo, command: '/x' })).body.code).toBe(99992402);
    await workspace.api('PATCH', `${path}/${command_id}`, { description: { default_value: '新' } });
    expect((await workspace.api('GET', path)).body.data).toMatchObject({
      items: [{ command_id, command: '待办', description: { default_value: '新' } }],
    });
    expect((await workspace.control('/commands')).body.items).toHaveLength(1);
    await workspace.api('DELETE', `${path}/${command_id}`);
    expect((await workspace.api('DELETE', `${path}/${command_id}`)).status).toBe(404);
    expect((await workspace.api('GET', path)).body.data).toMatchObject({ items: [] });
  });
});
