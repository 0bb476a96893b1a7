import { and, eq } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import { periodStart } from '../../src/calendar/periods.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { toInstance } from '../../src/duties/store.ts';

const duesMonthly = 'dues_monthly';

/** Months of these branches that have begun, oldest first. */
export async function monthsOf(
  db: Reader,
  branches: readonly string[],
  today: Day,
): Promise<readonly DutyInstance[]> {
  if (branches.length === 0) return [];
  const rows = await db
    .select()
    .from(dutyInstances)
    .where(and(among(dutyInstances.orgCode, branches), eq(dutyInstances.duty, duesMonthly)))
    .orderBy(dutyInstances.period, dutyInstances.orgCode);
  return rows.map(toInstance).filter(({ period }) => periodStart(period) <= today);
}
