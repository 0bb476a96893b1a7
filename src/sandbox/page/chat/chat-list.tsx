import { usePane, usePaneState } from '../pane-context.ts';
import { Avatar } from '../parts/avatar.tsx';
import type { Chat } from '../protocol.ts';
import { openChat } from '../seats.ts';
import { useStore } from '../store.ts';
import { text } from '../text.ts';
import { shortStamp } from './stamp.ts';

const MANY = 99;

function ChatRow({ chat, selected, now }: { chat: Chat; selected: boolean; now: number }) {
  const { index } = usePane();
  // The words of the open conversation stand in its own box.
  const draft = usePaneState((pane) => (selected ? '' : (pane.drafts[chat.chat_id] ?? '')));
  const mark = chat.urgent ? text.chats.urgent : draft === '' ? undefined : text.chats.draft;
  return (
    <button
      type="button"
      class={`chat-row ${selected ? 'selected' : ''}`}
      aria-current={selected}
      onClick={() => void openChat(index, chat.chat_id)}
    >
      <span class="chat-avatar">
        <Avatar id={chat.type === 'p2p' ? 'bot' : chat.chat_id} name={chat.name} bot={chat.type === 'p2p'} />
        {chat.unread > 0 && (
          <span class="badge" role="img" aria-label={text.chats.unread(chat.unread)}>
            {chat.unread > MANY ? `${MANY}+` : chat.unread}
          </span>
        )}
      </span>
      <span class="chat-text">
        <span class="chat-name">
          <span>{chat.name}</span>
          {chat.type === 'p2p' && <span class="bot-tag">{text.chat.bot}</span>}
          {chat.lastAt !== null && <time>{shortStamp(chat.lastAt, now)}</time>}
        </span>
        <span class="chat-preview">
          {mark !== undefined && <b>{mark}</b>}
          {draft || chat.preview || text.chat.empty}
        </span>
      </span>
    </button>
  );
}

/** Arrows walk the rows. */
function walk(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(event.currentTarget instanceof HTMLElement)) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.chat-row')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
  event.preventDefault();
}

export function ChatList() {
  const chats = usePaneState((pane) => pane.chats);
  const chatId = usePaneState((pane) => pane.chatId);
  const hour = useStore((state) => Math.floor(state.clock.now / 3_600_000));
  return (
    <nav class="chat-list" aria-label={text.chats.list} onKeyDown={walk}>
      {chats.length === 0 && (
        <div class="empty">
          <p>{text.chats.none}</p>
          <small>{text.chats.noneHint}</small>
        </div>
      )}
      {chats.map((chat) => (
        <ChatRow key={chat.chat_id} chat={chat} selected={chat.chat_id === chatId} now={hour * 3_600_000} />
      ))}
    </nav>
  );
}
