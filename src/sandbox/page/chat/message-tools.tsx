import { react, recall } from '../message-actions.ts';
import { usePane } from '../pane-context.ts';
import { Icon } from '../parts/icon.tsx';
import type { Message } from '../protocol.ts';
import { text } from '../text.ts';
import { Emoji } from './emoji.tsx';

const QUICK = ['THUMBSUP', 'OK', 'DONE'];

/** What one can do with a message, on its upper edge while the pointer or the focus is there. */
export function MessageTools({ message, mine }: { message: Message; mine: boolean }) {
  const { index, me } = usePane();
  const has = (key: string) =>
    message.reactions.some((reaction) => reaction.key === key && reaction.people.includes(me?.open_id ?? ''));
  return (
    <div class="message-tools">
      {QUICK.map((key) => (
        <button
          key={key}
          type="button"
          aria-label={text.chat.reactWith(key)}
          aria-pressed={has(key)}
          onClick={() => void react(index, message.message_id, key, has(key))}
        >
          <Emoji name={key} />
        </button>
      ))}
      {mine && (
        <button
          type="button"
          aria-label={text.chat.recall}
          title={text.chat.recall}
          onClick={() => void recall(index, message.message_id)}
        >
          <Icon name="undo" />
        </button>
      )}
    </div>
  );
}
