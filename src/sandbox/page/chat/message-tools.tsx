import { useRef } from 'preact/hooks';
import { react } from '../message-actions.ts';
import { usePane } from '../pane-context.ts';
import { Icon } from '../parts/icon.tsx';
import type { Message } from '../protocol.ts';
import { setPane } from '../store.ts';
import { text } from '../text.ts';
import { Emoji } from './emoji.tsx';

const QUICK = ['THUMBSUP', 'OK', 'DONE'];

/** What one can do with a message, on its upper edge while the pointer or the focus is there. */
export function MessageTools(props: {
  message: Message;
  menuOpen: boolean;
  onMenu: (anchor: { x: number; y: number }) => void;
}) {
  const { message, menuOpen } = props;
  const { index, me } = usePane();
  const more = useRef<HTMLButtonElement>(null);
  const has = (key: string) =>
    message.reactions.some((reaction) => reaction.key === key && reaction.people.includes(me?.open_id ?? ''));
  return (
    <div class={`message-tools ${menuOpen ? 'open' : ''}`}>
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
      {!message.ephemeral && (
        <button
          type="button"
          aria-label={text.chat.replyTo}
          title={text.chat.replyTo}
          onClick={() => setPane(index, { replyTo: message })}
        >
          <Icon name="reply" />
        </button>
      )}
      <button
        ref={more}
        type="button"
        aria-label={text.chat.more}
        title={text.chat.more}
        aria-haspopup="menu"
        aria-expanded={menuOpen}
        onClick={() => {
          const { left, bottom } = more.current?.getBoundingClientRect() ?? { left: 0, bottom: 0 };
          props.onMenu({ x: left, y: bottom });
        }}
      >
        <Icon name="more" class="dots" />
      </button>
    </div>
  );
}
