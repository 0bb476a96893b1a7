import { z } from 'zod';
import { isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { addElements } from '../card-elements.ts';
import { changeEntity } from '../card-entity.ts';
import { step } from '../card-step.ts';
import { needs } from '../scopes.ts';

const body = z.object({
  type: z.enum(['insert_before', 'insert_after', 'append']),
  target_element_id: z.string().optional(),
  elements: z.string(),
  ...step,
});

export const cardElementCreate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/cardkit/v1/cards/:card_id/elements',
  scopes: needs.writeCards,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    return changeEntity(workspace, param('card_id'), ask, (card) => addElements(card, ask));
  },
};
