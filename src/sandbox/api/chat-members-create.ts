import { z } from 'zod';
import { done, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { emitUserMembers } from '../chat-events.ts';
import { invalidChat, isInCharge, ownGroup } from '../chat-view.ts';
import { sortCandidates } from '../members-change.ts';
import { needs } from '../scopes.ts';

const body = z.object({ id_list: z.array(z.string()).min(1).max(50) });
const idTypes = ['open_id', 'user_id', 'union_id', 'app_id'];

/** `succeed_type` 1 takes in whom it can, 2 nobody unless everybody, 0 nobody unless all exist. */
export const chatMembersCreate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/chats/:chat_id/members',
  scopes: needs.changeMembers,
  handle: ({ workspace, param, query, body: given }) => {
    const type = query('member_id_type') ?? 'open_id';
    if (!idTypes.includes(type))
      return failed(232015, 'Your request specifies a member_id_type which is NOT supported.');
    const mode = query('succeed_type') ?? '0';
    if (!['0', '1', '2'].includes(mode)) return invalidChat('invalid succeed_type');
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const chat = ownGroup(workspace, param('chat_id'));
    if (isFailed(chat)) return chat;
    if (chat.options?.add_member_permission === 'only_owner' && !isInCharge(chat)) {
      return failed(232014, 'No Permission: only chat owner or admin can add members.');
    }
    const { world } = workspace;
    const ids = type === 'app_id' ? ask.id_list.filter((id) => id !== world.app.appId) : ask.id_list;
    const { people, invalid, notExisting } = sortCandidates(workspace, type, ids);
    const lists = {
      invalid_id_list: invalid,
      not_existed_id_list: notExisting,
      pending_approval_id_list: [],
    };
    if (mode === '0' && notExisting.length > 0)
      return failed(232043, 'Your request contains unavailable ids.');
    if (mode === '0' && ids.length > 0 && people.length === 0) {
      return failed(232024, 'The users are NOT visible to the operator.');
    }
    if (mode === '2' && invalid.length + notExisting.length > 0) {
      const refusal = failed(232043, 'Your request contains unavailable ids.');
      return { ...refusal, body: { ...refusal.body, data: lists } };
    }
    const fresh = people.filter((person) => !chat.members.includes(person.openId));
    if (fresh.length > 0) {
      const members = [...chat.members, ...fresh.map((person) => person.openId)];
      world.apply({ t: 'members', chatId: chat.chatId, members, withBot: chat.withBot });
      emitUserMembers(workspace, chat, 'added', fresh);
    }
    return done(lists);
  },
};
