/** What the workspace remembers. Plain data, so that a journal line and a thing in memory are the same. */
export interface Person {
  readonly openId: string;
  readonly unionId: string;
  readonly userId: string;
  readonly name: string;
  readonly org: string;
  readonly posts: readonly string[];
  readonly email: string;
  readonly mobile: string;
}

export interface Chat {
  readonly chatId: string;
  readonly type: 'p2p' | 'group';
  name: string;
  /** Open ids of the people in it; the bot is not listed. */
  members: readonly string[];
  withBot: boolean;
  readonly createdAt: number;
  /** Sent with the creation; the same one within ten hours gives the same group. */
  readonly uuid?: string | undefined;
  readonly byBot?: boolean | undefined;
  /** An open id, or `bot`; absent: the first member. */
  owner?: string | undefined;
  botManages?: boolean | undefined;
  dissolved?: boolean | undefined;
  description?: string | undefined;
  /** Permissions and other plain settings, as the API names them. */
  options?: Readonly<Record<string, unknown>> | undefined;
  topNotice?: { readonly messageId: string; readonly kind: string } | null | undefined;
  tabs?: readonly ChatTab[] | undefined;
  menu?: readonly ChatMenuLevel[] | undefined;
}

/** What may change about a group besides its members. */
export type ChatFields = Partial<
  Pick<
    Chat,
    'name' | 'owner' | 'botManages' | 'dissolved' | 'description' | 'options' | 'topNotice' | 'tabs' | 'menu'
  >
>;

export interface ChatMenuEntry {
  readonly id: string;
  /** What it shows and where it leads, as the API names it. */
  readonly item: Readonly<Record<string, unknown>>;
}

/** An entry of the first level with what opens below it. */
export interface ChatMenuLevel extends ChatMenuEntry {
  readonly children: readonly ChatMenuEntry[];
}

export interface ChatTab {
  readonly tab_id: string;
  readonly tab_name?: string | undefined;
  readonly tab_type: string;
  readonly tab_content?: Readonly<Record<string, unknown>> | undefined;
  readonly tab_config?: Readonly<Record<string, unknown>> | undefined;
}

export interface Reaction {
  readonly reactionId: string;
  readonly emoji: string;
  /** An open id, or undefined for the bot. */
  readonly by?: string | undefined;
  readonly at: number;
}

export type UrgentKind = 'app' | 'sms' | 'phone';

export interface Mention {
  readonly key: string;
  readonly openId: string;
  readonly name: string;
  readonly isBot: boolean;
}

export interface Message {
  readonly messageId: string;
  /** Position in the order of all messages of the workspace. */
  readonly seq: number;
  readonly chatId: string;
  /** An open id, or undefined for the bot. */
  readonly from?: string | undefined;
  readonly msgType: string;
  /** The JSON string the sender gave, or what replaced it since. */
  content: string;
  readonly createdAt: number;
  updatedAt: number;
  edits: number;
  recalled: boolean;
  readonly rootId?: string | undefined;
  readonly parentId?: string | undefined;
  readonly threadId?: string | undefined;
  readonly mentions?: readonly Mention[] | undefined;
  readonly urgent: Record<string, UrgentKind>;
  readonly readBy: Record<string, number>;
  /** The only person who sees it, in a group. */
  readonly onlyFor?: string | undefined;
  readonly batchId?: string | undefined;
  /** The card entity it shows. */
  cardId?: string | undefined;
  reactions?: readonly Reaction[] | undefined;
  pinnedAt?: number | undefined;
  followUps?: readonly string[] | undefined;
}

/** A picture or a file that was uploaded. */
export interface StoredFile {
  readonly key: string;
  /** `image`, or the `file_type` of the upload. */
  readonly kind: string;
  readonly name: string;
  readonly base64: string;
}

/** One message to many people, carried out in order of acceptance. */
export interface Batch {
  readonly batchId: string;
  readonly createdAt: number;
  readonly msgType: string;
  readonly content: string;
  readonly openIds: readonly string[];
  messageIds: readonly string[];
  status: 'waiting' | 'sent' | 'recalling' | 'recalled';
  recalled: number;
}

/** A card with a life of its own: changed by operations in strictly rising sequence. */
export interface CardEntity {
  readonly cardId: string;
  readonly createdAt: number;
  content: string;
  sequence: number;
  /** When its streaming mode was opened; absent: it is closed. */
  streamingAt?: number | undefined;
  /** Ids of operations already carried out. */
  uuids: readonly string[];
  messageId?: string | undefined;
}

export interface OutgoingEvent {
  readonly eventId: string;
  readonly type: string;
  /** The envelope, already compact JSON: a retry repeats the same bytes. */
  readonly payload: string;
  readonly createdAt: number;
  attempts: number;
  /** Epoch milliseconds of the next try; undefined while it was never tried. */
  nextAt?: number | undefined;
  status: 'pending' | 'acked' | 'failed';
}

export interface SlashCommand {
  readonly command_id: string;
  readonly command: string;
  readonly description: unknown;
  readonly icon?: unknown;
}

/** A card-update token: half an hour, two uses, one card. */
export interface CardToken {
  readonly token: string;
  readonly messageId: string;
  readonly openId: string;
  readonly createdAt: number;
  uses: number;
}

/** A task or an entry of the bot's calendar: kept and answered, shown nowhere. */
export interface Item {
  readonly id: string;
  readonly kind: 'task' | 'calendar_event';
  readonly createdAt: number;
  readonly updatedAt: number;
  /** As the API names them. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Sent with the creation; the same one gives the same item. */
  readonly token?: string | undefined;
}

export interface RequestRecord {
  readonly path: string;
  readonly method: string;
  readonly at: number;
  readonly status: number;
  /** Raw; parsed only when somebody reads the log. The oldest lose them when the log grows too big. */
  body?: string | undefined;
  answer?: string | undefined;
}
