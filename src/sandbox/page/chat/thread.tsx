import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePane, usePaneState } from '../pane-context.ts';
import { Icon } from '../parts/icon.tsx';
import { setPane } from '../store.ts';
import { text } from '../text.ts';
import { Composer } from './composer.tsx';
import { MessageRow } from './message-row.tsx';

/** One message and all that answers it, beside the conversation; what is written here answers it, too. */
export function Thread({ rootId, group }: { rootId: string; group: boolean }) {
  const { index } = usePane();
  const messages = usePaneState((pane) => pane.messages);
  const list = useRef<HTMLDivElement>(null);
  const root = messages.find((message) => message.message_id === rootId);
  const replies = messages.filter((message) => message.rootId === rootId);
  const count = replies.length;
  useLayoutEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count]);
  const close = () => setPane(index, { thread: null });
  if (root === undefined) return null;
  return (
    <aside
      class="thread"
      aria-label={text.chat.thread}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) close();
      }}
    >
      <header>
        <h2>{text.chat.thread}</h2>
        <button type="button" class="icon-button" aria-label={text.chat.closeThread} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div class="messages" ref={list}>
        <div class="messages-inner">
          <MessageRow message={root} leads named={group} />
          <p class="fresh-line">{text.chat.replies(count)}</p>
          {replies.map((reply) => (
            <MessageRow
              key={reply.message_id}
              message={reply}
              quoted={messages.find((message) => message.message_id === reply.parentId)}
              leads
              named={group}
              within={rootId}
            />
          ))}
        </div>
      </div>
      <Composer name={root.senderName} bot={false} draftKey={rootId} replyTo={root} thread />
    </aside>
  );
}
