import { and, asc, gte, inArray, lte } from 'drizzle-orm';
import type { Reader } from '../../../db/client.ts';
import { dutyInstances } from '../../../db/schema/index.ts';
import type { Day } from '../../calendar/day.ts';
import type { DutyInstance } from '../instance.ts';
import { toInstance } from '../store.ts';

/** Instances of these organisations that fall due between two days, both included; the earliest first. */
export async function instancesDue(
  db: Reader,
  orgs: readonly string[],
  from: Day,
  to: Day,
): Promise<readonly DutyInstance[]> {
  if (orgs.length === 0) return [];
  const rows = await db
    .select()
    .from(dutyInstances)
    .where(
      and(
        inArray(dutyInstances.orgCode, [...orgs]),
        gte(dutyInstances.heldBy, from),
        lte(dutyInstances.heldBy, to),
      ),
    )
    .orderBy(asc(dutyInstances.heldBy), asc(dutyInstances.orgCode), asc(dutyInstances.key));
  return rows.map(toInstance);
}
