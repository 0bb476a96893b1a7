import { useEffect } from 'preact/hooks';
import type { Message } from '../protocol.ts';
import { readUpTo } from '../reading.ts';

/** Marks what is really on screen as read, newest first, as the client does. */
export function useReadOnSight(
  list: { current: HTMLElement | null },
  messages: readonly Message[],
  shown: readonly Message[],
  pane: number,
): void {
  useEffect(() => {
    const root = list.current;
    const unread = new Set(messages.filter((message) => !message.read).map((message) => message.message_id));
    if (root === null || unread.size === 0) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries
          .filter((entry) => entry.isIntersecting)
          .map((entry) => (entry.target instanceof HTMLElement ? (entry.target.dataset.message ?? '') : ''));
        const last = messages.findLast((message) => seen.includes(message.message_id));
        if (last !== undefined) void readUpTo(pane, last.message_id);
      },
      { root, threshold: 0.1 },
    );
    for (const row of root.querySelectorAll<HTMLElement>('[data-message]')) {
      if (unread.has(row.dataset.message ?? '')) observer.observe(row);
    }
    return () => observer.disconnect();
  }, [list, messages, shown[0], shown.at(-1), pane]);
}
