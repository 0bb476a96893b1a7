import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerBody, normalize } from './normalize.ts';

const bot = 'ou_bot';
const now = new Date('2026-02-02T01:05:00.000Z');
const reading = { botOpenId: bot, now };

function envelope(eventType: string, event: object, extra: object = {}) {
  const header = {
    event_id: 'e1',
    event_type: eventType,
    create_time: '1770000000000',
    token: 'verification',
  };
  return { schema: '2.0', header: { ...header, ...extra }, event };
}

function message(content: object, over: object = {}, sender: object = { sender_type: 'user' }) {
  return envelope('im.message.receive_v1', {
    sender: { sender_id: { open_id: 'ou_a' }, ...sender },
    message: {
      message_id: 'om_1',
      chat_id: 'oc_1',
      chat_type: 'group',
      message_type: 'text',
      create_time: '1770000000123',
      content: JSON.stringify(content),
      ...over,
    },
  });
}

function click(event: object, extra: object = {}) {
  return {
    ...envelope(
      'card.action.trigger',
      {
        operator: { open_id: 'ou_a' },
        token: 'c-update',
        context: { open_message_id: 'om_1', open_chat_id: 'oc_1' },
        ...event,
      },
      { create_time: '1770000000123456' },
    ),
    ...extra,
  };
}

describe('messages', () => {
  it('are known by message id, lose the mention of the bot and name the others', () => {
    const mentions = [
      { key: '@_user_1', id: { open_id: bot }, mentioned_type: 'bot', name: '守时' },
      { key: '@_user_10', id: { open_id: 'ou_j' }, name: '李四' },
      { key: '@_user_2', id: { open_id: 'ou_b' }, name: '张三' },
    ];
    expect(
      normalize(message({ text: '@_user_1 /点名 全到  除 @_user_2 @_user_10' }, { mentions }), reading),
    ).toEqual({
      kind: 'message',
      eventKey: 'om_1',
      messageId: 'om_1',
      chatId: 'oc_1',
      chatType: 'group',
      account: 'ou_a',
      text: '/点名 全到 除 @张三 @李四',
      mentionsBot: true,
      mentions: [
        { account: 'ou_j', name: '李四' },
        { account: 'ou_b', name: '张三' },
      ],
      at: new Date(1770000000123),
    });
  });

  it('keep line breaks and the parent they answer', () => {
    const event = normalize(
      message({ text: '/记录\n主题 一' }, { parent_id: 'om_0', chat_type: 'p2p' }),
      reading,
    );
    expect(event).toMatchObject({
      text: '/记录\n主题 一',
      parentId: 'om_0',
      chatType: 'p2p',
      mentionsBot: false,
    });
  });

  it('of other kinds arrive with the words they have', () => {
    const post = {
      title: '记录',
      content: [
        [
          { tag: 'text', text: '要点' },
          { tag: 'at', user_id: '@_user_1' },
        ],
      ],
    };
    const mentions = [{ key: '@_user_1', id: { open_id: 'ou_b' }, name: '张三' }];
    expect(normalize(message(post, { message_type: 'post', mentions }), reading)).toMatchObject({
      text: '记录\n要点 @张三',
    });
    expect(normalize(message({ image_key: 'img' }, { message_type: 'image' }), reading)).toMatchObject({
      text: '',
    });
    expect(normalize(message({}, { content: 'not json' }), reading)).toMatchObject({ text: '' });
  });

  it('of bots are left alone', () => {
    expect(normalize(message({ text: 'hi' }, {}, { sender_type: 'bot' }), reading)).toBeUndefined();
    expect(normalize(message({ text: 'hi' }, {}, { sender_type: 'app' }), reading)).toBeUndefined();
  });

  it('take any mentioned bot for us while our own id is unknown', () => {
    const mentions = [{ key: '@_user_1', id: { open_id: 'ou_x' }, mentioned_type: 'bot', name: '守时' }];
    const event = normalize(message({ text: '@_user_1 待办' }, { mentions }), { botOpenId: undefined, now });
    expect(event).toMatchObject({ text: '待办', mentionsBot: true, mentions: [] });
  });
});

