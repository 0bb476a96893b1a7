import { z } from 'zod';
import { done, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { emitChatUpdated } from '../chat-events.ts';
import { givenSettings, guardedFields, openFields } from '../chat-settings.ts';
import { isInCharge, ownGroup } from '../chat-view.ts';
import type { ChatFields } from '../entities.ts';
import { readIdType } from '../id-type.ts';
import { needs } from '../scopes.ts';

const body = z.object({ ...openFields, ...guardedFields, owner_id: z.string().optional() });

export const chatUpdate: ApiMethod = {
  verb: 'PUT',
  path: '/open-apis/im/v1/chats/:chat_id',
  scopes: needs.updateChat,
  handle: ({ workspace, param, query, body: given }) => {
    const idType = readIdType(query('user_id_type'));
    if (isFailed(idType)) return idType;
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const chat = ownGroup(workspace, param('chat_id'));
    if (isFailed(chat)) return chat;
    const isGuarded = Object.keys(ask).some((field) => !(field in openFields));
    if (!isInCharge(chat)) {
      if (isGuarded) return failed(232016, 'Non-chat-owner or Non-chat-admin can only edit certain parts.');
      if (chat.options?.edit_permission === 'only_owner') {
        return failed(232002, 'No Permission: Only chat owner or admin can edit chat information.');
      }
    }
    const { world } = workspace;
    const heir = ask.owner_id === undefined ? undefined : world.personBy(idType.type, ask.owner_id);
    if (ask.owner_id !== undefined) {
      if (!heir) return failed(232030, 'Your request specifies a user_id which is invalid.');
      if (chat.owner !== 'bot') return failed(232016, 'Non-chat-owner can NOT give the chat away.');
      if (!chat.members.includes(heir.openId))
        return failed(232012, 'New chat owner can NOT be out of the chat.');
    }
    const fields: ChatFields = {
      name: ask.name ?? chat.name,
      description: ask.description ?? chat.description,
      owner: heir?.openId ?? chat.owner,
      options: { ...chat.options, ...givenSettings(ask) },
    };
    const before = { name: chat.name, description: chat.description };
    world.apply({ t: 'chat_fields', chatId: chat.chatId, fields });
    emitChatUpdated(workspace, chat, before, { name: chat.name, description: chat.description });
    return done();
  },
};
