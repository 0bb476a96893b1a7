import { z } from 'zod';
import { unreadCount } from '../acts.ts';
import { parseCard } from '../cards/walk.ts';
import type { Chat, Message, RequestRecord } from '../entities.ts';
import { beijing } from '../moments.ts';
import { text } from '../text.ts';
import type { Workspace } from '../workspace.ts';
import { type ControlApp, onGet, refused } from './input.ts';

const inboxQuery = z.strictObject({
  open_id: z.string(),
  chat_id: z.string().optional(),
  /** A message id, or a moment. */
  after: z.string().optional(),
  before: z.string().optional(),
  /** Of those that fit: the newest ones, or with `after` the oldest ones. */
  limit: z.coerce.number().int().min(1).max(100_000).optional(),
});

export function mountViews(app: ControlApp, workspace: Workspace): void {
  const { world } = workspace;
  onGet(app, '/state', z.strictObject({}), () => ({
    now: beijing(world.now()),
    app_id: world.app.appId,
    bot: { open_id: world.app.openId, name: world.app.name, connections: workspace.gateway.connections },
    users: [...world.state.people.values()].map(({ openId, name, org, posts }) => ({
      open_id: openId,
      name,
      org,
      posts,
    })),
    chats: [...world.state.chats.values()].map(({ chatId, name, type, members }) => ({
      chat_id: chatId,
      name,
      type,
      members,
    })),
  }));

  onGet(app, '/inbox', inboxQuery, ({ open_id, chat_id, after, before, limit }) => {
    if (!world.person(open_id)) return refused(`no such person: ${open_id}`, 404);
    const chatIds = chat_id === undefined ? world.chatsOf(open_id).map((chat) => chat.chatId) : [chat_id];
    if (chat_id !== undefined && !isIn(workspace, open_id, chat_id))
      return refused(`${open_id} is not in ${chat_id}`, 404);
    const since = after === undefined ? undefined : boundary(workspace, after, 'after');
    const until = before === undefined ? undefined : boundary(workspace, before, 'before');
    if (since === 'unknown') return refused('after: a message id or an ISO moment');
    if (until === 'unknown') return refused('before: a message id or an ISO moment');
    const fits = (message: Message): boolean => since?.(message) !== false && until?.(message) !== false;
    const isSeen = (message: Message): boolean =>
      message.onlyFor === undefined || message.onlyFor === open_id;
    const found = chatIds
      .flatMap((chatId) => stretch(world.messagesIn(chatId), fits, limit, since !== undefined))
      .filter(isSeen)
      .sort((a, b) => a.seq - b.seq);
    const kept = limit === undefined ? found : since ? found.slice(0, limit) : found.slice(-limit);
    return { messages: kept.map((message) => messageOf(workspace, message, open_id)) };
  });

  onGet(app, '/chats', z.strictObject({ open_id: z.string() }), ({ open_id }) => {
    if (!world.person(open_id)) return refused(`no such person: ${open_id}`, 404);
    const there = world.chatsOf(open_id).filter((chat) => !chat.dissolved);
    const chats = there.map((chat) => chatLine(workspace, chat, open_id));
    chats.sort((a, b) => (b.last?.seq ?? 0) - (a.last?.seq ?? 0));
    const privateId = world.privateChatId(open_id);
    if (!world.chat(privateId)) {
      const name = world.app.name;
      const nothing = { last: null, unread: 0, urgent: false, member_count: 1 };
      chats.push({ chat_id: privateId, type: 'p2p', name, ...nothing });
    }
    return { chats };
  });

  const readersQuery = z.strictObject({ message_id: z.string() });
  onGet(app, '/readers', readersQuery, ({ message_id }) => {
    const message = world.message(message_id);
    if (!message) return refused(`no such message: ${message_id}`, 404);
    const read = readers(workspace, message);
    const members = world.chat(message.chatId)?.members ?? [];
    const unread = members.filter((openId) => openId !== message.from && !(openId in message.readBy));
    return { readers: read, unread };
  });

  onGet(app, '/menu', z.strictObject({}), () => ({ items: workspace.settings.bot_menu }));

  onGet(app, '/commands', z.strictObject({}), () => ({ items: [...world.state.commands.values()] }));

  onGet(
    app,
    '/requests',
    z.strictObject({
      path: z.string().default(''),
      after: z.iso.datetime({ offset: true }).optional(),
      limit: z.coerce.number().int().min(1).optional(),
    }),
    ({ path, after, limit }) => {
      const since = after === undefined ? Number.NEGATIVE_INFINITY : Date.parse(after);
      const found = world.state.requests.filter(
        (record) => record.path.startsWith(path) && record.at > since,
      );
      return { requests: (limit === undefined ? found : found.slice(-limit)).map(requestOf) };
    },
  );
}

