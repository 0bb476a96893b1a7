import { z } from 'zod';
import { done, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { refuseSpecial, visibleMessage } from '../message-call.ts';
import { badParameter } from '../posting.ts';
import { needs } from '../scopes.ts';

const body = z.object({
  follow_ups: z
    .array(z.object({ content: z.string().min(1).max(200) }))
    .min(1)
    .max(3),
});
const windowMs = 600_000;

/** Bubbles under the newest message of a private chat; a tap says what the bubble says. */
export const messageFollowUp: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/messages/:message_id/push_follow_up',
  scopes: needs.send,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const { world } = workspace;
    const found = visibleMessage(workspace, param('message_id'));
    if (isFailed(found)) return found;
    const { message, chat } = found;
    if (message.from) return failed(230012, 'The operator is NOT the sender of the message.');
    if (message.recalled) return failed(230011, 'The message was recalled.');
    const special = refuseSpecial(message);
    if (special) return special;
    if (chat.type !== 'p2p') return badParameter('only private chats take follow-ups');
    if (world.messagesIn(chat.chatId).at(-1) !== message)
      return badParameter('only the newest message takes follow-ups');
    if (world.now() - message.createdAt > windowMs) return failed(230002, 'The message has expired.');
    const followUps = ask.follow_ups.map((one) => one.content);
    world.apply({ t: 'follow_ups', messageId: message.messageId, followUps });
    return done();
  },
};
