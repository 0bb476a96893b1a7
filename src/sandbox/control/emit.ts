import { z } from 'zod';
import { say } from '../acts.ts';
import { emitBotMember, emitChatDisbanded, emitChatUpdated, emitUserMembers } from '../chat-events.ts';
import { emitDepartment, emitScope, emitUser } from '../contact-events.ts';
import type { Chat, Message, Person } from '../entities.ts';
import {
  emit,
  emitChatCreated,
  emitEntered,
  emitMenu,
  emitReaction,
  emitRead,
  emitRecalled,
} from '../events.ts';
import type { Workspace } from '../workspace.ts';
import { type ControlApp, isRefused, onPost, type Refused, refused } from './input.ts';

const changes = z.record(z.string(), z.unknown());
const body = z.strictObject({
  type: z.string().min(1),
  as: z.string().optional(),
  chat_id: z.string().optional(),
  message_id: z.string().optional(),
  open_ids: z.array(z.string()).optional(),
  text: z.string().min(1).optional(),
  event_key: z.string().min(1).max(30).optional(),
  emoji: z.string().min(1).optional(),
  recall_type: z.enum(['message_owner', 'group_owner', 'group_manager', 'enterprise_manager']).optional(),
  department_id: z.string().optional(),
  old: changes.optional(),
  name: z.string().optional(),
  added: z.array(z.string()).optional(),
  removed: z.array(z.string()).optional(),
  /** The whole event, for a type this workspace does not know or a body it would not make. */
  event: changes.optional(),
  schema: z.enum(['1.0', '2.0']).default('2.0'),
  count: z.number().int().min(1).max(5000).default(1),
});

type Input = z.output<typeof body>;
type Emitted = string | undefined | Refused;

/** What a call names, looked up; it answers the first thing that is missing. */
class Named {
  readonly #workspace: Workspace;
  readonly #input: Input;

  constructor(workspace: Workspace, input: Input) {
    this.#workspace = workspace;
    this.#input = input;
  }

  person(use: (person: Person) => Emitted): Emitted {
    const { as } = this.#input;
    if (as === undefined) return refused('as: this type needs a person');
    const person = this.#workspace.world.person(as);
    return person ? use(person) : refused(`no such person: ${as}`, 404);
  }

  chat(use: (chat: Chat, operator: Person | undefined) => Emitted): Emitted {
    const { chat_id, as } = this.#input;
    const { world } = this.#workspace;
    if (chat_id === undefined) return refused('chat_id: this type needs a chat');
    const chat = world.chat(chat_id);
    if (as !== undefined && !world.person(as)) return refused(`no such person: ${as}`, 404);
    return chat ? use(chat, world.person(as ?? '')) : refused(`no such chat: ${chat_id}`, 404);
  }

  message(use: (message: Message) => Emitted): Emitted {
    const { message_id } = this.#input;
    if (message_id === undefined) return refused('message_id: this type needs a message');
    const message = this.#workspace.world.message(message_id);
    return message ? use(message) : refused(`no such message: ${message_id}`, 404);
  }

