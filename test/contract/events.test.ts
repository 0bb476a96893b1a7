import { afterEach, beforeEach, expect, it } from 'vitest';
import { onlyHere } from './tenant.ts';
import { ann, app, bob, TestWorkspace } from './workspace.ts';

const here = onlyHere('acts as people do and moves the clock');

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
let heard: Json[];
let answer: () => unknown;
beforeEach(async () => {
  workspace = await TestWorkspace.open();
  heard = [];
  answer = () => undefined;
});
afterEach(async () => {
  await workspace.close();
});

const kinds = [
  'im.message.receive_v1',
  'application.bot.menu_v6',
  'im.chat.access_event.bot_p2p_chat_entered_v1',
  'p2p_chat_create',
  'im.message.message_read_v1',
  'im.chat.member.bot.added_v1',
];

async function listen(): Promise<void> {
  const hear = (event: Json): unknown => {
    heard.push(event);
    return answer();
  };
  await workspace.connect(Object.fromEntries(kinds.map((kind) => [kind, hear])));
  await workspace.sandbox.settled();
}

async function group(withBot: boolean): Promise<string> {
  const { chats } = (await workspace.control('/state')).body as { chats: Json[] };
  return String(
    chats.find((chat) => chat.type === 'group' && (chat.name === '第一支部群') === withBot)?.chat_id,
  );
}

const types = (): unknown[] => heard.map((event) => event.event_type ?? event.type);

here('events', () => {
  it('tells of the groups it was added to, and queues what happens while nobody is connected', async () => {
    await listen();
    expect(heard).toMatchObject([
      {
        event_type: 'im.chat.member.bot.added_v1',
        chat_id: await group(true),
        name: '第一支部群',
        external: false,
      },
    ]);
  });

  it('hears a group only when mentioned', async () => {
    await listen();
    heard = [];
    const chat_id = await group(true);
    const quiet = await workspace.control('/say', { as: ann, text: '大家好', chat_id });
    expect(quiet.body.event_id).toBeNull();
    await workspace.control('/say', { as: ann, text: `@${app.name} 请看 @白晓`, chat_id });
    await workspace.sandbox.settled();
    expect(heard).toMatchObject([
      {
        message: {
          chat_id,
          chat_type: 'group',
          content: JSON.stringify({ text: '@_user_1 请看 @_user_2' }),
          mentions: [
            { key: '@_user_1', name: app.name, mentioned_type: 'bot' },
            { key: '@_user_2', name: '白晓', mentioned_type: 'user', id: { open_id: bob } },
          ],
        },
      },
    ]);
    await workspace.control('/config', { all_group_messages: true });
    expect(
      (await workspace.control('/say', { as: ann, text: '再来', chat_id })).body.event_id,
    ).not.toBeNull();
    const without = await workspace.control('/say', {
      as: ann,
      text: `@${app.name}`,
      chat_id: await group(false),
    });
    expect(without.body.event_id).toBeNull();
  });

  it('tells that a person entered the private chat, the first time that it came into being', async () => {
    await listen();
    heard = [];
    const { body } = await workspace.control('/enter', { as: ann });
    await workspace.control('/enter', { as: ann, chat_id: body.chat_id });
    await workspace.sandbox.settled();
    const entered = 'im.chat.access_event.bot_p2p_chat_entered_v1';
    expect(types()).toEqual(['event_callback', entered, entered]);
    expect(heard[0]).toMatchObject({ chat_id: body.chat_id, user: { open_id: ann, name: '安然' } });
    expect(heard[1]).toMatchObject({ chat_id: body.chat_id, operator_id: { open_id: ann } });
  });

  it('tells of the menu and of what was read', async () => {
    await listen();
    const text = { receive_id: ann, msg_type: 'text', content: '{"text":"一"}' };
    const earlier = await workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', text);
    const first = (earlier.body.data as Json).message_id;
    const sent = await workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', text);
    heard = [];
    const { message_id } = sent.body.data as { message_id: string };
    await workspace.control('/menu', { as: ann, event_key: 'todo' });
    await workspace.control('/read', { as: ann, message_id });
    expect((await workspace.control('/read', { as: ann, message_id })).body.event_id).toBeNull();
    await workspace.sandbox.settled();
    expect(heard).toMatchObject([
      {
        event_type: 'application.bot.menu_v6',
        event_key: 'todo',
        operator: { operator_id: { open_id: ann } },
      },
      { event_type: 'im.message.message_read_v1', reader: { reader_id: { open_id: ann } } },
    ]);
    expect(heard[1]?.message_id_list).toEqual([first, message_id]);
    const readers = await workspace.api(
      'GET',
      `/im/v1/messages/${message_id}/read_users?user_id_type=open_id`,
    );
    expect(readers.body.data).toMatchObject({ items: [{ user_id: ann }], has_more: false });
  });
});

here('delivery', () => {
  const rungs = ['PT15S', 'PT5M', 'PT1H', 'PT6H'];

  it('climbs the ladder four times with the same event id, then gives up', async () => {
    await listen();
    heard = [];
    answer = () => {
      throw new Error('not now');
    };
    const { body } = await workspace.control('/say', { as: ann, text: '在吗' });
    await workspace.sandbox.settled();
    const tries = () => heard.filter((event) => event.event_id === body.event_id).length;
    expect(tries()).toBe(1);
    for (const [index, advance] of rungs.entries()) {
      await workspace.control('/clock', { advance });
      expect(tries()).toBe(index + 2);
    }
    await workspace.control('/clock', { advance: 'P2D' });
    expect(tries()).toBe(5);
  });

  it('stops at the first success', async () => {
    await listen();
    heard = [];
    let left = 1;
    answer = () => {
      left -= 1;
      if (left >= 0) throw new Error('not now');
    };
    await workspace.control('/enter', { as: bob });
    await workspace.sandbox.settled();
    const before = heard.length;
    await workspace.control('/clock', { advance: 'P1D' });
    expect(heard.length).toBe(before + 1);
  });

  it('delivers at once what a lost connection left behind', async () => {
    const bot = await workspace.connect({});
    await workspace.sandbox.settled();
    bot.close({ force: true });
    while (((await workspace.control('/state')).body.bot as Json).connections !== 0);
    const { body } = await workspace.control('/say', { as: ann, text: '醒醒' });
    await listen();
    expect(heard.map((event) => event.event_id)).toContain(body.event_id);
  });

  it('waits for a connection however long it takes', async () => {
    const { body } = await workspace.control('/say', { as: ann, text: '在吗' });
    await workspace.control('/clock', { advance: 'P30D' });
    await listen();
    expect(heard.map((event) => event.event_id)).toContain(body.event_id);
  });

  it('repeats by hand, with the same id or a new one', async () => {
    await listen();
    const { body } = await workspace.control('/say', { as: ann, text: '一' });
    await workspace.sandbox.settled();
    heard = [];
    await workspace.control('/redeliver', { event_id: body.event_id });
    await workspace.sandbox.settled();
    const again = await workspace.control('/redeliver', { event_id: body.event_id, new_event_id: true });
    await workspace.sandbox.settled();
    expect(heard.map((event) => event.event_id)).toEqual([body.event_id, again.body.event_id]);
    expect(heard.map((event) => (event.message as Json).message_id)).toEqual([
      body.message_id,
      body.message_id,
    ]);
    expect((await workspace.control('/redeliver', { event_id: 'no' })).status).toBe(404);
  });
});
