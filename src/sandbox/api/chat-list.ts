import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { chatLine, chatPageWords, invalidChat } from '../chat-view.ts';
import { readIdType } from '../id-type.ts';
import { page } from '../paging.ts';
import { needs } from '../scopes.ts';

/** The groups the bot is in. */
export const chatList: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/im/v1/chats',
  scopes: needs.readChats,
  handle: (call) => {
    const { workspace, query } = call;
    const { world } = workspace;
    const idType = readIdType(query('user_id_type'));
    if (isFailed(idType)) return idType;
    const sort = query('sort_type') ?? 'ByCreateTimeAsc';
    if (sort !== 'ByCreateTimeAsc' && sort !== 'ByActiveTimeDesc') return invalidChat('invalid sort_type');
    const groups = [...world.state.chats.values()].filter(
      (chat) => chat.type === 'group' && chat.withBot && !chat.dissolved,
    );
    const activeAt = (chatId: string): number => world.messagesIn(chatId).at(-1)?.seq ?? 0;
    if (sort === 'ByActiveTimeDesc') groups.sort((a, b) => activeAt(b.chatId) - activeAt(a.chatId));
    const found = page(call, groups, { usual: 20, max: 100 }, chatPageWords);
    if (isFailed(found)) return found;
    return done({ ...found, items: found.items.map((chat) => chatLine(workspace, chat, idType.type)) });
  },
};
