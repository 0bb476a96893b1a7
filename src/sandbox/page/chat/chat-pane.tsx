import { openChat } from '../actions.ts';
import { usePane, usePaneState } from '../pane-context.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icon.tsx';
import { Toast } from '../parts/toast.tsx';
import { text } from '../text.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';

export function ChatPane() {
  const { index } = usePane();
  const chatId = usePaneState((pane) => pane.chatId);
  const chats = usePaneState((pane) => pane.chats);
  const chat = chats.find((each) => each.chat_id === chatId);
  if (chatId === null) {
    return (
      <section class="chat vacant">
        <Icon name="chat" />
        <p>{text.chats.pick}</p>
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
        <h2>
          {name}
          <span class={isBot ? 'bot-tag' : 'group-tag'}>{isBot ? text.chat.bot : text.chats.group}</span>
        </h2>
      </header>
      <Toast pane={index} />
      <MessageList key={chatId} group={!isBot} />
      <Composer key={`draft ${chatId}`} name={name} bot={isBot} />
    </section>
  );
}
