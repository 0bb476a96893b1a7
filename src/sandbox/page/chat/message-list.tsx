import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { attempt } from '../actions.ts';
import { usePane, usePaneState } from '../pane-context.ts';
import type { Message } from '../protocol.ts';
import { loadEarlier } from '../reading.ts';
import { useStore } from '../store.ts';
import { text } from '../text.ts';
import { Entry } from './entry.tsx';
import { useReadOnSight } from './read-on-sight.ts';
import { useTarget } from './target.ts';
import { useWindow } from './window.ts';

const NEAR_END_PX = 120;
/** Earlier messages are fetched and drawn before the reader reaches the upper edge. */
const AHEAD_PX = 400;

/** Answers by what they answer first; those of a thread are told apart, as they stand beside the conversation. */
function sortReplies(messages: readonly Message[]) {
  const byRoot = new Map<string, Message[]>();
  for (const message of messages) {
    if (message.rootId === undefined || message.recalled) continue;
    const known = byRoot.get(message.rootId);
    if (known) known.push(message);
    else byRoot.set(message.rootId, [message]);
  }
  return byRoot;
}

/** Calls when an edge of what is drawn comes near. */
function useEdge(edge: { current: HTMLElement | null }, key: unknown, reached: () => void): void {
  const latest = useRef(reached);
  latest.current = reached;
  useEffect(() => {
    const element = edge.current;
    const root = element?.closest('.messages');
    if (!element || !root) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current();
      },
      { root, rootMargin: `${AHEAD_PX}px 0px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [edge, key]);
}

export function MessageList({ group }: { group: boolean }) {
  const { index } = usePane();
  const sent = usePaneState((pane) => pane.sent);
  const all = usePaneState((pane) => pane.messages);
  const loading = usePaneState((pane) => pane.loading);
  const freshFrom = usePaneState((pane) => pane.freshFrom);
  const hasEarlier = usePaneState((pane) => pane.hasEarlier);
  const hour = useStore((state) => Math.floor(state.clock.now / 3_600_000));
  const [below, setBelow] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const topEdge = useRef<HTMLButtonElement>(null);
  const bottomEdge = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lastSeen = useRef<string | undefined>(undefined);
  const messages = useMemo(
    () => all.filter((message) => message.threadId === undefined || message.rootId === undefined),
    [all],
  );
  const byId = useMemo(() => new Map(all.map((message) => [message.message_id, message])), [all]);
  const replies = useMemo(() => sortReplies(all), [all]);
  const window = useWindow(list, messages);
  const { shown } = window;

  const toNewest = () => {
    atEnd.current = true;
    setBelow(0);
    window.toEnd();
    list.current?.scrollTo({ top: list.current.scrollHeight });
  };
  useReadOnSight(list, messages, shown, index);
  useTarget(list, window);

  useLayoutEffect(() => {
    const known = messages.findLastIndex((message) => message.message_id === lastSeen.current);
    const added = lastSeen.current === undefined ? 0 : messages.length - 1 - known;
    lastSeen.current = messages.at(-1)?.message_id;
    if (!atEnd.current && added > 0) setBelow((before) => before + added);
  }, [messages]);
  // Whoever says something here wants to see it, wherever he or she was reading.
  useLayoutEffect(() => {
    if (sent > 0) toNewest();
  }, [sent]);
  useLayoutEffect(() => {
    if (atEnd.current && list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  }, [messages, shown[0], shown.at(-1)]);

  const latest = useRef(window);
  latest.current = window;
  const onScroll = useCallback(() => {
    const element = list.current;
    if (element === null) return;
    const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
    atEnd.current = isNear && bottomEdge.current === null;
    if (!atEnd.current) return latest.current.hold();
    setBelow(0);
    latest.current.toEnd();
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

  const fetching = useRef(false);
  const showEarlier = async () => {
    if (fetching.current) return;
    if (window.hasAbove) return window.up();
    fetching.current = true;
    await attempt(index, async () => void (await loadEarlier(index)), text.live.failed);
    fetching.current = false;
  };
  useEdge(topEdge, `${shown[0]?.message_id} ${messages[0]?.message_id}`, () => void showEarlier());
  useEdge(bottomEdge, shown.at(-1)?.message_id, window.down);

  const from = shown[0] === undefined ? 0 : messages.indexOf(shown[0]);
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
        {(window.hasAbove || hasEarlier) && (
          <button ref={topEdge} type="button" class="button text earlier" onClick={() => void showEarlier()}>
            {text.chat.earlier}
          </button>
        )}
        {messages.length === 0 && !loading && (
          <div class="empty">
            <p>{text.chat.empty}</p>
            <small>{text.chat.emptyHint}</small>
          </div>
        )}
        {shown.map((message, at) => (
          <Entry
            key={message.message_id}
            message={message}
            before={messages[from + at - 1]}
            quoted={byId.get(message.parentId ?? '')}
            replies={replies.get(message.message_id)}
            isFresh={message.message_id === freshFrom && from + at > 0}
            group={group}
            hour={hour}
          />
        ))}
        {window.hasBelow && <div ref={bottomEdge} class="edge" />}
      </div>
      {(below > 0 || window.hasBelow) && (
        <button type="button" class="jump" onClick={toNewest}>
          {below > 0 ? text.chat.jump(below) : text.chat.toNewest}
        </button>
      )}
    </div>
  );
}
