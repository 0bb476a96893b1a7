import { done, failed, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { messagePageWords } from '../message-call.ts';
import { page } from '../paging.ts';
import { pinView } from '../pin-view.ts';
import { badParameter } from '../posting.ts';
import { needs } from '../scopes.ts';

/** The newest pin first; start and end are milliseconds. */
export const pinList: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/im/v1/pins',
  scopes: needs.readPins,
  handle: (call) => {
    const { workspace, query } = call;
    const chat = workspace.world.chat(query('chat_id') ?? '');
    if (!chat) return badParameter('invalid chat_id');
    if (chat.type === 'group' && !chat.withBot) return failed(230002, 'The bot can NOT be out of the chat.');
    const from = Number(query('start_time') ?? 0);
    const to = Number(query('end_time') ?? Number.MAX_SAFE_INTEGER);
    if (Number.isNaN(from) || Number.isNaN(to)) return badParameter('invalid start_time or end_time');
    const pinned = workspace.world
      .messagesIn(chat.chatId)
      .filter(({ pinnedAt = -1, recalled }) => !recalled && pinnedAt >= Math.max(0, from) && pinnedAt <= to)
      .sort((a, b) => (b.pinnedAt ?? 0) - (a.pinnedAt ?? 0));
    const answer = page(call, pinned, { usual: 20, max: 50 }, messagePageWords);
    if (isFailed(answer)) return answer;
    return done({ ...answer, items: answer.items.map((message) => pinView(workspace, message)) });
  },
};