function isIn(workspace: Workspace, openId: string, chatId: string): boolean {
  const { world } = workspace;
  return chatId === world.privateChatId(openId) || world.chat(chatId)?.members.includes(openId) === true;
}

type Fits = (message: Message) => boolean;

function boundary(workspace: Workspace, given: string, side: 'after' | 'before'): Fits | 'unknown' {
  const known = workspace.world.message(given);
  const sign = side === 'after' ? 1 : -1;
  if (known) return (message) => (message.seq - known.seq) * sign > 0;
  const at = Date.parse(given);
  return Number.isNaN(at) ? 'unknown' : (message) => (message.createdAt - at) * sign > 0;
}

/** Messages of a chat stand in order, so only the end that is asked for is looked at. */
function stretch(
  all: readonly Message[],
  fits: Fits,
  limit: number | undefined,
  fromStart: boolean,
): Message[] {
  if (limit === undefined) return all.filter(fits);
  const found: Message[] = [];
  const step = fromStart ? 1 : -1;
  for (let index = fromStart ? 0 : all.length - 1; all[index] && found.length < limit; index += step) {
    const message = all[index];
    if (message && fits(message)) found.push(message);
  }
  return found;
}

function messageOf(workspace: Workspace, message: Message, openId: string): Record<string, unknown> {
  const { world } = workspace;
  const sender = message.from
    ? { type: 'user', id: message.from, name: world.person(message.from)?.name ?? '' }
    : { type: 'app', id: world.app.appId, name: world.app.name };
  return {
    message_id: message.messageId,
    chat_id: message.chatId,
    sender,
    msg_type: message.msgType,
    content: message.recalled ? '{}' : message.content,
    created_at: beijing(message.createdAt),
    updated_at: beijing(message.updatedAt),
    recalled: message.recalled,
    urgent: message.urgent[openId] ?? null,
    urged: urged(message),
    read: message.from === openId || openId in message.readBy,
    parent_id: message.parentId,
    root_id: message.rootId,
    thread_id: message.threadId,
    edited: message.edits > 0,
    only_for_you: message.onlyFor !== undefined || undefined,
    pinned: message.pinnedAt !== undefined || undefined,
    reactions: message.reactions?.map(({ emoji, by }) => ({ emoji, by: by ?? null })),
    follow_ups: message.followUps,
    read_by: message.from === openId ? readers(workspace, message).length : undefined,
    mentions: message.mentions?.map(({ key, openId: id, name }) => ({ key, id, name })),
  };
}

/** How many were urged with it, and how many of them have read it. */
function urged(message: Message): Record<string, number> | undefined {
  const people = Object.keys(message.urgent);
  if (people.length === 0) return undefined;
  return { people: people.length, read: people.filter((openId) => openId in message.readBy).length };
}

function readers(workspace: Workspace, message: Message) {
  return Object.entries(message.readBy)
    .filter(([openId]) => openId !== message.from)
    .map(([openId, at]) => ({
      open_id: openId,
      name: workspace.world.person(openId)?.name ?? '',
      read_at: beijing(at),
    }));
}

function chatLine(workspace: Workspace, chat: Chat, openId: string) {
  const { world } = workspace;
  // A card for one viewer's eyes must not show in anybody else's list.
  const last = world
    .messagesIn(chat.chatId)
    .findLast((message) => message.onlyFor === undefined || message.onlyFor === openId);
  return {
    chat_id: chat.chatId,
    type: chat.type,
    name: chat.type === 'p2p' ? world.app.name : chat.name,
    last: last
      ? { message_id: last.messageId, preview: preview(last), at: beijing(last.createdAt), seq: last.seq }
      : null,
    unread: unreadCount(workspace, chat.chatId, openId),
    urgent: holdsUrgent(workspace, chat, openId),
    member_count: chat.members.length,
  };
}

/** Whether it holds a message this person was urged with and has not read. */
function holdsUrgent({ world }: Workspace, chat: Chat, openId: string): boolean {
  const unread = world.state.unreadUrgents.get(openId) ?? new Set();
  return [...unread].some((id) => world.message(id)?.chatId === chat.chatId);
}

function preview(message: Message): string {
  if (message.recalled) return text.previewRecalled;
  const content = parseCard(message.content) ?? {};
  if (message.msgType === 'text') return String(content.text ?? '').slice(0, 80);
  if (message.msgType !== 'interactive') return text.previewOther(message.msgType);
  const { config, header } = content as {
    config?: { summary?: { content?: string } };
    header?: { title?: { content?: string } };
  };
  return config?.summary?.content ?? header?.title?.content ?? text.previewCard;
}

function requestOf(record: RequestRecord): Record<string, unknown> {
  return { ...record, at: beijing(record.at), body: parsed(record.body), answer: parsed(record.answer) };
}

function parsed(body: string | undefined): unknown {
  if (body === undefined || body === '') return null;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}
