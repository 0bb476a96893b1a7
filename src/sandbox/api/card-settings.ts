import { z } from 'zod';
import { isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { mergeSettings } from '../card-elements.ts';
import { changeEntity } from '../card-entity.ts';
import { step } from '../card-step.ts';
import { needs } from '../scopes.ts';

const body = z.object({ settings: z.string(), ...step });

/** Also opens and closes the streaming mode. */
export const cardSettings: ApiMethod = {
  verb: 'PATCH',
  path: '/open-apis/cardkit/v1/cards/:card_id/settings',
  scopes: needs.writeCards,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    return changeEntity(workspace, param('card_id'), ask, (card) => mergeSettings(card, ask.settings));
  },
};
