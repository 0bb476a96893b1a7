import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { isRead, knownBatch, messagesOf } from '../batch-call.ts';
import { needs } from '../scopes.ts';

export const batchProgress: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/im/v1/batch_messages/:batch_message_id/get_progress',
  scopes: needs.readers,
  handle: ({ workspace, param }) => {
    const batch = knownBatch(workspace, param('batch_message_id'));
    if (isFailed(batch)) return batch;
    const messages = messagesOf(workspace, batch);
    return done({
      batch_message_send_progress: {
        valid_user_ids_count: batch.openIds.length,
        success_user_ids_count: messages.length,
        read_user_ids_count: messages.filter(isRead).length,
      },
      batch_message_recall_progress: {
        recall: batch.status === 'recalling' || batch.status === 'recalled',
        recall_count: batch.recalled,
      },
    });
  },
};
