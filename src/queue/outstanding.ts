import type { QueueName } from '../engine/queue-port.ts';

/**
 * The jobs this process added to queues it works on itself and that are not over yet, so that "is everything
 * done" costs nothing while something is going on. `isSure` is false when an empty list proves nothing: an id
 * was added while it was there already, so the end of the first may hide the second; or somebody else may add.
 */
export class Outstanding {
  readonly #ids = new Map<QueueName, Set<string>>();
  #adding = 0;
  #version = 0;
  #isSure = true;
  #waiters: (() => void)[] = [];

  get queues(): QueueName[] {
    return [...this.#ids.keys()];
  }

  get isEmpty(): boolean {
    if (this.#adding > 0) return false;
    for (const ids of this.#ids.values()) if (ids.size > 0) return false;
    return true;
  }

  get isSure(): boolean {
    return this.#isSure;
  }

  /** A queue is followed from now on; what it holds already is unknown. */
  follow(queue: QueueName): void {
    this.#ids.set(queue, new Set());
    this.#isSure = false;
  }

  /** Brackets an addition: jobs count before they are added, so none can end unseen. */
  async during<T>(queue: QueueName, ids: readonly string[], add: () => Promise<T>): Promise<T> {
    const followed = this.#ids.get(queue);
    if (!followed) return await add();
    for (const id of ids) {
      if (followed.has(id)) this.#isSure = false;
      followed.add(id);
    }
    this.#adding += 1;
    this.#version += 1;
    try {
      return await add();
    } catch (error) {
      // Nobody knows whether they arrived.
      this.#isSure = false;
      throw error;
    } finally {
      this.#adding -= 1;
      this.#version += 1;
      this.#wake();
    }
  }

  end(queue: QueueName, id: string): void {
    this.#ids.get(queue)?.delete(id);
    this.#wake();
  }

  /** Asks the backend. True when nothing is there and nothing was added while it answered. */
  async settle(countPending: () => Promise<number>): Promise<boolean> {
    const version = this.#version;
    if (this.#adding > 0) return false;
    const pending = await countPending();
    if (pending > 0 || this.#adding > 0 || version !== this.#version) return false;
    // Whatever is still listed was lost by the backend (a flushed Redis) or ended under another process.
    for (const ids of this.#ids.values()) ids.clear();
    this.#isSure = true;
    return true;
  }

  /** Resolves at the next moment at which the list is empty, or after `atMostMs`. */
  emptied(atMostMs: number): Promise<void> {
    if (this.isEmpty) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(done, atMostMs);
      function done(): void {
        clearTimeout(timer);
        resolve();
      }
      this.#waiters.push(done);
    });
  }

  #wake(): void {
    if (this.#waiters.length === 0 || !this.isEmpty) return;
    for (const done of this.#waiters.splice(0)) done();
  }
}
