import { readFile } from 'node:fs/promises';
import { dutyInstances } from '../../db/schema/index.ts';
import { dayOf } from '../calendar/day.ts';
import { calendarWith, readYearTable } from '../calendar/tables.ts';
import type { YearTable } from '../calendar/workdays.ts';
import { readConfig } from '../core/config.ts';
import { AppError } from '../core/errors.ts';
import { readCatalogue } from '../duties/catalogue.ts';
import { localPlan } from '../duties/local-plan.ts';
import { movable } from '../duties/replan.ts';
import { toInstance } from '../duties/store.ts';
import { datesMoved, loadCalendar, saveYear } from '../duties/year-tables.ts';
import { loadDirectory } from '../org/directory-load.ts';
import { calendarText as words } from '../text/calendar-command.ts';
import type { ExitCode } from './command.ts';
import { withDatabase } from './database.ts';
import { commandClock } from './moment.ts';

/** Adds one year's table and prints which due days move with it. Nothing is written when the table does not fit. */
export async function addYear(file: string): Promise<ExitCode> {
  const table = await readTable(file);
  const config = readConfig();
  const now = commandClock(config).now();
  return await withDatabase(config, async (db): Promise<ExitCode> => {
    const known = await loadCalendar(db);
    const calendar = calendarWith([...known.years().filter(({ year }) => year !== table.year), table]);
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

async function readTable(file: string): Promise<YearTable> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError('invalid', 'calendar_file', words.noFile(file), { cause });
  }
  try {
    return readYearTable(JSON.parse(content));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('invalid', 'calendar_file', words.notJson(file), { cause });
  }
}
