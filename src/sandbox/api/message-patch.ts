import { z } from 'zod';
import { done, failed, isFailed, readBody, unknownMessage } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { isExpired } from '../cards/life.ts';
import { cardRefusal, isShared, refuseCard } from '../cards/refusal.ts';
import { refuseSpecial } from '../message-call.ts';
import { badParameter } from '../posting.ts';
import { needs } from '../scopes.ts';

const body = z.object({ content: z.string() });

/** Replaces the card of a message, for everybody who sees it. */
export const messagePatch: ApiMethod = {
  verb: 'PATCH',
  path: '/open-apis/im/v1/messages/:message_id',
  scopes: needs.update,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const { world, settings, buckets, locked } = workspace;
    const message = world.message(param('message_id'));
    if (!message) return unknownMessage();
    if (message.from) return failed(230012, 'The operator is NOT the sender of the message.');
    const special = refuseSpecial(message);
    if (special) return special;
    if (message.msgType !== 'interactive') return badParameter('This message is NOT a card.');
    if (message.recalled) return failed(230011, 'The message was recalled.');
    if (isExpired(message, world.now()))
      return failed(230031, 'The message exceeds the time limit of update.');
    if (settings.limits && buckets.take(`patch:${message.messageId}`, 5, 1, world.now()) > 0) {
      return failed(230020, 'This operation triggers the frequency limit.');
    }
    if (locked.has(message.messageId)) return cardRefusal({ code: 11310, message: 'card action is lock' });
    const refusal = refuseCard(workspace, ask.content);
    if (refusal) return refusal;
    if (!isShared(message.content) || !isShared(ask.content))
      return badParameter('the card is not shared (update_multi)');
    world.apply({
      t: 'content',
      messageId: message.messageId,
      content: ask.content,
      at: world.now(),
      edit: false,
    });
    return done({}, 'ok');
  },
};
