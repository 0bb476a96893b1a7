import { done, failed, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { emitReaction } from '../events.ts';
import { reactedMessage, reactionView } from '../reaction-view.ts';
import { needs } from '../scopes.ts';

export const reactionDelete: ApiMethod = {
  verb: 'DELETE',
  path: '/open-apis/im/v1/messages/:message_id/reactions/:reaction_id',
  scopes: needs.react,
  handle: ({ workspace, param }) => {
    const found = reactedMessage(workspace, param('message_id'));
    if (isFailed(found)) return found;
    const { message } = found;
    const reaction = message.reactions?.find((one) => one.reactionId === param('reaction_id'));
    if (!reaction) return failed(231011, 'The request has an invalid reaction_id.');
    if (reaction.by !== undefined) {
      return failed(231007, 'The operator has no permission to delete this reaction.');
    }
    const { messageId } = message;
    workspace.world.apply({ t: 'reaction_gone', messageId, reactionId: reaction.reactionId });
    emitReaction(workspace, 'deleted', message, reaction);
    return done(reactionView(workspace, reaction));
  },
};
