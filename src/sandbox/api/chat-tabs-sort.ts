import { z } from 'zod';
import { done, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { chatTabs } from '../chat-tabs.ts';
import { invalidChat, ownGroup } from '../chat-view.ts';
import { inOrder } from '../in-order.ts';
import { needs } from '../scopes.ts';

const body = z.object({ tab_ids: z.array(z.string()).min(1) });

/** All tabs in their new order; the one with the messages stays first. */
export const chatTabsSort: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/chats/:chat_id/chat_tabs/sort_tabs',
  scopes: needs.tabs,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const chat = ownGroup(workspace, param('chat_id'));
    if (isFailed(chat)) return chat;
    const before = chatTabs(workspace, chat);
    const sorted = inOrder(before, (tab) => tab.tab_id, ask.tab_ids);
    if (sorted?.[0] !== before[0]) return invalidChat('invalid tab_ids');
    const tabs = sorted?.slice(1);
    workspace.world.apply({ t: 'chat_fields', chatId: chat.chatId, fields: { tabs } });
    return done({ chat_tabs: chatTabs(workspace, chat) });
  },
};
