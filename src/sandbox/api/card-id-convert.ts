import { z } from 'zod';
import { done, failed, isFailed, readBody, unknownMessage } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { isStreamingCard } from '../card-entity.ts';
import { entityRefusal } from '../cards/refusal.ts';
import { needs } from '../scopes.ts';

const body = z.object({ message_id: z.string() });

/** Makes an entity of a card that was sent as a message, so that it can be changed piece by piece. */
export const cardIdConvert: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/cardkit/v1/cards/id_convert',
  scopes: needs.readCards,
  handle: ({ workspace, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const { world } = workspace;
    const message = world.message(ask.message_id);
    if (!message) return unknownMessage();
    if (message.from || message.msgType !== 'interactive')
      return failed(10002, 'the message is no card of this app');
    if (message.recalled) return failed(200000, 'the message was recalled');
    if (message.cardId !== undefined) return done({ card_id: message.cardId });
    const { messageId, content, createdAt } = message;
    const refusal = entityRefusal(workspace, content);
    if (refusal) return refusal;
    const cardId = world.ids.nextNumber('card');
    const streamingAt = isStreamingCard(content) ? world.now() : undefined;
    world.apply({
      t: 'card',
      card: { cardId, createdAt, content, sequence: 0, uuids: [], streamingAt, messageId },
    });
    return done({ card_id: cardId });
  },
};
