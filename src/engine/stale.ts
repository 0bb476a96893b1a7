import { eq } from 'drizzle-orm';
import { outbox } from '../../db/schema/index.ts';
import { engineText } from '../text/engine.ts';
import type { ActorContext, Outcome } from './define.ts';

/** The platform lets a card be changed for fourteen days; an hour is left for clocks that differ. */
const changeableMs = 14 * 86_400_000 - 3_600_000;

/** Whether a card sent then cannot be changed any more. */
export function isPastChange(sentAt: Date, now: Date): boolean {
  return now.getTime() - sentAt.getTime() > changeableMs;
}

/** A press on a card that cannot change any more counts all the same; what it would show comes as a fresh card. */
export async function withFreshCard(context: ActorContext, outcome: Outcome): Promise<Outcome> {
  if (!outcome.card || outcome.reply) return outcome;
  const [sent] = await context.tx
    .select({ at: outbox.sendingAt })
    .from(outbox)
    .where(eq(outbox.messageId, context.messageId));
  if (!sent?.at || !isPastChange(sent.at, context.now)) return outcome;
  const { card, toast, ...rest } = outcome;
  const text = toast ? `${toast.text}。${engineText.freshCard}` : engineText.freshCard;
  return { ...rest, reply: card, toast: { tone: toast?.tone ?? 'info', text } };
}
