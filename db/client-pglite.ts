import { AsyncLocalStorage } from 'node:async_hooks';
import { PGlite, protocol, type QueryOptions, type Results, type Transaction } from '@electric-sql/pglite';
import { AppError } from '../src/core/errors.ts';
import { PreparedStatements } from './prepared.ts';
import { resultsOf } from './results.ts';
import { readReply, runPacket } from './wire.ts';

const hop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** After how many statements it is asked which tables need tidying, and how many of others pass between two of them. */
const tidyAfter = { statements: 2_000, betweenTables: 10 };

/**
 * Tables that a server's own vacuum would take up by now, at its usual thresholds. A plan made for a table that was
 * empty is kept until the table is looked at again, and what died in an index is read again and again until then.
 */
const untidyTables = `select format('%I.%I', schemaname, relname) as name from pg_stat_all_tables
  where (schemaname not in ('pg_catalog', 'information_schema', 'pg_toast') or relname = 'pg_statistic')
    and (n_dead_tup > 50 + 0.2 * n_live_tup or n_mod_since_analyze > 50 + 0.1 * n_live_tup)
  order by 1`;

/**
 * How much passes before the log of changes may be used again from its beginning; it grows without end, and a log that
 * grows costs memory and time. A statement counts once, and again for each so many characters that it carries.
 */
const checkpointAfter = 10_000;
const charactersLikeOne = 1000;

/** Pages are in memory, its own or the system's, where reading one out of turn costs what reading the next does. */
const inProcess = { random_page_cost: '1.1' };

/** What is gone with the process need not be written so that it survives a crash. */
const unkept = {
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

/** A table copied whole out of the database or into it: the stock class hands the file on. */
const carriesFile = (text: string): boolean => text.includes(`'/dev/blob'`);

const settings = (values: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

interface OpenTransaction {
  open: boolean;
}

/**
 * PGlite that shares its thread. The stock class settles on microtasks only, so a backlog of queries starves
 * timers and sockets for seconds. Everybody's statements (drizzle's and the queue's) already pass one by one
 * through the two locks overridden here, so this is the one chain on which each statement yields once.
 *
 * Every statement is prepared once and then sent as one packet: the stock class crosses into the database six times
 * for each and has the text parsed and planned anew.
 */
export class FairPGlite extends PGlite {
  readonly #inside = new AsyncLocalStorage<OpenTransaction>();
  readonly #statements = new PreparedStatements();
  #untidied = 0;
  #unwritten = 0;
  /** The stock class tells its listeners what comes with its own statements; these hear what comes with ours. */
  readonly #listeners = new Map<string, Set<(payload: string) => void>>();
  /** Those of the round that is under way. */
  #untidyTables: string[] = [];

  /** Without a folder it lives in memory; a passing folder is gone with the process as well. */
  constructor(folder?: string, isPassing = false) {
    const own = settings(isPassing || folder === undefined ? { ...inProcess, ...unkept } : inProcess);
    super(folder ?? 'memory://', { startParams: [...PGlite.defaultStartParams, ...own] });
  }

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

  override async query<T>(text: string, params?: unknown[], options?: QueryOptions): Promise<Results<T>> {
    if (!this.ready || carriesFile(text)) return await super.query<T>(text, params, options);
    const result = await this._runExclusiveTransaction(() => this.#run<T>(text, params ?? [], options));
    await this.#tidy();
    return result;
  }

  override async transaction<T>(callback: (tx: Transaction) => Promise<T>): Promise<T> {
    const result = await super.transaction(async (tx) => {
      const mark: OpenTransaction = { open: true };
      const prepared: Transaction = Object.create(tx, {
        query: {
          value: <R>(text: string, params?: unknown[], options?: QueryOptions): Promise<Results<R>> =>
            tx.closed || carriesFile(text)
              ? tx.query<R>(text, params, options)
              : this.#run<R>(text, params ?? [], options),
        },
      });
      try {
        return await this.#inside.run(mark, () => callback(prepared));
      } finally {
        mark.open = false;
      }
    });
    await this.#tidy();
    return result;
  }

  override async listen(
    channel: string,
    callback: (payload: string) => void,
    tx?: Transaction,
  ): Promise<(tx?: Transaction) => Promise<void>> {
    const leave = await super.listen(channel, callback, tx);
    // As the database names a channel that is not quoted.
    const name = channel.toLowerCase();
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(callback));
    return async (later) => {
      listeners.delete(callback);
      await leave(later);
    };
  }

  /** A server has processes of its own for vacuum and checkpoints; in here both have to be asked for. */
  async #tidy(): Promise<void> {
    if (this.#inside.getStore()?.open) return;
    if (this.#unwritten >= checkpointAfter) {
      this.#unwritten = 0;
      await this.exec('checkpoint');
    }
    const isUnderWay = this.#untidyTables.length > 0;
    if (this.#untidied < (isUnderWay ? tidyAfter.betweenTables : tidyAfter.statements)) return;
    this.#untidied = 0;
    if (!isUnderWay) {
      const { rows } = await super.query<{ name: string }>(untidyTables);
      this.#untidyTables = rows.map(({ name }) => name);
    }
    // One after the other, with statements of everybody else between: all at once nobody would be answered for long.
    const table = this.#untidyTables.shift();
    if (table !== undefined) await this.exec(`vacuum (analyze) ${table}`);
  }

  #run<T>(text: string, params: readonly unknown[], options: QueryOptions | undefined): Promise<Results<T>> {
    this.#untidied += 1;
    this.#unwritten += 1;
    return this._runExclusiveQuery(async () => {
      const send = (packet: Uint8Array) => this.execProtocolStream(packet, { syncToFs: false });
      try {
        const statement = await this.#statements.prepare(text, send);
        const values = params.map((param, index) => {
          if (param === null || param === undefined) return null;
          const oid = statement.parameterTypes[index] ?? 0;
          const serialize = options?.serializers?.[oid] ?? this.serializers[oid];
          return serialize ? String(serialize(param)) : String(param);
        });
        for (const value of values) this.#unwritten += (value?.length ?? 0) / charactersLikeOne;
        const reply = readReply(await this.#answerTo(runPacket(statement.name, values)));
        for (const { channel, payload } of reply.notifications) this.#notify(channel, payload);
        return resultsOf<T>(reply, statement.fields, this.parsers, options);
      } catch (error) {
        await send(protocol.serialize.sync());
        throw error;
      }
    });
  }

  /** The bytes as they come: the stock class takes them apart field by field, each with a copy of its own. */
  async #answerTo(packet: Uint8Array): Promise<Buffer> {
    const parts: Buffer[] = [];
    // What is handed over is a view of the database's memory.
    const onRawData = (part: Uint8Array): void => void parts.push(Buffer.from(part));
    await this.execProtocolRawStream(packet, { syncToFs: false, onRawData });
    const [only] = parts;
    return parts.length === 1 && only ? only : Buffer.concat(parts);
  }

  #notify(channel: string, payload: string): void {
    for (const listener of this.#listeners.get(channel) ?? []) queueMicrotask(() => listener(payload));
  }
}
