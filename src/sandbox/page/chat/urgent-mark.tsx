import { Icon } from '../parts/icon.tsx';
import type { Message } from '../protocol.ts';
import { text } from '../text.ts';

/** The red mark on the corner of an urgent message, for whoever was urged. */
export function UrgentMark() {
  return (
    <span class="urgent-mark" role="img" aria-label={text.chat.urgent} title={text.chat.urgent}>
      <Icon name="bolt" />
    </span>
  );
}

/** How many of those who were urged have read it; the sender in the client sees this, and here everybody does. */
export function UrgentCount({ message }: { message: Message }) {
  const { people, read } = message.urged;
  if (people === 0) return null;
  return (
    <p class={`urgent-count ${read === people ? 'settled' : ''}`}>
      <Icon name={read === people ? 'check' : 'bolt'} />
      {text.chat.urgentRead(read, people)}
    </p>
  );
}
