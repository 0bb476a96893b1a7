import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { isRead, knownBatch, messagesOf } from '../batch-call.ts';
import { needs } from '../scopes.ts';

/** Counts are strings here. */
export const batchReadUser: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/im/v1/batch_messages/:batch_message_id/read_user',
  scopes: needs.readers,
  handle: ({ workspace, param }) => {
    const batch = knownBatch(workspace, param('batch_message_id'));
    if (isFailed(batch)) return batch;
    const messages = messagesOf(workspace, batch);
    const read_count = String(messages.filter(isRead).length);
    return done({ read_user: { read_count, total_count: String(messages.length) } });
  },
};
