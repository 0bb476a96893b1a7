import { isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { menuTree } from '../chat-menu.ts';
import { ownGroup } from '../chat-view.ts';
import { needs } from '../scopes.ts';

export const chatMenuGet: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/im/v1/chats/:chat_id/menu_tree',
  scopes: needs.readMenu,
  handle: ({ workspace, param }) => {
    const chat = ownGroup(workspace, param('chat_id'));
    return isFailed(chat) ? chat : menuTree(chat);
  },
};
