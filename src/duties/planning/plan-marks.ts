import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client.ts';
import { dutyPlans } from '../../../db/schema/index.ts';
import type { Day } from '../../calendar/day.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { PlanScope } from './plan.ts';

/**
 * That a period of a duty, or its terms, were planned; under which version of what a plan depends on. One without a
 * duty says under which calendar the timers were set.
 */
export interface PlanMark {
  readonly duty: string;
  readonly period: string;
  readonly version: string;
  /** The day from which there is more to make of it; null where all of it is made. */
  readonly againOn: Day | null;
}

/** By `duty/period`. */
export async function readMarks(tx: Tx): Promise<ReadonlyMap<string, PlanMark>> {
  const rows = await tx.select().from(dutyPlans);
  return new Map(
    rows.map((row) => [`${row.duty}/${row.period}`, { ...row, againOn: row.againOn as Day | null }]),
  );
}

export async function saveMarks(tx: Tx, marks: readonly PlanMark[]): Promise<void> {
  if (marks.length === 0) return;
  await tx
    .insert(dutyPlans)
    .values([...marks])
    .onConflictDoUpdate({
      target: [dutyPlans.duty, dutyPlans.period],
      set: { version: sql`excluded.version`, againOn: sql`excluded.again_on` },
    });
}

export interface PlanSources extends PlanScope {
  readonly catalogue: Catalogue;
  /** Changes when an organisation's own rules change. */
  readonly rulesVersion?: string | undefined;
}

/** What a plan depends on. */
export function planVersion({ catalogue, directory, calendar, goLiveOn, rulesVersion }: PlanSources): string {
  return digest([directory.version, goLiveOn, catalogue.version, rulesVersion, calendarVersion(calendar)]);
}

export function calendarVersion(calendar: WorkCalendar): string {
  return digest(
    calendar.years().map(({ year, status, holidays, makeUpDays }) => [year, status, holidays, makeUpDays]),
  );
}

function digest(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
