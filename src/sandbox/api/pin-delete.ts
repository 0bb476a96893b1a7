import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { visibleMessage } from '../message-call.ts';
import { needs } from '../scopes.ts';

/** Taking away a pin that is not there succeeds, too. */
export const pinDelete: ApiMethod = {
  verb: 'DELETE',
  path: '/open-apis/im/v1/pins/:message_id',
  scopes: needs.pin,
  handle: ({ workspace, param }) => {
    const found = visibleMessage(workspace, param('message_id'));
    if (isFailed(found)) return found;
    const { messageId, pinnedAt } = found.message;
    if (pinnedAt !== undefined) workspace.world.apply({ t: 'pin', messageId, at: undefined });
    return done();
  },
};
