import { z } from 'zod';
import { done, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { emitBotMember, emitUserMembers } from '../chat-events.ts';
import { isInCharge, ownGroup } from '../chat-view.ts';
import { needs } from '../scopes.ts';

const body = z.object({ id_list: z.array(z.string()).min(1).max(50) });
const idTypes = ['open_id', 'user_id', 'union_id', 'app_id'];

/** Those in charge put people out; any bot may leave. */
export const chatMembersDelete: ApiMethod = {
  verb: 'DELETE',
  path: '/open-apis/im/v1/chats/:chat_id/members',
  scopes: needs.changeMembers,
  handle: ({ workspace, param, query, body: given }) => {
    const type = query('member_id_type') ?? 'open_id';
    if (!idTypes.includes(type))
      return failed(232015, 'Your request specifies a member_id_type which is NOT supported.');
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const chat = ownGroup(workspace, param('chat_id'));
    if (isFailed(chat)) return chat;
    const { world } = workspace;
    const { chatId } = chat;
    if (type === 'app_id') {
      const invalid = ask.id_list.filter((id) => id !== world.app.appId);
      const leaves = invalid.length < ask.id_list.length;
      if (leaves) {
        world.apply({ t: 'members', chatId, members: chat.members, withBot: false });
        emitBotMember(workspace, chat, 'deleted');
      }
      return done({ invalid_id_list: invalid });
    }
    if (!isInCharge(chat) && !chat.byBot) {
      return failed(232017, 'No Permission: the operator is NOT owner or creator with the scope.');
    }
    const people = ask.id_list.map((id) => ({ id, person: world.personBy(type, id) }));
    const out = people.flatMap(({ person }) =>
      person && chat.members.includes(person.openId) ? [person] : [],
    );
    const invalid = people.filter(({ person }) => !person || !out.includes(person)).map(({ id }) => id);
    if (out.length > 0) {
      const gone = new Set(out.map((person) => person.openId));
      const members = chat.members.filter((openId) => !gone.has(openId));
      world.apply({ t: 'members', chatId, members, withBot: chat.withBot });
      emitUserMembers(workspace, chat, 'deleted', out);
    }
    return done({ invalid_id_list: invalid });
  },
};
