import type { Tx } from '../../db/client.ts';
import type { outbox } from '../../db/schema/index.ts';
import type { OutgoingFile } from './chat-port.ts';

/**
 * `reply` answers a person's own act and is exempt from windows and budget (design §5.4). `answer` tells what somebody
 * else decided of what a person asked: it leaves in the windows and not while all is stopped, outside the budget.
 */
export type Channel = 'digest' | 'direct' | 'group' | 'reply' | 'answer';

/** The states of the ledger, design §3.3. */
export type NoticeState =
  | 'planned'
  | 'held'
  | 'queued'
  | 'sending'
  | 'accepted'
  | 'failed'
  | 'suppressed'
  | 'unknown'
  | 'read';

/** The platform may have it: what was told there was told. */
export const leftStates: readonly NoticeState[] = ['sending', 'accepted', 'unknown', 'read'];

export function hasLeft(state: string): boolean {
  return leftStates.some((left) => left === state);
}

/** Still to leave, or to be withdrawn. */
export const waitingStates: readonly NoticeState[] = ['planned', 'held', 'queued'];

export function isWaiting(state: string): boolean {
  return waitingStates.some((waiting) => waiting === state);
}

export type OutboxRow = typeof outbox.$inferSelect;

/** What a live card shows: its kind names who draws it. */
export interface LiveSubject {
  readonly kind: string;
  readonly subject: string;
}

/** A notice as a flow asks for it. `kind` names the composer that draws it just before the wire. */
export interface NoticeDraft {
  /** The same key is the same notice, for ever. */
  readonly key: string;
  readonly kind: string;
  readonly channel: Channel;
  readonly to: { readonly person: string } | { readonly chat: string };
  /** The message of the person that this answers, in a group. */
  readonly replyTo?: string | undefined;
  readonly subject: Readonly<Record<string, unknown>>;
  /** A card already drawn: only for replies, which leave at once. */
  readonly card?: object | undefined;
  /** Its settlement makes the notice untrue; locked before it leaves. */
  readonly instances?: readonly string[] | undefined;
  readonly notBefore?: Date | undefined;
  /** Of a meeting moved or cancelled: when it begins, before or after. The budget does not hold it past that day. */
  readonly neededBy?: Date | undefined;
  /** It may be marked 加急, where the administrator allows that (urgent.ts). */
  readonly mayRing?: boolean | undefined;
  /** Once accepted, the message follows this subject. */
  readonly live?: LiveSubject | undefined;
}

export type Composed =
  | { readonly kind: 'card'; readonly card: object }
  | { readonly kind: 'file'; readonly file: OutgoingFile }
  /** No message of its own: one that has arrived is marked 加急. */
  | { readonly kind: 'urgent'; readonly messageId: string }
  | { readonly kind: 'suppress'; readonly reason: string };

/** Draws notices from the state of this moment, or says why one must not leave any more; by their ids. */
export type Compose = (tx: Tx, notices: readonly OutboxRow[]) => Promise<ReadonlyMap<string, Composed>>;
