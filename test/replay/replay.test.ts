import { EventDispatcher } from '@larksuiteoapi/node-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalize } from '../../src/feishu/normalize.ts';
import { ann, bob, cyd, TestWorkspace } from '../contract/workspace.ts';
import { viewCard } from '../harness/card-view.ts';
import cards from './cards.json' with { type: 'json' };
import events from './events.json' with { type: 'json' };

/** Payloads in the shapes of the public documentation: the bot reads them, and the workspace makes the same shapes. */

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
let made: Map<string, Json>;

const nothing = (): void => undefined;
const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing, trace: nothing };
const now = new Date('2026-02-02T09:05:00+08:00');
const typeOf = (payload: Json): string =>
  String((payload.header as Json)?.event_type ?? (payload.event as Json).type);

beforeAll(async () => {
  workspace = await TestWorkspace.open();
  made = new Map();
  await workspace.listenRaw((payload) => {
    const event = JSON.parse(payload) as Json;
    made.set(typeOf(event), event);
  });
  const say = (body: Json) => workspace.control('/say', { as: ann, text: '一', ...body });
  const emit = (type: string, body: Json) => workspace.control('/emit', { type, ...body });
  const chat_id = await workspace.groupId('第一支部群');
  const first = (await say({})).body.message_id;
  const { departments } = (await workspace.control('/departments')).body as { departments: Json[] };
  const department_id = departments[0]?.open_department_id;
  for (const kind of ['added', 'deleted', 'withdrawn']) {
    await emit(`im.chat.member.user.${kind}_v1`, { chat_id, open_ids: [bob] });
  }
  await emit('im.chat.member.bot.deleted_v1', { chat_id });
  await emit('im.chat.disbanded_v1', { chat_id });
  await emit('im.message.message_read_v1', { as: ann, message_id: first });
  await emit('im.message.recalled_v1', { message_id: first });
  for (const kind of ['created', 'deleted']) {
    await emit(`im.message.reaction.${kind}_v1`, { as: ann, message_id: first });
  }
  for (const kind of ['created', 'updated', 'deleted']) {
    await emit(`contact.user.${kind}_v3`, { as: cyd, old: { job_title: '旧' } });
    await emit(`contact.department.${kind}_v3`, { department_id, old: { name: '旧' } });
  }
  await emit('contact.scope.updated_v3', { added: [ann, 'od-1'] });
  await workspace.control('/menu', { as: ann, event_key: 'todo' });
  await workspace.control('/enter', { as: ann });
  await say({ reply_to: first });
  await workspace.sandbox.settled();
});
afterAll(async () => {
  await workspace.close();
});

/** Every path of keys with the kind of value at its end; lists count by their first item. */
function shape(value: unknown, path = ''): Map<string, string> {
  if (Array.isArray(value)) return value.length === 0 ? new Map() : shape(value[0], `${path}[]`);
  if (typeof value !== 'object' || value === null) return new Map([[path, typeof value]]);
  return new Map(Object.entries(value).flatMap(([key, child]) => [...shape(child, `${path}.${key}`)]));
}

describe('documented events', () => {
  it.each(events.map((event) => [event.name, event] as const))(
    '%s is read by the bot',
    (_, { payload, reads }) => {
      const event = normalize(payload, { botOpenId: 'ou_bot', now });
      if (reads === null) expect(event).toBeUndefined();
      else expect(event).toMatchObject(reads);
    },
  );

  it.each(events.map((event) => [event.name, event.payload as Json] as const))(
    '%s passes the dispatcher of the SDK',
    async (_, payload) => {
      const heard: Json[] = [];
      const dispatcher = new EventDispatcher({ logger: silent }).register({
        [typeOf(payload)]: (event: Json) => void heard.push(event),
      } as never);
      await dispatcher.invoke(structuredClone(payload), { needCheck: false });
      expect(heard).toHaveLength(1);
    },
  );

  const optional =
    /^\.event\.(object|old_object|message\.(mentions|root_id|parent_id|thread_id|user_agent)|(added|removed))/;
  it.each([...new Set(events.map((event) => typeOf(event.payload as Json)))])(
    'the workspace sends %s in the documented shape',
    (type) => {
      const documented = new Map(
        events
          .filter((event) => typeOf(event.payload as Json) === type)
          .flatMap((event) => [...shape(event.payload)]),
      );
      const own = made.get(type);
      if (type === 'card.action.trigger') return expect(own).toBeUndefined();
      expect(own, `${type} was never sent`).toBeDefined();
      const sent = shape(own);
      for (const [path, kind] of sent) {
        expect([path, documented.get(path)]).toEqual([path, kind]);
      }
      for (const path of documented.keys()) {
        if (!optional.test(path)) expect([...sent.keys()]).toContain(path);
      }
    },
  );
});

describe('documented cards', () => {
  it.each(Object.entries(cards))('%s is accepted and shown', async (_, card) => {
    const content = JSON.stringify(card);
    const sent = await workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: ann,
      msg_type: 'interactive',
      content,
    });
    expect(sent.body).toMatchObject({ code: 0 });
    const [shown] = (await workspace.control(`/inbox?open_id=${ann}&limit=1`)).body.messages as Json[];
    expect(shown?.content).toBe(content);
    expect(() => viewCard(content)).not.toThrow();
  });
});
