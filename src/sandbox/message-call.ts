import { type ApiAnswer, failed, unknownMessage } from './answers.ts';
import type { Chat, Message } from './entities.ts';
import type { PageWords } from './paging.ts';
import { badParameter } from './posting.ts';
import type { Workspace } from './workspace.ts';

export const messagePageWords: PageWords = {
  size: () => badParameter('invalid page_size'),
  token: () => badParameter('invalid page_token'),
};

/** A message the bot may look at, with its chat. */
export function visibleMessage(
  { world }: Workspace,
  messageId: string,
): { message: Message; chat: Chat } | ApiAnswer {
  const message = world.message(messageId);
  const chat = message && world.chat(message.chatId);
  if (!message || !chat || message.onlyFor !== undefined) return unknownMessage();
  return chat.type === 'p2p' || chat.withBot
    ? { message, chat }
    : failed(230002, 'The bot can NOT be out of the chat.');
}

/** Messages to many and messages for one cannot be edited, answered, urged or replaced. */
export function refuseSpecial(message: Message): ApiAnswer | undefined {
  if (message.batchId !== undefined) return badParameter('a batch message does not support this operation');
  if (message.onlyFor !== undefined)
    return badParameter('an ephemeral message does not support this operation');
  return undefined;
}
