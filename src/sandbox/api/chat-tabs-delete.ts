import { z } from 'zod';
import { done, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { chatTabs } from '../chat-tabs.ts';
import { invalidChat, ownGroup } from '../chat-view.ts';
import { needs } from '../scopes.ts';

const body = z.object({ tab_ids: z.array(z.string()).min(1) });

export const chatTabsDelete: ApiMethod = {
  verb: 'DELETE',
  path: '/open-apis/im/v1/chats/:chat_id/chat_tabs/delete_tabs',
  scopes: needs.tabs,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const chat = ownGroup(workspace, param('chat_id'));
    if (isFailed(chat)) return chat;
    const known = chatTabs(workspace, chat);
    if (ask.tab_ids.some((id) => !known.some((tab) => tab.tab_id === id)))
      return invalidChat('invalid tab_ids');
    const own = chat.tabs ?? [];
    if (ask.tab_ids.some((id) => !own.some((tab) => tab.tab_id === id))) {
      return failed(232049, 'Update or Delete operations only support doc or url tab type.');
    }
    const tabs = own.filter((tab) => !ask.tab_ids.includes(tab.tab_id));
    workspace.world.apply({ t: 'chat_fields', chatId: chat.chatId, fields: { tabs } });
    return done({ chat_tabs: chatTabs(workspace, chat) });
  },
};
