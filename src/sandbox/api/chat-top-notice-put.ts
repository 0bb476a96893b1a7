import { z } from 'zod';
import { done, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { invalidChat, ownGroup } from '../chat-view.ts';
import { needs } from '../scopes.ts';

const body = z.object({
  chat_top_notice: z
    .array(z.object({ action_type: z.enum(['1', '2']).default('2'), message_id: z.string().optional() }))
    .min(1),
});

/** Kind 1 keeps a message on top, kind 2 the announcement of the group. */
export const chatTopNoticePut: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/chats/:chat_id/top_notice/put_top_notice',
  scopes: needs.topNotice,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const chat = ownGroup(workspace, param('chat_id'));
    if (isFailed(chat)) return chat;
    const [notice] = ask.chat_top_notice;
    const messageId = notice?.message_id ?? '';
    if (notice?.action_type === '1') {
      const message = workspace.world.message(messageId);
      if (message?.chatId !== chat.chatId) return invalidChat('invalid message_id');
      if (message.recalled) return failed(230011, 'The message was recalled.');
    }
    const topNotice = { kind: notice?.action_type ?? '2', messageId };
    workspace.world.apply({ t: 'chat_fields', chatId: chat.chatId, fields: { topNotice } });
    return done();
  },
};
