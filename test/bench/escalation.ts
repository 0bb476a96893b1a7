import { sql } from 'drizzle-orm';
import { type Database, rowsOf } from '../../db/client.ts';
import { asDay } from '../../src/calendar/day.ts';
import { claimDue } from '../../src/duties/planning/planner.ts';
import { lateItems, openItems, provinceAt, type Scene } from './open-items.ts';
import { type Bench, byTime, type Result } from './result.ts';

const escalations = 6_000;
const day = asDay('2026-03-06');
const written = ['duty_stages', 'lines', 'outbox', 'audit_events'];

interface Measured {
  readonly wall: number;
  readonly cpu: number;
  readonly limit: number;
}

/** Decided, written and queued as the running product does it: claimed, handed on in batches, a transaction each. */
async function climb({ database, engine, clock }: Scene): Promise<{ wall: number; cpu: number }> {
  const began = performance.now();
  const before = process.cpuUsage();
  const queue: (() => Promise<void>)[] = [];
  await claimDue({
    db: database.db,
    clock,
    due: async (kind, timers) => {
      queue.push(() =>
        engine.fire(
          kind,
          timers.map(({ subject }) => subject),
        ),
      );
    },
  });
  for (const job of queue) await job();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - began, cpu: (user + system) / 1000 };
}

async function countOf(database: Database): Promise<number> {
  const [row] = rowsOf<{ n: number }>(
    await database.db.execute(sql`select count(*)::int as n from lines where stage = 'L2'`),
  );
  return row?.n ?? 0;
}

/** The limit: the rows that were written, copied back, and the items moved by one statement. */
async function copyBack({ pglite, db }: Database): Promise<number> {
  if (!pglite) throw new Error('escalations are measured on the embedded database');
  const fresh: Record<string, string> = {
    duty_stages: "stage = 'L2'",
    lines: "stage = 'L2'",
    outbox: 'true',
    audit_events: 'true',
  };
  const copies: { table: string; blob: Blob }[] = [];
  for (const table of written) {
    const { blob } = await pglite.query(`copy (select * from ${table} where ${fresh[table]}) to '/dev/blob'`);
    if (blob) copies.push({ table, blob });
    await pglite.exec(`delete from ${table} where ${fresh[table]}`);
  }
  const began = performance.now();
  await pglite.exec('begin');
  for (const { table, blob } of copies) await pglite.query(`copy ${table} from '/dev/blob'`, [], { blob });
  await db.execute(sql`
    update duty_instances set version = version + 1 where key in (select instance_key from lines where stage = 'L2')`);
  await db.execute(sql`
    update timers set due_at = due_at + interval '1 day', version = version + 1
    where kind = 'duty.stage' and subject in (select instance_key from lines where stage = 'L2')`);
  await pglite.exec('commit');
  return performance.now() - began;
}

/** What this run left behind goes, so that the next one finds the same. */
async function again({ database }: Scene): Promise<void> {
  await database.db.execute(sql`delete from duty_instances where number like 'LATE-%'`);
  for (const table of [...written, 'audit_heads', 'findings', 'rule_days'])
    await database.db.execute(sql.raw(`truncate ${table}`));
  await database.db.execute(sql`delete from timers where subject like '%/branch_theme_day/%'`);
}

async function measure(scene: Scene): Promise<Measured> {
  await lateItems(scene, escalations);
  const { wall, cpu } = await climb(scene);
  const told = await countOf(scene.database);
  if (told < escalations) throw new Error(`only ${told} of ${escalations} were told`);
  const limit = await copyBack(scene.database);
  await again(scene);
  return { wall, cpu, limit };
}

export const escalation: Bench = {
  name: 'escalation',
  run: async (backend) => {
    if (backend !== 'embedded') return [];
    const scene = await provinceAt(day, '06:00');
    const results: Result[] = [];
    try {
      // Once unmeasured: what is compiled and planned on first use is no cost of an escalation.
      await measure(scene);
      let open = 0;
      for (const items of [10_000, 100_000, 1_000_000]) {
        await openItems(scene, open, items);
        open = items;
        const { wall, cpu, limit } = await measure(scene);
        const note =
          `${escalations} due of ${items + escalations} open, one core, ${Math.round(cpu)} ms of processor; ` +
          'limit: COPY of the rows written and two updates';
        results.push(byTime({ name: 'escalation', backend, unit: 'ms', ours: wall, limit, note }));
      }
      return results;
    } finally {
      await scene.database.close();
    }
  },
};
