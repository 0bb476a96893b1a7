import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { knownBatch } from '../batch-call.ts';
import { needs } from '../scopes.ts';

/** Recalls the whole batch, later and in order; one that was not sent yet never will be. */
export const batchDelete: ApiMethod = {
  verb: 'DELETE',
  path: '/open-apis/im/v1/batch_messages/:batch_message_id',
  scopes: needs.recall,
  handle: ({ workspace, param }) => {
    const batch = knownBatch(workspace, param('batch_message_id'));
    if (isFailed(batch)) return batch;
    if (batch.status === 'waiting' || batch.status === 'sent') workspace.batches.recall(batch);
    return done();
  },
};
