import { z } from 'zod';
import { type ApiAnswer, done, failed } from './answers.ts';
import { invalidChat } from './chat-view.ts';
import type { Chat, ChatMenuEntry } from './entities.ts';
import type { Workspace } from './workspace.ts';

const link = z.string().min(1).optional();

/** What a menu entry shows, and where it leads. */
export const menuItemBody = z.object({
  action_type: z.enum(['NONE', 'REDIRECT_LINK']),
  redirect_link: z
    .object({ common_url: link, ios_url: link, android_url: link, pc_url: link, web_url: link })
    .optional(),
  image_key: z.string().optional(),
  name: z.string().min(1).max(120),
  i18n_names: z.record(z.string(), z.string()).optional(),
});

type MenuItem = z.output<typeof menuItemBody>;

/** The first entry that may not stand like this. */
export function refuseMenuItems(
  { world }: Workspace,
  items: readonly Partial<MenuItem>[],
): ApiAnswer | undefined {
  const isForeign = ({ image_key: key = '' }: Partial<MenuItem>): boolean =>
    key !== '' && !world.state.files.has(key);
  if (items.some(isForeign)) {
    return failed(232056, "The operator is not the image's owner, no permission to complete the request.");
  }
  const leadsNowhere = ({ action_type, redirect_link }: Partial<MenuItem>): boolean =>
    action_type === 'REDIRECT_LINK' && !Object.values(redirect_link ?? {}).some(Boolean);
  return items.some(leadsNowhere) ? invalidChat('redirect_link is needed') : undefined;
}

/** The menu of a group as every call about it answers. */
export function menuTree(chat: Chat): ApiAnswer {
  const levels = (chat.menu ?? []).map((top) => ({
    chat_menu_top_level_id: top.id,
    chat_menu_item: top.item,
    children: top.children.map(({ id, item }) => ({ chat_menu_second_level_id: id, chat_menu_item: item })),
  }));
  return done({ menu_tree: { chat_menu_top_levels: levels } });
}

export const allEntries = (chat: Chat): ChatMenuEntry[] =>
  (chat.menu ?? []).flatMap((top) => [top, ...top.children]);
