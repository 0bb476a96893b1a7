import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { chatTabs } from '../chat-tabs.ts';
import { ownGroup } from '../chat-view.ts';
import { needs } from '../scopes.ts';

export const chatTabsList: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/im/v1/chats/:chat_id/chat_tabs/list_tabs',
  scopes: needs.readTabs,
  handle: ({ workspace, param }) => {
    const chat = ownGroup(workspace, param('chat_id'));
    return isFailed(chat) ? chat : done({ chat_tabs: chatTabs(workspace, chat) });
  },
};
