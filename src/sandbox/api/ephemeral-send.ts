import { z } from 'zod';
import { type ApiAnswer, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { refuseCard } from '../cards/refusal.ts';
import { frequencyLimit } from '../gate.ts';
import { needs } from '../scopes.ts';

const body = z.object({
  chat_id: z.string(),
  open_id: z.string().optional(),
  user_id: z.string().optional(),
  email: z.string().optional(),
  msg_type: z.literal('interactive'),
  card: z.record(z.string(), z.unknown()),
});
const perSecond = 40;

/** The platform does not publish a number for these. */
const unfit = (msg: string): ApiAnswer => failed(10003, msg, { error: { rule: 'sandbox-chosen' } });

/** A card in a group that one person alone sees. */
export const ephemeralSend: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/ephemeral/v1/send',
  scopes: needs.send,
  handle: ({ workspace, body: given }): ApiAnswer => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const { world, settings, buckets } = workspace;
    const chat = world.chat(ask.chat_id);
    if (!chat || chat.dissolved) return failed(10003, 'Invalid parameter: chat_id');
    if (chat.type !== 'group') return unfit('only groups take ephemeral messages');
    if (!chat.withBot) return failed(230002, 'The bot can NOT be out of the chat.');
    if (chat.options?.group_message_type === 'thread')
      return unfit('topic groups take no ephemeral messages');
    const [type, id] =
      ask.open_id !== undefined
        ? ['open_id', ask.open_id]
        : ask.user_id !== undefined
          ? ['user_id', ask.user_id]
          : ['email', ask.email ?? ''];
    const person = world.personBy(type, id);
    if (!person || !chat.members.includes(person.openId)) return unfit('the person is not in the chat');
    if (settings.limits) {
      const waitSeconds = buckets.take(`ephemeral:${chat.chatId}`, perSecond, 1, world.now());
      if (waitSeconds > 0) return frequencyLimit(perSecond, waitSeconds);
    }
    const content = JSON.stringify(ask.card);
    const refusal = refuseCard(workspace, content);
    if (refusal) return refusal;
    const { messageId } = world.addMessage({
      chatId: chat.chatId,
      msgType: 'interactive',
      content,
      onlyFor: person.openId,
    });
    return { status: 200, body: { code: 0, msg: 'ok', data: { message_id: messageId } } };
  },
};
