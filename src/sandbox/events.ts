import type { Chat, Message, Person, Reaction } from './entities.ts';
import { fieldNeeds, has, isEventGranted } from './scopes.ts';
import type { Workspace } from './workspace.ts';

type Body = Record<string, unknown>;

/** The ids of a person that the app may see. */
export function userIds({ settings }: Workspace, person: Person): Record<string, string> {
  const ids = { open_id: person.openId, union_id: person.unionId };
  return has(settings, fieldNeeds.user_id) ? { ...ids, user_id: person.userId } : ids;
}

function verificationToken(workspace: Workspace): string {
  return workspace.settings.webhook?.verification_token ?? '';
}

/** The v2 envelope. Callbacks count their creation in microseconds, events in milliseconds. */
export function envelope(
  workspace: Workspace,
  type: string,
  event: Body,
  eventId: string,
  unit: 'ms' | 'us' = 'ms',
): string {
  const { world } = workspace;
  const header = {
    event_id: eventId,
    event_type: type,
    create_time: unit === 'ms' ? String(world.now()) : `${world.now()}000`,
    token: verificationToken(workspace),
    app_id: world.app.appId,
    tenant_key: world.app.tenantKey,
  };
  return JSON.stringify({ schema: '2.0', header, event });
}

/** The first envelope format; a client finds the kind in `event.type`. */
function firstEnvelope(workspace: Workspace, type: string, event: Body, eventId: string): string {
  const { world } = workspace;
  return JSON.stringify({
    ts: (world.now() / 1000).toFixed(6),
    uuid: eventId,
    token: verificationToken(workspace),
    type: 'event_callback',
    event: { type, app_id: world.app.appId, tenant_key: world.app.tenantKey, ...event },
  });
}

/** Sends an event. Its id; undefined when the app lacks the scope for it: then it never comes. */
export function emit(
  workspace: Workspace,
  type: string,
  event: Body,
  schema: '1.0' | '2.0' = '2.0',
): string | undefined {
  if (!isEventGranted(workspace.settings, type)) return undefined;
  const eventId = workspace.world.ids.next('event');
  const form = schema === '2.0' ? envelope : firstEnvelope;
  workspace.push.emit(type, form(workspace, type, event, eventId), eventId);
  return eventId;
}

export function emitMessage(
  workspace: Workspace,
  message: Message,
  chat: Chat,
  person: Person,
): string | undefined {
  const { tenantKey } = workspace.world.app;
  return emit(workspace, 'im.message.receive_v1', {
    sender: { sender_id: userIds(workspace, person), sender_type: 'user', tenant_key: tenantKey },
    message: {
      message_id: message.messageId,
      root_id: message.rootId,
      parent_id: message.parentId,
      create_time: String(message.createdAt),
      update_time: String(message.updatedAt),
      chat_id: chat.chatId,
      thread_id: message.threadId,
      chat_type: chat.type,
      message_type: message.msgType,
      content: message.content,
      mentions: message.mentions?.map((mention) => ({
        key: mention.key,
        id: mentionIds(workspace, mention.openId),
        mentioned_type: mention.isBot ? 'bot' : 'user',
        name: mention.name,
        tenant_key: tenantKey,
      })),
    },
  });
}

function mentionIds(workspace: Workspace, openId: string): Record<string, string> {
  const person = workspace.world.person(openId);
  return person
    ? userIds(workspace, person)
    : { open_id: openId, union_id: `on_${workspace.world.ids.fixed('union', openId)}`, user_id: '' };
}

export function emitMenu(workspace: Workspace, person: Person, eventKey: string): string | undefined {
  return emit(workspace, 'application.bot.menu_v6', {
    operator: { operator_name: person.name, operator_id: userIds(workspace, person) },
    event_key: eventKey,
    timestamp: Math.floor(workspace.world.now() / 1000),
  });
}

export function emitEntered(workspace: Workspace, person: Person, chat: Chat): string | undefined {
  const last = workspace.world.messagesIn(chat.chatId).at(-1);
  return emit(workspace, 'im.chat.access_event.bot_p2p_chat_entered_v1', {
    chat_id: chat.chatId,
    operator_id: userIds(workspace, person),
    last_message_id: last?.messageId ?? '',
    last_message_create_time: last ? String(last.createdAt) : '',
  });
}

export function emitChatCreated(workspace: Workspace, person: Person, chat: Chat): string | undefined {
  const ids = { open_id: person.openId, user_id: person.userId };
  const event = { chat_id: chat.chatId, operator: ids, user: { name: person.name, ...ids } };
  return emit(workspace, 'p2p_chat_create', event, '1.0');
}

export function emitRead(
  workspace: Workspace,
  person: Person,
  messageIds: readonly string[],
): string | undefined {
  return emit(workspace, 'im.message.message_read_v1', {
    reader: {
      reader_id: userIds(workspace, person),
      read_time: String(workspace.world.now()),
      tenant_key: workspace.world.app.tenantKey,
    },
    message_id_list: messageIds,
  });
}

export type RecallType = 'message_owner' | 'group_owner' | 'group_manager' | 'enterprise_manager';

export function emitRecalled(workspace: Workspace, message: Message, by: RecallType): string | undefined {
  return emit(workspace, 'im.message.recalled_v1', {
    message_id: message.messageId,
    chat_id: message.chatId,
    recall_time: String(workspace.world.now()),
    recall_type: by,
  });
}

export function emitReaction(
  workspace: Workspace,
  kind: 'created' | 'deleted',
  message: Message,
  reaction: Reaction,
): string | undefined {
  const person = workspace.world.person(reaction.by ?? '');
  const operator = person
    ? { operator_type: 'user', user_id: userIds(workspace, person) }
    : { operator_type: 'app', app_id: workspace.world.app.appId };
  return emit(workspace, `im.message.reaction.${kind}_v1`, {
    message_id: message.messageId,
    reaction_type: { emoji_type: reaction.emoji },
    ...operator,
    action_time: String(workspace.world.now()),
  });
}
