import { done, failed, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { emitChatDisbanded } from '../chat-events.ts';
import { ownGroup } from '../chat-view.ts';
import { needs } from '../scopes.ts';

/** Dissolves a group that the bot owns or founded. */
export const chatDelete: ApiMethod = {
  verb: 'DELETE',
  path: '/open-apis/im/v1/chats/:chat_id',
  scopes: needs.deleteChat,
  handle: ({ workspace, param }) => {
    const chat = ownGroup(workspace, param('chat_id'));
    if (isFailed(chat)) return chat;
    if (chat.owner !== 'bot' && !chat.byBot) {
      return failed(232017, 'No Permission: the operator is NOT owner or creator with the scope.');
    }
    const { chatId } = chat;
    workspace.world.apply({ t: 'chat_fields', chatId, fields: { dissolved: true } });
    emitChatDisbanded(workspace, chat);
    return done();
  },
};
