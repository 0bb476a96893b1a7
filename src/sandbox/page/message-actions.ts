import { attempt, loadMessages, say } from './actions.ts';
import * as api from './api.ts';
import { webAddress } from './markdown/address.ts';
import type { MenuItem } from './protocol.ts';
import { getPane, setPane } from './store.ts';
import { text } from './text.ts';

function act(index: number, work: (me: string) => Promise<unknown>): Promise<void> {
  const { me } = getPane(index);
  if (me === null) return Promise.resolve();
  return attempt(index, async () => void (await work(me.open_id)), text.card.notSent);
}

export const react = (index: number, messageId: string, emoji: string, remove: boolean): Promise<void> =>
  act(index, async (me) => {
    await api.react(me, messageId, emoji, remove);
    await loadMessages(index, [messageId]);
  });

export const recall = (index: number, messageId: string): Promise<void> =>
  act(index, async (me) => {
    await api.recall(me, messageId);
    await loadMessages(index, [messageId]);
  });

/** An item of the menu calls back, says something, or opens a page. */
export async function pickMenu(index: number, item: MenuItem): Promise<void> {
  const address = webAddress(item.url);
  if (address !== undefined) window.open(address, '_blank', 'noopener');
  if (item.text !== '') await say(index, item.text);
  if (item.eventKey !== '') await act(index, (me) => api.pickMenu(me, item.eventKey));
}

/** Puts the messages before the first one in front; answers whether there were any. */
export async function loadEarlier(index: number): Promise<boolean> {
  const { chatId, messages, hasEarlier } = getPane(index);
  const [first] = messages;
  if (chatId === null || first === undefined || !hasEarlier) return false;
  let found = false;
  await act(index, async (me) => {
    const earlier = await api.inbox(me, chatId, { before: first.message_id, limit: api.PAGE });
    const pane = getPane(index);
    if (pane.chatId !== chatId || pane.messages[0] !== first) return;
    found = earlier.length > 0;
    setPane(index, { messages: [...earlier, ...pane.messages], hasEarlier: earlier.length === api.PAGE });
  });
  return found;
}
