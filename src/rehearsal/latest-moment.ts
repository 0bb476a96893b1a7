import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../../db/client.ts';

/**
 * The latest moment at which this database was written. A killed workspace's journal may end earlier than that, by
 * as much as one move of the clock; what was decided then must not lie in the future of the next start.
 */
export async function latestMoment(db: Db): Promise<Date | undefined> {
  const [row] = rowsOf<{ at: string | Date | null }>(
    await db.execute(sql`
      select greatest(
        (select max(greatest(booked_at, sending_at, settled_at)) from outbox),
        (select max(booked_at) from lines),
        (select max(at) from duty_stages),
        (select max(created_at) from duty_instances),
        (select max(at) from events_seen),
        (select max(at) from audit_events)) as at`),
  );
  return row?.at ? new Date(row.at) : undefined;
}
