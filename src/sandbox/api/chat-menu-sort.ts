import { z } from 'zod';
import { isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { menuTree } from '../chat-menu.ts';
import { invalidChat, ownGroup } from '../chat-view.ts';
import { inOrder } from '../in-order.ts';
import { needs } from '../scopes.ts';

const body = z.object({ chat_menu_top_level_ids: z.array(z.string()).min(1) });

/** All entries of the first level in their new order. */
export const chatMenuSort: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/chats/:chat_id/menu_tree/sort',
  scopes: needs.menu,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const chat = ownGroup(workspace, param('chat_id'));
    if (isFailed(chat)) return chat;
    const menu = inOrder(chat.menu ?? [], (top) => top.id, ask.chat_menu_top_level_ids);
    if (!menu) return invalidChat('invalid chat_menu_top_level_ids');
    workspace.world.apply({ t: 'chat_fields', chatId: chat.chatId, fields: { menu } });
    return menuTree(chat);
  },
};
