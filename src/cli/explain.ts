import { parseArgs } from 'node:util';
import { type Day, dayOf, isDay } from '../calendar/day.ts';
import { readConfig } from '../core/config.ts';
import { readCatalogue } from '../duties/catalogue/catalogue.ts';
import { explain } from '../duties/explain/explain.ts';
import { findInstance, readTrace } from '../duties/explain/store.ts';
import { wordsOf } from '../duties/explain/words.ts';
import { rulesOf } from '../duties/overrides/local-plan.ts';
import { loadCalendar } from '../duties/year-tables.ts';
import { loadDirectory } from '../org/directory-load.ts';
import { explainCommandText as words } from '../text/explain.ts';
import { type ExitCode, runAsked } from './command.ts';
import { withDatabase } from './database.ts';
import { commandClock } from './moment.ts';

interface Asked {
  readonly named: string;
  readonly day: Day | undefined;
}

function read(argv: readonly string[]): Asked | 'help' | undefined {
  const options = { day: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
  if (values.help) return 'help';
  const [named, ...rest] = positionals;
  const { day } = values;
  if (!named || rest.length > 0 || (day !== undefined && !isDay(day))) return undefined;
  return { named, day };
}

async function answer({ named, day }: Asked): Promise<ExitCode> {
  const config = readConfig();
  const now = dayOf(commandClock(config).now());
  if (day !== undefined && day > now) {
    console.error(words.future(day));
    return 2;
  }
  return await withDatabase(config, async (db) => {
    const instance = await findInstance(db, named);
    if (!instance) {
      console.error(words.unknown(named));
      return 1;
    }
    const today = day ?? now;
    const calendar = await loadCalendar(db);
    const directory = await loadDirectory(db, today);
    const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));
    const local = await rulesOf({ tx: db, directory, catalogue, calendar }, instance);
    const trace = await readTrace(db, instance);
    const found = explain({ instance, local, directory, calendar, today, ...trace });
    const { facts, stages } = wordsOf({ directory, calendar, today }, found);
    for (const [label, value] of facts) console.log(words.fact(label, value));
    for (const stage of stages) console.log(words.stage(stage));
    return 0;
  });
}

await runAsked({ help: words.help, read, answer });
