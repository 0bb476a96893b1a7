import { type ApiAnswer, failed } from './answers.ts';
import type { Chat, Message, Reaction } from './entities.ts';
import type { Workspace } from './workspace.ts';

export function reactionView({ world }: Workspace, reaction: Reaction): Record<string, unknown> {
  return {
    reaction_id: reaction.reactionId,
    operator: reaction.by
      ? { operator_id: reaction.by, operator_type: 'user' }
      : { operator_id: world.app.appId, operator_type: 'app' },
    action_time: String(reaction.at),
    reaction_type: { emoji_type: reaction.emoji },
  };
}

/** The message of a reaction call; reactions have their own numbers for what is wrong with it. */
export function reactedMessage(
  { world }: Workspace,
  messageId: string,
): { message: Message; chat: Chat } | ApiAnswer {
  const message = world.message(messageId);
  const chat = message && world.chat(message.chatId);
  if (!message || !chat || message.recalled || message.onlyFor !== undefined) {
    return failed(231003, 'The message is not found, maybe not exist or deleted.');
  }
  if (chat.dissolved) return failed(231004, 'The chat in which the message exists is not found.');
  return chat.type === 'p2p' || chat.withBot
    ? { message, chat }
    : failed(231002, 'The operator has no permission to react on the specific message.');
}
