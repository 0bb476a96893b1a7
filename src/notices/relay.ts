import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../../db/client.ts';
import type { Clock } from '../core/clock.ts';

export interface RelayPorts {
  readonly db: Db;
  readonly clock: Clock;
  /** Hands work to transport; what is handed on twice does no harm. */
  enqueue(work: readonly DeliveryWork[]): Promise<void>;
}

/** One job: notices that leave together, or a live card to bring up to date. */
export type DeliveryWork =
  | { readonly lane: 'delivery' | 'digest'; readonly notices: readonly string[] }
  | { readonly lane: 'delivery'; readonly card: string };

const batch = 500;

/** Few enough that one transaction stays short, many enough that a statement is shared by many. */
const noticesPerJob = 50;

/** How long a claimed row may take before it counts as lost with its job or process, and is handed out again. */
const leaseMs = 60_000;

/**
 * Hands everything that may leave now to transport and answers when to look again. The claim is a lease in the
 * row itself: losing all of the queue loses nothing.
 */
export async function relayDue(ports: RelayPorts): Promise<Date | undefined> {
  for (;;) {
    const now = ports.clock.now().toISOString();
    const lease = new Date(ports.clock.now().getTime() + leaseMs).toISOString();
    const notices = rowsOf<{ id: string; kind: string }>(
      await ports.db.execute(sql`
        update outbox set
          not_before = ${lease}::timestamptz,
          state = case when state in ('planned', 'held') then 'queued' else state end
        where id in (
          select id from outbox
          where state in ('planned', 'held', 'queued', 'sending') and not_before <= ${now}::timestamptz
          order by not_before, id limit ${batch} for update skip locked)
        returning id, kind`),
    );
    const cards = rowsOf<{ message_id: string }>(
      await ports.db.execute(sql`
        update live_cards set retry_at = ${lease}::timestamptz
        where message_id in (
          select message_id from live_cards
          where wanted > shown and (retry_at is null or retry_at <= ${now}::timestamptz)
          limit ${batch} for update skip locked)
        returning message_id`),
    );
    const work: DeliveryWork[] = cards.map((row) => ({ lane: 'delivery', card: row.message_id }));
    // A wave of digests has a lane of its own: who presses a button does not wait behind it.
    for (const lane of ['delivery', 'digest'] as const) {
      const ids = notices
        .filter(({ kind }) => kind.startsWith('digest.') === (lane === 'digest'))
        .map(({ id }) => id);
      ids.sort();
      for (let from = 0; from < ids.length; from += noticesPerJob) {
        work.push({ lane, notices: ids.slice(from, from + noticesPerJob) });
      }
    }
    if (work.length > 0) await ports.enqueue(work);
    if (notices.length < batch && cards.length < batch) break;
  }
  return nextDue(ports.db);
}

async function nextDue(db: Db): Promise<Date | undefined> {
  const [row] = rowsOf<{ due: string | Date | null }>(
    await db.execute(sql`
      select least(
        (select min(not_before) from outbox where state in ('planned', 'held', 'queued', 'sending')),
        (select min(retry_at) from live_cards where wanted > shown)) as due`),
  );
  return row?.due ? new Date(row.due) : undefined;
}

/** After a start in which no other process can be at work: what was on its way is handed out again at once. */
export async function releaseClaims(db: Db, at: Date): Promise<void> {
  const now = at.toISOString();
  await db.execute(sql`
    update outbox set not_before = ${now}::timestamptz
    where state in ('queued', 'sending') and not_before > ${now}::timestamptz`);
  await db.execute(sql`update live_cards set retry_at = null where wanted > shown`);
}
