import type { ClickAnswer, InboundEvent } from '../engine/inbound-port.ts';
import { type Fields, fields, firstText, items, parseJson, text } from './wire.ts';

/** What is known about ourselves and the moment while an event is read. */
export interface Reading {
  readonly botOpenId: string | undefined;
  readonly now: Date;
}

/** The platform writes times in seconds, milliseconds or microseconds, as text or number; digits tell. */
function momentOf(value: unknown, fallback: Date): Date {
  const number = Number(typeof value === 'string' || typeof value === 'number' ? value : Number.NaN);
  if (!(number > 0)) return fallback;
  const milliseconds = number >= 1e15 ? number / 1000 : number >= 1e12 ? number : number * 1000;
  const moment = new Date(Math.floor(milliseconds));
  return Number.isNaN(moment.getTime()) ? fallback : moment;
}

interface Mention {
  readonly key: string;
  readonly account: string;
  readonly name: string;
  readonly isBot: boolean;
}

function mentionOf(value: unknown, botOpenId: string | undefined): Mention {
  const mention = fields(value);
  const account = text(fields(mention.id).open_id);
  // As long as our own open_id is not known, any bot that is mentioned is taken to be us.
  const isBot = botOpenId === undefined ? mention.mentioned_type === 'bot' : account === botOpenId;
  return { key: text(mention.key), account, name: text(mention.name), isBot };
}

/** The words of a rich-text message, line by line. */
function postText(content: Fields): string {
  const lines = items(content.content).map((line) =>
    items(line)
      .map((piece) => {
        const { tag, text: words, user_id: key } = fields(piece);
        return tag === 'at' ? ` ${text(key)} ` : text(words);
      })
      .join(''),
  );
  return [text(content.title), ...lines].filter((line) => line !== '').join('\n');
}

function spokenText(message: Fields, mentions: readonly Mention[]): string {
  const content = fields(parseJson(text(message.content)));
  const raw = message.message_type === 'post' ? postText(content) : text(content.text);
  // Longest key first: @_user_1 is the beginning of @_user_10.
  const byLength = [...mentions]
    .filter((mention) => mention.key !== '')
    .sort((a, b) => b.key.length - a.key.length);
  const words = byLength.reduce(
    (rest, mention) => rest.replaceAll(mention.key, mention.isBot ? ' ' : `@${mention.name}`),
    raw,
  );
  return words.replace(/[^\S\n]+/g, ' ').trim();
}

function messageEvent(event: Fields, reading: Reading): InboundEvent | undefined {
  const message = fields(event.message);
  const sender = fields(event.sender);
  const messageId = text(message.message_id);
  const account = text(fields(sender.sender_id).open_id);
  // Bots that answer bots never end.
  if (messageId === '' || account === '' || (sender.sender_type ?? 'user') !== 'user') return undefined;
  const mentions = items(message.mentions).map((mention) => mentionOf(mention, reading.botOpenId));
  const parentId = text(message.parent_id);
  const rootId = text(message.root_id);
  return {
    kind: 'message',
    // The platform asks for messages to be told apart by message_id: one message may come as two events.
    eventKey: messageId,
    messageId,
    chatId: text(message.chat_id),
    chatType: message.chat_type === 'p2p' ? 'p2p' : 'group',
    account,
    text: spokenText(message, mentions),
    mentionsBot: mentions.some((mention) => mention.isBot),
    mentions: mentions
      .filter((mention) => !mention.isBot && mention.account !== '')
      .map(({ account: mentioned, name }) => ({ account: mentioned, name })),
    ...(parentId === '' ? {} : { parentId }),
    ...(rootId === '' ? {} : { rootId }),
    at: momentOf(message.create_time, reading.now),
  };
}

/** Outside a form a component reports its value beside its name; inside, all values come together. */
function formValues(action: Fields): Fields {
  const name = text(action.name);
  const own = action.input_value ?? action.options ?? action.checked;
  return { ...fields(action.form_value), ...(name === '' || own === undefined ? {} : { [name]: own }) };
}

function clickEvent(
  envelope: Fields,
  header: Fields,
  event: Fields,
  reading: Reading,
): InboundEvent | undefined {
  const account = text(fields(event.operator).open_id);
  const eventKey = text(header.event_id);
  if (account === '' || eventKey === '') return undefined;
  const action = fields(event.action);
  const value = typeof action.value === 'string' ? fields(parseJson(action.value)) : fields(action.value);
  const { action: name, ...payload } = value;
  // Official samples disagree on where the context stands.
  const inner = fields(event.context);
  const outer = fields(envelope.context);
  const option = text(action.option);
  return {
    kind: 'click',
    eventKey,
    account,
    messageId: firstText(inner.open_message_id, outer.open_message_id, event.open_message_id),
    chatId: firstText(inner.open_chat_id, outer.open_chat_id, event.open_chat_id),
    action: text(name),
    payload,
    form: formValues(action),
    ...(option === '' ? {} : { option }),
    at: momentOf(header.create_time, reading.now),
  };
}

/** The platform's envelope as our event; undefined for what does not concern us or cannot be read. */
export function normalize(received: unknown, reading: Reading): InboundEvent | undefined {
  const envelope = fields(received);
  const header = fields(envelope.header);
  const event = fields(envelope.event);
  const at = momentOf(header.create_time, reading.now);
  const eventKey = text(header.event_id);
  const chatId = text(event.chat_id);
  switch (header.event_type) {
    case 'im.message.receive_v1':
      return messageEvent(event, reading);
    case 'card.action.trigger':
      return clickEvent(envelope, header, event, reading);
    case 'im.chat.access_event.bot_p2p_chat_entered_v1': {
      const account = text(fields(event.operator_id).open_id);
      return account === '' || eventKey === ''
        ? undefined
        : { kind: 'chat_entered', eventKey, account, chatId, at };
    }
    case 'application.bot.menu_v6': {
      const account = text(fields(fields(event.operator).operator_id).open_id);
      const key = text(event.event_key);
      if (account === '' || eventKey === '') return undefined;
      return { kind: 'menu', eventKey, account, key, at: momentOf(event.timestamp, at) };
    }
    case 'im.chat.member.bot.added_v1': {
      const account = text(fields(event.operator_id).open_id);
      if (eventKey === '' || chatId === '') return undefined;
      return { kind: 'bot_added', eventKey, account, chatId, name: text(event.name), at };
    }
    default:
      return undefined;
  }
}

/** What the platform gets back: an object always, since an answer without data shows up as an error. */
export function answerBody(answer: ClickAnswer | undefined): object {
  return {
    ...(answer?.toast ? { toast: { type: answer.toast.tone, content: answer.toast.text } } : {}),
    ...(answer?.card ? { card: { type: 'raw', data: answer.card } } : {}),
  };
}
