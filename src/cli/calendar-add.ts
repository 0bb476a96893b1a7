import { readFile } from 'node:fs/promises';
import { dutyInstances } from '../../db/schema/index.ts';
import { dayOf } from '../calendar/day.ts';
import { calendarWith, readYearTable } from '../calendar/tables.ts';
import { createCalendar, type YearTable } from '../calendar/workdays.ts';
import { readConfig } from '../core/config.ts';
import { toAppError } from '../core/errors.ts';
import { readCatalogue } from '../duties/catalogue/catalogue.ts';
import { localPlan } from '../duties/overrides/local-plan.ts';
import { movable } from '../duties/planning/replan.ts';
import { toInstance } from '../duties/store.ts';
import { addedTables, datesMoved, saveYear } from '../duties/year-tables.ts';
import { loadDirectory } from '../org/directory-load.ts';
import { calendarText as words } from '../text/calendar-command.ts';
import type { ExitCode } from './command.ts';
import { withDatabase } from './database.ts';
import { commandClock } from './moment.ts';

/** Adds one year's table and prints which due days move with it. Nothing is written when the table does not fit. */
export async function addYear(file: string): Promise<ExitCode> {
  const read = await readTable(file);
  if ('flaws' in read) return refused(read.flaws);
  const table = read.value;
  const config = readConfig();
  const now = commandClock(config).now();
  return await withDatabase(config, async (db): Promise<ExitCode> => {
    // Read without the year's own row: one stored before these checks must not stand in the way of its successor.
    const others = await addedTables(db, table.year);
    const whole = checked(file, () => calendarWith([...others, table]));
    if ('flaws' in whole) return refused(whole.flaws);
    const calendar = whole.value;
    const today = dayOf(now);
    const rows = await db.select().from(dutyInstances).where(movable(today));
    const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));
    const directory = await loadDirectory(db, today);
    const { scope } = await localPlan({ tx: db, directory, catalogue, calendar, today });
    const moves = datesMoved(catalogue, scope, rows.map(toInstance));
    await saveYear(db, table, now);
    console.log(words.added(table.year));
    console.log(
      moves.length === 0 ? words.same : words.moves(moves.reduce((sum, { count }) => sum + count, 0)),
    );
    for (const { duty, period, from, to, count } of moves) {
      console.log(words.move(period, catalogue.get(duty).name.brief, from, to, count));
    }
    return 0;
  });
}

type Checked<T> = { readonly value: T } | { readonly flaws: readonly string[] };

async function readTable(file: string): Promise<Checked<YearTable>> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch {
    return { flaws: [words.noFile(file)] };
  }
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    return { flaws: [words.notJson(file)] };
  }
  return checked(file, () => {
    const table = readYearTable(json);
    // By itself first: what contradicts itself is refused before any database is opened.
    createCalendar([table]);
    return table;
  });
}

/** What a table is made into, or the sentences that speak against it, each with the file's name. */
function checked<T>(file: string, make: () => T): Checked<T> {
  try {
    return { value: make() };
  } catch (cause) {
    const { kind, message } = toAppError(cause);
    if (kind !== 'invalid') throw cause;
    return { flaws: message.split('\n').map((sentence) => words.flaw(file, sentence)) };
  }
}

function refused(flaws: readonly string[]): ExitCode {
  for (const sentence of [...flaws, words.refused]) console.error(sentence);
  return 1;
}
