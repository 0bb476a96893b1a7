import { emitBotMember, emitChatDisbanded, emitChatUpdated, emitUserMembers } from './chat-events.ts';
import { emitUser } from './contact-events.ts';
import type { Chat, Person } from './entities.ts';
import type { Workspace } from './workspace.ts';

/** What people do to groups, and what an administrator does to people. Each answers with the events it caused. */

type EventIds = (string | undefined)[];

export function setBot(workspace: Workspace, chat: Chat, operator: Person, isThere: boolean): EventIds {
  if (chat.withBot === isThere) return [];
  workspace.world.apply({ t: 'members', chatId: chat.chatId, members: chat.members, withBot: isThere });
  return [emitBotMember(workspace, chat, isThere ? 'added' : 'deleted', operator)];
}

export function changeMembers(
  workspace: Workspace,
  chat: Chat,
  operator: Person,
  change: { add: readonly Person[]; remove: readonly Person[] },
): EventIds {
  const { world } = workspace;
  const added = change.add.filter((person) => !chat.members.includes(person.openId));
  const removed = change.remove.filter((person) => chat.members.includes(person.openId));
  const gone = new Set(removed.map((person) => person.openId));
  const members = [
    ...chat.members.filter((openId) => !gone.has(openId)),
    ...added.map((person) => person.openId),
  ];
  world.apply({ t: 'members', chatId: chat.chatId, members, withBot: chat.withBot });
  if (!chat.withBot) return [];
  return [
    ...(added.length > 0 ? [emitUserMembers(workspace, chat, 'added', added, operator)] : []),
    ...(removed.length > 0 ? [emitUserMembers(workspace, chat, 'deleted', removed, operator)] : []),
  ];
}

export function rename(workspace: Workspace, chat: Chat, operator: Person, name: string): EventIds {
  const before = chat.name;
  workspace.world.apply({ t: 'chat_fields', chatId: chat.chatId, fields: { name } });
  return chat.withBot ? [emitChatUpdated(workspace, chat, { name: before }, { name }, operator)] : [];
}

export function dissolve(workspace: Workspace, chat: Chat, operator: Person): EventIds {
  workspace.world.apply({ t: 'chat_fields', chatId: chat.chatId, fields: { dissolved: true } });
  return chat.withBot ? [emitChatDisbanded(workspace, chat, operator)] : [];
}

/** From now on the person is gone for every call, leaves the groups, and the directory says so. */
export function resign(workspace: Workspace, person: Person): EventIds {
  const { world, settings } = workspace;
  if (settings.resigned.includes(person.openId)) return [];
  world.apply({ t: 'settings', settings: { ...settings, resigned: [...settings.resigned, person.openId] } });
  const told = emitUser(workspace, 'deleted', person, undefined);
  const left = world
    .chatsOf(person.openId)
    .filter((chat) => chat.type === 'group')
    .flatMap((chat) => changeMembers(workspace, chat, person, { add: [], remove: [person] }));
  return [told, ...left];
}
