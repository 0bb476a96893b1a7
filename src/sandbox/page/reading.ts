import { attempt, toast } from './actions.ts';
import * as api from './api.ts';
import type { Message } from './protocol.ts';
import { getPane, getState, setPane, setState } from './store.ts';
import { text } from './text.ts';
import { announce, findUrgents, settleUrgent } from './urgent.ts';

/** The list of conversations anew. One that is open and no longer there, because the group is gone, closes. */
export async function refreshChats(index: number): Promise<void> {
  const me = getPane(index).me;
  if (me === null) return;
  const chats = await api.chats(me.open_id);
  const pane = getPane(index);
  if (pane.me?.open_id !== me.open_id) return;
  const isIn = (list: typeof chats | typeof pane.chats) => list.some((chat) => chat.chat_id === pane.chatId);
  const isGone = isIn(pane.chats) && !isIn(chats);
  setPane(index, { chats, ...(isGone ? closed : {}) });
  if (isGone) toast(index, { type: 'info', content: text.chats.gone });
  await findUrgents(index, chats);
}

/** No conversation is open. */
export const closed = {
  chatId: null,
  messages: [],
  hasEarlier: false,
  freshFrom: null,
  loading: false,
  replyTo: null,
  thread: null,
  target: null,
} as const;

/** Also urgent: what somebody had read already and is reminded of now. */
function announceNew(index: number, before: ReadonlyMap<string, Message>, fetched: readonly Message[]): void {
  announce(
    index,
    fetched.filter(({ message_id, read }) => !read || before.get(message_id)?.urgent === false),
  );
  settleUrgent(
    index,
    fetched.filter((message) => message.recalled).map((message) => message.message_id),
  );
}

/**
 * Reads the open conversation anew: all of it, or, with the ids of messages that changed, from the earliest of these
 * on. A long conversation is not read again for every new message.
 */
async function readMessages(index: number, changed?: Iterable<string>): Promise<readonly Message[]> {
  const { me, chatId, messages: had } = getPane(index);
  if (me === null || chatId === null) return [];
  const ids = new Set(changed);
  const first = had.findIndex((message) => ids.has(message.message_id));
  const after = changed === undefined ? undefined : had.at(first < 0 ? -1 : first - 1);
  const from = first === 0 ? undefined : after?.message_id;
  // A stretch grows by what comes in, but what lies far back is fetched only when somebody looks for it.
  const limit = from === undefined ? Math.max(api.PAGE, had.length) : undefined;
  const fetched = await api.inbox(me.open_id, chatId, { after: from, limit });
  const pane = getPane(index);
  if (pane.chatId !== chatId || pane.me?.open_id !== me.open_id) return [];
  const before = new Map(pane.messages.map((message) => [message.message_id, message]));
  const kept = from === undefined ? 0 : pane.messages.findIndex((message) => message.message_id === from) + 1;
  const messages = [
    ...pane.messages.slice(0, kept),
    ...fetched.map((message) => {
      const known = before.get(message.message_id);
      return known !== undefined && JSON.stringify(known) === JSON.stringify(message) ? known : message;
    }),
  ];
  const hasEarlier = limit === undefined ? pane.hasEarlier : fetched.length === limit;
  setPane(index, { messages, hasEarlier, loading: false });
  announceNew(index, before, fetched);
  return messages;
}

const turns: Promise<unknown>[] = [];

/** One reading of a pane after the other: a late answer must not take away what a newer one brought. */
export function loadMessages(index: number, changed?: Iterable<string>): Promise<readonly Message[]> {
  const turn = (turns[index] ?? Promise.resolve()).then(() => readMessages(index, changed));
  turns[index] = turn.catch(() => undefined);
  return turn;
}

export const refreshMessages = (index: number, changed: Iterable<string>): Promise<void> =>
  attempt(index, async () => void (await loadMessages(index, changed)), text.live.failed);

/** Puts the messages before the first one in front; answers whether there were any. */
export async function loadEarlier(index: number): Promise<boolean> {
  const { me, chatId, messages, hasEarlier } = getPane(index);
  const [first] = messages;
  if (me === null || chatId === null || first === undefined || !hasEarlier) return false;
  const earlier = await api.inbox(me.open_id, chatId, { before: first.message_id, limit: api.PAGE });
  const pane = getPane(index);
  if (pane.chatId !== chatId || pane.messages[0] !== first) return false;
  setPane(index, { messages: [...earlier, ...pane.messages], hasEarlier: earlier.length === api.PAGE });
  return earlier.length > 0;
}

/** Reading a message reads everything above it, too. */
export async function readUpTo(index: number, messageId: string): Promise<void> {
  const { me, messages, chats, chatId } = getPane(index);
  const at = messages.findIndex((message) => message.message_id === messageId);
  if (me === null || messages[at]?.read !== false) return;
  const left = messages.filter((message, place) => place > at && !message.read).length;
  setPane(index, {
    messages: messages.map((message, place) =>
      place <= at && !message.read ? { ...message, read: true } : message,
    ),
    chats: chats.map((chat) => (chat.chat_id === chatId ? { ...chat, unread: left } : chat)),
  });
  await attempt(index, async () => void (await api.markRead(me.open_id, messageId)), text.live.failed);
}

const beginning = '1970-01-01T00:00:00Z';

/** A quoted message that lies before what is loaded is asked for once: it is the one after the one before it. */
export async function resolveQuoted(index: number, messageId: string): Promise<void> {
  const { me, chatId } = getPane(index);
  if (me === null || chatId === null || messageId in getState().quoted) return;
  const keep = (message: Message | null) =>
    setState({ quoted: { ...getState().quoted, [messageId]: message } });
  keep(null);
  try {
    const [before] = await api.inbox(me.open_id, chatId, { before: messageId, limit: 1 });
    const after = before?.message_id ?? beginning;
    const [found] = await api.inbox(me.open_id, chatId, { after, limit: 1 });
    if (found?.message_id === messageId) keep(found);
  } catch {
    const { [messageId]: _unanswered, ...quoted } = getState().quoted;
    setState({ quoted });
  }
}
