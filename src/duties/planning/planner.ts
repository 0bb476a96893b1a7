import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../../../db/client.ts';
import type { Clock } from '../../core/clock.ts';

export interface DueTimer {
  readonly kind: string;
  readonly subject: string;
  readonly version: number;
}

export interface PlannerPorts {
  readonly db: Db;
  readonly clock: Clock;
  /** Hands a batch of one kind on; may hand on the same timer twice. */
  due(kind: string, timers: readonly DueTimer[]): Promise<void>;
}

/** Thousands may share one moment, and each claim has to sort them. */
const batch = 2_000;

/** Few enough that one transaction stays short, many enough that a statement is shared by many. */
const timersPerJob = 200;

/** A claim that is not answered by then (the process died, the queue was emptied) is handed on again. */
const leaseMs = 60_000;

/**
 * Claims what is due and hands it on, oldest moment first; answers the next moment to look. Any number of
 * processes may run it: rows locked by another are skipped.
 */
export async function claimDue(ports: PlannerPorts): Promise<Date | undefined> {
  for (;;) {
    const now = ports.clock.now();
    // By their places, which nobody else moves while they are locked: joined by key, a small table is read whole.
    const rows = rowsOf<DueTimer & { readonly due: string }>(
      await ports.db.execute(sql`
        with fresh as (
          select ctid from timers
          where claimed_until is null and due_at <= ${now.toISOString()}::timestamptz
          order by due_at, kind, subject limit ${batch} for update skip locked),
        lapsed as (
          select ctid from timers
          where claimed_until is not null and claimed_until <= ${now.toISOString()}::timestamptz
          order by claimed_until, kind, subject limit ${batch} for update skip locked)
        update timers set claimed_until = ${new Date(now.getTime() + leaseMs).toISOString()}::timestamptz
        where ctid = any(array(select ctid from fresh union all select ctid from lapsed))
        returning kind, subject, version, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as due`),
    );
    rows.sort((a, b) => (a.due + a.subject < b.due + b.subject ? -1 : 1));
    for (const kind of new Set(rows.map((row) => row.kind))) {
      const ofKind = rows.filter((row) => row.kind === kind);
      for (let from = 0; from < ofKind.length; from += timersPerJob) {
        const job = ofKind.slice(from, from + timersPerJob);
        await ports.due(
          kind,
          job.map(({ subject, version }) => ({ kind, subject, version })),
        );
      }
    }
    if (rows.length < batch) return nextDue(ports.db);
  }
}

async function nextDue(db: Db): Promise<Date | undefined> {
  const [row] = rowsOf<{ due: string | Date | null }>(
    await db.execute(sql`
      select least(
        (select min(due_at) from timers where claimed_until is null),
        (select min(claimed_until) from timers where claimed_until is not null)) as due`),
  );
  return row?.due ? new Date(row.due) : undefined;
}

/** After a start in which no other process can be at work. */
export async function releaseTimerClaims(db: Db): Promise<void> {
  await db.execute(sql`update timers set claimed_until = null where claimed_until is not null`);
}
