import * as api from './api.ts';
import type { Json } from './json.ts';
import type { Message, Person, ToastText } from './protocol.ts';
import { readRoute, writeRoute } from './route.ts';
import { emptyPane, getPane, getState, setPane, setState } from './store.ts';
import { text } from './text.ts';

let toastCount = 0;

export function toast(index: number, message: ToastText): void {
  const shown = getPane(index).toast;
  if (shown?.content === message.content && shown.type === message.type) return;
  toastCount += 1;
  setPane(index, { toast: { ...message, key: toastCount } });
}

function tellFailure(index: number, failure: unknown, fallback: string): void {
  const reason = failure instanceof api.CallError ? failure.reason : undefined;
  const content = reason === undefined ? fallback : text.live.refused(reason);
  toast(index, { type: 'error', content });
}

/** Runs a call for one pane; its failure becomes that pane's error toast. */
export async function attempt(index: number, work: () => Promise<void>, fallback: string): Promise<void> {
  try {
    await work();
  } catch (failure) {
    tellFailure(index, failure, fallback);
  }
}

function remember(people: readonly Person[]): void {
  const names = { ...getState().names };
  for (const person of people) names[person.open_id] = person;
  setState({ names });
}

/** People named by id in cards and messages are asked for once; `null` marks those nobody knows. */
export async function resolveName(openId: string): Promise<void> {
  if (openId === '' || openId in getState().names) return;
  setState({ names: { ...getState().names, [openId]: null } });
  try {
    const found = await api.people(openId, 1);
    remember(found.filter((person) => person.open_id === openId));
  } catch {
    const { [openId]: _unanswered, ...names } = getState().names;
    setState({ names });
  }
}

export async function searchPeople(q: string, limit: number): Promise<Person[]> {
  const found = await api.people(q, limit);
  remember(found);
  return found;
}

export async function refreshChats(index: number): Promise<void> {
  const me = getPane(index).me;
  if (me === null) return;
  const chats = await api.chats(me.open_id);
  if (getPane(index).me?.open_id === me.open_id) setPane(index, { chats });
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

export async function choose(index: number, me: Person, chatId?: string): Promise<void> {
  remember([me]);
  setPane(index, { ...emptyPane, me });
  writeRoute(getState().panes);
  await attempt(index, () => refreshChats(index), text.live.failed);
  if (chatId !== undefined) await openChat(index, chatId);
}

export async function openChat(index: number, chatId: string | null): Promise<void> {
  setPane(index, {
    chatId,
    messages: [],
    hasEarlier: false,
    freshFrom: null,
    loading: chatId !== null,
    picking: false,
  });
  writeRoute(getState().panes);
  const { me, chats } = getPane(index);
  if (chatId === null || me === null) return;
  const work = async () => {
    const chat = chats.find((each) => each.chat_id === chatId);
    if (chat?.type === 'p2p') await api.enter(me.open_id, chatId);
    // The bot may have registered commands since the page was opened.
    const [messages, commands, menu] = await Promise.all([loadMessages(index), api.commands(), api.menu()]);
    setState({ commands, menu });
    const fresh = messages.find((message) => !message.read && !message.recalled);
    if (getPane(index).chatId === chatId) setPane(index, { freshFrom: fresh?.message_id ?? null });
  };
  await attempt(index, work, text.live.failed);
  setPane(index, { loading: false });
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

/** Answers whether the text went out, so that the composer can keep what was typed otherwise. */
export async function say(index: number, words: string): Promise<boolean> {
  const { me, chatId } = getPane(index);
  if (me === null || chatId === null) return false;
  let sent = false;
  const work = async () => {
    await api.say(me.open_id, words, chatId);
    sent = true;
    setPane(index, { freshFrom: null });
    await Promise.all([loadMessages(index, []), refreshChats(index)]);
  };
  await attempt(index, work, text.card.notSent);
  return sent;
}

export async function press(index: number, messageId: string, control: string, trigger: Json): Promise<void> {
  const { me, pending } = getPane(index);
  if (me === null || pending !== null) return;
  setPane(index, { pending: { messageId, control } });
  const work = async () => {
    const answer = await api.click(me.open_id, messageId, trigger);
    await Promise.all([loadMessages(index, [messageId]), refreshChats(index)]);
    if (answer.toast !== null) toast(index, answer.toast);
    else if (answer.code !== 0) toast(index, { type: 'error', content: text.card.failed(answer.code) });
  };
  await attempt(index, work, text.card.notSent);
  setPane(index, { pending: null });
}

export async function refreshAll(): Promise<void> {
  await Promise.all(
    getState().panes.map((_, index) =>
      attempt(
        index,
        async () => void (await Promise.all([refreshChats(index), loadMessages(index)])),
        text.live.failed,
      ),
    ),
  );
}

export function addPane(): void {
  if (getState().panes.length < 2) setState({ panes: [...getState().panes, emptyPane] });
}

export function closePane(index: number): void {
  setState({ panes: getState().panes.filter((_, at) => at !== index) });
  writeRoute(getState().panes);
}

/** First load: the address names the people and conversations that were open. */
export async function begin(): Promise<void> {
  const seats = readRoute();
  setState({ panes: seats.length > 0 ? seats.map(() => emptyPane) : [emptyPane] });
  const open = seats.map(async (seat, index) => {
    const found = (await searchPeople(seat.openId, 1)).find((person) => person.open_id === seat.openId);
    if (found !== undefined) await choose(index, found, seat.chatId);
  });
  await attempt(0, async () => void (await Promise.all(open)), text.live.failed);
  await attempt(
    0,
    async () => setState({ clock: { ...(await api.clock()), busy: false } }),
    text.live.failed,
  );
}
