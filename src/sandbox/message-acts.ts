import type { Chat, Message, Person, Reaction } from './entities.ts';
import { emitReaction, emitRecalled, type RecallType } from './events.ts';
import type { Workspace } from './workspace.ts';

/** What people do to messages that are already there. */

/** Who may take a message back, and as what; undefined: not this person. */
export function recallTypeOf(chat: Chat, person: Person, message: Message): RecallType | undefined {
  if (message.from === person.openId) return 'message_owner';
  const owner = chat.owner ?? chat.members[0];
  return chat.type === 'group' && owner === person.openId ? 'group_owner' : undefined;
}

export function recall(workspace: Workspace, message: Message, by: RecallType): string | undefined {
  const { world } = workspace;
  world.apply({ t: 'recall', messageId: message.messageId, at: world.now() });
  return world.chat(message.chatId)?.withBot ? emitRecalled(workspace, message, by) : undefined;
}

export function react(
  workspace: Workspace,
  person: Person,
  message: Message,
  emoji: string,
): { reaction: Reaction; eventId: string | undefined } {
  const { world } = workspace;
  const known = message.reactions?.find((one) => one.by === person.openId && one.emoji === emoji);
  if (known) return { reaction: known, eventId: undefined };
  const reaction = { reactionId: world.ids.next('reaction'), emoji, by: person.openId, at: world.now() };
  world.apply({ t: 'reaction', messageId: message.messageId, reaction });
  return { reaction, eventId: emitReaction(workspace, 'created', message, reaction) };
}

export function takeReactionBack(
  workspace: Workspace,
  message: Message,
  reaction: Reaction,
): string | undefined {
  const { messageId } = message;
  workspace.world.apply({ t: 'reaction_gone', messageId, reactionId: reaction.reactionId });
  return emitReaction(workspace, 'deleted', message, reaction);
}
