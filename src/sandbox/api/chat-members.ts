import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { chatPageWords, ownGroup } from '../chat-view.ts';
import { idOf, readIdType } from '../id-type.ts';
import { page } from '../paging.ts';
import { needs } from '../scopes.ts';

/** The people in a group; bots are not listed. */
export const chatMembers: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/im/v1/chats/:chat_id/members',
  scopes: needs.readMembers,
  handle: (call) => {
    const { world } = call.workspace;
    const idType = readIdType(call.query('member_id_type'));
    if (isFailed(idType)) return idType;
    const chat = ownGroup(call.workspace, call.param('chat_id'));
    if (isFailed(chat)) return chat;
    const people = chat.members.flatMap((openId) => world.person(openId) ?? []);
    const found = page(call, people, { usual: 20, max: 100 }, chatPageWords);
    if (isFailed(found)) return found;
    const items = found.items.map((person) => ({
      member_id_type: idType.type,
      member_id: idOf(person, idType.type),
      name: person.name,
      tenant_key: world.app.tenantKey,
    }));
    return done({ ...found, items, member_total: people.length });
  },
};
