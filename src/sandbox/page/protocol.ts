import { bool, isRecord, type Json, list, num, optional, record, records, str } from './json.ts';

/** What the control calls answer, read once here so that no component meets a raw answer. */
export interface Person {
  readonly open_id: string;
  readonly name: string;
  readonly org: string;
  readonly posts: readonly string[];
}

export interface Chat {
  readonly chat_id: string;
  readonly type: 'p2p' | 'group';
  readonly name: string;
  readonly preview: string;
  readonly lastAt: number | null;
  readonly unread: number;
  /** It holds an urgent message this person has not read. */
  readonly urgent: boolean;
  /** People in it, without the bot; undefined where that is not told. */
  readonly members: number | undefined;
}

export interface Message {
  readonly message_id: string;
  readonly chat_id: string;
  readonly sender: string;
  readonly senderName: string;
  readonly fromBot: boolean;
  readonly msg_type: string;
  readonly content: string;
  readonly createdAt: number;
  readonly edited: boolean;
  readonly recalled: boolean;
  /** For this person. */
  readonly urgent: boolean;
  /** How many people were urged with it, and how many of them have read it. */
  readonly urged: { readonly people: number; readonly read: number };
  readonly read: boolean;
  /** Seen by this person alone. */
  readonly ephemeral: boolean;
  /** How many have read one's own message. */
  readonly readBy: number;
  readonly pinned: boolean;
  /** Things to say next, offered under the message. */
  readonly followUps: readonly string[];
  readonly reactions: readonly Reaction[];
  readonly parentId: string | undefined;
  readonly rootId: string | undefined;
  /** Messages of one thread stand together, apart from the conversation. */
  readonly threadId: string | undefined;
  readonly mentions: readonly Mention[];
}

export interface Readers {
  readonly read: readonly string[];
  readonly unread: readonly string[];
}

export interface Reaction {
  readonly key: string;
  /** Open ids; the bot's is empty. */
  readonly people: readonly string[];
}

/** An item of the bot's menu: it calls back, says something, opens a page, or holds others. */
export interface MenuItem {
  readonly name: string;
  readonly eventKey: string;
  readonly text: string;
  readonly url: string;
  readonly children: readonly MenuItem[];
}

/** `@_user_1` in a group message stands for a person. */
export interface Mention {
  readonly key: string;
  readonly id: string;
  readonly name: string;
}

export interface Command {
  readonly command: string;
  readonly description: string;
}

export interface ToastText {
  readonly type: 'info' | 'success' | 'error' | 'warning';
  readonly content: string;
}

export interface ClickAnswer {
  readonly code: number;
  readonly toast: ToastText | null;
}

export interface RequestEntry {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
  readonly answer: unknown;
}

/** Something that will go wrong. Those that happen at once are not listed. */
export interface Fault {
  readonly fault_id: string;
  readonly kind: string;
  readonly path: string;
  readonly code: number | undefined;
  readonly status: number | undefined;
  /** How many times it will still strike; undefined: until it is cleared. */
  readonly left: number | undefined;
}

/** Millisecond or second counts, as numbers or digits, and ISO text all occur on this platform. */
export function instant(value: unknown): number {
  const count = num(value, Number.NaN);
  if (!Number.isNaN(count)) return count < 1e11 ? count * 1000 : count;
  const parsed = Date.parse(str(value));
  return Number.isNaN(parsed) ? 0 : parsed;
}

export function readPerson(value: Json): Person {
  const posts = list(value.posts).map((post) => (isRecord(post) ? str(post.name ?? post.post) : str(post)));
  return { open_id: str(value.open_id), name: str(value.name), org: str(value.org), posts };
}

export function readChat(value: Json): Chat {
  const last = isRecord(value.last) ? value.last : undefined;
  return {
    chat_id: str(value.chat_id),
    type: value.type === 'group' ? 'group' : 'p2p',
    name: str(value.name),
    preview: str(last?.preview),
    lastAt: last === undefined ? null : instant(last.at),
    unread: num(value.unread, 0),
    urgent: bool(value.urgent),
    members: count(value.member_count),
  };
}

function readReactions(value: unknown): Reaction[] {
  const byKey = new Map<string, string[]>();
  for (const { emoji, by } of records(value)) {
    const key = str(emoji);
    byKey.set(key, [...(byKey.get(key) ?? []), str(by)]);
  }
  return [...byKey].map(([key, people]) => ({ key, people }));
}

export const readReaders = (value: Json): Readers => ({
  read: records(value.readers).map((reader) => str(reader.open_id)),
  unread: list(value.unread).map((id) => str(id)),
});

export function readMessage(value: Json): Message {
  const sender = record(value.sender);
  const createdAt = instant(value.created_at);
  const type = str(value.msg_type, 'text');
  return {
    message_id: str(value.message_id),
    chat_id: str(value.chat_id),
    sender: str(sender.id),
    senderName: str(sender.name),
    fromBot: sender.type === 'app',
    msg_type: type,
    content: typeof value.content === 'string' ? value.content : JSON.stringify(value.content ?? {}),
    createdAt,
    edited: type !== 'interactive' && bool(value.edited),
    recalled: bool(value.recalled),
    urgent: optional(value.urgent) !== undefined,
    urged: { people: num(record(value.urged).people, 0), read: num(record(value.urged).read, 0) },
    read: value.read !== false,
    ephemeral: bool(value.only_for_you),
    readBy: num(value.read_by, 0),
    pinned: bool(value.pinned),
    followUps: list(value.follow_ups)
      .map((words) => str(words))
      .filter(Boolean),
    reactions: readReactions(value.reactions),
    parentId: optional(value.parent_id),
    rootId: optional(value.root_id),
    threadId: optional(value.thread_id),
    mentions: records(value.mentions).map(({ key, id, name }) => ({
      key: str(key),
      id: str(id),
      name: str(name),
    })),
  };
}

export function readToast(value: unknown): ToastText | null {
  if (!isRecord(value)) return null;
  const content = str(record(value.i18n).zh_cn) || str(value.content);
  if (content === '') return null;
  const type = str(value.type);
  return { type: type === 'success' || type === 'error' || type === 'warning' ? type : 'info', content };
}

const count = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

export const readFaults = (value: unknown): Fault[] =>
  records(value).map((fault) => ({
    fault_id: str(fault.fault_id),
    kind: str(fault.kind),
    path: str(fault.path),
    code: count(fault.code),
    status: count(fault.status),
    left: count(fault.left),
  }));

export function readRequest(value: Json): RequestEntry {
  return {
    at: instant(value.at),
    method: str(value.method),
    path: str(value.path),
    status: num(value.status, 0),
    body: value.body,
    answer: value.answer,
  };
}

export const readMenu = (value: unknown): MenuItem[] =>
  records(value).map((item) => ({
    name: str(item.name),
    eventKey: str(item.event_key),
    text: str(item.text),
    url: str(item.url),
    children: readMenu(item.children),
  }));

export const readCommands = (value: unknown): Command[] =>
  records(value).map((item) => ({
    command: str(item.command).replace(/^\/?/, '/'),
    description:
      str(record(record(item.description).i18n).zh_cn) || str(record(item.description).default_value),
  }));
