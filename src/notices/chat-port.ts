/** What the notices need of a chat platform; implemented by src/feishu. */
export type SendTarget =
  | { readonly kind: 'person'; readonly account: string /* open_id */ }
  | { readonly kind: 'chat'; readonly chatId: string };

/** A document as it goes out: its name as people read it, and its bytes. */
export interface OutgoingFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ChatPort {
  /** An interactive card. The same `uuid` within the hour is one message, however often it is sent. */
  send(target: SendTarget, card: object, uuid: string): Promise<SendResult>;
  sendText(target: SendTarget, text: string, uuid: string): Promise<SendResult>;
  /** Uploads and sends in one step; the same `uuid` within the hour is one message here too. */
  sendFile(target: SendTarget, file: OutgoingFile, uuid: string): Promise<SendResult>;
  reply(messageId: string, card: object, uuid: string): Promise<SendResult>;
  /** Replaces the card of an earlier message for everybody who sees it. */
  patch(messageId: string, card: object): Promise<SendResult>;
  /** Marks a message as 加急, inside the client alone. Marked twice it rings twice. */
  urge(messageId: string, account: string): Promise<SendResult>;
}

export type SendResult =
  | { readonly kind: 'accepted'; readonly messageId: string; readonly chatId?: string | undefined }
  /** Answered no: trying again would give the same answer. */
  | {
      readonly kind: 'refused';
      readonly code: number;
      readonly reason: 'unreachable' | 'gone' | 'content' | 'permission' | 'other';
      readonly detail: string;
    }
  /** A rate limit in any of its disguises. */
  | { readonly kind: 'busy'; readonly retryAfterMs: number; readonly code: number }
  /** Time-out, reset or server error: the effect is unknown; the same uuid may be tried again. */
  | { readonly kind: 'no_answer'; readonly detail: string };
