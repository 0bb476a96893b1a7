import { usePane } from '../pane-context.ts';
import { Avatar } from '../parts/avatar.tsx';
import type { Message } from '../protocol.ts';
import { setPane } from '../store.ts';
import { text } from '../text.ts';

const FACES = 3;

/** Under the first message of a thread: who answered and how often; pressed, the thread opens beside the chat. */
export function Replies({ root, replies }: { root: Message; replies: readonly Message[] }) {
  const { index } = usePane();
  const faces = [...new Map(replies.map((reply) => [reply.sender, reply])).values()].slice(0, FACES);
  return (
    <button type="button" class="replies" onClick={() => setPane(index, { thread: root.message_id })}>
      {faces.map(({ sender, senderName, fromBot }) => (
        <Avatar key={sender} id={sender} name={senderName} bot={fromBot} size="small" />
      ))}
      {text.chat.replies(replies.length)}
    </button>
  );
}
