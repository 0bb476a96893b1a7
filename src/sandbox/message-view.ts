import type { Message } from './entities.ts';
import type { World } from './world.ts';

/** A message as the API shows it. */
export function messageView(world: World, message: Message): Record<string, unknown> {
  return {
    message_id: message.messageId,
    root_id: message.rootId,
    parent_id: message.parentId,
    thread_id: message.threadId,
    msg_type: message.msgType,
    create_time: String(message.createdAt),
    update_time: String(message.updatedAt),
    deleted: message.recalled,
    updated: message.edits > 0,
    chat_id: message.chatId,
    sender: message.from
      ? { id: message.from, id_type: 'open_id', sender_type: 'user', tenant_key: world.app.tenantKey }
      : { id: world.app.appId, id_type: 'app_id', sender_type: 'app', tenant_key: world.app.tenantKey },
    body: { content: message.recalled ? '{"text":"This message was recalled"}' : message.content },
    mentions: message.mentions?.map(({ key, openId, name }) => ({
      key,
      id: openId,
      id_type: 'open_id',
      name,
      tenant_key: world.app.tenantKey,
    })),
  };
}
