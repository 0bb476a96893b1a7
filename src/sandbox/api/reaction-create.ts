import { z } from 'zod';
import { done, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { emitReaction } from '../events.ts';
import { reactedMessage, reactionView } from '../reaction-view.ts';
import { needs } from '../scopes.ts';

const body = z.object({ reaction_type: z.object({ emoji_type: z.string() }) });

/** The same reaction twice stays one. */
export const reactionCreate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/messages/:message_id/reactions',
  scopes: needs.react,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const emoji = ask.reaction_type.emoji_type;
    if (!/^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(emoji)) return failed(231001, 'reaction type is invalid.');
    const found = reactedMessage(workspace, param('message_id'));
    if (isFailed(found)) return found;
    const { message } = found;
    if (message.msgType === 'system') {
      return failed(231002, 'The operator has no permission to react on the specific message.');
    }
    const known = message.reactions?.find((one) => one.by === undefined && one.emoji === emoji);
    if (known) return done(reactionView(workspace, known));
    const { world } = workspace;
    const reaction = { reactionId: world.ids.next('reaction', 40), emoji, at: world.now() };
    world.apply({ t: 'reaction', messageId: message.messageId, reaction });
    emitReaction(workspace, 'created', message, reaction);
    return done(reactionView(workspace, reaction));
  },
};
