import { z } from 'zod';
import { done, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { givenSettings, guardedFields, openFields } from '../chat-settings.ts';
import { chatView, invalidChat } from '../chat-view.ts';
import type { Chat } from '../entities.ts';
import { readIdType } from '../id-type.ts';
import { sortCandidates } from '../members-change.ts';
import { needs } from '../scopes.ts';
import { text } from '../text.ts';

const body = z.object({
  ...openFields,
  ...guardedFields,
  owner_id: z.string().optional(),
  user_id_list: z.array(z.string()).max(50).default([]),
  bot_id_list: z.array(z.string()).max(5).default([]),
  chat_mode: z.enum(['group']).optional(),
});
const uuidMs = 10 * 3_600_000;

/** The bot founds a group; it owns it unless somebody else is named. */
export const chatCreate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/chats',
  scopes: needs.createChat,
  handle: ({ workspace, query, body: given }) => {
    const idType = readIdType(query('user_id_type'));
    if (isFailed(idType)) return idType;
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const uuid = query('uuid');
    if (uuid !== undefined && uuid.length > 50) return invalidChat('uuid is too long');
    const { world } = workspace;
    const answer = (chat: Chat) => done({ chat_id: chat.chatId, ...chatView(workspace, chat, idType.type) });
    const now = world.now();
    const twin = [...world.state.chats.values()].find(
      (chat) => uuid !== undefined && chat.uuid === uuid && now - chat.createdAt < uuidMs,
    );
    if (twin) return answer(twin);
    if (ask.chat_type === 'public' && (ask.name ?? '').length < 2) {
      return failed(232020, 'Name can NOT be less than two characters for public chats.');
    }
    if (ask.bot_id_list.some((id) => id !== world.app.appId)) return failed(232021, 'Bot can NOT be found.');
    const owners = ask.owner_id === undefined ? [] : [ask.owner_id];
    const sorted = sortCandidates(workspace, idType.type, [...owners, ...ask.user_id_list]);
    if (sorted.notExisting.length > 0) {
      return failed(232043, `Your request contains unavailable ids, ext=${sorted.notExisting.join()}`);
    }
    if (sorted.invalid.length > 0) return failed(232024, 'The users are NOT visible to the operator.');
    const chat: Chat = {
      chatId: `oc_${world.ids.next('chat')}`,
      type: 'group',
      name: ask.name ?? text.names(sorted.people.map((person) => person.name)).slice(0, 60),
      description: ask.description,
      members: sorted.people.map((person) => person.openId),
      withBot: true,
      byBot: true,
      owner: owners.length > 0 ? sorted.people[0]?.openId : 'bot',
      botManages: query('set_bot_manager') === 'true' || undefined,
      options: givenSettings(ask),
      createdAt: now,
      uuid,
    };
    world.apply({ t: 'chat', chat });
    return answer(chat);
  },
};
