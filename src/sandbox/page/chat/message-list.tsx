import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { readUpTo } from '../actions.ts';
import { loadEarlier } from '../message-actions.ts';
import { usePane, usePaneState } from '../pane-context.ts';
import type { Message } from '../protocol.ts';
import { useStore } from '../store.ts';
import { text } from '../text.ts';
import { MessageRow } from './message-row.tsx';
import { isRun, needsStamp, stamp } from './stamp.ts';

const STEP = 40;
const NEAR_END_PX = 120;

/** Marks what is really on screen as read, newest first, as the client does. */
function useReadOnSight(
  list: { current: HTMLElement | null },
  messages: readonly Message[],
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
  }, [list, messages, pane]);
}

export function MessageList({ group }: { group: boolean }) {
  const { index } = usePane();
  const messages = usePaneState((pane) => pane.messages);
  const loading = usePaneState((pane) => pane.loading);
  const freshFrom = usePaneState((pane) => pane.freshFrom);
  const today = useStore((state) => Math.floor(state.clock.now / 3_600_000));
  const [count, setCount] = useState(STEP);
  const [below, setBelow] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const newest = useRef<string | undefined>(undefined);
  const hasEarlier = usePaneState((pane) => pane.hasEarlier);
  const shown = messages.slice(-count);
  const byId = useMemo(() => new Map(messages.map((message) => [message.message_id, message])), [messages]);

  useReadOnSight(list, messages, index);

  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const known = messages.findLastIndex((message) => message.message_id === newest.current);
    const added = newest.current === undefined ? 0 : messages.length - 1 - known;
    newest.current = messages.at(-1)?.message_id;
    if (atEnd.current) element.scrollTop = element.scrollHeight;
    else if (added > 0) setBelow((before) => before + added);
  }, [messages]);

  const onScroll = useCallback(() => {
    const element = list.current;
    if (element === null) return;
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
    if (atEnd.current) setBelow(0);
  }, []);
  // A card that folds open or a drawn chart must not push the newest message out of sight.
  useEffect(() => {
    const inner = list.current?.firstElementChild;
    if (!inner) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) list.current?.scrollTo({ top: list.current.scrollHeight });
    });
    observer.observe(inner);
    return () => observer.disconnect();
  }, []);

  /** Older messages go on top; what was in sight stays where it was. */
  const fromEnd = useRef<number | undefined>(undefined);
  const showEarlier = async () => {
    if (count + STEP > messages.length) await loadEarlier(index);
    const element = list.current;
    if (element !== null) fromEnd.current = element.scrollHeight - element.scrollTop;
    setCount(count + STEP);
  };
  useLayoutEffect(() => {
    const element = list.current;
    if (element !== null && fromEnd.current !== undefined)
      element.scrollTop = element.scrollHeight - fromEnd.current;
    fromEnd.current = undefined;
  }, [count]);

  const toEnd = () => list.current?.scrollTo({ top: list.current.scrollHeight, behavior: 'smooth' });
  const now = today * 3_600_000;
  return (
    <div
      class="messages"
      ref={list}
      onScroll={onScroll}
      role="log"
      aria-label={text.chat.log}
      aria-busy={loading}
    >
      <div class="messages-inner">
        {(shown.length < messages.length || hasEarlier) && (
          <button type="button" class="button text earlier" onClick={() => void showEarlier()}>
            {text.chat.earlier}
          </button>
        )}
        {messages.length === 0 && !loading && (
          <div class="empty">
            <p>{text.chat.empty}</p>
            <small>{text.chat.emptyHint}</small>
          </div>
        )}
        {shown.map((message, at) => {
          const before = shown[at - 1];
          const stamped = needsStamp(message.createdAt, before?.createdAt);
          const follows =
            before !== undefined &&
            !before.recalled &&
            before.sender === message.sender &&
            isRun(message.createdAt, before.createdAt);
          return (
            <div key={message.message_id} class="entry">
              {stamped && <p class="system-line">{stamp(message.createdAt, now)}</p>}
              {message.message_id === freshFrom && at > 0 && <p class="fresh-line">{text.chat.fresh}</p>}
              <MessageRow
                message={message}
                quoted={message.parentId === undefined ? undefined : byId.get(message.parentId)}
                leads={stamped || !follows || message.message_id === freshFrom}
                named={group}
              />
            </div>
          );
        })}
      </div>
      {below > 0 && (
        <button type="button" class="jump" onClick={toEnd}>
          {text.chat.jump(below)}
        </button>
      )}
    </div>
  );
}
