import { useEffect } from 'preact/hooks';
import { goTo } from '../message-actions.ts';
import { usePane } from '../pane-context.ts';
import type { Message } from '../protocol.ts';
import { resolveQuoted } from '../reading.ts';
import { useStore } from '../store.ts';
import { text } from '../text.ts';
import { previewOf } from './preview.ts';

/** What a message answers, in one line; pressed, it leads there. `message` is undefined when it is not loaded. */
export function Quote({ id, message }: { id: string; message: Message | undefined }) {
  const { index } = usePane();
  const fetched = useStore((state) => state.quoted[id]);
  useEffect(() => {
    if (message === undefined) void resolveQuoted(index, id);
  }, [index, id, message]);
  const quoted = message ?? fetched;
  if (quoted === null || quoted === undefined) {
    return <p class="quote">{fetched === null ? text.chat.quoteGone : ''}</p>;
  }
  if (quoted.recalled) return <p class="quote">{text.chat.recalled(quoted.senderName)}</p>;
  return (
    <button type="button" class="quote" onClick={() => void goTo(index, id)}>
      <span class="quote-who">{text.chat.reply(quoted.senderName)}</span>
      {previewOf(quoted)}
    </button>
  );
}
