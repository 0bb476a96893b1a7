import { useMemo, useRef } from 'preact/hooks';
import type { Message } from '../protocol.ts';
import { text } from '../text.ts';
import { MessageRow } from './message-row.tsx';
import { isRun, needsStamp, stamp } from './stamp.ts';

const HOUR_MS = 3_600_000;

function isSame(a: readonly Message[] | undefined, b: readonly Message[] | undefined): boolean {
  return a === b || (a?.length === b?.length && a?.every((message, at) => message === b?.[at]) === true);
}

/** One message with what stands above it: the time, and the line where unread ones begin. */
export function Entry(props: {
  message: Message;
  before: Message | undefined;
  quoted: Message | undefined;
  replies: readonly Message[] | undefined;
  isFresh: boolean;
  group: boolean;
  hour: number;
}) {
  const { message, before, quoted, isFresh, group, hour } = props;
  const stamped = needsStamp(message.createdAt, before?.createdAt);
  const follows =
    before !== undefined &&
    !before.recalled &&
    before.sender === message.sender &&
    isRun(message.createdAt, before.createdAt);
  const leads = stamped || !follows || isFresh;
  // The list of answers is made anew with every message that comes in; this row changes only with its own.
  const kept = useRef(props.replies);
  if (!isSame(kept.current, props.replies)) kept.current = props.replies;
  const replies = kept.current;
  // A new message must not draw every card above it again.
  const row = useMemo(
    () => <MessageRow message={message} quoted={quoted} leads={leads} named={group} replies={replies} />,
    [message, quoted, leads, group, replies],
  );
  return (
    <div class="entry" data-entry={message.message_id}>
      {stamped && <p class="system-line">{stamp(message.createdAt, hour * HOUR_MS)}</p>}
      {isFresh && <p class="fresh-line">{text.chat.fresh}</p>}
      {row}
    </div>
  );
}
