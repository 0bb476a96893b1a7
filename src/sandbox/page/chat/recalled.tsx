import { setDraft } from '../message-actions.ts';
import { usePane } from '../pane-context.ts';
import type { Message } from '../protocol.ts';
import { useStore } from '../store.ts';
import { text } from '../text.ts';

/** The line a message leaves behind; one's own words can be written anew. */
export function Recalled({ message, mine }: { message: Message; mine: boolean }) {
  const { index } = usePane();
  const words = useStore((state) => state.withdrawn[message.message_id]);
  return (
    <p class="system-line">
      {mine ? text.chat.recalledMine : text.chat.recalled(message.senderName)}
      {mine && words !== undefined && (
        <button type="button" onClick={() => setDraft(index, message.chat_id, words)}>
          {text.chat.rewrite}
        </button>
      )}
    </p>
  );
}
