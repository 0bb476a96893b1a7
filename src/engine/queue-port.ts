export type QueueName = 'delivery' | 'escalation' | 'digest' | 'inbound';

export interface QueueJob {
  readonly id: string;
  readonly data: Record<string, unknown>;
}

export interface JobQueue {
  /** Adds jobs; an id already waiting or active is the same job and is not added again. */
  add(queue: QueueName, jobs: readonly QueueJob[]): Promise<void>;
  /** Starts handling; `handle` may be called twice for one job. */
  work(queue: QueueName, concurrency: number, handle: (job: QueueJob) => Promise<void>): Promise<void>;
  /** Jobs waiting, active or delayed (for health and for "is everything done"). */
  pending(queue: QueueName): Promise<number>;
  /** Resolves when every queue worked on in this process has nothing waiting or active. Event-driven, not polling slower than 5 ms. */
  idle(): Promise<void>;
  close(): Promise<void>;
}
