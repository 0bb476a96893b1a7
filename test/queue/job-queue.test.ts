import { setTimeout as pause } from 'node:timers/promises';
import { getTableName, is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase, rowsOf } from '../../db/client.ts';
import * as schema from '../../db/schema/index.ts';
import { createLogger } from '../../src/core/logger.ts';
import type { JobQueue, QueueJob } from '../../src/engine/queue-port.ts';
import { openQueue, type QueueOptions } from '../../src/queue/queue.ts';

/** A database number of its own, because one test empties it. */
const redisUrl = process.env.TEST_REDIS_URL && new URL('/9', process.env.TEST_REDIS_URL).href;
const backends = [
  { name: 'PGlite', redis: undefined },
  ...(redisUrl ? [{ name: 'Redis', redis: redisUrl }] : []),
];

let database: Database;
beforeAll(async () => {
  database = await openDatabase({});
});
afterAll(() => database.close());

function newGate(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const jobs = (count: number, prefix = 'job'): QueueJob[] =>
  Array.from({ length: count }, (_, n) => ({ id: `${prefix}:${n}`, data: { n } }));

describe.each(backends)('job queue on $name', ({ redis }) => {
  const opened: JobQueue[] = [];
  const open = async (options: Partial<QueueOptions> = {}): Promise<JobQueue> => {
    const log = createLogger('silent');
    const queue = await openQueue({
      redisUrl: redis,
      prefix: '{test}',
      database,
      log,
      backoffMs: 20,
      ...options,
    });
    opened.push(queue);
    return queue;
  };
  const flush = async (): Promise<void> => {
    if (redis) {
      const client = new Redis(redis);
      await client.flushdb();
      client.disconnect();
    } else {
      await database.pglite?.exec('delete from bullmq.job');
    }
  };

  beforeEach(async () => {
    await open().then((queue) => queue.close());
    await flush();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queue) => queue.close()));
  });

  it('hands every job over once, with the id and data it was added with', async () => {
    const queue = await open();
    const seen: QueueJob[] = [];
    await queue.work('delivery', 5, async (job) => {
      seen.push({ id: job.id, data: job.data });
    });
    const strange = [
      { id: '12', data: { text: '主题党日' } },
      { id: 'a:b', data: { list: [1, null, 'x'] } },
      { id: '支部/2026-02/100%', data: {} },
    ];
    await queue.add('delivery', strange);
    await queue.idle();
    expect(seen.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(
      strange.toSorted((a, b) => a.id.localeCompare(b.id)),
    );
    expect(await queue.pending('delivery')).toBe(0);
  });

  it('takes an id that waits or runs as the same job, and a finished one as new', async () => {
    const queue = await open();
    await queue.add('digest', [...jobs(3), ...jobs(2)]);
    await queue.add('digest', jobs(3));
    expect(await queue.pending('digest')).toBe(3);

    let runs = 0;
    const gate = newGate();
    const running = newGate();
    await queue.work('digest', 3, async () => {
      runs += 1;
      if (runs === 3) running.resolve();
      await gate.promise;
    });
    await running.promise;
    await queue.add('digest', jobs(3));
    expect(await queue.pending('digest')).toBe(3);
    gate.resolve();
    await queue.idle();
    expect(runs).toBe(3);

    await queue.add('digest', jobs(1));
    await queue.idle();
    expect(runs).toBe(4);
  });

  it('tries a failing job again, and waits for that when asked to be idle', async () => {
    const queue = await open();
    let runs = 0;
    await queue.work('delivery', 1, async () => {
      runs += 1;
      if (runs < 3) throw new Error('not yet');
    });
    await queue.add('delivery', jobs(1));
    await queue.idle();
    expect(runs).toBe(3);
  });

  it('gives a hopeless job up after five attempts, says so, and takes it again later', async () => {
    const failures: string[] = [];
    const queue = await open({
      onFailure: (name, job, error) => failures.push(`${name} ${job.id} ${error.message}`),
    });
    let runs = 0;
    await queue.work('inbound', 1, async () => {
      runs += 1;
      if (runs <= 5) throw new Error('broken');
    });
    await queue.add('inbound', jobs(1));
    await queue.idle();
    expect({ runs, failures }).toEqual({ runs: 5, failures: ['inbound job:0 broken'] });
    expect(await queue.pending('inbound')).toBe(0);

    await queue.add('inbound', jobs(1));
    await queue.idle();
    expect(runs).toBe(6);
  });

  it('runs as many at once as allowed, never more', async () => {
    const queue = await open();
    let now = 0;
    let most = 0;
    await queue.work('delivery', 4, async () => {
      now += 1;
      most = Math.max(most, now);
      await pause(20);
      now -= 1;
    });
    await queue.add('delivery', jobs(24));
    await queue.idle();
    expect(most).toBe(4);
  });

  it('is idle only when what a job adds is done too', async () => {
    const queue = await open();
    let depth = 0;
    await queue.work('escalation', 2, async (job) => {
      const n = Number(job.data.n);
      if (n < 5) await queue.add('digest', [{ id: `next:${n}`, data: { n: n + 1 } }]);
    });
    await queue.work('digest', 2, async (job) => {
      await pause(5);
      depth = Number(job.data.n);
      await queue.add('escalation', [{ id: `back:${depth}`, data: { n: depth } }]);
    });
    await queue.add('escalation', jobs(1));
    await queue.idle();
    expect(depth).toBe(5);
  });

  it('never calls a queue idle while an id is added again and again', async () => {
    const queue = await open();
    let runs = 0;
    await queue.work('delivery', 1, async () => {
      runs += 1;
    });
    for (let round = 0; round < 30; round += 1) {
      const before = runs;
      await Promise.all([queue.add('delivery', jobs(1)), queue.add('delivery', jobs(1))]);
      await queue.idle();
      expect(await queue.pending('delivery')).toBe(0);
      expect(runs).toBeGreaterThan(before);
    }
  });

  it('keeps what waits over a close, and works on what an earlier run left', async () => {
    const first = await open();
    await first.add('delivery', jobs(7));
    await first.close();
    await expect(first.add('delivery', jobs(1))).rejects.toMatchObject({ code: 'queue_closed' });

    const second = await open();
    expect(await second.pending('delivery')).toBe(7);
    let runs = 0;
    await second.work('delivery', 2, async () => {
      runs += 1;
    });
    await second.idle();
    expect(runs).toBe(7);
  });

  it('lets a running job end when it closes, but not for ever', async () => {
    const patient = await open();
    const started = newGate();
    let ended = false;
    await patient.work('delivery', 1, async () => {
      started.resolve();
      await pause(100);
      ended = true;
    });
    await patient.add('delivery', jobs(1));
    await started.promise;
    await patient.close();
    expect(ended).toBe(true);

    const hasty = await open({ closeDeadlineMs: 50 });
    const stuck = newGate();
    const stuckStarted = newGate();
    await hasty.work('delivery', 1, () => {
      stuckStarted.resolve();
      return stuck.promise;
    });
    await hasty.add('delivery', jobs(1));
    await stuckStarted.promise;
    await hasty.close();
    stuck.resolve();
  });

  it('drains 2,000 jobs without holding the event loop', async () => {
    const queue = await open();
    const seen = new Set<string>();
    await queue.work('delivery', 50, async (job) => {
      seen.add(job.id);
    });
    let last = performance.now();
    let longestMs = 0;
    const look = (): void => {
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    };
    const probe = setInterval(look, 2);
    await queue.add('delivery', jobs(2_000));
    await queue.idle();
    clearInterval(probe);
    look();
    expect(seen.size).toBe(2_000);
    expect(longestMs).toBeLessThan(400);
  });

  it('wakes a sleeping worker at once', async () => {
    const queue = await open();
    let handledAt = 0;
    await queue.work('delivery', 1, async () => {
      handledAt = performance.now();
    });
    const took: number[] = [];
    for (const job of jobs(15)) {
      await pause(30);
      const addedAt = performance.now();
      await queue.add('delivery', [job]);
      await queue.idle();
      took.push(handledAt - addedAt);
    }
    const median = took.toSorted((a, b) => a - b)[7];
    // A missed wake-up costs the five seconds of BullMQ's poll.
    expect(median).toBeLessThan(100);
  });

  it('survives losing every job', async () => {
    const queue = await open();
    let runs = 0;
    await queue.work('delivery', 2, async () => {
      runs += 1;
      await pause(10);
    });
    await queue.add('delivery', jobs(200));
    while (runs < 20) await pause(5);
    await flush();
    await queue.idle();
    const before = runs;
    expect(before).toBeLessThan(200);
    await queue.add('delivery', jobs(200));
    await queue.idle();
    expect(runs).toBe(before + 200);
  });
});

