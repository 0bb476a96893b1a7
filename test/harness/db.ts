import { type SQL, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { type Database, openDatabase, rowsOf } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';

export interface TestDatabase {
  readonly database: Database;
  /** Empties every table of ours; the tables stay. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

let created = 0;

/**
 * A migrated, empty database: in memory, or a new one on the server of TEST_DATABASE_URL. Opening takes
 * seconds when embedded, so open one per test file and reset it between tests.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  return server ? await onServer(server) : await ready(await openDatabase({}));
}

async function onServer(server: string): Promise<TestDatabase> {
  created += 1;
  const name = `shoushi_test_${process.pid}_${created}`;
  await onceOn(server, (client) => client.unsafe(`create database ${name}`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  const test = await ready(await openDatabase({ url: url.href }));
  return {
    ...test,
    close: async () => {
      await test.close();
      await onceOn(server, (client) => client.unsafe(`drop database if exists ${name} with (force)`));
    },
  };
}

async function onceOn(server: string, act: (client: postgres.Sql) => Promise<unknown>): Promise<void> {
  const client = postgres(server, { max: 1, onnotice: () => undefined });
  try {
    await act(client);
  } finally {
    await client.end();
  }
}

async function ready(database: Database): Promise<TestDatabase> {
  await migrate(database);
  const tables = await namesOf(
    database,
    sql`select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const counters = await namesOf(
    database,
    sql`select sequencename as name from pg_sequences where schemaname = 'public'`,
  );
  // Deleting a few rows takes a hundredth of what truncating as many tables takes on a server, which writes files anew.
  const emptied = [
    ...tables.map((name) => `delete from public."${name}";`),
    ...counters.map((name) => `perform setval('public."${name}"', 1, false);`),
  ];
  const reset = sql.raw(`do $$ begin ${emptied.join(' ')} end $$`);
  return {
    database,
    reset: async () => void (await database.db.execute(reset)),
    close: () => database.close(),
  };
}

async function namesOf(database: Database, asked: SQL): Promise<string[]> {
  return rowsOf<{ name: string }>(await database.db.execute(asked)).map(({ name }) => name);
}
