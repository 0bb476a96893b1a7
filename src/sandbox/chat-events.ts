import type { Chat, ChatFields, Person } from './entities.ts';
import { emit, userIds } from './events.ts';
import type { Workspace } from './workspace.ts';

/** Who did it; undefined: the bot itself, or the first member when nobody is named. */
function about(workspace: Workspace, chat: Chat, operator: Person | undefined): Record<string, unknown> {
  const { world } = workspace;
  const who = operator ?? world.person(chat.members[0] ?? '');
  return {
    chat_id: chat.chatId,
    operator_id: who ? userIds(workspace, who) : {},
    external: false,
    operator_tenant_key: world.app.tenantKey,
    name: chat.name,
    i18n_names: { zh_cn: chat.name, en_us: chat.name, ja_jp: chat.name },
  };
}

export function emitBotMember(
  workspace: Workspace,
  chat: Chat,
  kind: 'added' | 'deleted',
  operator?: Person,
): string | undefined {
  return emit(workspace, `im.chat.member.bot.${kind}_v1`, about(workspace, chat, operator));
}

export const emitBotAdded = (workspace: Workspace, chat: Chat): string | undefined =>
  emitBotMember(workspace, chat, 'added');

/** Withdrawn: an invitation was taken back before it was accepted. */
export function emitUserMembers(
  workspace: Workspace,
  chat: Chat,
  kind: 'added' | 'deleted' | 'withdrawn',
  people: readonly Person[],
  operator?: Person,
): string | undefined {
  const users = people.map((person) => ({
    name: person.name,
    tenant_key: workspace.world.app.tenantKey,
    user_id: userIds(workspace, person),
  }));
  return emit(workspace, `im.chat.member.user.${kind}_v1`, { ...about(workspace, chat, operator), users });
}

export function emitChatUpdated(
  workspace: Workspace,
  chat: Chat,
  before: Pick<ChatFields, 'name' | 'description'>,
  after: Pick<ChatFields, 'name' | 'description'>,
  operator?: Person,
): string | undefined {
  const { name: _, i18n_names: __, ...who } = about(workspace, chat, operator);
  return emit(workspace, 'im.chat.updated_v1', { ...who, before_change: before, after_change: after });
}

export function emitChatDisbanded(workspace: Workspace, chat: Chat, operator?: Person): string | undefined {
  return emit(workspace, 'im.chat.disbanded_v1', about(workspace, chat, operator));
}
