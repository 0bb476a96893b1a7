import type { Chat, Mention, Message, Person } from './entities.ts';
import { emitChatCreated, emitEntered, emitMenu, emitMessage, emitRead } from './events.ts';
import { isHeard } from './scopes.ts';
import { text as shown } from './text.ts';
import type { Workspace } from './workspace.ts';

/** What people do in the client, apart from clicking a card. */

function privateChat(workspace: Workspace, person: Person): Chat {
  const { chat, isNew } = workspace.world.openPrivateChat(person);
  if (isNew) emitChatCreated(workspace, person, chat);
  return chat;
}

/** The chat a person means: a group he or she is in, or the private chat with the bot. */
export function chatOf(workspace: Workspace, person: Person, chatId: string | undefined): Chat | undefined {
  if (chatId === undefined || chatId === workspace.world.privateChatId(person.openId)) {
    return privateChat(workspace, person);
  }
  const chat = workspace.world.chat(chatId);
  return chat?.members.includes(person.openId) && !chat.dissolved ? chat : undefined;
}

/** In a group `@Name` becomes a mention key, as the client writes it; the longest name wins. */
function mentionsIn(workspace: Workspace, chat: Chat, text: string): { text: string; mentions: Mention[] } {
  const { app } = workspace.world;
  const bot = chat.withBot ? [{ openId: app.openId, name: app.name, isBot: true }] : [];
  const people = chat.members.flatMap((openId) => {
    const person = workspace.world.person(openId);
    return person ? [{ openId, name: person.name, isBot: false }] : [];
  });
  const known = [...bot, ...people].sort((a, b) => b.name.length - a.name.length);
  const mentions: Mention[] = [];
  let rest = text.replaceAll(`@${shown.everyone}`, '@_all');
  for (const one of known) {
    if (!rest.includes(`@${one.name}`)) continue;
    const key = `@_user_${mentions.length + 1}`;
    mentions.push({ key, ...one });
    rest = rest.replaceAll(`@${one.name}`, key);
  }
  return { text: rest, mentions };
}

/** What a person puts into a chat: text, or a message of another type as its sender's client encodes it. */
export interface Words {
  readonly text?: string | undefined;
  readonly msgType?: string | undefined;
  readonly content?: string | undefined;
  readonly replyTo?: Message | undefined;
}

/** Kept in one piece: a workspace that dies in between would remember words of which no bot ever hears. */
export function say(
  workspace: Workspace,
  person: Person,
  chat: Chat,
  words: Words,
): { message: Message; eventId: string | undefined } {
  return workspace.world.together(() => utter(workspace, person, chat, words));
}

function utter(
  workspace: Workspace,
  person: Person,
  chat: Chat,
  words: Words,
): { message: Message; eventId: string | undefined } {
  const { world, settings } = workspace;
  const text = words.text ?? '';
  const spoken = chat.type === 'group' ? mentionsIn(workspace, chat, text) : { text, mentions: [] };
  const parent = words.replyTo;
  const message = world.addMessage({
    chatId: chat.chatId,
    from: person.openId,
    msgType: words.msgType ?? 'text',
    content: words.content ?? JSON.stringify({ text: spoken.text }),
    mentions: spoken.mentions.length > 0 ? spoken.mentions : undefined,
    rootId: parent && (parent.rootId ?? parent.messageId),
    parentId: parent?.messageId,
    threadId: parent?.threadId,
  });
  const isMentioned = spoken.mentions.some((mention) => mention.isBot);
  const place = chat.type === 'p2p' ? 'p2p' : isMentioned ? 'mention' : 'group';
  const isTold = chat.withBot && (isHeard(settings, place) || (isMentioned && isHeard(settings, 'group')));
  return { message, eventId: isTold ? emitMessage(workspace, message, chat, person) : undefined };
}

export function enter(workspace: Workspace, person: Person, chat: Chat): string | undefined {
  return chat.type === 'p2p' ? emitEntered(workspace, person, chat) : undefined;
}

const isShownTo = (message: Message, openId: string): boolean =>
  message.onlyFor === undefined || message.onlyFor === openId;

/** A client shows a chat up to a message: everything before it counts as read, too. */
export function readUpTo(workspace: Workspace, person: Person, message: Message): string | undefined {
  const { world } = workspace;
  const unread: Message[] = [];
  for (const one of world.messagesIn(message.chatId).toReversed()) {
    if (one.seq > message.seq || one.from === person.openId || !isShownTo(one, person.openId)) continue;
    if (person.openId in one.readBy) break;
    unread.unshift(one);
  }
  if (unread.length === 0) return undefined;
  const messageIds = unread.map((one) => one.messageId);
  world.apply({ t: 'read', messageIds, openId: person.openId, at: world.now() });
  const fromBot = unread.filter((one) => one.from === undefined).map((one) => one.messageId);
  const isPrivate = world.chat(message.chatId)?.type === 'p2p';
  return isPrivate && fromBot.length > 0 ? emitRead(workspace, person, fromBot) : undefined;
}

export function pickMenu(workspace: Workspace, person: Person, eventKey: string): string | undefined {
  privateChat(workspace, person);
  return emitMenu(workspace, person, eventKey);
}

export function unreadCount(workspace: Workspace, chatId: string, openId: string): number {
  let count = 0;
  for (const one of workspace.world.messagesIn(chatId).toReversed()) {
    if (one.from === openId || one.recalled || !isShownTo(one, openId)) continue;
    if (openId in one.readBy) break;
    count += 1;
  }
  return count;
}
