import type { Chat, Message, Person } from '../entities.ts';
import { hasResigned } from '../range.ts';
import type { Workspace } from '../workspace.ts';
import { isRefused, type Refused, refused } from './input.ts';

/** Whether a message stands before this person's eyes. */
function isSeenBy(message: Message, chat: Chat | undefined, openId: string): boolean {
  return (
    chat?.members.includes(openId) === true && (message.onlyFor === undefined || message.onlyFor === openId)
  );
}

export type Lookup = ReturnType<typeof lookupIn>;

/** Finds what a call names, or says what is missing. */
export function lookupIn(workspace: Workspace) {
  const { world } = workspace;
  const person = (openId: string): Person | Refused => {
    const found = world.person(openId);
    if (!found) return refused(`no such person: ${openId}`, 404);
    if (workspace.settings.frozen.includes(openId)) return refused(`${openId} is suspended`);
    return hasResigned(workspace, found) ? refused(`${openId} has resigned`) : found;
  };
  return {
    person,
    people: (openIds: readonly string[]): Person[] | Refused => {
      const found: Person[] = [];
      for (const openId of openIds) {
        const one = person(openId);
        if (isRefused(one)) return one;
        found.push(one);
      }
      return found;
    },
    seen: (openId: string, messageId: string): { me: Person; message: Message; chat: Chat } | Refused => {
      const me = person(openId);
      if (isRefused(me)) return me;
      const message = world.message(messageId);
      const chat = message && world.chat(message.chatId);
      return message && chat && isSeenBy(message, chat, openId)
        ? { me, message, chat }
        : refused(`${openId} sees no message ${messageId}`, 404);
    },
    group: (openId: string, chatId: string): { me: Person; chat: Chat } | Refused => {
      const me = person(openId);
      if (isRefused(me)) return me;
      const chat = world.chat(chatId);
      return chat?.type === 'group' && !chat.dissolved && chat.members.includes(openId)
        ? { me, chat }
        : refused(`${openId} is in no group ${chatId}`, 404);
    },
  };
}
