import * as api from './api.ts';
import type { Person, ToastText } from './protocol.ts';
import { getPane, getState, setPane, setState } from './store.ts';
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

export function remember(people: readonly Person[]): void {
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
