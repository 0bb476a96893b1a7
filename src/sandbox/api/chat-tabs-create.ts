import { z } from 'zod';
import { done, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { chatTabs, refuseTabs, tabBody } from '../chat-tabs.ts';
import { ownGroup } from '../chat-view.ts';
import { needs } from '../scopes.ts';

const body = z.object({ chat_tabs: z.array(tabBody).min(1) });
const tabsMax = 20;

export const chatTabsCreate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/chats/:chat_id/chat_tabs',
  scopes: needs.tabs,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const chat = ownGroup(workspace, param('chat_id'));
    if (isFailed(chat)) return chat;
    const { world } = workspace;
    const refusal = refuseTabs(ask.chat_tabs);
    if (refusal) return refusal;
    const made = ask.chat_tabs.map((tab) => ({ tab_id: world.ids.nextNumber('tab'), ...tab }));
    const tabs = [...(chat.tabs ?? []), ...made];
    if (tabs.length > tabsMax) return failed(232046, 'The number of chat tabs has reached the limit.');
    world.apply({ t: 'chat_fields', chatId: chat.chatId, fields: { tabs } });
    return done({ chat_tabs: chatTabs(workspace, chat) });
  },
};
