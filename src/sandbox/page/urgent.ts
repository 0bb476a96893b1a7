import * as api from './api.ts';
import type { Chat, Message } from './protocol.ts';
import { getPane, setPane } from './store.ts';

/** Urgent messages somebody has dealt with on this page: put off, or looked at. They do not pop up again. */
const settled = new Set<string>();
/** Conversations whose urgent messages were looked for since something changed in them. */
const searched = new Set<string>();

const keyOf = (openId: string, id: string): string => `${openId} ${id}`;

/** Lets them pop up, once each. */
export function announce(index: number, messages: readonly Message[]): void {
  const { me, urgents } = getPane(index);
  if (me === null) return;
  const waiting = new Set(urgents.map((message) => message.message_id));
  const added = messages.filter(
    ({ message_id, urgent, recalled }) =>
      urgent && !recalled && !waiting.has(message_id) && !settled.has(keyOf(me.open_id, message_id)),
  );
  if (added.length > 0) setPane(index, { urgents: [...urgents, ...added] });
}

export function settleUrgent(index: number, messageIds: readonly string[]): void {
  const { me, urgents } = getPane(index);
  const gone = new Set(messageIds);
  for (const id of messageIds) settled.add(keyOf(me?.open_id ?? '', id));
  const left = urgents.filter((message) => !gone.has(message.message_id));
  if (left.length < urgents.length) setPane(index, { urgents: left });
}

/** A conversation in which something changed is looked through again, if it holds anything urgent. */
export function searchAgain(chatIds: Iterable<string>): void {
  for (const key of searched) {
    for (const chatId of chatIds) if (key.endsWith(chatId)) searched.delete(key);
  }
}

/**
 * What is urgent in conversations that are not open pops up, too; what was read or taken back elsewhere does not
 * wait any longer.
 */
export async function findUrgents(index: number, chats: readonly Chat[]): Promise<void> {
  const { me, chatId: open, urgents } = getPane(index);
  if (me === null) return;
  const quiet = new Set(chats.filter((chat) => !chat.urgent).map((chat) => chat.chat_id));
  const over = urgents.filter((message) => message.chat_id !== open && quiet.has(message.chat_id));
  if (over.length > 0) setPane(index, { urgents: urgents.filter((message) => !over.includes(message)) });
  for (const { chat_id, urgent } of chats) {
    const key = keyOf(me.open_id, chat_id);
    if (!urgent) searched.delete(key);
    if (!urgent || chat_id === open || searched.has(key)) continue;
    searched.add(key);
    const newest = await api.inbox(me.open_id, chat_id, { limit: api.PAGE });
    if (getPane(index).me?.open_id !== me.open_id) return;
    announce(
      index,
      newest.filter((message) => !message.read),
    );
  }
}
