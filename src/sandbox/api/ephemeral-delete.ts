import { z } from 'zod';
import { done, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { needs } from '../scopes.ts';

const body = z.object({ message_id: z.string() });

export const ephemeralDelete: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/ephemeral/v1/delete',
  scopes: needs.send,
  handle: ({ workspace: { world }, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const message = world.message(ask.message_id);
    if (message?.onlyFor === undefined) return failed(10003, 'Invalid parameter: message_id');
    if (message.recalled) return failed(18051, 'the message is gone already');
    world.apply({ t: 'recall', messageId: message.messageId, at: world.now() });
    return done({}, 'ok');
  },
};
