import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { ExtractTablesWithRelations } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { AppError } from '../src/core/errors.ts';
import type { Logger } from '../src/core/logger.ts';
import { FairPGlite } from './client-pglite.ts';
import { type OwnerLock, takeOwnerLock } from './owner-lock.ts';
import * as schema from './schema/index.ts';

/** What both drivers have in common; callers never learn which one they talk to. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;
/** What `db.transaction` passes. */
export type Tx = PgTransaction<PgQueryResultHKT, typeof schema, ExtractTablesWithRelations<typeof schema>>;
/** A query that may run inside or outside of a transaction takes this. */
export type Reader = Db | Tx;

export interface Database {
  readonly db: Db;
  readonly driver: 'postgres' | 'pglite';
  /** The embedded session, for the queue's pool face. */
  readonly pglite?: PGlite | undefined;
  /** The server's address; absent when embedded. */
  readonly url?: string | undefined;
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  /** A PostgreSQL server. Wins over `dataDir`. */
  readonly url?: string | undefined;
  /** A folder for the embedded database; without it the data lives in memory. */
  readonly dataDir?: string | undefined;
  /** The folder goes with the process: nothing in it has to survive a crash. */
  readonly isPassing?: boolean | undefined;
  readonly log?: Logger | undefined;
}

const maxConnections = 10;

/** Columns are camelCase in TypeScript and snake_case in SQL; drizzle.config.ts says the same. */
const casing = 'snake_case';

export function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  return options.url ? openServer(options.url) : openEmbedded(options);
}

async function openServer(url: string): Promise<Database> {
  const client = postgres(url, {
    max: maxConnections,
    onnotice: () => undefined,
    connection: { application_name: 'shoushi', search_path: 'public', TimeZone: 'UTC' },
  });
  try {
    await client`select 1`;
  } catch (cause) {
    await client.end({ timeout: 1 });
    throw new AppError('unavailable', 'database_unreachable', 'PostgreSQL does not answer at DATABASE_URL', {
      cause,
    });
  }
  return {
    db: drizzlePostgres({ client, schema, casing }),
    driver: 'postgres',
    url,
    close: () => client.end({ timeout: 5 }),
  };
}

async function openEmbedded({ dataDir, isPassing = false, log }: OpenDatabaseOptions): Promise<Database> {
  let lock: OwnerLock | undefined;
  if (dataDir !== undefined) {
    await mkdir(dataDir, { recursive: true });
    lock = await takeOwnerLock(dataDir, log);
  }
  try {
    const pglite = new FairPGlite(dataDir === undefined ? undefined : join(dataDir, 'pg'), isPassing);
    await pglite.waitReady;
    return {
      db: drizzlePglite({ client: pglite, schema, casing }),
      driver: 'pglite',
      pglite,
      close: async () => {
        if (!pglite.closed) await pglite.close();
        await lock?.release();
      },
    };
  } catch (cause) {
    await lock?.release();
    throw new AppError(
      'unavailable',
      'database_broken',
      `The embedded database in ${dataDir} does not open`,
      {
        cause,
      },
    );
  }
}

/** The rows of `db.execute()`: postgres-js answers with the array itself, PGlite with `{ rows }`. */
export function rowsOf<T>(result: unknown): T[] {
  if (Array.isArray(result)) return result;
  if (typeof result === 'object' && result !== null && 'rows' in result && Array.isArray(result.rows)) {
    return result.rows;
  }
  throw new AppError('bug', 'unexpected_result', 'The driver answered execute() with something without rows');
}
