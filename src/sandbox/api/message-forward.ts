import { z } from 'zod';
import { failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { parseCard } from '../cards/walk.ts';
import { refuseSpecial, visibleMessage } from '../message-call.ts';
import { badParameter, post } from '../posting.ts';
import { receiverOf } from '../receiver.ts';
import { needs } from '../scopes.ts';

const body = z.object({ receive_id: z.string().min(1) });
const fixedTypes: ReadonlySet<string> = new Set(['system', 'sticker']);

export const messageForward: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/messages/:message_id/forward',
  scopes: needs.send,
  handle: ({ workspace, param, query, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const source = visibleMessage(workspace, param('message_id'));
    if (isFailed(source)) return source;
    const { message } = source;
    if (message.recalled) return failed(230011, 'The message was recalled.');
    const special = refuseSpecial(message);
    if (special) return special;
    if (fixedTypes.has(message.msgType)) return failed(230054, 'This message type cannot be forwarded.');
    const card = message.msgType === 'interactive' ? parseCard(message.content) : undefined;
    const config = card?.config as { enable_forward?: unknown } | undefined;
    if (config?.enable_forward === false) return failed(230015, 'The card can NOT be shared.');
    const idType = query('receive_id_type') ?? '';
    if (idType === '') return badParameter('receive_id_type is required');
    const place = receiverOf(workspace, idType, ask.receive_id);
    if (isFailed(place)) return place;
    const { msgType, content } = message;
    return post(workspace, { msgType, content, uuid: query('uuid') }, place);
  },
};
