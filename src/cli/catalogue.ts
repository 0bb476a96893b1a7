import { type Database, openDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { announcedCalendar } from '../calendar/tables.ts';
import { readConfig } from '../core/config.ts';
import { readCatalogue } from '../duties/catalogue.ts';
import { runCatalogueCommand } from '../duties/catalogue-command.ts';
import { readArguments, runCommand } from './command.ts';
import { commandClock } from './moment.ts';

async function openMigrated(): Promise<Database> {
  const config = readConfig();
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir });
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

await runCommand((argv) =>
  runCatalogueCommand(readArguments(argv), {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    // The rows are data beside the flows: reading them starts none of these.
    catalogue: readCatalogue(new URL('../../flows/', import.meta.url)),
    calendar: announcedCalendar(),
    // Settings are read by an import alone: help and the list need none.
    get clock() {
      return commandClock(readConfig());
    },
    by: 'command',
    openDb: openMigrated,
  }),
);
