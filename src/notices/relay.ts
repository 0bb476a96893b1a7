import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../../db/client.ts';
import { isDaily, isDigest, isOther, waits } from '../../db/schema/index.ts';
import type { Clock } from '../core/clock.ts';
import { stableId } from '../core/ids.ts';
import type { Allowance, SlidingWindow } from '../core/sliding-window.ts';
import type { LiveCardClaim } from './live-cards.ts';
import { changesFirst } from './outbox.ts';
import { isRunning, mayLeave } from './stop.ts';

export interface RelayPorts {
  readonly db: Db;
  readonly clock: Clock;
  /** What digests have left lately, measured against `digestPace`. */
  readonly pace: SlidingWindow;
  /** Hands work to transport; what is handed on twice does no harm. */
  enqueue(work: readonly DeliveryWork[]): Promise<void>;
}

/** One job: notices that leave together, or live cards to bring up to date. */
export type DeliveryWork =
  | { readonly lane: 'delivery' | 'digest'; readonly notices: readonly string[] }
  | { readonly lane: 'delivery'; readonly cards: readonly LiveCardClaim[] };

/**
 * The same work is the same job. Cards claimed anew are not: the job of the claim before may still be on its way
 * out, and would be taken for this one.
 */
export function jobOf(work: DeliveryWork): { readonly id: string; readonly data: Record<string, unknown> } {
  if ('notices' in work) return { id: stableId(work.notices.join()), data: work };
  const claims = work.cards.map(({ messageId, wanted, until }) => `${messageId} ${wanted} ${until}`);
  return { id: stableId(`cards ${claims.join()}`), data: work };
}

const batch = 500;

/** Few enough that one transaction stays short, many enough that a statement is shared by many. */
const noticesPerJob = 50;
/** They are shown one after the other, and an answer that comes meanwhile waits for them. */
const cardsPerJob = 5;

/** How long a claimed row may take before it counts as lost with its job or process, and is handed out again. */
const leaseMs = 60_000;

/** Digests leave below the platform's rates for one app, so that there is always room for who presses a button. */
export const digestPace: readonly Allowance[] = [
  { count: 40, windowMs: 1_000 },
  { count: 800, windowMs: 60_000 },
];

/**
 * Hands everything that may leave now to transport and answers when to look again. The claim is a lease in the
 * row itself: losing all of the queue loses nothing.
 */
export async function relayDue(ports: RelayPorts): Promise<Date | undefined> {
  const { db, clock, pace } = ports;
  for (;;) {
    const now = clock.now();
    const room = Math.max(0, pace.roomAt(now.getTime()));
    const claimed = await claim(db, now, room);
    const work: DeliveryWork[] = [];
    for (let from = 0; from < claimed.cards.length; from += cardsPerJob) {
      work.push({ lane: 'delivery', cards: claimed.cards.slice(from, from + cardsPerJob) });
    }
    // A wave of digests has a lane of its own: who presses a button does not wait behind it.
    for (const lane of ['delivery', 'digest'] as const) {
      const ids = claimed[lane];
      for (let from = 0; from < ids.length; from += noticesPerJob) {
        work.push({ lane, notices: ids.slice(from, from + noticesPerJob) });
      }
    }
    for (const _ of claimed.digest) pace.use(now.getTime());
    if (work.length > 0) await ports.enqueue(work);
    const isFull = claimed.delivery.length === batch || claimed.cards.length === batch;
    if (isFull) continue;
    if (claimed.hasMoreDigests) return new Date(Math.max(pace.freeAt(now.getTime()), now.getTime() + 1));
    return claimed.next;
  }
}

interface Claimed {
  readonly delivery: readonly string[];
  readonly digest: readonly string[];
  readonly cards: readonly LiveCardClaim[];
  readonly hasMoreDigests: boolean;
  readonly next: Date | undefined;
}

/** One statement: what may leave, the cards that run behind, and the next moment to look. */
async function claim(db: Db, at: Date, digestRoom: number): Promise<Claimed> {
  const now = at.toISOString();
  const lease = new Date(at.getTime() + leaseMs).toISOString();
  const [row] = rowsOf<{
    delivery: string[] | null;
    digest: string[] | null;
    cards: { messageId: string; wanted: number }[] | null;
    due_digests: number;
    next: string | Date | null;
  }>(
    await db.execute(sql`
      with due as (
        select id from outbox
        where ${waits} and ${isOther} and not_before <= ${now}::timestamptz and ${mayLeave}
        order by ${changesFirst}, not_before, id limit ${batch} for update skip locked),
      due_digests as (
        select id from outbox
        where ${waits} and ${isDigest} and not_before <= ${now}::timestamptz and ${mayLeave}
        -- A direct card does not wait behind a wave of digests.
        order by ${isDaily}, not_before, id limit ${digestRoom} for update skip locked),
      claimed as (
        update outbox set
          not_before = ${lease}::timestamptz,
          state = case when state in ('planned', 'held') then 'queued' else state end
        where id in (select id from due union all select id from due_digests)
        returning id, kind, booked_at, ${changesFirst} as can_wait),
      behind as (
        update live_cards set retry_at = ${lease}::timestamptz
        where message_id in (
          select message_id from live_cards
          where wanted > shown and (retry_at is null or retry_at <= ${now}::timestamptz) and ${isRunning}
          limit ${batch} for update skip locked)
        returning message_id, wanted)
      select
        (select array_agg(id::text order by can_wait, booked_at, id) from claimed where ${isOther}) as delivery,
        (select array_agg(id::text order by ${isDaily}, booked_at, id) from claimed where ${isDigest}) as digest,
        (select json_agg(json_build_object('messageId', message_id, 'wanted', wanted) order by message_id)
          from behind) as cards,
        (select count(*)::int from (
          select 1 from outbox
          where ${waits} and ${isDigest} and not_before <= ${now}::timestamptz and ${mayLeave}
          limit ${digestRoom + 1}) as waiting) as due_digests,
        least(
          ${sql.join(
            [isOther, sql`${isDigest} and ${isDaily}`, sql`${isDigest} and ${isDaily} is false`].map(
              (some) => sql`(select min(not_before) from outbox
                where ${waits} and ${some} and not_before > ${now}::timestamptz)`,
            ),
            sql`, `,
          )},
          (select min(retry_at) from live_cards where wanted > shown and retry_at > ${now}::timestamptz),
          case when exists (select 1 from claimed) or exists (select 1 from behind)
            then ${lease}::timestamptz end) as next`),
  );
  return {
    delivery: row?.delivery ?? [],
    digest: row?.digest ?? [],
    cards: (row?.cards ?? []).map((card) => ({ ...card, until: lease })),
    hasMoreDigests:
      (row?.due_digests ?? 0) > (row?.digest?.length ?? 0) && (row?.digest?.length ?? 0) >= digestRoom,
    next: row?.next ? new Date(row.next) : undefined,
  };
}

/** After a start in which no other process can be at work: what was on its way is handed out again at once. */
export async function releaseClaims(db: Db, at: Date): Promise<void> {
  const now = at.toISOString();
  for (const some of [isOther, isDigest]) {
    await db.execute(sql`
      update outbox set not_before = ${now}::timestamptz
      where state in ('queued', 'sending') and ${some} and not_before > ${now}::timestamptz`);
  }
  await db.execute(sql`update live_cards set retry_at = null where wanted > shown`);
}
