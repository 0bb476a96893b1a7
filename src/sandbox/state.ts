import type { Change } from './changes.ts';
import type {
  Batch,
  CardEntity,
  CardToken,
  Chat,
  Item,
  Message,
  OutgoingEvent,
  Person,
  SlashCommand,
  StoredFile,
} from './entities.ts';
import { keepRequest, type RequestLog } from './request-log.ts';
import { defaultSettings, keptSettings, type Settings } from './settings.ts';

/** How many past events can still be redelivered by hand. */
const keptEvents = 20_000;
const uuidMs = 3_600_000;
const cardTokenMs = 30 * 60_000;

/** How much of the past is held in memory; a run of months must not fill it. */
export interface Kept {
  /** What a chat has beyond these is forgotten, the oldest first. */
  readonly messagesPerChat: number;
  /** Simulated milliseconds after which a message is forgotten wherever it is. */
  readonly messageMs: number;
  /** Characters of bodies and answers in the log of requests. */
  readonly requestCharacters: number;
}

const keptByDefault: Kept = {
  messagesPerChat: Number.POSITIVE_INFINITY,
  messageMs: Number.POSITIVE_INFINITY,
  requestCharacters: 256_000_000,
};

export interface State extends RequestLog {
  readonly kept: Kept;
  readonly people: Map<string, Person>;
  readonly chats: Map<string, Chat>;
  readonly chatsOf: Map<string, Set<string>>;
  readonly messages: Map<string, Message>;
  readonly messagesIn: Map<string, Message[]>;
  readonly uuids: Map<string, { messageId: string; at: number }>;
  readonly events: Map<string, OutgoingEvent>;
  readonly cardTokens: Map<string, CardToken>;
  readonly commands: Map<string, SlashCommand>;
  readonly files: Map<string, StoredFile>;
  readonly batches: Map<string, Batch>;
  readonly cards: Map<string, CardEntity>;
  readonly items: Map<string, Item>;
  /** Messages a person was urged with and has not read. */
  readonly unreadUrgents: Map<string, Set<string>>;
  /** Of the quotas the tenant paid for. */
  readonly urgentUsed: { sms: number; phone: number };
  settings: Settings;
}

export function emptyState(kept: Kept = keptByDefault): State {
  return {
    kept,
    people: new Map(),
    chats: new Map(),
    chatsOf: new Map(),
    messages: new Map(),
    messagesIn: new Map(),
    uuids: new Map(),
    events: new Map(),
    cardTokens: new Map(),
    commands: new Map(),
    files: new Map(),
    batches: new Map(),
    cards: new Map(),
    items: new Map(),
    unreadUrgents: new Map(),
    urgentUsed: { sms: 0, phone: 0 },
    settings: defaultSettings,
    requests: [],
    requestCharacters: 0,
    bareRequests: 0,
  };
}

function joinChat(state: State, openId: string, chatId: string): void {
  const chats = state.chatsOf.get(openId);
  if (chats) chats.add(chatId);
  else state.chatsOf.set(openId, new Set([chatId]));
}

function urge(state: State, message: Message, openId: string): void {
  if (openId in message.readBy) return;
  const unread = state.unreadUrgents.get(openId);
  if (unread) unread.add(message.messageId);
  else state.unreadUrgents.set(openId, new Set([message.messageId]));
}

function keepMessage(state: State, message: Message): void {
  const { messages, messagesIn, kept } = state;
  messages.set(message.messageId, message);
  const inChat = messagesIn.get(message.chatId);
  inChat?.push(message);
  if (inChat && inChat.length > kept.messagesPerChat) messages.delete(inChat.shift()?.messageId ?? '');
  // Both are in the order in which messages came: the oldest of all is the oldest of its chat.
  for (const oldest of messages.values()) {
    if (message.createdAt - oldest.createdAt < kept.messageMs) return;
    messages.delete(oldest.messageId);
    messagesIn.get(oldest.chatId)?.shift();
  }
}

function dropOldEvents(state: State): void {
  if (state.events.size <= keptEvents) return;
  for (const [id, event] of state.events) {
    if (event.status !== 'pending') state.events.delete(id);
    if (state.events.size <= keptEvents * 0.9) return;
  }
}

/** The oldest entries come first in a map: what nobody may use any more is dropped from its front. */
function dropExpired<T>(entries: Map<string, T>, hasExpired: (entry: T) => boolean): void {
  for (const [key, entry] of entries) {
    if (!hasExpired(entry)) return;
    entries.delete(key);
  }
}

