import { lookAt } from '../message-actions.ts';
import { usePane, usePaneState } from '../pane-context.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icon.tsx';
import { text } from '../text.ts';
import { settleUrgent } from '../urgent.ts';
import { previewOf } from './preview.ts';

/** What is urgent pops up at the upper right, the oldest first, until its receiver looks or puts it off. */
export function UrgentNotices() {
  const { index } = usePane();
  const urgents = usePaneState((pane) => pane.urgents);
  const [message] = urgents;
  return (
    <section class="urgent-notices" aria-label={text.urgent.list} aria-live="assertive">
      {message !== undefined && (
        <fieldset class="urgent-notice" key={message.message_id} aria-label={text.urgent.title}>
          <header>
            <Icon name="bolt" />
            {text.urgent.title}
            {urgents.length > 1 && <small>{text.urgent.more(urgents.length - 1)}</small>}
          </header>
          <div class="urgent-body">
            <Avatar id={message.sender} name={message.senderName} bot={message.fromBot} />
            <div>
              <strong>{message.senderName}</strong>
              <p>{previewOf(message)}</p>
            </div>
          </div>
          <footer>
            <button
              type="button"
              class="button default small"
              onClick={() => settleUrgent(index, [message.message_id])}
            >
              {text.urgent.later}
            </button>
            <button
              type="button"
              class="button danger_filled small"
              onClick={() => void lookAt(index, message)}
            >
              {text.urgent.look}
            </button>
          </footer>
        </fieldset>
      )}
    </section>
  );
}
