import { setTimeout as pause } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import {
  createPostgresBackend,
  type Job,
  type JobsOptions,
  type JobType,
  Queue,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import type { Database } from '../../db/client.ts';
import { AppError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { QueueName } from '../engine/queue-port.ts';
import { PglitePool } from './pglite-pool.ts';

export type Data = Record<string, unknown>;
/** What is used of BullMQ's classes, free of the type parameters that name a backend. */
export interface BullQueue {
  add(name: string, data: Data, opts: JobsOptions): Promise<unknown>;
  addBulk(jobs: { name: string; data: Data; opts: JobsOptions }[]): Promise<unknown>;
  getActive(): Promise<{ moveToWait(token: string): Promise<unknown> }[]>;
  getJobCounts(...types: JobType[]): Promise<Record<string, number>>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

export type DataJob = Pick<Job<Data, void>, 'id' | 'data' | 'finishedOn'>;

export interface BullWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'completed', listener: (job: DataJob) => void): unknown;
  on(event: 'failed', listener: (job: DataJob | undefined, error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  disconnect(): Promise<unknown>;
  close(): Promise<void>;
}

export type Tuning = Pick<
  WorkerOptions,
  'concurrency' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount'
>;

/** Where BullMQ keeps its jobs. Everything above this file is the same on both. */
export interface Backend {
  /** Other processes may add to, and work on, the same queues. */
  readonly isShared: boolean;
  openQueue(name: QueueName): BullQueue;
  openWorker(name: QueueName, handle: (job: DataJob) => Promise<void>, tuning: Tuning): BullWorker;
  close(): Promise<void>;
}

export interface BackendOptions {
  readonly redisUrl?: string | undefined;
  readonly prefix: string;
  readonly database: Database;
  readonly log: Logger;
}

export async function openBackend(options: BackendOptions): Promise<Backend> {
  if (options.redisUrl) return await openRedis(options.redisUrl, options.prefix, options.log);
  if (options.database.pglite) return await openEmbedded(options.database.pglite);
  throw new AppError(
    'invalid',
    'queue_needs_redis',
    'A PostgreSQL server needs a Redis for the queue: set REDIS_URL',
  );
}

const connectDeadlineMs = 5_000;

async function openRedis(url: string, prefix: string, log: Logger): Promise<Backend> {
  // A producer says soon that Redis is gone, and its caller tries later; a worker waits for it to come back.
  const producer = new Redis(url, { maxRetriesPerRequest: 3 });
  const consumer = new Redis(url, { maxRetriesPerRequest: null });
  for (const connection of [producer, consumer]) {
    connection.on('error', (error: unknown) => log.warn({ err: error }, 'redis connection'));
  }
  await assertAnswering([producer, consumer]);
  return {
    isShared: true,
    openQueue: (name) => new Queue(name, { connection: producer, prefix }),
    openWorker: (name, handle, tuning) =>
      new Worker(name, handle, { ...tuning, connection: consumer, prefix }),
    close: async () => {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}

/** For a look from outside: throws `redis_unreachable` unless Redis answers in time. */
export async function checkRedis(url: string): Promise<void> {
  const connection = new Redis(url, { maxRetriesPerRequest: 0, retryStrategy: () => null });
  // What goes wrong is told by the ping.
  connection.on('error', () => undefined);
  await assertAnswering([connection]);
  connection.disconnect();
}

async function assertAnswering(connections: readonly Redis[]): Promise<void> {
  const given = new AbortController();
  try {
    await Promise.race([
      Promise.all(connections.map((connection) => connection.ping())),
      pause(connectDeadlineMs, undefined, { signal: given.signal }).then(() => {
        throw new Error('no answer in time');
      }),
    ]);
  } catch (cause) {
    for (const connection of connections) connection.disconnect();
    throw new AppError('unavailable', 'redis_unreachable', 'Redis does not answer at REDIS_URL', { cause });
  } finally {
    given.abort();
  }
}

/** BullMQ keeps its tables there whatever one asks for. */
const bullSchema = 'bullmq';

async function openEmbedded(pglite: PGlite): Promise<Backend> {
  const pool = new PglitePool(pglite);
  // A pool that was handed in is never migrated by BullMQ itself.
  const client = await pool.connect();
  try {
    await runMigrations(client, bullSchema);
  } finally {
    client.release();
  }
  // The one session is shared with drizzle, whose unqualified names have to land in public first.
  await pool.query(`set search_path to public, ${bullSchema}`);
  return {
    isShared: false,
    openQueue: (name) => new Queue(name, { connection: pool }, createPostgresBackend),
    openWorker: (name, handle, tuning) =>
      new Worker(name, handle, { ...tuning, connection: pool }, createPostgresBackend),
    close: () => pool.end(),
  };
}