describe('clicks', () => {
  it('carry action, payload and form; the update token is nowhere', () => {
    const action = {
      tag: 'button',
      name: 'save',
      value: { action: 'minutes.save', id: 'i1' },
      form_value: { talk: '要点' },
    };
    const event = normalize(click({ action }), reading);
    expect(event).toEqual({
      kind: 'click',
      eventKey: 'e1',
      account: 'ou_a',
      messageId: 'om_1',
      chatId: 'oc_1',
      action: 'minutes.save',
      payload: { id: 'i1' },
      form: { talk: '要点' },
      at: new Date(1770000000123),
    });
  });

  it('find the context outside the event too', () => {
    const outside = { context: { open_message_id: 'om_2', open_chat_id: 'oc_2' } };
    expect(normalize(click({ context: undefined, action: {} }, outside), reading)).toMatchObject({
      messageId: 'om_2',
      chatId: 'oc_2',
      action: '',
    });
  });

  it('report single components as option or under their name', () => {
    expect(normalize(click({ action: { value: { action: 'a.b' }, option: 'sick' } }), reading)).toMatchObject(
      { option: 'sick' },
    );
    expect(normalize(click({ action: { name: 'also', checked: true } }), reading)).toMatchObject({
      form: { also: true },
    });
    expect(normalize(click({ action: { value: '{"action":"a.b"}' } }), reading)).toMatchObject({
      action: 'a.b',
    });
  });
});

describe('other events', () => {
  it.each([
    [
      'im.chat.access_event.bot_p2p_chat_entered_v1',
      { chat_id: 'oc_1', operator_id: { open_id: 'ou_a' } },
      { kind: 'chat_entered', eventKey: 'e1', account: 'ou_a', chatId: 'oc_1', at: new Date(1770000000000) },
    ],
    [
      'application.bot.menu_v6',
      { operator: { operator_id: { open_id: 'ou_a' } }, event_key: 'todo', timestamp: 1770000001 },
      { kind: 'menu', eventKey: 'e1', account: 'ou_a', key: 'todo', at: new Date(1770000001000) },
    ],
    [
      'im.chat.member.bot.added_v1',
      { chat_id: 'oc_1', operator_id: { open_id: 'ou_a' }, name: '办公室党支部' },
      {
        kind: 'bot_added',
        eventKey: 'e1',
        account: 'ou_a',
        chatId: 'oc_1',
        name: '办公室党支部',
        at: new Date(1770000000000),
      },
    ],
    ['contact.user.updated_v3', {}, undefined],
  ] as const)('%s', (eventType, event, expected) => {
    expect(normalize(envelope(eventType, event), reading)).toEqual(expected);
  });

  it('never throw, whatever arrives', () => {
    const types = fc.constantFrom(
      'im.message.receive_v1',
      'card.action.trigger',
      'im.chat.access_event.bot_p2p_chat_entered_v1',
      'application.bot.menu_v6',
      'im.chat.member.bot.added_v1',
    );
    const known = fc.dictionary(
      fc.constantFrom(
        'sender',
        'message',
        'action',
        'operator',
        'context',
        'operator_id',
        'chat_id',
        'mentions',
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(types, fc.oneof(fc.jsonValue(), known), (eventType, event) => {
        expect(() => normalize(envelope(eventType, event as object), reading)).not.toThrow();
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (anything) => {
        expect(normalize(anything, reading)).toBeUndefined();
      }),
    );
  });
});

describe('answerBody', () => {
  it('is an object always', () => {
    expect(answerBody(undefined)).toEqual({});
    expect(answerBody({ toast: { tone: 'success', text: '已记下' }, card: { schema: '2.0' } })).toEqual({
      toast: { type: 'success', content: '已记下' },
      card: { type: 'raw', data: { schema: '2.0' } },
    });
  });
});
