import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { AppError } from '../src/core/errors.ts';
import { type Database, rowsOf } from './client.ts';

const ownFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Any number that nobody else locks on this database. */
const migrationLock = 7_261_402_026;

/** Brings the tables up to date. Harmless to repeat, and to run from several processes at once. */
export async function migrate(database: Database, migrationsFolder: string = ownFolder): Promise<void> {
  try {
    if (database.pglite) {
      await migratePglite(drizzlePglite({ client: database.pglite }), { migrationsFolder });
    } else if (database.url) {
      await migrateServer(database.url, migrationsFolder);
    }
  } catch (cause) {
    throw new AppError('unavailable', 'migration_failed', 'The database could not be brought up to date', {
      cause,
      retryable: false,
    });
  }
}

/** Drizzle's migrator reads the last migration before it opens its transaction, so starters queue up outside. */
async function migrateServer(url: string, migrationsFolder: string): Promise<void> {
  // One connection, because the lock belongs to the session.
  const client = postgres(url, {
    max: 1,
    onnotice: () => undefined,
    connection: { application_name: 'shoushi-migrate', search_path: 'public' },
  });
  try {
    const db = drizzlePostgres({ client });
    await db.execute(sql`select pg_advisory_lock(${migrationLock}::bigint)`);
    await migratePostgres(db, { migrationsFolder });
  } finally {
    // Ending the session gives the lock back.
    await client.end({ timeout: 5 });
  }
}

/** How many migrations the database still waits for; negative when it is ahead of this program. */
export async function pendingMigrations(database: Database): Promise<number> {
  const known = readMigrationFiles({ migrationsFolder: ownFolder }).length;
  const [found] = rowsOf<{ has: boolean }>(
    await database.db.execute(sql`select to_regclass('drizzle.__drizzle_migrations') is not null as has`),
  );
  if (!found?.has) return known;
  const [applied] = rowsOf<{ n: number }>(
    await database.db.execute(sql`select count(*)::int as n from drizzle.__drizzle_migrations`),
  );
  return known - (applied?.n ?? 0);
}
