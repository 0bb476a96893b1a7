import { z } from 'zod';
import { isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { badParameter, post } from '../posting.ts';
import { receiverOf } from '../receiver.ts';
import { needs } from '../scopes.ts';

const body = z.object({
  receive_id: z.string().min(1),
  msg_type: z.string(),
  content: z.string(),
  uuid: z.string().optional(),
});

export const messageCreate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/messages',
  scopes: needs.send,
  handle: ({ workspace, query, body: given }) => {
    const idType = query('receive_id_type') ?? 'open_id';
    if (idType === 'thread_id') return badParameter('invalid receive_id_type');
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const place = receiverOf(workspace, idType, ask.receive_id);
    if (isFailed(place)) return place;
    return post(workspace, { msgType: ask.msg_type, content: ask.content, uuid: ask.uuid }, place);
  },
};
