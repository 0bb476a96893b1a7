import { type Database, type Db, openDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import type { Config } from '../core/config.ts';

type Place = Pick<Config, 'databaseUrl' | 'dataDir'>;

/** The installation's database, with its tables up to date. Whoever opens it closes it. */
export async function openMigrated({ databaseUrl, dataDir }: Place): Promise<Database> {
  const database = await openDatabase({ url: databaseUrl, dataDir });
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

export async function withDatabase<T>(place: Place, work: (db: Db) => Promise<T>): Promise<T> {
  const database = await openMigrated(place);
  try {
    return await work(database.db);
  } finally {
    await database.close();
  }
}
