import { stableId } from '../core/ids.ts';
import type { ChatPort, SendResult, SendTarget } from '../notices/chat-port.ts';
import type { Answer, PlatformClient } from './client.ts';
import { uploadFile } from './files.ts';
import type { SendBudget } from './limits.ts';
import { fields, text } from './wire.ts';

function accepted(answer: Answer, messageId = ''): SendResult {
  if (answer.kind !== 'ok') return answer;
  const data = fields(answer.body.data);
  const chatId = text(data.chat_id);
  return {
    kind: 'accepted',
    messageId: text(data.message_id) || messageId,
    ...(chatId === '' ? {} : { chatId }),
  };
}

/** No call was made: code 0 is nobody's. */
function ownBudget(retryAfterMs: number): SendResult {
  return { kind: 'busy', retryAfterMs, code: 0 };
}

function receiver(target: SendTarget): { readonly type: 'open_id' | 'chat_id'; readonly id: string } {
  return target.kind === 'person'
    ? { type: 'open_id', id: target.account }
    : { type: 'chat_id', id: target.chatId };
}

export function createChat(client: PlatformClient, budget: SendBudget): ChatPort {
  const { message } = client.sdk.im.v1;

  async function create(
    target: SendTarget,
    type: string,
    content: string,
    uuid: string,
  ): Promise<SendResult> {
    const { type: idType, id } = receiver(target);
    const waitMs = budget.take(`${idType}:${id}`);
    if (waitMs > 0) return ownBudget(waitMs);
    const data = { receive_id: id, msg_type: type, content, uuid: fitting(uuid) };
    const answer = await client.call((options) =>
      message.create({ params: { receive_id_type: idType }, data }, options),
    );
    return accepted(answer);
  }

  return {
    send: (target, card, uuid) => create(target, 'interactive', JSON.stringify(card), uuid),
    sendText: (target, words, uuid) =>
      create(target, 'text', JSON.stringify({ text: escapeTags(words) }), uuid),

    sendFile: async (target, file, uuid) => {
      const waitMs = budget.take(`file:${receiver(target).id}`);
      if (waitMs > 0) return ownBudget(waitMs);
      const uploaded = await uploadFile(client, file);
      if (uploaded.kind !== 'uploaded') return uploaded;
      return create(target, 'file', JSON.stringify({ file_key: uploaded.key }), uuid);
    },

    reply: async (messageId, card, uuid) => {
      const waitMs = budget.take(`message:${messageId}`);
      if (waitMs > 0) return ownBudget(waitMs);
      const data = { msg_type: 'interactive', content: JSON.stringify(card), uuid: fitting(uuid) };
      const answer = await client.call((options) =>
        message.reply({ path: { message_id: messageId }, data }, options),
      );
      return accepted(answer);
    },

    patch: async (messageId, card) => {
      const waitMs = budget.take(`message:${messageId}`);
      if (waitMs > 0) return ownBudget(waitMs);
      const data = { content: JSON.stringify(card) };
      const answer = await client.call((options) =>
        message.patch({ path: { message_id: messageId }, data }, options),
      );
      return accepted(answer, messageId);
    },

    urge: async (messageId, account) => {
      const waitMs = budget.take(`message:${messageId}`);
      if (waitMs > 0) return ownBudget(waitMs);
      const data = { user_id_list: [account] };
      const answer = await client.call((options) =>
        message.urgentApp(
          { path: { message_id: messageId }, params: { user_id_type: 'open_id' }, data },
          options,
        ),
      );
      return accepted(answer, messageId);
    },
  };
}

/** The platform takes 50 characters. */
function fitting(uuid: string): string {
  return uuid.length <= 50 ? uuid : stableId(uuid);
}

/** Text messages know tags of their own; a full-width bracket keeps typed words from becoming a mention. */
function escapeTags(words: string): string {
  return words.replace(/<(?=\s*\/?\s*[a-z])/gi, '＜');
}
