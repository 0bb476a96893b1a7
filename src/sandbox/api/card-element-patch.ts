import { z } from 'zod';
import { isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { patchElement } from '../card-elements.ts';
import { changeEntity } from '../card-entity.ts';
import { step } from '../card-step.ts';
import { needs } from '../scopes.ts';

const body = z.object({ partial_element: z.string(), ...step });

export const cardElementPatch: ApiMethod = {
  verb: 'PATCH',
  path: '/open-apis/cardkit/v1/cards/:card_id/elements/:element_id',
  scopes: needs.writeCards,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    return changeEntity(workspace, param('card_id'), ask, (card) =>
      patchElement(card, param('element_id'), ask.partial_element),
    );
  },
};
