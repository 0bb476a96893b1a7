import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { outbox } from '../../db/schema/index.ts';
import { engineText } from '../text/engine.ts';
import type { Outcome } from './define.ts';
import { asNotice } from './notice-buttons.ts';

/** The platform lets a card be changed for fourteen days; an hour is left for clocks that differ. */
const changeableMs = 14 * 86_400_000 - 3_600_000;

/** Whether a card sent then cannot be changed any more. */
export function isPastChange(sentAt: Date, now: Date): boolean {
  return now.getTime() - sentAt.getTime() > changeableMs;
}

/** What a message of ours is by now. */
interface SentCard {
  /** It cannot be changed any more. */
  readonly isStale: boolean;
  /** Its kind, where it came of itself and answered nobody. */
  readonly notice: string | undefined;
}

/** Those of these messages that left through the outbox. */
export async function sentCards(
  tx: Reader,
  messageIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, SentCard>> {
  const sent = await tx
    .select({ id: outbox.messageId, at: outbox.sendingAt, kind: outbox.kind, channel: outbox.channel })
    .from(outbox)
    .where(among(outbox.messageId, messageIds));
  return new Map(
    sent.map(({ id, at, kind, channel }) => [
      id ?? '',
      { isStale: at !== null && isPastChange(at, now), notice: channel === 'reply' ? undefined : kind },
    ]),
  );
}

/** A press with its card as its message can bear it: a fresh one where it cannot change, with 为什么 and 提意见 where it is a notice. */
export function onMessage<O extends Pick<Outcome, 'card' | 'toast' | 'reply'>>(
  outcome: O,
  sent: SentCard | undefined,
): O {
  if (!outcome.card || !sent) return outcome;
  if (sent.isStale && !outcome.reply) return asFreshCard(outcome);
  return sent.notice === undefined ? outcome : { ...outcome, card: asNotice(outcome.card, sent.notice) };
}

/** A card drawn anew for a message: what came as a notice goes on carrying 为什么 and 提意见. */
export async function asItsNotice(
  { tx, now }: { readonly tx: Reader; readonly now: Date },
  messageId: string,
  card: object,
): Promise<object> {
  const notice = (await sentCards(tx, [messageId], now)).get(messageId)?.notice;
  return notice === undefined ? card : asNotice(card, notice);
}

/** A press on a card that cannot change any more counts all the same; what it would show comes as a fresh card. */
function asFreshCard<O extends Pick<Outcome, 'card' | 'toast' | 'reply'>>(outcome: O): O {
  const { card, toast } = outcome;
  const text = toast ? `${toast.text}。${engineText.freshCard}` : engineText.freshCard;
  return { ...outcome, card: undefined, reply: card, toast: { tone: toast?.tone ?? 'info', text } };
}
