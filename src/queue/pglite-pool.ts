import { EventEmitter } from 'node:events';
import type { PGlite, Results, Transaction } from '@electric-sql/pglite';
import type { PgPool, PgPoolClient, PgQueryResult } from 'bullmq';

/** BullMQ reads bigint columns as node-postgres gives them: as strings. */
const int8Oid = 20;
const asText = { parsers: { [int8Oid]: (value: string) => value } };

const transactionVerb = /^\s*(begin|commit|rollback)\s*;?\s*$/i;
const listenCommand = /^\s*(?:--[^\n]*\n\s*)*listen\s+([a-z_][\w$]*)\s*;?\s*$/i;

type Statements = Pick<Transaction, 'query' | 'exec'>;

/**
 * The face of a node-postgres pool that BullMQ's PostgreSQL backend needs, over the one session of PGlite.
 * `pglite` has to be the fair one of db/client.ts: it yields to the event loop at each statement and keeps
 * statements of others out of an open transaction.
 */
export class PglitePool extends EventEmitter implements PgPool {
  /** There is no socket that could be lost in silence, so BullMQ may block for long. */
  readonly options = { keepAlive: true };
  readonly #pglite: PGlite;
  readonly #unlistening = new Set<Promise<void>>();

  constructor(pglite: PGlite) {
    super();
    // Each queue and each worker adds a listener.
    this.setMaxListeners(0);
    this.#pglite = pglite;
  }

  query<R>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<R>> {
    return run<R>(this.#pglite, text, params);
  }

  async connect(): Promise<PgPoolClient> {
    return new PgliteClient(this.#pglite, (unlisten) => this.#leave(unlisten));
  }

  /** The session belongs to db/; only what was left behind here is waited for. */
  async end(): Promise<void> {
    await Promise.all(this.#unlistening);
  }

  #leave(unlisten: () => Promise<void>): void {
    const left = unlisten()
      .catch((error: unknown) => {
        if (this.listenerCount('error') > 0) this.emit('error', error);
      })
      .finally(() => this.#unlistening.delete(left));
    this.#unlistening.add(left);
  }
}

interface OpenTransaction {
  readonly tx: Transaction;
  /** Lets the callback of PGlite's transaction end; resolves when it is over. */
  finish(verb: 'commit' | 'rollback'): Promise<void>;
}

class PgliteClient extends EventEmitter implements PgPoolClient {
  readonly #pglite: PGlite;
  readonly #leave: (unlisten: () => Promise<void>) => void;
  readonly #channels = new Map<string, () => Promise<void>>();
  #open: OpenTransaction | undefined;

  constructor(pglite: PGlite, leave: (unlisten: () => Promise<void>) => void) {
    super();
    this.setMaxListeners(0);
    this.#pglite = pglite;
    this.#leave = leave;
  }

  async query<R>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<R>> {
    const verb = transactionVerb.exec(text)?.[1]?.toLowerCase();
    if (verb === 'begin') {
      this.#open = await begin(this.#pglite);
      return { rows: [] };
    }
    if (verb === 'commit' || verb === 'rollback') {
      const open = this.#open;
      this.#open = undefined;
      await open?.finish(verb);
      return { rows: [] };
    }
    const channel = listenCommand.exec(text)?.[1];
    if (channel) {
      await this.#listen(channel);
      return { rows: [] };
    }
    return await run<R>(this.#open?.tx ?? this.#pglite, text, params);
  }

  release(): void {
    this.removeAllListeners();
    for (const unlisten of this.#channels.values()) this.#leave(unlisten);
    this.#channels.clear();
  }

  /** BullMQ listens again after a reconnection; twice the same channel would be two wake-ups. */
  async #listen(channel: string): Promise<void> {
    if (this.#channels.has(channel)) return;
    const unlisten = await this.#pglite.listen(channel, (payload) => {
      this.emit('notification', { channel, payload });
    });
    this.#channels.set(channel, unlisten);
  }
}

/** A raw BEGIN would let statements of others in: only PGlite's own transaction holds its lock. */
function begin(pglite: PGlite): Promise<OpenTransaction> {
  return new Promise((started, failed) => {
    const over = pglite.transaction(
      (tx) =>
        new Promise<void>((resolve, reject) => {
          started({
            tx,
            finish: async (verb) => {
              if (verb === 'commit') resolve();
              else tx.rollback().then(resolve, reject);
              await over;
            },
          });
        }),
    );
    over.catch(failed);
  });
}

async function run<R>(
  target: Statements,
  text: string,
  params: readonly unknown[] | undefined,
): Promise<PgQueryResult<R>> {
  if (params && params.length > 0) {
    const values = params.map((value) => (value === undefined ? null : value));
    return counted(await target.query<R>(text, values, asText));
  }
  // Without parameters it may be a migration of several statements, which only the simple protocol takes.
  const results = (await target.exec(text, asText)) as Results<R>[];
  return counted(results.at(-1));
}

function counted<R>(result: Results<R> | undefined): PgQueryResult<R> {
  const rows = result?.rows ?? [];
  return { rows, rowCount: result?.affectedRows || rows.length };
}
