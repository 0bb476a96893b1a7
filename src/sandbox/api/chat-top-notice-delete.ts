import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { ownGroup } from '../chat-view.ts';
import { needs } from '../scopes.ts';

export const chatTopNoticeDelete: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/chats/:chat_id/top_notice/delete_top_notice',
  scopes: needs.topNotice,
  handle: ({ workspace, param }) => {
    const chat = ownGroup(workspace, param('chat_id'));
    if (isFailed(chat)) return chat;
    workspace.world.apply({ t: 'chat_fields', chatId: chat.chatId, fields: { topNotice: null } });
    return done();
  },
};
