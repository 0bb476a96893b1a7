import { z } from 'zod';
import { done, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { isStreamingCard } from '../card-entity.ts';
import { entityRefusal } from '../cards/refusal.ts';
import { needs } from '../scopes.ts';

const body = z.object({ type: z.string(), data: z.string() });

export const cardCreate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/cardkit/v1/cards',
  scopes: needs.writeCards,
  handle: ({ workspace, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    if (ask.type === 'template') return failed(200380, 'the template does not exist');
    if (ask.type !== 'card_json') return failed(10002, 'invalid type');
    const refusal = entityRefusal(workspace, ask.data);
    if (refusal) return refusal;
    const { world } = workspace;
    const createdAt = world.now();
    const cardId = world.ids.nextNumber('card');
    const streamingAt = isStreamingCard(ask.data) ? createdAt : undefined;
    world.apply({
      t: 'card',
      card: { cardId, createdAt, content: ask.data, sequence: 0, uuids: [], streamingAt },
    });
    return done({ card_id: cardId });
  },
};
