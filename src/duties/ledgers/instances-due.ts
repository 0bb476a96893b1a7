import { and, asc, sql } from 'drizzle-orm';
import { among } from '../../../db/bulk.ts';
import type { Reader } from '../../../db/client.ts';
import { dutyInstances } from '../../../db/schema/index.ts';
import type { Day } from '../../calendar/day.ts';
import type { DutyInstance } from '../instance.ts';
import { toInstance } from '../store.ts';

/**
 * Instances of these organisations that were first due between two days, both included; the earliest first. An
 * extension moves nothing in history.
 */
export async function instancesDue(
  db: Reader,
  orgs: readonly string[],
  from: Day,
  to: Day,
): Promise<readonly DutyInstance[]> {
  if (orgs.length === 0) return [];
  const firstDue = sql`coalesce(${dutyInstances.originalHeldBy}, ${dutyInstances.heldBy})`;
  const rows = await db
    .select()
    .from(dutyInstances)
    .where(and(among(dutyInstances.orgCode, orgs), sql`${firstDue} between ${from} and ${to}`))
    .orderBy(asc(firstDue), asc(dutyInstances.orgCode), asc(dutyInstances.key));
  return rows.map(toInstance);
}
