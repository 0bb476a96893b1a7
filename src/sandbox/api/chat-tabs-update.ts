import { z } from 'zod';
import { done, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { chatTabs, refuseTabIds, refuseTabs, tabBody } from '../chat-tabs.ts';
import { ownGroup } from '../chat-view.ts';
import { needs } from '../scopes.ts';

const body = z.object({ chat_tabs: z.array(tabBody.extend({ tab_id: z.string() })).min(1) });

export const chatTabsUpdate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/chats/:chat_id/chat_tabs/update_tabs',
  scopes: needs.tabs,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const chat = ownGroup(workspace, param('chat_id'));
    if (isFailed(chat)) return chat;
    const ids = ask.chat_tabs.map((tab) => tab.tab_id);
    const refusal = refuseTabIds(workspace, chat, ids) ?? refuseTabs(ask.chat_tabs);
    if (refusal) return refusal;
    const tabs = chat.tabs?.map((tab) => ask.chat_tabs.find((fresh) => fresh.tab_id === tab.tab_id) ?? tab);
    workspace.world.apply({ t: 'chat_fields', chatId: chat.chatId, fields: { tabs } });
    return done({ chat_tabs: chatTabs(workspace, chat) });
  },
};
