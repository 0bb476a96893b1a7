import { z } from 'zod';
import { type ApiAnswer, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { cardWorld } from '../cards/refusal.ts';
import { findCardFault } from '../cards/validate.ts';

const body = z.object({ token: z.string(), card: z.record(z.string(), z.unknown()) });
const tokenMs = 30 * 60_000;
const usesMax = 2;
const bytesMax = 100 * 1024;

/** The later answer to a click: half an hour, two uses, only after the click itself was answered. */
export const cardUpdate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/interactive/v1/card/update',
  handle: ({ workspace, body: given }): ApiAnswer => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return failed(10002, 'bad card parameter');
    const { world } = workspace;
    if (!/^c-/.test(ask.token)) return failed(300020, 'the token has a wrong format');
    const token = world.state.cardTokens.get(ask.token);
    if (!token || world.now() - token.createdAt > tokenMs) return failed(300030, 'the token has expired');
    if (token.uses >= usesMax) return failed(300040, 'the token was used up');
    const message = world.message(token.messageId);
    if (!message || message.recalled) return failed(200000, 'the message was recalled');
    const isEarly = workspace.locked.has(token.messageId);
    if (isEarly && workspace.settings.early_card_update === 'reject') {
      return failed(11310, 'card action is lock');
    }
    const { open_ids: _, ...card } = ask.card;
    const content = JSON.stringify(card);
    if (Buffer.byteLength(content) > bytesMax) return failed(100000, 'the card is too big');
    const fault = findCardFault(content, cardWorld(workspace));
    if (fault) return failed(11311, `bad card, ext=ErrCode: ${fault.code}; ErrMsg: ${fault.message}`);
    if (isEarly && !workspace.early.has(message.messageId)) {
      workspace.early.set(message.messageId, message.content);
    }
    world.apply({ t: 'card_token_used', token: ask.token });
    world.apply({ t: 'content', messageId: message.messageId, content, at: world.now(), edit: false });
    return { status: 200, body: { code: 0, msg: 'ok' } };
  },
};
