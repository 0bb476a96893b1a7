import { type ApiAnswer, failed } from './answers.ts';
import type { Chat } from './entities.ts';
import { badParameter } from './posting.ts';
import { isAvailable } from './range.ts';
import type { Workspace } from './workspace.ts';

const personTypes = ['open_id', 'user_id', 'union_id', 'email'];

/** Where a message to this receiver goes, and whose frequency it counts against. */
export function receiverOf(
  workspace: Workspace,
  idType: string,
  id: string,
): { chat: Chat; bucket: string; threadId?: string; rootId?: string } | ApiAnswer {
  const { world } = workspace;
  if (idType === 'chat_id') {
    const chat = world.chat(id);
    if (!chat) return badParameter('invalid receive_id');
    return { chat, bucket: chat.type === 'p2p' ? (chat.members[0] ?? id) : id };
  }
  if (idType === 'thread_id') {
    for (const message of world.state.messages.values()) {
      const chat = message.threadId === id ? world.chat(message.chatId) : undefined;
      if (chat)
        return { chat, bucket: chat.chatId, threadId: id, rootId: message.rootId ?? message.messageId };
    }
    return failed(230019, 'The topic does NOT exist.');
  }
  if (!personTypes.includes(idType)) return badParameter('invalid receive_id_type');
  const person = world.personBy(idType, id);
  if (!person) {
    return idType === 'open_id' && /^ou_/.test(id)
      ? failed(99992351, 'The request you send is not a valid {open_id} or not exists')
      : badParameter('invalid receive_id');
  }
  if (!isAvailable(workspace, person)) return failed(230013, 'Bot has NO availability to this user.');
  return { chat: world.openPrivateChat(person).chat, bucket: person.openId };
}
