import { z } from 'zod';
import { failed, isFailed, readBody, unknownMessage } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { refuseSpecial } from '../message-call.ts';
import { post } from '../posting.ts';
import { needs } from '../scopes.ts';

const body = z.object({
  msg_type: z.string(),
  content: z.string(),
  reply_in_thread: z.boolean().optional(),
  uuid: z.string().optional(),
});

export const messageReply: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/messages/:message_id/reply',
  scopes: needs.send,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const { world } = workspace;
    const parent = world.message(param('message_id'));
    const chat = parent && world.chat(parent.chatId);
    if (!parent || !chat) return unknownMessage();
    const special = refuseSpecial(parent);
    if (special) return special;
    if (parent.recalled) return failed(230011, 'The message was recalled.');
    const rootId = parent.rootId ?? parent.messageId;
    const threadId =
      parent.threadId ?? (ask.reply_in_thread ? `omt_${world.ids.fixed('thread', rootId)}` : undefined);
    return post(
      workspace,
      { msgType: ask.msg_type, content: ask.content, uuid: ask.uuid },
      {
        chat,
        bucket: chat.type === 'p2p' ? (chat.members[0] ?? chat.chatId) : chat.chatId,
        rootId,
        parentId: parent.messageId,
        threadId,
      },
    );
  },
};
