import { z } from 'zod';
import { AppError } from '../core/errors.ts';
import table2025 from './cn/2025.json' with { type: 'json' };
import table2026 from './cn/2026.json' with { type: 'json' };
import table2027 from './cn/2027.json' with { type: 'json' };
import { type Day, isDay } from './day.ts';
import { shapeFlaws, yearFlaws } from './table-flaws.ts';
import { createCalendar, type WorkCalendar, type YearTable } from './workdays.ts';

const day = z.string().refine((text): text is Day => isDay(text), 'not a day written YYYY-MM-DD');

const yearTableSchema = z.strictObject({
  year: z.int().min(2000).max(2199),
  status: z.enum(['announced', 'provisional']),
  source: z.string().trim().min(1),
  holidays: z.array(z.strictObject({ name: z.string().trim().min(1), from: day, to: day })),
  makeUpDays: z.array(day),
});

/** Checks the shape of one year's table and that its days are of its year; createCalendar finds contradictions. */
export function readYearTable(content: unknown): YearTable {
  const parsed = yearTableSchema.safeParse(content);
  const flaws = parsed.success ? yearFlaws(parsed.data) : shapeFlaws(parsed.error);
  if (parsed.success && flaws.length === 0) return parsed.data;
  throw new AppError('invalid', 'calendar_table', flaws.join('\n'));
}

let announced: WorkCalendar | undefined;

/** The tables of this repository. */
function repositoryTables(): readonly YearTable[] {
  return [table2025, table2026, table2027].map(readYearTable);
}

/** The calendar of the tables in this repository, built once: it never changes while the process runs. */
export function announcedCalendar(): WorkCalendar {
  announced ??= createCalendar(repositoryTables());
  return announced;
}

/** Tables added later take the place of those of the same year. Throws AppError `invalid` where tables contradict. */
export function calendarWith(added: readonly YearTable[]): WorkCalendar {
  const years = new Map(repositoryTables().map((table) => [table.year, table]));
  for (const table of added) years.set(table.year, table);
  return createCalendar([...years.values()]);
}
