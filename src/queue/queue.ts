import { setTimeout as pause } from 'node:timers/promises';
import type { JobsOptions } from 'bullmq';
import { AppError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { JobQueue, QueueJob, QueueName } from '../engine/queue-port.ts';
import {
  type Backend,
  type BackendOptions,
  type BullQueue,
  type BullWorker,
  type DataJob,
  openBackend,
} from './backend.ts';
import { decodeJobId, encodeJobId } from './job-ids.ts';
import { Outstanding } from './outstanding.ts';

export interface QueueOptions extends BackendOptions {
  /** A job gave up after its last attempt and is gone; the truth about it is in the database. */
  readonly onFailure?: ((queue: QueueName, job: QueueJob, error: Error) => void) | undefined;
  /** First wait before another attempt; it doubles each time. */
  readonly backoffMs?: number | undefined;
  /** How long close() waits for running jobs. */
  readonly closeDeadlineMs?: number | undefined;
  /** Nobody else works on these queues: what a dead process had begun need not wait until it stalls. */
  readonly isAlone?: boolean | undefined;
}

const names: readonly QueueName[] = ['delivery', 'escalation', 'digest', 'inbound'];
const attempts = 5;
/** One addition is one statement, and an embedded statement holds the event loop while it runs. */
const bulkSize = 500;
/** A process that died lets go of its jobs after at most the sum of these two. */
const lockDurationMs = 10_000;
const stalledIntervalMs = 5_000;
/** How soon idle() notices what the backend lost, and what others added; an embedded one does neither. */
const reconcileMs = { shared: 100, embedded: 5_000 };
const confirmMs = 5;

export async function openQueue(options: QueueOptions): Promise<JobQueue> {
  const backend = await openBackend(options);
  const queue = new BullJobQueue(backend, options);
  // An embedded queue always is: the owner lock tells that whoever was at work here is dead.
  if (options.isAlone || !backend.isShared) await queue.recover();
  return queue;
}

class BullJobQueue implements JobQueue {
  readonly #backend: Backend;
  readonly #options: QueueOptions;
  readonly #log: Logger;
  readonly #queues = new Map<QueueName, BullQueue>();
  readonly #workers: BullWorker[] = [];
  readonly #outstanding = new Outstanding();
  readonly #jobOptions: JobsOptions;
  #closing: Promise<void> | undefined;

  constructor(backend: Backend, options: QueueOptions) {
    this.#backend = backend;
    this.#options = options;
    this.#log = options.log;
    this.#jobOptions = {
      attempts,
      backoff: { type: 'exponential', delay: options.backoffMs ?? 500 },
      removeOnComplete: true,
      removeOnFail: true,
    };
    for (const name of names) {
      const queue = backend.openQueue(name);
      queue.on('error', (error) => this.#log.warn({ err: error, queue: name }, 'queue'));
      this.#queues.set(name, queue);
    }
  }

  async recover(): Promise<void> {
    for (const queue of this.#queues.values()) {
      // Token 0 is BullMQ's way to move a job whose lock somebody else holds.
      for (const job of await queue.getActive()) await job.moveToWait('0');
    }
  }

  async add(name: QueueName, jobs: readonly QueueJob[]): Promise<void> {
    this.#assertOpen();
    const queue = this.#queue(name);
    for (let from = 0; from < jobs.length; from += bulkSize) {
      const slice = jobs.slice(from, from + bulkSize).map(({ id, data }) => ({
        name,
        data,
        opts: { ...this.#jobOptions, jobId: encodeJobId(id) },
      }));
      const ids = slice.map((job) => job.opts.jobId);
      await this.#outstanding.during(name, ids, () => reach(addAll(queue, slice)));
    }
  }

  async work(name: QueueName, concurrency: number, handle: (job: QueueJob) => Promise<void>): Promise<void> {
    this.#assertOpen();
    this.#outstanding.follow(name);
    const worker = this.#backend.openWorker(name, (job) => handle(asQueueJob(job)), {
      concurrency,
      lockDuration: lockDurationMs,
      stalledInterval: stalledIntervalMs,
      // A process that is killed again and again must not cost a healthy job its attempts.
      maxStalledCount: attempts,
    });
    this.#workers.push(worker);
    worker.on('error', (error) => this.#log.warn({ err: error, queue: name }, 'worker'));
    worker.on('completed', (job) => this.#outstanding.end(name, job.id ?? ''));
    worker.on('failed', (job, error) => {
      if (job) this.#failed(name, job, error);
    });
    await reach(worker.waitUntilReady());
  }

  async pending(name: QueueName): Promise<number> {
    const counts = await reach(this.#queue(name).getJobCounts('waiting', 'active', 'delayed'));
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  }

  async idle(): Promise<void> {
    const outstanding = this.#outstanding;
    for (;;) {
      this.#assertOpen();
      if (outstanding.isEmpty) {
        if (outstanding.isSure && !this.#backend.isShared) return;
        if (await outstanding.settle(() => this.#pendingHere())) return;
        await pause(confirmMs);
      } else {
        await outstanding.emptied(this.#backend.isShared ? reconcileMs.shared : reconcileMs.embedded);
        if (!outstanding.isEmpty) await outstanding.settle(() => this.#pendingHere());
      }
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const given = new AbortController();
    const finished = Promise.all(this.#workers.map((worker) => worker.close())).then(
      () => 'finished' as const,
    );
    const late = pause(this.#options.closeDeadlineMs ?? 8_000, 'late' as const, { signal: given.signal });
    // The abort below is the ordinary end of the wait.
    late.catch(() => undefined);
    const outcome = await Promise.race([finished, late]);
    given.abort();
    if (outcome === 'late') {
      this.#log.warn('jobs were still running when the queue closed; they will run again');
      finished.catch((error: unknown) => this.#log.warn({ err: error }, 'worker closed late'));
      await Promise.all(this.#workers.map((worker) => worker.disconnect()));
    }
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
    await this.#backend.close();
  }

  async #pendingHere(): Promise<number> {
    const counts = await Promise.all(this.#outstanding.queues.map((name) => this.pending(name)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  #failed(name: QueueName, job: DataJob, error: Error): void {
    // Set only when no attempt is left; before that the job waits for its next one.
    if (typeof job.finishedOn !== 'number') return;
    this.#log.error({ err: error, queue: name, job: decodeJobId(job.id ?? '') }, 'job gave up');
    this.#options.onFailure?.(name, asQueueJob(job), error);
    this.#outstanding.end(name, job.id ?? '');
  }

  #queue(name: QueueName): BullQueue {
    const queue = this.#queues.get(name);
    if (!queue) throw new AppError('bug', 'unknown_queue', `There is no queue ${name}`);
    return queue;
  }

  #assertOpen(): void {
    if (this.#closing !== undefined) throw new AppError('unavailable', 'queue_closed', 'The queue is closed');
  }
}

/** Embedded, the statement of a bulk costs what ten single ones do, so a few are added one by one. */
const worthBulk = 8;

async function addAll(queue: BullQueue, jobs: Parameters<BullQueue['addBulk']>[0]): Promise<void> {
  if (jobs.length >= worthBulk) await queue.addBulk(jobs);
  else for (const { name, data, opts } of jobs) await queue.add(name, data, opts);
}

function asQueueJob(job: DataJob): QueueJob {
  return { id: decodeJobId(job.id ?? ''), data: job.data };
}

async function reach<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('unavailable', 'queue_unreachable', 'The queue does not answer', { cause });
  }
}
