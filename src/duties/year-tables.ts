import { asc, sql } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { calendarYears } from '../../db/schema/index.ts';
import { calendarWith, readYearTable } from '../calendar/tables.ts';
import type { WorkCalendar, YearTable } from '../calendar/workdays.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { DutyInstance } from './instance.ts';
import { type PlanScope, planPeriod, planTerms } from './planning/plan.ts';

/** The calendar of this installation: the repository's tables and those that were added to the database. */
export async function loadCalendar(db: Reader): Promise<WorkCalendar> {
  return calendarWith(await addedTables(db));
}

/** The tables that were added to the database; the row of `butYear` is not read at all. */
export async function addedTables(db: Reader, butYear?: number): Promise<readonly YearTable[]> {
  const rows = await db.select().from(calendarYears).orderBy(asc(calendarYears.year));
  return rows.filter(({ year }) => year !== butYear).map(({ content }) => readYearTable(content));
}

export async function saveYear(db: Reader, table: YearTable, at: Date): Promise<void> {
  await db
    .insert(calendarYears)
    .values({ year: table.year, content: table, addedAt: at })
    .onConflictDoUpdate({
      target: calendarYears.year,
      set: { content: sql`excluded.content`, addedAt: sql`excluded.added_at` },
    });
}

export interface DateMove {
  readonly duty: string;
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** Which due days another calendar would move, of instances that are still ahead; grouped, in the order of days. */
export function datesMoved(
  catalogue: Catalogue,
  scope: PlanScope,
  running: readonly DutyInstance[],
): readonly DateMove[] {
  const wanted = new Map<string, string>();
  const last = running.map(({ heldBy }) => heldBy).reduce((a, b) => (a > b ? a : b), scope.goLiveOn);
  // The terms of a duty are planned together, whatever the number of their periods.
  const portions = new Set(
    running.map(({ duty, period }) => `${duty} ${period.startsWith('ev:') ? '' : period}`),
  );
  for (const pair of portions) {
    const [id = '', period = ''] = pair.split(' ');
    const duty = catalogue.find(id);
    if (!duty) continue;
    const planned =
      'every' in duty.cadence ? planPeriod(duty, period, scope) : planTerms(duty, scope, last).planned;
    for (const { key, heldBy } of planned) wanted.set(key, heldBy);
  }
  const moves = new Map<string, DateMove>();
  for (const { key, duty, period, heldBy } of running) {
    const to = wanted.get(key);
    if (to === undefined || to === heldBy) continue;
    const group = `${duty} ${period} ${heldBy} ${to}`;
    moves.set(group, { duty, period, from: heldBy, to, count: (moves.get(group)?.count ?? 0) + 1 });
  }
  return [...moves.values()].sort((a, b) =>
    a.from < b.from ? -1 : a.from > b.from ? 1 : a.duty < b.duty ? -1 : 1,
  );
}
