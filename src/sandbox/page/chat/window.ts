import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../protocol.ts';

const STEP = 40;
/** More than these are never drawn at once: what is far out of sight on the other side is left away. */
const MOST = 160;

interface Stretch {
  /** The first one that is drawn; undefined: always the newest ones. */
  readonly firstId: string | undefined;
  readonly count: number;
}

const newest: Stretch = { firstId: undefined, count: STEP };

interface Anchor {
  readonly id: string;
  readonly top: number;
}

/** The first message in sight and where it stands, so that it stays there while others come and go. */
function anchorIn(list: HTMLElement): Anchor | undefined {
  const { top } = list.getBoundingClientRect();
  for (const row of list.querySelectorAll<HTMLElement>('[data-entry]')) {
    const box = row.getBoundingClientRect();
    // The lower edge: a day's stamp may appear or go above the message.
    if (box.bottom > top) return { id: row.dataset.entry ?? '', top: box.bottom };
  }
  return undefined;
}

function restore(list: HTMLElement, anchor: Anchor): void {
  const row = list.querySelector(`[data-entry="${CSS.escape(anchor.id)}"]`);
  if (row !== null) list.scrollTop += row.getBoundingClientRect().bottom - anchor.top;
}

export interface Window {
  readonly shown: readonly Message[];
  readonly hasAbove: boolean;
  readonly hasBelow: boolean;
  up(): void;
  down(): void;
  /** Follows the newest messages. */
  toEnd(): void;
  /** Stays with the first that is drawn now, while newer ones come in. */
  hold(): void;
  /** So that this message stands among what is drawn; false when it is not in the conversation. */
  around(messageId: string): boolean;
}

/** The part of a conversation that is drawn. */
export function useWindow(list: { current: HTMLElement | null }, messages: readonly Message[]): Window {
  const [stretch, setStretch] = useState(newest);
  const anchor = useRef<Anchor | undefined>(undefined);
  const found =
    stretch.firstId === undefined
      ? -1
      : messages.findLastIndex((message) => message.message_id === stretch.firstId);
  const start = found < 0 ? Math.max(0, messages.length - stretch.count) : found;
  const end = Math.min(messages.length, start + stretch.count);

  useLayoutEffect(() => {
    if (list.current !== null && anchor.current !== undefined) restore(list.current, anchor.current);
    anchor.current = undefined;
  }, [stretch]);

  const show = (from: number, to: number) => {
    if (list.current !== null) anchor.current = anchorIn(list.current);
    // What reaches the newest ones takes in those that come, as long as there is room.
    const count = to >= messages.length ? MOST : to - from;
    setStretch({ firstId: messages[from]?.message_id, count });
  };
  return {
    shown: messages.slice(start, end),
    hasAbove: start > 0,
    hasBelow: end < messages.length,
    up: () => {
      const from = Math.max(0, start - STEP);
      if (from < start) show(from, Math.min(end, from + MOST));
    },
    down: () => {
      const to = Math.min(messages.length, end + STEP);
      if (to > end) show(Math.max(start, to - MOST), to);
    },
    toEnd: () => setStretch(newest),
    hold: () => {
      if (stretch.firstId === undefined && end > 0) show(start, end);
    },
    around: (messageId) => {
      const at = messages.findIndex((message) => message.message_id === messageId);
      if (at >= 0 && (at < start || at >= end))
        show(Math.max(0, at - STEP), Math.min(messages.length, at + STEP));
      return at >= 0;
    },
  };
}
