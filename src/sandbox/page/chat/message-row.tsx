import { say } from '../actions.ts';
import { Card } from '../card/card.tsx';
import { show } from '../dates.ts';
import { usePane } from '../pane-context.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icon.tsx';
import type { Message } from '../protocol.ts';
import { text } from '../text.ts';
import { BubbleContent } from './bubble.tsx';
import { MessageTools } from './message-tools.tsx';
import { previewOf } from './preview.ts';
import { Reactions, Receipt } from './receipt.tsx';

interface MessageRowProps {
  readonly message: Message;
  readonly quoted: Message | undefined;
  /** First of a run of messages by one sender: shows the avatar. */
  readonly leads: boolean;
  readonly named: boolean;
}

function Quote({ message }: { message: Message }) {
  const preview = message.recalled ? text.chat.recalled(message.senderName) : previewOf(message);
  return <p class="quote">{text.chat.reply(message.senderName, preview)}</p>;
}

export function MessageRow({ message, quoted, leads, named }: MessageRowProps) {
  const { me, index } = usePane();
  const mine = message.sender === me?.open_id;
  if (message.recalled) {
    return (
      <p class="system-line">{mine ? text.chat.recalledMine : text.chat.recalled(message.senderName)}</p>
    );
  }
  const isCard = message.msg_type === 'interactive';
  return (
    <div class={`message ${mine ? 'mine' : ''} ${leads ? 'leads' : ''}`} data-message={message.message_id}>
      {leads ? (
        <Avatar id={message.sender} name={message.senderName} bot={message.fromBot} />
      ) : (
        <span class="avatar-space" />
      )}
      <div class="message-main">
        {leads && named && !mine && (
          <p class="sender">
            {message.senderName}
            {message.fromBot && <span class="bot-tag">{text.chat.bot}</span>}
          </p>
        )}
        <div class="message-line">
          <MessageTools message={message} mine={mine} />
          {isCard ? (
            <div class="card-holder">
              {quoted !== undefined && <Quote message={quoted} />}
              <Card content={message.content} messageId={message.message_id} />
            </div>
          ) : (
            <div class="bubble">
              {quoted !== undefined && <Quote message={quoted} />}
              <BubbleContent message={message} me={me?.open_id ?? ''} />
              {message.edited && <small class="edited">{text.chat.edited}</small>}
            </div>
          )}
          {message.urgent && (
            <span class="urgent" title={text.chat.urgent}>
              <Icon name="bolt" />
              {text.chat.urgent}
            </span>
          )}
          {mine && named && <Receipt message={message} />}
          <time class="sent-at">{show('time', message.createdAt)}</time>
        </div>
        {message.ephemeral && (
          <p class="only-you">
            <Icon name="eye" />
            {text.chat.onlyYou}
          </p>
        )}
        {message.pinned && (
          <p class="only-you">
            <Icon name="pin" />
            {text.chat.pinned}
          </p>
        )}
        <Reactions message={message} me={me?.open_id ?? ''} />
        {message.followUps.length > 0 && (
          <fieldset class="follow-ups" aria-label={text.chat.followUps}>
            {message.followUps.map((words) => (
              <button
                key={words}
                type="button"
                class="button default small"
                onClick={() => void say(index, words)}
              >
                {words}
              </button>
            ))}
          </fieldset>
        )}
      </div>
    </div>
  );
}
