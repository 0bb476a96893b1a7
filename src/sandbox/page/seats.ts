import { attempt, remember, searchPeople } from './actions.ts';
import * as api from './api.ts';
import type { Person } from './protocol.ts';
import { closed, loadMessages, refreshChats } from './reading.ts';
import { readRoute, writeRoute } from './route.ts';
import { emptyPane, getPane, getState, setPane, setState } from './store.ts';
import { text } from './text.ts';

export async function choose(index: number, me: Person, chatId?: string): Promise<void> {
  remember([me]);
  setPane(index, { ...emptyPane, me });
  writeRoute(getState().panes);
  await attempt(index, () => refreshChats(index), text.live.failed);
  if (chatId !== undefined) await openChat(index, chatId);
}

export async function openChat(index: number, chatId: string | null): Promise<void> {
  setPane(index, { ...closed, chatId, loading: chatId !== null, picking: false });
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
  if (getPane(index).chatId === chatId) setPane(index, { loading: false });
}

export async function refreshAll(): Promise<void> {
  const refresh = async (index: number) =>
    void (await Promise.all([refreshChats(index), loadMessages(index)]));
  const work = getState().panes.map((_, index) => attempt(index, () => refresh(index), text.live.failed));
  await Promise.all(work);
}

export function addPane(): void {
  if (getState().panes.length < 2) setState({ panes: [...getState().panes, emptyPane] });
}

export function closePane(index: number): void {
  setState({ panes: getState().panes.filter((_, at) => at !== index) });
  writeRoute(getState().panes);
}

/** Whom a first visit shows: somebody who has something to do here, or else whoever comes first. */
async function firstPerson(): Promise<Person | undefined> {
  const [branch] = await searchPeople(text.person.firstPost, 1);
  if (branch !== undefined) return branch;
  const all = await searchPeople('', 200);
  return all.find((person) => person.posts.length > 0) ?? all[0];
}

async function takeSeats(): Promise<void> {
  const seats = readRoute();
  if (seats.length > 0) setState({ panes: seats.map(() => emptyPane) });
  const found = await Promise.all(
    seats.map(async ({ openId }) => (await searchPeople(openId, 1)).find((one) => one.open_id === openId)),
  );
  const sitting = seats.flatMap(({ chatId }, at) => (found[at] ? [{ person: found[at], chatId }] : []));
  const first = sitting.length > 0 ? undefined : await firstPerson();
  const people = first === undefined ? sitting : [{ person: first, chatId: undefined }];
  const panes = people.map(({ person }) => ({ ...emptyPane, me: person }));
  setState({ panes: panes.length > 0 ? panes : [emptyPane] });
  if (people.every(({ chatId }) => chatId === undefined)) writeRoute(getState().panes);
  setState({ started: true });
  await Promise.all(people.map(({ person, chatId }, index) => resume(index, person, chatId)));
}

async function resume(index: number, person: Person, chatId: string | undefined): Promise<void> {
  await attempt(index, () => refreshChats(index), text.live.failed);
  const isThere = getPane(index).chats.some((chat) => chat.chat_id === chatId);
  const isStill = getPane(index).me?.open_id === person.open_id && getPane(index).chatId === null;
  if (chatId !== undefined && isThere && isStill) await openChat(index, chatId);
}

/** First load: the address, or else what this browser remembers, names the people and conversations. */
export async function begin(): Promise<void> {
  const face = async () => setState({ clock: { ...(await api.clock()), busy: false } });
  const rules = async () => setState({ recallMs: await api.recallWindow() });
  await Promise.all([
    attempt(0, takeSeats, text.live.failed),
    attempt(0, face, text.live.failed),
    attempt(0, rules, text.live.failed),
  ]);
  setState({ started: true });
}