/** The only code that alters the state. It never fails: what may not happen is refused before. */
export function reduce(state: State, change: Change): void {
  switch (change.t) {
    case 'chat':
      state.chats.set(change.chat.chatId, change.chat);
      state.messagesIn.set(change.chat.chatId, []);
      for (const openId of change.chat.members) joinChat(state, openId, change.chat.chatId);
      return;
    case 'members': {
      const chat = state.chats.get(change.chatId);
      if (!chat) return;
      for (const openId of chat.members) state.chatsOf.get(openId)?.delete(chat.chatId);
      chat.members = change.members;
      chat.withBot = change.withBot;
      for (const openId of chat.members) joinChat(state, openId, chat.chatId);
      return;
    }
    case 'message':
      keepMessage(state, change.message);
      for (const openId of Object.keys(change.message.urgent)) urge(state, change.message, openId);
      if (change.uuid !== undefined) {
        dropExpired(state.uuids, (seen) => change.message.createdAt - seen.at >= uuidMs);
        state.uuids.set(change.uuid, { messageId: change.message.messageId, at: change.message.createdAt });
      }
      return;
    case 'content': {
      const message = state.messages.get(change.messageId);
      if (!message) return;
      message.content = change.content;
      message.updatedAt = change.at;
      if (change.edit) message.edits += 1;
      const card = message.cardId === undefined ? undefined : state.cards.get(message.cardId);
      if (card) card.content = change.content;
      return;
    }
    case 'recall': {
      const message = state.messages.get(change.messageId);
      if (!message) return;
      message.recalled = true;
      for (const openId of Object.keys(message.urgent)) {
        state.unreadUrgents.get(openId)?.delete(message.messageId);
      }
      message.updatedAt = change.at;
      return;
    }
    case 'read':
      for (const id of change.messageIds) {
        const message = state.messages.get(id);
        if (message) message.readBy[change.openId] ??= change.at;
        state.unreadUrgents.get(change.openId)?.delete(id);
      }
      return;
    case 'urgent': {
      const message = state.messages.get(change.messageId);
      if (!message) return;
      for (const openId of change.openIds) {
        message.urgent[openId] = change.kind;
        urge(state, message, openId);
      }
      if (change.kind !== 'app') state.urgentUsed[change.kind] += change.openIds.length;
      return;
    }
    case 'urgent_used':
      state.urgentUsed.sms = change.sms;
      state.urgentUsed.phone = change.phone;
      return;
    case 'chat_fields': {
      const chat = state.chats.get(change.chatId);
      if (chat) Object.assign(chat, change.fields);
      return;
    }
    case 'reaction': {
      const message = state.messages.get(change.messageId);
      if (message) message.reactions = [...(message.reactions ?? []), change.reaction];
      return;
    }
    case 'reaction_gone': {
      const message = state.messages.get(change.messageId);
      if (!message) return;
      message.reactions = message.reactions?.filter((one) => one.reactionId !== change.reactionId);
      return;
    }
    case 'pin': {
      const message = state.messages.get(change.messageId);
      if (message) message.pinnedAt = change.at;
      return;
    }
    case 'follow_ups': {
      const message = state.messages.get(change.messageId);
      if (message) message.followUps = change.followUps;
      return;
    }
    case 'file':
      state.files.set(change.file.key, change.file);
      return;
    case 'batch':
      state.batches.set(change.batch.batchId, change.batch);
      return;
    case 'card': {
      state.cards.set(change.card.cardId, change.card);
      const shown = state.messages.get(change.card.messageId ?? '');
      if (shown) shown.cardId = change.card.cardId;
      return;
    }
    case 'event':
      state.events.set(change.event.eventId, change.event);
      dropOldEvents(state);
      return;
    case 'attempt': {
      const event = state.events.get(change.eventId);
      if (!event) return;
      event.attempts = change.attempts;
      event.nextAt = change.nextAt;
      return;
    }
    case 'event_end': {
      const event = state.events.get(change.eventId);
      if (event) event.status = change.status;
      return;
    }
    case 'card_token':
      dropExpired(state.cardTokens, (old) => change.token.createdAt - old.createdAt > cardTokenMs);
      state.cardTokens.set(change.token.token, change.token);
      return;
    case 'card_token_used': {
      const token = state.cardTokens.get(change.token);
      if (token) token.uses += 1;
      return;
    }
    case 'command':
      state.commands.set(change.command.command_id, change.command);
      return;
    case 'command_gone':
      state.commands.delete(change.commandId);
      return;
    case 'uuid':
      state.uuids.set(change.uuid, { messageId: change.messageId, at: change.at });
      return;
    case 'request':
      keepRequest(state, change.record, state.kept.requestCharacters);
      return;
    case 'item':
      state.items.set(change.item.id, change.item);
      return;
    case 'item_gone':
      state.items.delete(change.itemId);
      return;
    case 'settings':
      state.settings = keptSettings(change.settings);
      return;
    case 'clock':
      return;
    default:
      change satisfies never;
  }
}
