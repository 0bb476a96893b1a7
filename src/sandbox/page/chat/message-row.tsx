import { useCallback, useState } from 'preact/hooks';
import { Card } from '../card/card.tsx';
import { show } from '../dates.ts';
import { say } from '../message-actions.ts';
import { usePane } from '../pane-context.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icon.tsx';
import type { Message } from '../protocol.ts';
import { text } from '../text.ts';
import { BubbleContent } from './bubble.tsx';
import { MessageMenu, type Point } from './message-menu.tsx';
import { MessageTools } from './message-tools.tsx';
import { Quote } from './quote.tsx';
import { Recalled } from './recalled.tsx';
import { Reactions, Receipt } from './receipt.tsx';
import { Replies } from './replies.tsx';
import { UrgentCount, UrgentMark } from './urgent-mark.tsx';

interface MessageRowProps {
  readonly message: Message;
  /** The loaded message this one answers. */
  readonly quoted?: Message | undefined;
  /** First of a run of messages by one sender: shows the avatar. */
  readonly leads: boolean;
  readonly named: boolean;
  readonly replies?: readonly Message[] | undefined;
  /** The thread it is shown in: what answers its first message need not say so. */
  readonly within?: string;
}

/** The menu of a message opens where the right button, or a long touch, asks for it. */
function useMenu() {
  const [point, setPoint] = useState<Point>();
  const close = useCallback(() => setPoint(undefined), []);
  const onContextMenu = (event: MouseEvent) => {
    // Marked words and links keep the browser's own menu.
    const isOwn = event.target instanceof Element && event.target.closest('a, input, textarea') !== null;
    if (isOwn || getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    setPoint({ x: event.clientX, y: event.clientY });
  };
  return { point, open: setPoint, close, onContextMenu };
}

export function MessageRow({ message, quoted, leads, named, replies, within }: MessageRowProps) {
  const { me, index } = usePane();
  const menu = useMenu();
  const mine = message.sender === me?.open_id;
  if (message.recalled) return <Recalled message={message} mine={mine} />;
  const isCard = message.msg_type === 'interactive';
  const { parentId } = message;
  const quote = parentId !== undefined && parentId !== within && <Quote id={parentId} message={quoted} />;
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
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the same menu opens from a button of the tools */}
        <div class="message-line" onContextMenu={menu.onContextMenu}>
          <MessageTools message={message} menuOpen={menu.point !== undefined} onMenu={menu.open} />
          <div class={isCard ? 'card-holder' : 'bubble'}>
            {quote}
            {isCard ? (
              <Card content={message.content} messageId={message.message_id} />
            ) : (
              <BubbleContent message={message} me={me?.open_id ?? ''} />
            )}
            {!isCard && message.edited && <small class="edited">{text.chat.edited}</small>}
            {message.urgent && <UrgentMark />}
          </div>
          {mine && named && <Receipt message={message} />}
          <time class="sent-at">{show('time', message.createdAt)}</time>
        </div>
        {menu.point !== undefined && (
          <MessageMenu message={message} mine={mine} point={menu.point} onClose={menu.close} />
        )}
        <UrgentCount message={message} />
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
        {replies !== undefined && <Replies root={message} replies={replies} />}
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
