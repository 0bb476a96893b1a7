import { AsyncLocalStorage } from 'node:async_hooks';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { AppError } from '../src/core/errors.ts';

const hop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface OpenTransaction {
  open: boolean;
}

/**
 * PGlite that shares its thread. The stock class settles on microtasks only, so a backlog of queries starves
 * timers and sockets for seconds. Everybody's statements (drizzle's and the queue's) already pass one by one
 * through the two locks overridden here, so this is the one chain on which each statement yields once.
 */
export class FairPGlite extends PGlite {
  readonly #inside = new AsyncLocalStorage<OpenTransaction>();

  override _runExclusiveQuery<T>(fn: () => Promise<T>): Promise<T> {
    return super._runExclusiveQuery(async () => {
      await hop();
      return await fn();
    });
  }

  /**
   * There is one session: a statement sent past the open transaction by the code that runs it would wait for
   * itself for ever. Saying so at once beats a process that hangs.
   */
  override async _runExclusiveTransaction<T>(fn: () => Promise<T>): Promise<T> {
    if (this.#inside.getStore()?.open) {
      throw new AppError(
        'bug',
        'query_beside_transaction',
        'Inside a transaction use the transaction, and enqueue jobs after the commit',
      );
    }
    return await super._runExclusiveTransaction(fn);
  }

  override async transaction<T>(callback: (tx: Transaction) => Promise<T>): Promise<T> {
    return await super.transaction(async (tx) => {
      const mark: OpenTransaction = { open: true };
      try {
        return await this.#inside.run(mark, () => callback(tx));
      } finally {
        mark.open = false;
      }
    });
  }
}
