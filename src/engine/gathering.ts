/** As many as one transaction takes on; more would keep the thread from everybody else. */
const most = 100;

interface Waiting<T, R> {
  readonly item: T;
  resolve(result: R): void;
  reject(error: unknown): void;
}

/**
 * Group commit: what arrives while one batch is under way is the next batch. A lone item begins at once and waits for
 * nobody; the more arrive together, the less each costs. `handle` answers in the order of the items, all or none;
 * a batch that fails is handled again one by one, so that an item's error is nobody else's.
 */
export class Gathering<T, R> {
  readonly #handle: (items: readonly T[]) => Promise<readonly R[]>;
  readonly #waiting: Waiting<T, R>[] = [];
  #isRunning = false;

  constructor(handle: (items: readonly T[]) => Promise<readonly R[]>) {
    this.#handle = handle;
  }

  add(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let batch = this.#next(); batch.length > 0; batch = this.#next()) {
      if (await this.#settle(batch, batch.length === 1)) continue;
      for (const one of batch) await this.#settle([one], true);
    }
    this.#isRunning = false;
  }

  #next(): readonly Waiting<T, R>[] {
    return this.#waiting.splice(0, most);
  }

  /** False: it failed, and nobody was told. */
  async #settle(batch: readonly Waiting<T, R>[], isLast: boolean): Promise<boolean> {
    try {
      const results = await this.#handle(batch.map(({ item }) => item));
      for (const [at, { resolve }] of batch.entries()) resolve(results[at] as R);
      return true;
    } catch (error) {
      if (!isLast) return false;
      for (const { reject } of batch) reject(error);
      return true;
    }
  }
}
