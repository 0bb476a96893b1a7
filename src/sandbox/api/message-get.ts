import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { visibleMessage } from '../message-call.ts';
import { messageView } from '../message-view.ts';
import { needs } from '../scopes.ts';

export const messageGet: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/im/v1/messages/:message_id',
  scopes: needs.readMessages,
  handle: ({ workspace, param }) => {
    const found = visibleMessage(workspace, param('message_id'));
    return isFailed(found) ? found : done({ items: [messageView(workspace.world, found.message)] });
  },
};