describe('job queue on PGlite, after a process died', () => {
  it('takes its running jobs up at once, because the owner lock proves the death', async () => {
    const log = createLogger('silent');
    const dying = await openQueue({ prefix: '{test}', database, log, closeDeadlineMs: 20 });
    const started = newGate();
    const never = newGate();
    await dying.work('delivery', 1, () => {
      started.resolve();
      return never.promise;
    });
    await dying.add('delivery', jobs(1));
    await started.promise;
    await dying.close();

    const next = await openQueue({ prefix: '{test}', database, log });
    const handled = newGate();
    await next.work('delivery', 1, async () => handled.resolve());
    const outcome = await Promise.race([handled.promise.then(() => 'handled'), pause(3_000, 'late')]);
    expect(outcome).toBe('handled');
    await next.idle();
    never.resolve();
    await next.close();
  });
});

it('keeps its tables apart from ours', async () => {
  const log = createLogger('silent');
  await (await openQueue({ prefix: '{test}', database, log })).close();
  const found = await database.db.execute(
    sql`select tablename as name from pg_tables where schemaname = 'bullmq'`,
  );
  const theirs = rowsOf<{ name: string }>(found).map((row) => row.name);
  const ours = Object.values(schema).flatMap((table) => (is(table, PgTable) ? [getTableName(table)] : []));
  expect(theirs).toContain('job');
  expect(ours.length).toBeGreaterThan(0);
  // One search_path serves both, so a shared name would shadow theirs.
  expect(ours.filter((name) => theirs.includes(name))).toEqual([]);
});

it('refuses to enqueue inside an open transaction instead of waiting for itself for ever', async () => {
  const log = createLogger('silent');
  const queue = await openQueue({ prefix: '{test}', database, log });
  const nested = database.db.transaction(() => queue.add('delivery', jobs(1)));
  await expect(nested).rejects.toMatchObject({ code: 'query_beside_transaction' });
  await queue.close();
});

it('says which server is missing', async () => {
  const log = createLogger('silent');
  const nowhere = { redisUrl: 'redis://127.0.0.1:1', prefix: '{test}', database, log };
  await expect(openQueue(nowhere)).rejects.toMatchObject({ kind: 'unavailable', code: 'redis_unreachable' });
});
