import { sql } from 'drizzle-orm';
import { anyOf } from '../../db/bulk.ts';
import { outbox } from '../../db/schema/index.ts';
import { engineText } from '../text/engine.ts';
import type { FlowContext, Outcome } from './define.ts';

/** The platform lets a card be changed for fourteen days; an hour is left for clocks that differ. */
const changeableMs = 14 * 86_400_000 - 3_600_000;

/** Whether a card sent then cannot be changed any more. */
export function isPastChange(sentAt: Date, now: Date): boolean {
  return now.getTime() - sentAt.getTime() > changeableMs;
}

/** Which of these messages cannot be changed any more. */
export async function staleAmong(
  { tx, now }: Pick<FlowContext, 'tx' | 'now'>,
  messageIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const sent = await tx
    .select({ id: outbox.messageId, at: outbox.sendingAt })
    .from(outbox)
    .where(sql`${outbox.messageId} = ${anyOf(messageIds, 'text')}`);
  return new Set(sent.flatMap(({ id, at }) => (id !== null && at && isPastChange(at, now) ? [id] : [])));
}

/** A press on a card that cannot change any more counts all the same; what it would show comes as a fresh card. */
export function asFreshCard(outcome: Outcome): Outcome {
  const { card, toast, ...rest } = outcome;
  const text = toast ? `${toast.text}。${engineText.freshCard}` : engineText.freshCard;
  return { ...rest, reply: card, toast: { tone: toast?.tone ?? 'info', text } };
}