  people(use: (people: Person[]) => Emitted): Emitted {
    const ids = this.#input.open_ids ?? [];
    if (ids.length === 0) return refused('open_ids: this type needs people');
    const people = ids.map((id) => this.#workspace.world.person(id));
    const missing = ids[people.indexOf(undefined)];
    if (missing !== undefined) return refused(`no such person: ${missing}`, 404);
    return use(people.flatMap((person) => person ?? []));
  }
}

type Make = (workspace: Workspace, input: Input, named: Named) => Emitted;

const botMember =
  (kind: 'added' | 'deleted'): Make =>
  (workspace, _, named) =>
    named.chat((chat, operator) => emitBotMember(workspace, chat, kind, operator));
const userMember =
  (kind: 'added' | 'deleted' | 'withdrawn'): Make =>
  (workspace, _, named) =>
    named.chat((chat, operator) =>
      named.people((people) => emitUserMembers(workspace, chat, kind, people, operator)),
    );
const reaction =
  (kind: 'created' | 'deleted'): Make =>
  (workspace, { emoji = 'THUMBSUP' }, named) =>
    named.person((person) =>
      named.message((message) => {
        const at = workspace.world.now();
        return emitReaction(workspace, kind, message, { reactionId: '', emoji, by: person.openId, at });
      }),
    );
const user =
  (kind: 'created' | 'updated' | 'deleted'): Make =>
  (workspace, { old }, named) =>
    named.person((person) => emitUser(workspace, kind, person, old));
const department =
  (kind: 'created' | 'updated' | 'deleted'): Make =>
  (workspace, { department_id = '', old }) => {
    const found = workspace.world.departments.find('open_department_id', department_id);
    return found
      ? emitDepartment(workspace, kind, found, old)
      : refused(`no such department: ${department_id}`, 404);
  };

/** The platform's kinds of events. They tell without changing anything; the acts change and tell. */
const makers: Readonly<Record<string, Make>> = {
  'im.message.receive_v1': (workspace, { text = '…', chat_id }, named) =>
    named.person((person) => {
      const chat =
        chat_id === undefined ? workspace.world.openPrivateChat(person).chat : workspace.world.chat(chat_id);
      return chat ? say(workspace, person, chat, { text }).eventId : refused(`no such chat: ${chat_id}`, 404);
    }),
  'im.message.message_read_v1': (workspace, _, named) =>
    named.person((person) => named.message((message) => emitRead(workspace, person, [message.messageId]))),
  'im.message.recalled_v1': (workspace, { recall_type = 'message_owner' }, named) =>
    named.message((message) => emitRecalled(workspace, message, recall_type)),
  'im.message.reaction.created_v1': reaction('created'),
  'im.message.reaction.deleted_v1': reaction('deleted'),
  'im.chat.access_event.bot_p2p_chat_entered_v1': (workspace, _, named) =>
    named.person((person) => emitEntered(workspace, person, workspace.world.openPrivateChat(person).chat)),
  p2p_chat_create: (workspace, _, named) =>
    named.person((person) =>
      emitChatCreated(workspace, person, workspace.world.openPrivateChat(person).chat),
    ),
  'im.chat.member.bot.added_v1': botMember('added'),
  'im.chat.member.bot.deleted_v1': botMember('deleted'),
  'im.chat.member.user.added_v1': userMember('added'),
  'im.chat.member.user.deleted_v1': userMember('deleted'),
  'im.chat.member.user.withdrawn_v1': userMember('withdrawn'),
  'im.chat.updated_v1': (workspace, { name = '' }, named) =>
    named.chat((chat, operator) =>
      emitChatUpdated(workspace, chat, { name: chat.name }, { name: name || chat.name }, operator),
    ),
  'im.chat.disbanded_v1': (workspace, _, named) =>
    named.chat((chat, operator) => emitChatDisbanded(workspace, chat, operator)),
  'application.bot.menu_v6': (workspace, { event_key = 'menu' }, named) =>
    named.person((person) => emitMenu(workspace, person, event_key)),
  'contact.user.created_v3': user('created'),
  'contact.user.updated_v3': user('updated'),
  'contact.user.deleted_v3': user('deleted'),
  'contact.department.created_v3': department('created'),
  'contact.department.updated_v3': department('updated'),
  'contact.department.deleted_v3': department('deleted'),
  'contact.scope.updated_v3': (workspace, { added = [], removed = [] }) =>
    emitScope(workspace, added, removed),
};

function emitOnce(workspace: Workspace, input: Input): Emitted {
  if (input.event) return emit(workspace, input.type, input.event, input.schema);
  const make = makers[input.type];
  if (input.type === 'card.action.trigger') return refused('type: a click goes through /click');
  return make
    ? make(workspace, input, new Named(workspace, input))
    : refused('type: not a known kind; give the whole "event" for another one');
}

export function mountEmit(app: ControlApp, workspace: Workspace): void {
  onPost(app, '/emit', body, (input) => {
    const eventIds: (string | null)[] = [];
    for (let left = input.count; left > 0; left -= 1) {
      const emitted = emitOnce(workspace, input);
      if (isRefused(emitted)) return emitted;
      eventIds.push(emitted ?? null);
    }
    return { event_id: eventIds[0] ?? null, event_ids: eventIds };
  });
}
