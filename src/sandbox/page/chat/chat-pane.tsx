import { usePane, usePaneState } from '../pane-context.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Guide } from '../parts/guide.tsx';
import { Icon } from '../parts/icon.tsx';
import { Toast } from '../parts/toast.tsx';
import { openChat } from '../seats.ts';
import { text } from '../text.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { Thread } from './thread.tsx';

export function ChatPane() {
  const { index } = usePane();
  const chatId = usePaneState((pane) => pane.chatId);
  const chats = usePaneState((pane) => pane.chats);
  const replyTo = usePaneState((pane) => pane.replyTo);
  const thread = usePaneState((pane) => pane.thread);
  const chat = chats.find((each) => each.chat_id === chatId);
  if (chatId === null) {
    return (
      <section class="chat vacant">
        <Guide />
        <Toast pane={index} />
      </section>
    );
  }
  const isBot = chat?.type !== 'group';
  const name = chat?.name ?? '';
  return (
    <section class="chat" aria-label={name}>
      <header class="chat-header">
        <button
          type="button"
          class="icon-button back"
          aria-label={text.chats.back}
          onClick={() => void openChat(index, null)}
        >
          <Icon name="back" />
        </button>
        <Avatar id={isBot ? 'bot' : chatId} name={name} bot={isBot} />
        <div class="chat-title">
          <h2>
            {name}
            <span class={isBot ? 'bot-tag' : 'group-tag'}>{isBot ? text.chat.bot : text.chats.group}</span>
          </h2>
          {!isBot && chat?.members !== undefined && <small>{text.chats.members(chat.members)}</small>}
        </div>
      </header>
      <Toast pane={index} />
      <MessageList key={chatId} group={!isBot} />
      <Composer key={`draft ${chatId}`} name={name} bot={isBot} draftKey={chatId} replyTo={replyTo} />
      {thread !== null && <Thread key={thread} rootId={thread} group={!isBot} />}
    </section>
  );
}
