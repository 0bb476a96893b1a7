import { readConfig } from '../core/config.ts';
import { readCatalogue } from '../duties/catalogue/catalogue.ts';
import { runCatalogueCommand } from '../duties/catalogue/command.ts';
import { readArguments, runCommand } from './command.ts';
import { openMigrated } from './database.ts';
import { commandClock } from './moment.ts';
import { traceCorrections } from './rule-trace.ts';

await runCommand((argv) =>
  runCatalogueCommand(readArguments(argv), {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    // The rows are data beside the flows: reading them starts none of these.
    catalogue: readCatalogue(new URL('../../flows/', import.meta.url)),
    // Settings are read by an import alone: help and the list need none.
    get clock() {
      return commandClock(readConfig());
    },
    by: 'command',
    trace: traceCorrections,
    openDb: () => openMigrated(readConfig()),
  }),
);
