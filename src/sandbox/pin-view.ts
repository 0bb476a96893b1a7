import type { Message } from './entities.ts';
import type { Workspace } from './workspace.ts';

export function pinView({ world }: Workspace, message: Message): Record<string, unknown> {
  return {
    message_id: message.messageId,
    chat_id: message.chatId,
    operator_id: world.app.appId,
    operator_id_type: 'app_id',
    create_time: String(message.pinnedAt),
  };
}
