import { done, failed, isFailed, unknownMessage } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { idOf, readIdType } from '../id-type.ts';
import { page } from '../paging.ts';
import { needs } from '../scopes.ts';

const windowMs = 7 * 86_400_000;

export const messageReadUsers: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/im/v1/messages/:message_id/read_users',
  scopes: needs.readers,
  handle: (call) => {
    const { world } = call.workspace;
    const idType = readIdType(call.query('user_id_type'));
    if (isFailed(idType)) return idType;
    const message = world.message(call.param('message_id'));
    if (!message) return unknownMessage();
    if (message.from) return failed(230012, 'The operator is NOT the sender of the message.');
    if (world.now() - message.createdAt > windowMs)
      return failed(230033, 'The message is older than 7 days.');
    const readers = Object.entries(message.readBy).flatMap(([openId, at]) => {
      const person = world.person(openId);
      const tenant_key = world.app.tenantKey;
      return person
        ? [
            {
              user_id_type: idType.type,
              user_id: idOf(person, idType.type),
              timestamp: String(at),
              tenant_key,
            },
          ]
        : [];
    });
    const found = page(call, readers, { usual: 20, max: 100 });
    return isFailed(found) ? found : done(found);
  },
};
