import { z } from 'zod';
import { isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { applyAction } from '../card-actions.ts';
import { parseList } from '../card-elements.ts';
import { changeEntity } from '../card-entity.ts';
import { step } from '../card-step.ts';
import { needs } from '../scopes.ts';

const body = z.object({ actions: z.string(), ...step });

export const cardBatchUpdate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/cardkit/v1/cards/:card_id/batch_update',
  scopes: needs.writeCards,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    return changeEntity(workspace, param('card_id'), ask, (card) => {
      const actions = parseList(ask.actions);
      if (!actions) return { code: 200220, msg: 'actions is no valid json' };
      if (actions.length === 0) return { code: 300307, msg: 'actions is empty' };
      for (const action of actions) {
        const refused = applyAction(card, action);
        if (refused) return refused;
      }
      return undefined;
    });
  },
};
