import { z } from 'zod';
import { done, failed, isFailed, readBody, unknownMessage } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { isInCharge } from '../chat-view.ts';
import type { UrgentKind } from '../entities.ts';
import { readIdType } from '../id-type.ts';
import { refuseSpecial } from '../message-call.ts';
import { badParameter } from '../posting.ts';
import { hasResigned } from '../range.ts';
import { needs } from '../scopes.ts';
import type { Workspace } from '../workspace.ts';

const body = z.object({ user_id_list: z.array(z.string()).min(1).max(200) });
const unreadMax = 200;
const scopesOf = { app: needs.urgentApp, sms: needs.urgentSms, phone: needs.urgentPhone } as const;

/** One method under three paths: in the app, by text message, by phone call. */
export function messageUrgent(kind: UrgentKind): ApiMethod {
  return {
    verb: 'PATCH',
    path: `/open-apis/im/v1/messages/:message_id/urgent_${kind}`,
    scopes: scopesOf[kind],
    handle: ({ workspace, param, query, body: given }) => {
      const { world } = workspace;
      const idType = readIdType(query('user_id_type'));
      if (isFailed(idType)) return idType;
      const ask = readBody(body, given);
      if (isFailed(ask)) return ask;
      const message = world.message(param('message_id'));
      const chat = message && world.chat(message.chatId);
      if (!message || !chat) return unknownMessage();
      if (message.from) return failed(230012, 'The operator is NOT the sender of the message.');
      const special = refuseSpecial(message);
      if (special) return special;
      if (message.recalled) return failed(230011, 'The message was recalled.');
      if (chat.type === 'group' && !chat.withBot)
        return failed(230002, 'The bot can NOT be out of the chat.');
      if (chat.options?.urgent_setting === 'only_owner' && !isInCharge(chat)) {
        return failed(230052, 'Urgent messages are not allowed in this group.');
      }
      const invalid: string[] = [];
      const openIds = new Set<string>();
      for (const id of ask.user_id_list) {
        const person = world.personBy(idType.type, id);
        const isHere = person && chat.members.includes(person.openId) && !hasResigned(workspace, person);
        if (isHere) openIds.add(person.openId);
        else invalid.push(id);
      }
      if (openIds.size === 0) return badParameter('all user ids are invalid');
      const refusal = refuseExcess(workspace, kind, [...openIds]);
      if (refusal) return refusal;
      world.apply({ t: 'urgent', messageId: message.messageId, openIds: [...openIds], kind });
      return done({ invalid_user_id_list: invalid });
    },
  };
}

/** Nobody carries more than so many unread ones, and text messages and calls are paid for. */
function refuseExcess({ world, settings }: Workspace, kind: UrgentKind, openIds: readonly string[]) {
  const { unreadUrgents, urgentUsed } = world.state;
  if (openIds.some((openId) => (unreadUrgents.get(openId)?.size ?? 0) >= unreadMax)) {
    return failed(230023, 'The user has too many unread urgent messages.');
  }
  if (kind === 'app') return undefined;
  const quota = kind === 'sms' ? settings.urgent_sms_quota : settings.urgent_phone_quota;
  return urgentUsed[kind] + openIds.length > quota
    ? failed(230024, 'Reach the upper limit of urgent message.')
    : undefined;
}
