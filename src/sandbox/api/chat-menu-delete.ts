import { z } from 'zod';
import { isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { menuTree } from '../chat-menu.ts';
import { invalidChat, ownGroup } from '../chat-view.ts';
import { needs } from '../scopes.ts';

const body = z.object({ chat_menu_top_level_ids: z.array(z.string()).min(1) });

/** Entries of the first level, with all below them. */
export const chatMenuDelete: ApiMethod = {
  verb: 'DELETE',
  path: '/open-apis/im/v1/chats/:chat_id/menu_tree',
  scopes: needs.menu,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const chat = ownGroup(workspace, param('chat_id'));
    if (isFailed(chat)) return chat;
    const ids = ask.chat_menu_top_level_ids;
    const before = chat.menu ?? [];
    if (!ids.every((id) => before.some((top) => top.id === id)))
      return invalidChat('invalid chat_menu_top_level_ids');
    const menu = before.filter((top) => !ids.includes(top.id));
    workspace.world.apply({ t: 'chat_fields', chatId: chat.chatId, fields: { menu } });
    return menuTree(chat);
  },
};
