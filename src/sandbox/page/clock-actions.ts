import { attempt, toast } from './actions.ts';
import * as api from './api.ts';
import { refreshChats } from './reading.ts';
import { refreshAll } from './seats.ts';
import { getState, setState } from './store.ts';
import { text } from './text.ts';

/** Whoever hears nothing for forty days is told so. */
const MOST_MS = 40 * 86_400_000;
const MOST_STEPS = 5_000;

async function busily(work: () => Promise<void>): Promise<void> {
  setState({ clock: { ...getState().clock, busy: true } });
  await attempt(0, work, text.clock.failed);
  setState({ clock: { ...getState().clock, busy: false } });
}

export const setClock = (order: api.ClockOrder): Promise<void> =>
  busily(async () => {
    const now = await api.setClock(order);
    const rate = 'rate' in order ? order.rate : getState().clock.rate;
    setState({ clock: { now, rate, busy: false } });
    await refreshAll();
  });

/** To the next moment at which anything is due; false when nothing waits for the clock. */
async function step(): Promise<boolean> {
  const before = getState().clock.now;
  const now = await api.setClock({ next: true });
  setState({ clock: { ...getState().clock, now, busy: true } });
  return now > before;
}

export const toNextEvent = (): Promise<void> =>
  busily(async () => {
    if (!(await step())) toast(0, { type: 'info', content: text.clock.nothing });
    await refreshAll();
  });

/** What has come in for the people on the page, in short. */
const arrived = (): string =>
  JSON.stringify(getState().panes.map(({ chats }) => chats.map(({ chat_id, lastAt }) => [chat_id, lastAt])));

/** From one due moment to the next until somebody on the page gets a message. */
export const toNextMessage = (): Promise<void> =>
  busily(async () => {
    const before = arrived();
    const end = getState().clock.now + MOST_MS;
    for (let count = 0; count < MOST_STEPS && getState().clock.now < end; count += 1) {
      if (!(await step())) break;
      await Promise.all(getState().panes.map((_, index) => refreshChats(index)));
      if (arrived() !== before) break;
    }
    await refreshAll();
    if (arrived() === before) toast(0, { type: 'info', content: text.clock.silent });
  });
