import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { dayOf } from '../calendar/day.ts';
import { periodOf } from '../calendar/periods.ts';
import { readPeriod } from '../calendar/zh-dates-periods.ts';
import { readConfig } from '../core/config.ts';
import { readCatalogue } from '../duties/catalogue/catalogue.ts';
import { ledgerFile } from '../duties/ledgers/ledger.ts';
import type { LedgerKind, LedgerWish } from '../duties/ledgers/query.ts';
import { ledgerScope } from '../duties/ledgers/scope.ts';
import { ledgerWords, ledgerCommandText as words } from '../duties/ledgers/text.ts';
import { loadCalendar } from '../duties/year-tables.ts';
import { appendAudit } from '../engine/audit.ts';
import { ledgerLook } from '../engine/ledger-look.ts';
import { loadDirectory } from '../org/directory-load.ts';
import { wrongUsage } from '../text/failures.ts';
import { type ExitCode, runCommand, withProgress } from './command.ts';
import { commandClock } from './moment.ts';

interface Asked {
  readonly kind: LedgerKind;
  readonly reader: string;
  readonly time: string;
  readonly out: string | undefined;
  readonly format: 'xlsx' | 'csv';
}

function read(argv: readonly string[]): Asked | 'help' | undefined {
  const options = {
    as: { type: 'string' },
    time: { type: 'string' },
    out: { type: 'string' },
    csv: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    if (values.help) return 'help';
    const [named = '', ...rest] = positionals;
    const kind = ledgerWords.find(([pattern]) => pattern.test(named))?.[1];
    if (!kind || rest.length > 0 || values.as === undefined) return undefined;
    const { as: reader, time = '', out, csv = false } = values;
    return { kind, reader, time, out, format: csv ? 'csv' : 'xlsx' };
  } catch (error) {
    // parseArgs throws TypeErrors about what was typed, and about nothing else.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function write(asked: Asked): Promise<ExitCode> {
  const config = readConfig();
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir });
  try {
    await migrate(database);
    const { db } = database;
    const now = commandClock(config).now();
    const today = dayOf(now);
    const period = asked.time === '' ? periodOf(today, 'year') : readPeriod(asked.time, today)?.period;
    if (period === undefined) {
      console.error(`${wrongUsage}\n${words.help}`);
      return 2;
    }
    const directory = await loadDirectory(db, today);
    const person = directory.person(asked.reader);
    if (!person) {
      console.error(words.unknownPerson(asked.reader));
      return 1;
    }
    const scope = ledgerScope(directory, person.code, today);
    if (scope.rows.length === 0) {
      console.error(words.nothing(person.name));
      return 1;
    }
    const wish: LedgerWish = { ...asked, reader: person.code, period };
    const calendar = await loadCalendar(db);
    const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));
    const file = await db.transaction(async (tx) => {
      await appendAudit(tx, ledgerLook(scope, wish, 'console'), now);
      return ledgerFile({ tx, today, calendar, directory, catalogue }, wish);
    });
    const path = asked.out ?? file.name;
    await writeFile(path, file.bytes);
    console.log(words.written(path, file.rows));
    return 0;
  } finally {
    await database.close();
  }
}

await runCommand(async (argv) => {
  const asked = read(argv);
  if (asked === 'help') {
    console.log(words.help);
    return 0;
  }
  if (!asked) {
    console.error(`${wrongUsage}\n${words.help}`);
    return 2;
  }
  return withProgress(words.working, write(asked));
});
