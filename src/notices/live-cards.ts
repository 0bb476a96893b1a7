import { and, eq, gt, sql } from 'drizzle-orm';
import { insertMany } from '../../db/bulk.ts';
import type { Db, Reader } from '../../db/client.ts';
import { liveCards } from '../../db/schema/index.ts';
import type { Clock } from '../core/clock.ts';
import type { ChatPort } from './chat-port.ts';
import type { LiveSubject } from './notice.ts';

export type LiveCardRow = typeof liveCards.$inferSelect;

export interface LiveCardPorts {
  readonly db: Db;
  readonly clock: Clock;
  readonly chat: ChatPort;
  /** The card as it should read now; undefined when nobody needs it any more. */
  draw(db: Db, card: LiveCardRow, now: Date): Promise<object | undefined>;
}

/** A message that follows a subject, on the card of one person. */
export interface FollowingCard {
  readonly messageId: string;
  readonly kind: string;
  readonly subject: string;
  readonly person: string;
}

/**
 * From now on these messages follow their subjects. `isFresh`: they show the state of this very transaction; otherwise
 * they were drawn earlier and are brought up to date once.
 */
export async function keepLive(
  tx: Reader,
  cards: readonly FollowingCard[],
  now: Date,
  isFresh: boolean,
): Promise<void> {
  const rows = cards.map(({ messageId, kind, subject, person }) => ({
    messageId,
    kind,
    subject,
    personCode: person,
    postedAt: now,
    wanted: isFresh ? 0 : 1,
    shown: 0,
    retryAt: null,
  }));
  await insertMany(tx, liveCards, rows);
}

/** These subjects have changed: their cards are redrawn, many changes at once cost one patch. */
export async function touchLive(tx: Reader, subjects: readonly LiveSubject[]): Promise<void> {
  if (subjects.length === 0) return;
  const touched = JSON.stringify(subjects.map(({ kind, subject }) => ({ kind, subject })));
  await tx.execute(sql`
    update live_cards set wanted = wanted + 1
    where (kind, subject) in (
      select kind, subject from jsonb_to_recordset(${touched}::jsonb) as touched(kind text, subject text))`);
}

/** The card of this message is redrawn; false where it follows no subject. */
export async function touchMessage(db: Reader, messageId: string): Promise<boolean> {
  const touched = await db
    .update(liveCards)
    .set({ wanted: sql`${liveCards.wanted} + 1` })
    .where(eq(liveCards.messageId, messageId))
    .returning({ messageId: liveCards.messageId });
  return touched.length > 0;
}

/** One turn at one card: until that moment (ISO, as in the row's `retry_at`) it is nobody else's. */
export interface LiveCardClaim {
  readonly messageId: string;
  /** Which change it was claimed for. */
  readonly wanted: number;
  readonly until: string;
}

/**
 * Brings one message up to date. What changes while the patch is under way asks for the next one; a claim that
 * somebody else has taken over does nothing. Whoever is overtaken on the way may have put an older card over a
 * newer one, and so asks for one more look.
 */
export async function patchLive(
  ports: LiveCardPorts,
  { messageId, until }: Pick<LiveCardClaim, 'messageId' | 'until'>,
): Promise<void> {
  const here = eq(liveCards.messageId, messageId);
  const isOurs = eq(liveCards.retryAt, new Date(until));
  const [card] = await ports.db
    .select()
    .from(liveCards)
    .where(and(here, isOurs, gt(liveCards.wanted, liveCards.shown)));
  if (!card) return;
  const drawn = await ports.draw(ports.db, card, ports.clock.now());
  const result = drawn ? await ports.chat.patch(messageId, drawn) : undefined;
  if (result === undefined || result.kind === 'refused') {
    // Too old, recalled or no longer wanted: the next card shows the state, this one is left as it is.
    await ports.db.delete(liveCards).where(here);
  } else if (result.kind === 'accepted') {
    await ports.db
      .update(liveCards)
      .set({
        shown: sql`case when ${isOurs} then greatest(${liveCards.shown}, ${card.wanted}) else ${liveCards.shown} end`,
        wanted: sql`case when ${isOurs} then ${liveCards.wanted} else ${liveCards.wanted} + 1 end`,
        retryAt: sql`case when ${isOurs} then null else ${liveCards.retryAt} end`,
      })
      .where(here);
  } else {
    const waitMs = result.kind === 'busy' ? result.retryAfterMs : 2_000;
    await ports.db
      .update(liveCards)
      .set({ retryAt: new Date(ports.clock.now().getTime() + waitMs) })
      .where(and(here, isOurs));
  }
}
