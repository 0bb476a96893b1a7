import type {
  Batch,
  CardEntity,
  CardToken,
  Chat,
  ChatFields,
  Item,
  Message,
  OutgoingEvent,
  Reaction,
  RequestRecord,
  SlashCommand,
  StoredFile,
  UrgentKind,
} from './entities.ts';
import type { Settings } from './settings.ts';

/** Everything that can happen to the workspace. One journal line each. */
export type Change =
  | { t: 'chat'; chat: Chat }
  | { t: 'members'; chatId: string; members: readonly string[]; withBot: boolean }
  | { t: 'message'; message: Message; uuid?: string | undefined }
  | { t: 'content'; messageId: string; content: string; at: number; edit: boolean }
  | { t: 'recall'; messageId: string; at: number }
  | { t: 'read'; messageIds: readonly string[]; openId: string; at: number }
  | { t: 'urgent'; messageId: string; openIds: readonly string[]; kind: UrgentKind }
  | { t: 'urgent_used'; sms: number; phone: number }
  | { t: 'chat_fields'; chatId: string; fields: ChatFields }
  | { t: 'reaction'; messageId: string; reaction: Reaction }
  | { t: 'reaction_gone'; messageId: string; reactionId: string }
  | { t: 'pin'; messageId: string; at: number | undefined }
  | { t: 'follow_ups'; messageId: string; followUps: readonly string[] }
  | { t: 'file'; file: StoredFile }
  | { t: 'batch'; batch: Batch }
  | { t: 'card'; card: CardEntity }
  | { t: 'event'; event: OutgoingEvent }
  | { t: 'attempt'; eventId: string; attempts: number; nextAt: number }
  | { t: 'event_end'; eventId: string; status: 'acked' | 'failed' }
  | { t: 'card_token'; token: CardToken }
  | { t: 'card_token_used'; token: string }
  | { t: 'command'; command: SlashCommand }
  | { t: 'command_gone'; commandId: string }
  | { t: 'uuid'; uuid: string; messageId: string; at: number }
  | { t: 'request'; record: RequestRecord }
  | { t: 'item'; item: Item }
  | { t: 'item_gone'; itemId: string }
  | { t: 'settings'; settings: Settings }
  | { t: 'clock' };
