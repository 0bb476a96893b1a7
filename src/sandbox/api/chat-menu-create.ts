import { z } from 'zod';
import { failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { menuItemBody, menuTree, refuseMenuItems } from '../chat-menu.ts';
import { ownGroup } from '../chat-view.ts';
import { needs } from '../scopes.ts';

const entry = z.object({ chat_menu_item: menuItemBody });
const body = z.object({
  menu_tree: z.object({
    chat_menu_top_levels: z.array(entry.extend({ children: z.array(entry).default([]) })).min(1),
  }),
});
const topMax = 3;
const childrenMax = 5;

/** Adds to what is there. */
export const chatMenuCreate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/chats/:chat_id/menu_tree',
  scopes: needs.menu,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const chat = ownGroup(workspace, param('chat_id'));
    if (isFailed(chat)) return chat;
    const { world } = workspace;
    const levels = ask.menu_tree.chat_menu_top_levels;
    const before = chat.menu ?? [];
    if (before.length + levels.length > topMax)
      return failed(231170, 'The number of chat_menu_top_level has reached the limit.');
    if (levels.some((top) => top.children.length > childrenMax))
      return failed(231171, 'The number of chat_menu_second_level has reached the limit.');
    const items = levels.flatMap((top) => [top, ...top.children]).map((one) => one.chat_menu_item);
    const refusal = refuseMenuItems(workspace, items);
    if (refusal) return refusal;
    const made = levels.map((top) => ({
      id: world.ids.nextNumber('menu'),
      item: top.chat_menu_item,
      children: top.children.map((child) => ({
        id: world.ids.nextNumber('menu'),
        item: child.chat_menu_item,
      })),
    }));
    world.apply({ t: 'chat_fields', chatId: chat.chatId, fields: { menu: [...before, ...made] } });
    return menuTree(chat);
  },
};
