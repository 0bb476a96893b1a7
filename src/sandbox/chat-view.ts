import { type ApiAnswer, failed } from './answers.ts';
import type { Chat } from './entities.ts';
import { type IdType, idOf } from './id-type.ts';
import type { PageWords } from './paging.ts';
import type { Workspace } from './workspace.ts';

export const invalidChat = (why: string): ApiAnswer =>
  failed(232001, `Your request contains an invalid request parameter, ext=${why}`);

export const chatPageWords: PageWords = {
  size: () => invalidChat('invalid page_size'),
  token: () => invalidChat('invalid page_token'),
};

/** A group the bot is in. */
export function ownGroup({ world }: Workspace, chatId: string): Chat | ApiAnswer {
  const chat = world.chat(chatId);
  if (!chat) return failed(232006, 'Your request specifies a chat_id which is invalid.');
  if (chat.type !== 'group') {
    return failed(232008, 'Your request specifies a chat whose type is NOT supported currently.');
  }
  if (chat.dissolved)
    return failed(232009, 'Your request specifies a chat which has already been dissolved.');
  return chat.withBot ? chat : failed(232011, 'Operator can NOT be out of the chat.');
}

/** Owner or manager: the bot may change what members may not. */
export const isInCharge = (chat: Chat): boolean => chat.owner === 'bot' || chat.botManages === true;

/** Whom a group belongs to; the bot has no id of a person's kind. */
function ownerOf({ world }: Workspace, chat: Chat, type: IdType): Record<string, string> {
  if (chat.owner === 'bot') return {};
  const owner = world.person(chat.owner ?? chat.members[0] ?? '');
  return owner ? { owner_id: idOf(owner, type), owner_id_type: type } : {};
}

const plainSettings = {
  add_member_permission: 'all_members',
  share_card_permission: 'allowed',
  at_all_permission: 'all_members',
  edit_permission: 'all_members',
  group_message_type: 'chat',
  chat_type: 'private',
  chat_tag: 'inner',
  join_message_visibility: 'all_members',
  leave_message_visibility: 'all_members',
  membership_approval: 'no_approval_required',
  moderation_permission: 'all_members',
  urgent_setting: 'all_members',
  video_conference_setting: 'all_members',
  pin_manage_setting: 'all_members',
  hide_member_count_setting: 'all_members',
};

/** A chat with all it is set to. */
export function chatView(workspace: Workspace, chat: Chat, type: IdType): Record<string, unknown> {
  return {
    avatar: '',
    name: chat.type === 'group' ? chat.name : '',
    description: chat.description ?? '',
    i18n_names: {},
    ...plainSettings,
    ...chat.options,
    ...ownerOf(workspace, chat, type),
    chat_mode: chat.type,
    external: false,
    tenant_key: workspace.world.app.tenantKey,
  };
}

/** A chat as lists show it. */
export function chatLine(workspace: Workspace, chat: Chat, type: IdType): Record<string, unknown> {
  return {
    chat_id: chat.chatId,
    avatar: '',
    name: chat.name,
    description: chat.description ?? '',
    ...ownerOf(workspace, chat, type),
    external: false,
    tenant_key: workspace.world.app.tenantKey,
    chat_status: chat.dissolved ? 'dissolved' : 'normal',
    chat_mode: 'group',
  };
}
