import { type ApiAnswer, failed, isFailed } from './answers.ts';
import { entityOf } from './card-entity.ts';
import { cardRefusal, refuseCard } from './cards/refusal.ts';
import { isNode, type Node, parseCard } from './cards/walk.ts';
import type { Chat, Message } from './entities.ts';
import { messageView } from './message-view.ts';
import { isAvailable } from './range.ts';
import type { Workspace } from './workspace.ts';

const textBytes = 150 * 1024;
const postBytes = 30 * 1024;
const messageTypes: ReadonlySet<string> = new Set([
  'text',
  'post',
  'image',
  'file',
  'audio',
  'media',
  'sticker',
  'interactive',
  'share_chat',
  'share_user',
  'system',
]);

/** Kinds of upload that fit a type of message; any other is the wrong one. */
const fileKinds: Readonly<Record<string, readonly string[]>> = {
  image: ['image'],
  file: ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream'],
  audio: ['opus'],
  media: ['mp4'],
};

export interface Draft {
  readonly msgType: string;
  readonly content: string;
  readonly uuid?: string | undefined;
}

type Place = { chat: Chat; bucket: string } & Pick<Partial<Message>, 'rootId' | 'parentId' | 'threadId'>;

export const badParameter = (why: string): ApiAnswer =>
  failed(230001, `Your request contains an invalid request parameter, ext=${why}`);

/** What is wrong with the content of a message, in the platform's own words. */
export function refuseContent(workspace: Workspace, msgType: string, content: string): ApiAnswer | undefined {
  if (!messageTypes.has(msgType)) return badParameter('invalid msg_type');
  if (msgType === 'interactive') return refuseCard(workspace, content);
  const parsed = readObject(content);
  if (typeof parsed === 'string') return badParameter(parsed);
  if (msgType === 'text' && (typeof parsed.text !== 'string' || parsed.text === '')) {
    return badParameter('text content is empty');
  }
  const limit = msgType === 'text' ? textBytes : postBytes;
  if (Buffer.byteLength(content) > limit)
    return failed(230025, 'The length of the message content reaches its limit');
  return refuseReference(workspace, msgType, parsed);
}

function readObject(content: string): Node | string {
  try {
    const parsed: unknown = JSON.parse(content);
    return isNode(parsed) ? parsed : 'content is not a json object';
  } catch {
    return 'content is not a string in json format';
  }
}

/** Uploads, groups and people a message points at have to exist. */
function refuseReference({ world }: Workspace, msgType: string, content: Node): ApiAnswer | undefined {
  const kinds = fileKinds[msgType];
  if (kinds) {
    const key = msgType === 'image' ? 'image_key' : 'file_key';
    const file = world.state.files.get(String(content[key]));
    if (!file) return badParameter(`invalid ${key}`);
    return kinds.includes(file.kind)
      ? undefined
      : failed(230055, 'The type of file upload does not match the type of message being sent.');
  }
  if (msgType === 'share_chat' && !world.chat(String(content.chat_id)))
    return badParameter('invalid chat_id');
  if (msgType === 'share_user' && !world.isPersonId(String(content.user_id)))
    return badParameter('invalid user_id');
  return undefined;
}

/** Why nothing can be written there now, whatever it is. */
function refusePlace(workspace: Workspace, { chat, bucket }: Place): ApiAnswer | undefined {
  const { world, settings, buckets } = workspace;
  if (chat.dissolved)
    return failed(232009, 'Your request specifies a chat which has already been dissolved.');
  if (chat.type === 'group' && !chat.withBot) return failed(230002, 'The bot can NOT be out of the chat.');
  const partner = chat.type === 'p2p' ? world.person(chat.members[0] ?? '') : undefined;
  if (partner && !isAvailable(workspace, partner))
    return failed(230013, 'Bot has NO availability to this user.');
  if (partner && settings.blocked_by.includes(partner.openId))
    return failed(230053, 'The user has stopped the bot from sending messages.');
  if (settings.muted_chats.includes(chat.chatId)) return failed(230035, 'Send Message Permission deny.');
  if (settings.limits && buckets.take(`im:${bucket}`, 5, 1, world.now()) > 0) {
    return failed(230020, 'This operation triggers the frequency limit.');
  }
  return undefined;
}

/** Puts a message of the bot into a chat; the same `uuid` within an hour answers the first one again. */
export function post(workspace: Workspace, draft: Draft, place: Place): ApiAnswer {
  const { world } = workspace;
  const shown = (message: Message): ApiAnswer => ({
    status: 200,
    body: { code: 0, msg: 'success', data: messageView(world, message) },
  });
  if (draft.uuid !== undefined && draft.uuid.length > 50) return badParameter('uuid is too long');
  const first = draft.uuid === undefined ? undefined : world.messageOfUuid(draft.uuid);
  if (first) return shown(first);
  const refusal = refusePlace(workspace, place);
  if (refusal) return refusal;
  const entity = draft.msgType === 'interactive' ? referredEntity(workspace, draft.content) : undefined;
  if (entity && isFailed(entity)) return entity;
  const wrong = entity ? undefined : refuseContent(workspace, draft.msgType, draft.content);
  if (wrong) return wrong;
  const { chat, bucket: _, ...thread } = place;
  const { msgType } = draft;
  const content = entity?.content ?? withFileName(workspace, msgType, draft.content);
  const cardId = entity?.cardId;
  const message = world.addMessage({ chatId: chat.chatId, msgType, content, cardId, ...thread }, draft.uuid);
  if (entity) world.apply({ t: 'card', card: { ...entity, messageId: message.messageId } });
  return shown(message);
}

/** Whoever reads a file message finds the name beside the key, though whoever sends it names the key alone. */
function withFileName({ world }: Workspace, msgType: string, content: string): string {
  if (msgType !== 'file') return content;
  const sent = readObject(content);
  const file = typeof sent === 'string' ? undefined : world.state.files.get(String(sent.file_key));
  return file ? JSON.stringify({ file_key: file.key, file_name: file.name }) : content;
}

/** `{"type":"card","data":{"card_id"}}` sends an entity, once. */
function referredEntity(workspace: Workspace, content: string) {
  const card = parseCard(content);
  if (card?.type !== 'card' || !isNode(card.data)) return undefined;
  const entity = entityOf(workspace, String(card.data.card_id));
  if (typeof entity === 'number')
    return cardRefusal({ code: entity, message: 'the card entity cannot be sent' });
  return entity.messageId === undefined
    ? entity
    : cardRefusal({ code: 200740, message: 'the card entity was already sent', isOurs: true });
}
