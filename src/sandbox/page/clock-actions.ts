import { attempt, refreshAll, refreshChats, toast } from './actions.ts';
import * as api from './api.ts';
import { getState, setState } from './store.ts';
import { text } from './text.ts';

/** Hours in forty days: whoever hears nothing for that long is told so. */
const MOST_HOURS = 960;

export async function setClock(order: api.ClockOrder): Promise<void> {
  setState({ clock: { ...getState().clock, busy: true } });
  const rate = 'rate' in order ? order.rate : getState().clock.rate;
  const work = async () => {
    const now = await api.setClock(order);
    setState({ clock: { now, rate, busy: false } });
    await refreshAll();
  };
  await attempt(0, work, text.clock.failed);
  setState({ clock: { ...getState().clock, busy: false } });
}

/** What has come in for the people on the page, in short. */
const arrived = (): string =>
  JSON.stringify(getState().panes.map(({ chats }) => chats.map(({ chat_id, lastAt }) => [chat_id, lastAt])));

/** Hour by hour until somebody on the page gets a message. */
export async function toNextMessage(): Promise<void> {
  const before = arrived();
  const work = async () => {
    for (let hour = 0; hour < MOST_HOURS && arrived() === before; hour += 1) {
      const now = await api.setClock({ advance: 'PT1H' });
      setState({ clock: { ...getState().clock, now, busy: true } });
      await Promise.all(getState().panes.map((_, index) => refreshChats(index)));
    }
    await refreshAll();
    if (arrived() === before) toast(0, { type: 'info', content: text.clock.silent });
  };
  setState({ clock: { ...getState().clock, busy: true } });
  await attempt(0, work, text.clock.failed);
  setState({ clock: { ...getState().clock, busy: false } });
}
