import { useEffect, useState } from 'preact/hooks';
import type { Chat, Command, Fault, MenuItem, Message, Person, RequestEntry, ToastText } from './protocol.ts';

/** One person's window: who looks, at which conversation, and what is waiting for an answer. */
export interface Pane {
  readonly me: Person | null;
  readonly chats: readonly Chat[];
  readonly chatId: string | null;
  readonly messages: readonly Message[];
  /** There are messages before the first of these. */
  readonly hasEarlier: boolean;
  /** First message that was unread when the conversation was opened. */
  readonly freshFrom: string | null;
  readonly loading: boolean;
  readonly picking: boolean;
  readonly pending: { readonly messageId: string; readonly control: string } | null;
  readonly toast: (ToastText & { readonly key: number }) | null;
  /** What was typed and not sent, by conversation. */
  readonly drafts: Readonly<Record<string, string>>;
  /** The message that the next words answer. */
  readonly replyTo: Message | null;
  /** How often something was said here. */
  readonly sent: number;
  /** First message of the thread that is open beside the conversation. */
  readonly thread: string | null;
  /** Where somebody wants to go; a new `key` asks again. */
  readonly target: { readonly messageId: string; readonly key: number } | null;
  /** Urgent messages whose receiver has neither looked at them nor put them off. */
  readonly urgents: readonly Message[];
}

interface Clock {
  readonly now: number;
  readonly rate: number;
  readonly busy: boolean;
}

/** What stands at the right of the page. */
export type Drawer = 'requests' | 'faults';

interface State {
  /** It is known who sits where. */
  readonly started: boolean;
  readonly panes: readonly Pane[];
  readonly names: Readonly<Record<string, Person | null>>;
  readonly commands: readonly Command[];
  readonly menu: readonly MenuItem[];
  readonly clock: Clock;
  readonly requests: readonly RequestEntry[];
  readonly faults: readonly Fault[];
  readonly drawer: Drawer | null;
  /** Words of one's own that were taken back on this page, by message: they can be written anew. */
  readonly withdrawn: Readonly<Record<string, string>>;
  /** Messages that are quoted and lie outside what is loaded; `null` when they are not to be had. */
  readonly quoted: Readonly<Record<string, Message | null>>;
  /** How long one's own message can be taken back. */
  readonly recallMs: number;
  readonly online: boolean;
}

export const emptyPane: Pane = {
  me: null,
  chats: [],
  chatId: null,
  messages: [],
  hasEarlier: false,
  freshFrom: null,
  loading: false,
  picking: false,
  pending: null,
  toast: null,
  drafts: {},
  replyTo: null,
  sent: 0,
  thread: null,
  target: null,
  urgents: [],
};

let state: State = {
  started: false,
  panes: [emptyPane],
  names: {},
  commands: [],
  menu: [],
  clock: { now: 0, rate: 0, busy: false },
  requests: [],
  faults: [],
  drawer: null,
  withdrawn: {},
  quoted: {},
  recallMs: 24 * 3_600_000,
  online: true,
};
const listeners = new Set<() => void>();

export const getState = (): State => state;

export function setState(change: Partial<State>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

export const getPane = (index: number): Pane => state.panes[index] ?? emptyPane;

export function setPane(index: number, change: Partial<Pane>): void {
  if (state.panes[index] === undefined) return;
  setState({ panes: state.panes.map((pane, at) => (at === index ? { ...pane, ...change } : pane)) });
}

/** Subscribes a component to one part of the state; it draws again only when that part is another object. */
export function useStore<T>(select: (state: State) => T): T {
  const [value, setValue] = useState(() => select(state));
  useEffect(() => {
    const refresh = () => setValue(() => select(state));
    refresh();
    listeners.add(refresh);
    return () => {
      listeners.delete(refresh);
    };
  }, [select]);
  return value;
}
