import { z } from 'zod';
import { done, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { allEntries, menuItemBody, refuseMenuItems } from '../chat-menu.ts';
import { invalidChat, ownGroup } from '../chat-view.ts';
import type { ChatMenuEntry } from '../entities.ts';
import { needs } from '../scopes.ts';

const fieldOf = {
  ICON: 'image_key',
  NAME: 'name',
  I18N_NAME: 'i18n_names',
  REDIRECT_LINK: 'redirect_link',
} as const;
const body = z.object({
  update_fields: z.array(z.enum(['ICON', 'NAME', 'I18N_NAME', 'REDIRECT_LINK'])).min(1),
  chat_menu_item: menuItemBody.partial(),
});

/** Changes of an entry, of either level, what `update_fields` names and nothing else. */
export const chatMenuItemPatch: ApiMethod = {
  verb: 'PATCH',
  path: '/open-apis/im/v1/chats/:chat_id/menu_items/:menu_item_id',
  scopes: needs.menu,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const chat = ownGroup(workspace, param('chat_id'));
    if (isFailed(chat)) return chat;
    const id = param('menu_item_id');
    const known = allEntries(chat).find((entry) => entry.id === id);
    if (!known) return invalidChat('invalid menu_item_id');
    const fresh = ask.update_fields.map((field) => [fieldOf[field], ask.chat_menu_item[fieldOf[field]]]);
    const item = { ...known.item, ...(Object.fromEntries(fresh) as Record<string, unknown>) };
    if (!item.name) return invalidChat('name is needed');
    const refusal = refuseMenuItems(workspace, [item]);
    if (refusal) return refusal;
    const change = <T extends ChatMenuEntry>(entry: T): T => (entry.id === id ? { ...entry, item } : entry);
    const menu = chat.menu?.map((top) => ({ ...change(top), children: top.children.map(change) }));
    workspace.world.apply({ t: 'chat_fields', chatId: chat.chatId, fields: { menu } });
    return done({ chat_menu_item: item });
  },
};
