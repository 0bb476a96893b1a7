import { done, failed, unknownMessage } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { isInCharge } from '../chat-view.ts';
import { needs } from '../scopes.ts';

const yearMs = 365 * 86_400_000;

/** Recalls a message of the bot; in a group it is in charge of, anybody's. */
export const messageDelete: ApiMethod = {
  verb: 'DELETE',
  path: '/open-apis/im/v1/messages/:message_id',
  scopes: needs.recall,
  handle: ({ workspace: { world, settings }, param }) => {
    const message = world.message(param('message_id'));
    if (!message) return unknownMessage();
    const chat = world.chat(message.chatId);
    const mayRecallAny = chat !== undefined && (isInCharge(chat) || chat.byBot === true);
    if (message.onlyFor !== undefined || (message.from && !mayRecallAny)) {
      return failed(230026, 'No permission to recall this message.');
    }
    if (message.recalled) return failed(230011, 'The message was recalled.');
    const windowMs = mayRecallAny ? yearMs : settings.recall_window_hours * 3_600_000;
    if (world.now() - message.createdAt > windowMs) {
      return failed(230009, 'The message exceeds the time limit of recall.');
    }
    world.apply({ t: 'recall', messageId: message.messageId, at: world.now() });
    return done();
  },
};
