import { z } from 'zod';
import { failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { changeEntity } from '../card-entity.ts';
import { step } from '../card-step.ts';
import { entityRefusal } from '../cards/refusal.ts';
import { needs } from '../scopes.ts';

const body = z.object({ card: z.object({ type: z.string(), data: z.string() }), ...step });

/** The whole card anew. */
export const cardReplace: ApiMethod = {
  verb: 'PUT',
  path: '/open-apis/cardkit/v1/cards/:card_id',
  scopes: needs.writeCards,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    if (ask.card.type !== 'card_json') return failed(10002, 'invalid type');
    const refusal = entityRefusal(workspace, ask.card.data);
    if (refusal) return refusal;
    const fresh = JSON.parse(ask.card.data) as Record<string, unknown>;
    return changeEntity(workspace, param('card_id'), ask, (card) => {
      for (const key of Object.keys(card)) delete card[key];
      Object.assign(card, fresh);
      return undefined;
    });
  },
};
