import { useLayoutEffect, useRef } from 'preact/hooks';
import { canRecall, copyWords, recall } from '../message-actions.ts';
import { usePane } from '../pane-context.ts';
import { Floating } from '../parts/floating.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import type { Message } from '../protocol.ts';
import { setPane } from '../store.ts';
import { text } from '../text.ts';

/** Where the pointer asked for the menu of a message. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Arrows walk the items. */
function walk(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(event.currentTarget instanceof HTMLElement)) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
  event.preventDefault();
}

export function MessageMenu(props: { message: Message; mine: boolean; point: Point; onClose: () => void }) {
  const { message, mine, point, onClose } = props;
  const { index } = usePane();
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, []);
  const item = (icon: IconName, label: string, act: () => void) => (
    <button
      type="button"
      role="menuitem"
      class="menu-item"
      onClick={() => {
        onClose();
        act();
      }}
    >
      <Icon name={icon} />
      {label}
    </button>
  );
  return (
    <Floating anchor={root} point={point} onClose={onClose}>
      <div ref={root} role="menu" aria-label={text.chat.actions} class="menu" onKeyDown={walk}>
        {!message.ephemeral && item('reply', text.chat.replyTo, () => setPane(index, { replyTo: message }))}
        {message.msg_type === 'text' && item('copy', text.chat.copy, () => void copyWords(index, message))}
        {mine && canRecall(message) && item('undo', text.chat.recall, () => void recall(index, message))}
      </div>
    </Floating>
  );
}
