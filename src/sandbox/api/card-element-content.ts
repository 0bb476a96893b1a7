import { z } from 'zod';
import { isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { writeContent } from '../card-elements.ts';
import { changeEntity } from '../card-entity.ts';
import { step } from '../card-step.ts';
import { needs } from '../scopes.ts';

const body = z.object({ content: z.string().min(1).max(100_000), ...step });

export const cardElementContent: ApiMethod = {
  verb: 'PUT',
  path: '/open-apis/cardkit/v1/cards/:card_id/elements/:element_id/content',
  scopes: needs.writeCards,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    return changeEntity(
      workspace,
      param('card_id'),
      ask,
      (card) => writeContent(card, param('element_id'), ask.content),
      { isStreaming: true },
    );
  },
};
