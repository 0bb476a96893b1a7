import { z } from 'zod';
import { done, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { chatTabs } from '../chat-tabs.ts';
import { invalidChat, ownGroup } from '../chat-view.ts';
import { needs } from '../scopes.ts';

const body = z.object({
  chat_tabs: z
    .array(
      z.object({
        tab_name: z.string().min(1).max(60),
        tab_type: z.enum(['doc', 'url']),
        tab_content: z.object({ url: z.string().optional(), doc: z.string().optional() }).optional(),
        tab_config: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .min(1),
});
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
    const lacksAddress = ask.chat_tabs.some(({ tab_type, tab_content }) => !tab_content?.[tab_type]);
    if (lacksAddress) return invalidChat('tab_content does not fit tab_type');
    const made = ask.chat_tabs.map((tab) => ({ tab_id: world.ids.nextNumber('tab'), ...tab }));
    const tabs = [...(chat.tabs ?? []), ...made];
    if (tabs.length > tabsMax) return invalidChat('too many chat tabs');
    world.apply({ t: 'chat_fields', chatId: chat.chatId, fields: { tabs } });
    return done({ chat_tabs: chatTabs(workspace, chat) });
  },
};
