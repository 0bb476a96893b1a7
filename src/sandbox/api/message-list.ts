import { done, failed, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import type { Message } from '../entities.ts';
import { messagePageWords } from '../message-call.ts';
import { messageView } from '../message-view.ts';
import { page } from '../paging.ts';
import { badParameter } from '../posting.ts';
import { groupHistory, has, needs } from '../scopes.ts';

/** What was said in a chat or a thread; start and end are seconds. */
export const messageList: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/im/v1/messages',
  scopes: needs.readMessages,
  handle: (call) => {
    const { workspace, query } = call;
    const { world, settings } = workspace;
    const id = query('container_id') ?? '';
    const type = query('container_id_type') ?? '';
    if (type !== 'chat' && type !== 'thread') return badParameter('invalid container_id_type');
    const inThread = type === 'thread' ? threadMessages([...world.state.messages.values()], id) : undefined;
    const chat = world.chat(inThread ? (inThread[0]?.chatId ?? '') : id);
    if (!chat) return badParameter('invalid container_id');
    if (chat.type === 'group' && !chat.withBot) return failed(230002, 'The bot can NOT be out of the chat.');
    if (chat.type === 'group' && !has(settings, groupHistory)) {
      return failed(230027, `Lack of necessary permissions, ext=need scope: ${groupHistory.join()}`);
    }
    const from = seconds(query('start_time'), Number.NEGATIVE_INFINITY);
    const to = seconds(query('end_time'), Number.POSITIVE_INFINITY);
    if (Number.isNaN(from) || Number.isNaN(to)) return badParameter('invalid start_time or end_time');
    const found = (inThread ?? world.messagesIn(id)).filter(
      (message) => message.onlyFor === undefined && message.createdAt >= from && message.createdAt <= to,
    );
    const order = query('sort_type') ?? 'ByCreateTimeAsc';
    if (order !== 'ByCreateTimeAsc' && order !== 'ByCreateTimeDesc') return badParameter('invalid sort_type');
    const sorted = order === 'ByCreateTimeDesc' ? found.toReversed() : found;
    const answer = page(call, sorted, { usual: 20, max: 50 }, messagePageWords);
    if (isFailed(answer)) return answer;
    return done({ ...answer, items: answer.items.map((message) => messageView(world, message)) });
  },
};

const threadMessages = (all: readonly Message[], id: string): Message[] =>
  all.filter((message) => message.threadId === id);

function seconds(text: string | undefined, otherwise: number): number {
  return text === undefined || text === '' ? otherwise : Number(text) * 1000;
}
