import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../db/client.ts';
import { pendingMigrations } from '../../db/migrate.ts';
import { announcedCalendar } from '../calendar/tables.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Config } from '../core/config.ts';
import { loadCalendar } from '../duties/year-tables.ts';

/** The installation's calendar where there is a database that can be read, else the repository's. Changes nothing. */
export async function knownCalendar({
  databaseUrl,
  dataDir,
}: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<WorkCalendar> {
  // Looking must not make an installation where there is none.
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'pg'))) return announcedCalendar();
  const database = await openDatabase({ url: databaseUrl, dataDir }).catch(() => undefined);
  if (!database) return announcedCalendar();
  try {
    return (await pendingMigrations(database)) === 0 ? await loadCalendar(database.db) : announcedCalendar();
  } finally {
    await database.close();
  }
}
