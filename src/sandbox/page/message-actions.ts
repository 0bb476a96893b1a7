import { attempt, toast } from './actions.ts';
import * as api from './api.ts';
import { spokenText } from './chat/preview.ts';
import type { Json } from './json.ts';
import { webAddress } from './markdown/address.ts';
import type { MenuItem, Message } from './protocol.ts';
import { loadEarlier, loadMessages, refreshChats } from './reading.ts';
import { openChat } from './seats.ts';
import { getPane, getState, setPane, setState } from './store.ts';
import { text } from './text.ts';
import { settleUrgent } from './urgent.ts';

function act(index: number, work: (me: string) => Promise<unknown>): Promise<void> {
  const { me } = getPane(index);
  if (me === null) return Promise.resolve();
  return attempt(index, async () => void (await work(me.open_id)), text.card.notSent);
}

/** Answers whether the text went out, so that the composer can keep what was typed otherwise. */
export async function say(index: number, words: string, replyTo?: Message): Promise<boolean> {
  const { me, chatId } = getPane(index);
  if (me === null || chatId === null) return false;
  let sent = false;
  const work = async () => {
    await api.say(me.open_id, words, chatId, replyTo?.message_id);
    sent = true;
    setPane(index, { freshFrom: null, sent: getPane(index).sent + 1 });
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

export const react = (index: number, messageId: string, emoji: string, remove: boolean): Promise<void> =>
  act(index, async (me) => {
    await api.react(me, messageId, emoji, remove);
    await loadMessages(index, [messageId]);
  });

/** The words stay on this page, so that they can be written anew. */
export const recall = (index: number, message: Message): Promise<void> =>
  act(index, async (me) => {
    await api.recall(me, message.message_id);
    if (message.msg_type === 'text') {
      const words = spokenText(message);
      setState({ withdrawn: { ...getState().withdrawn, [message.message_id]: words } });
    }
    if (getPane(index).replyTo?.message_id === message.message_id) setPane(index, { replyTo: null });
    await loadMessages(index, [message.message_id]);
  });

export const canRecall = (message: Message): boolean =>
  getState().clock.now - message.createdAt <= getState().recallMs;

export function setDraft(index: number, chatId: string, draft: string): void {
  const { [chatId]: _before, ...others } = getPane(index).drafts;
  setPane(index, { drafts: draft === '' ? others : { ...others, [chatId]: draft } });
}

export async function copyWords(index: number, message: Message): Promise<void> {
  const work = async () => {
    await navigator.clipboard.writeText(spokenText(message));
    toast(index, { type: 'success', content: text.chat.copied });
  };
  await attempt(index, work, text.chat.notCopied);
}

/** An item of the menu calls back, says something, or opens a page. */
export async function pickMenu(index: number, item: MenuItem): Promise<void> {
  const address = webAddress(item.url);
  if (address !== undefined) window.open(address, '_blank', 'noopener');
  if (item.text !== '') await say(index, item.text);
  if (item.eventKey !== '') await act(index, (me) => api.pickMenu(me, item.eventKey));
}

/** How many stretches of earlier messages are fetched to reach one. */
const MOST_STRETCHES = 20;
let targetCount = 0;

/** Brings a message of the open conversation into sight, however far back it lies. */
export const goTo = (index: number, messageId: string): Promise<void> =>
  act(index, async () => {
    const isLoaded = () => getPane(index).messages.some((message) => message.message_id === messageId);
    for (let count = 0; count < MOST_STRETCHES && !isLoaded(); count += 1) {
      if (!(await loadEarlier(index))) break;
    }
    const found = getPane(index).messages.find((message) => message.message_id === messageId);
    if (found === undefined) return toast(index, { type: 'info', content: text.chat.tooFar });
    if (found.threadId !== undefined && found.rootId !== undefined) setPane(index, { thread: found.rootId });
    targetCount += 1;
    setPane(index, { target: { messageId, key: targetCount } });
  });

/** From the notice of an urgent message to the message itself. */
export async function lookAt(index: number, message: Message): Promise<void> {
  settleUrgent(index, [message.message_id]);
  if (getPane(index).chatId !== message.chat_id) await openChat(index, message.chat_id);
  await goTo(index, message.message_id);
}
