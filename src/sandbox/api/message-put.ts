import { z } from 'zod';
import { done, failed, isFailed, readBody, unknownMessage } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { refuseSpecial } from '../message-call.ts';
import { messageView } from '../message-view.ts';
import { badParameter, refuseContent } from '../posting.ts';
import { needs } from '../scopes.ts';

const body = z.object({ msg_type: z.enum(['text', 'post']), content: z.string() });
const editsMax = 20;

/** Edits a text of the bot. */
export const messagePut: ApiMethod = {
  verb: 'PUT',
  path: '/open-apis/im/v1/messages/:message_id',
  scopes: needs.update,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const { world } = workspace;
    const message = world.message(param('message_id'));
    if (!message) return unknownMessage();
    if (message.from) return failed(230071, 'The operator is NOT the author of the message.');
    const special = refuseSpecial(message);
    if (special) return special;
    if (message.recalled) return failed(230011, 'The message was recalled.');
    if (message.msgType !== 'text' && message.msgType !== 'post')
      return failed(230054, 'This message type cannot be edited.');
    if (message.msgType !== ask.msg_type) return badParameter('msg_type differs from the message');
    if (message.edits >= editsMax) return failed(230072, 'The message has reached the limit of edits.');
    const refusal = refuseContent(workspace, ask.msg_type, ask.content);
    if (refusal) return refusal;
    world.apply({
      t: 'content',
      messageId: message.messageId,
      content: ask.content,
      at: world.now(),
      edit: true,
    });
    return done(messageView(world, message));
  },
};
