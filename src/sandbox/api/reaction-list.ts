import { done, failed, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { page } from '../paging.ts';
import { badParameter } from '../posting.ts';
import { reactedMessage, reactionView } from '../reaction-view.ts';
import { needs } from '../scopes.ts';

export const reactionList: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/im/v1/messages/:message_id/reactions',
  scopes: needs.readReactions,
  handle: (call) => {
    const { workspace, param, query } = call;
    const found = reactedMessage(workspace, param('message_id'));
    if (isFailed(found)) return found;
    const emoji = query('reaction_type');
    const wanted = (found.message.reactions ?? []).filter(
      (one) => emoji === undefined || one.emoji === emoji,
    );
    const words = {
      size: () => badParameter('invalid page_size'),
      token: () => failed(231012, 'The request has an invalid pageToken.'),
    };
    const answer = page(call, wanted, { usual: 20, max: 50 }, words);
    if (isFailed(answer)) return answer;
    const items = answer.items.map((one) => reactionView(workspace, one));
    return done({ page_token: '', ...answer, items });
  },
};
