/** What comes in from the chat platform, freed of its wire format; produced by src/feishu. */
export type InboundEvent =
  | {
      readonly kind: 'message';
      readonly eventKey: string /* message_id */;
      readonly messageId: string;
      readonly chatId: string;
      readonly chatType: 'p2p' | 'group';
      readonly account: string;
      /** Without the mention of the bot itself. */
      readonly text: string;
      readonly mentionsBot: boolean;
      readonly mentions: readonly { readonly account: string; readonly name: string }[];
      /** The message it replies to, and the first message of its thread. */
      readonly parentId?: string | undefined;
      readonly rootId?: string | undefined;
      readonly at: Date;
    }
  | {
      readonly kind: 'click';
      readonly eventKey: string;
      readonly account: string;
      readonly messageId: string;
      readonly chatId: string;
      readonly action: string;
      readonly payload: Readonly<Record<string, unknown>>;
      readonly form: Readonly<Record<string, unknown>>;
      readonly option?: string | undefined;
      readonly at: Date;
    }
  | {
      readonly kind: 'chat_entered';
      readonly eventKey: string;
      readonly account: string;
      readonly chatId: string;
      readonly at: Date;
    }
  | {
      readonly kind: 'menu';
      readonly eventKey: string;
      readonly account: string;
      readonly key: string;
      readonly at: Date;
    }
  | {
      readonly kind: 'bot_added';
      readonly eventKey: string;
      readonly account: string;
      readonly chatId: string;
      readonly name: string;
      readonly at: Date;
    };

export interface ClickAnswer {
  readonly toast?:
    | { readonly tone: 'success' | 'info' | 'warning' | 'error'; readonly text: string }
    | undefined;
  readonly card?: object | undefined;
}

export interface InboundHandler {
  /** Throws: the platform delivers a message again; a person sees an error after a click. */
  handle(event: InboundEvent): Promise<ClickAnswer | undefined>;
}
