import { z } from 'zod';
import { done, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { chatTabs, refuseTabIds } from '../chat-tabs.ts';
import { ownGroup } from '../chat-view.ts';
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
    const refusal = refuseTabIds(workspace, chat, ask.tab_ids);
    if (refusal) return refusal;
    const tabs = chat.tabs?.filter((tab) => !ask.tab_ids.includes(tab.tab_id));
    workspace.world.apply({ t: 'chat_fields', chatId: chat.chatId, fields: { tabs } });
    return done({ chat_tabs: chatTabs(workspace, chat) });
  },
};
