import { done, failed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { needs } from '../scopes.ts';

/** Whether whoever holds the token is in the group. */
export const chatIsIn: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/im/v1/chats/:chat_id/members/is_in_chat',
  callers: 'both',
  scopes: needs.readMembers,
  handle: ({ workspace, caller, param }) => {
    const chat = workspace.world.chat(param('chat_id'));
    if (!chat) return failed(232006, 'Your request specifies a chat_id which is invalid.');
    if (chat.dissolved)
      return failed(232009, 'Your request specifies a chat which has already been dissolved.');
    return done({ is_in_chat: caller.kind === 'app' ? chat.withBot : chat.members.includes(caller.openId) });
  },
};
