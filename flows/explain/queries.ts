import { and, asc } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { toInstance } from '../../src/duties/store.ts';

/** All there ever was of these duties in these organisations, the oldest first. */
export async function instancesOf(
  db: Reader,
  orgs: readonly string[],
  duties: readonly string[],
): Promise<readonly DutyInstance[]> {
  const { orgCode, duty, opensOn, key } = dutyInstances;
  const rows = await db
    .select()
    .from(dutyInstances)
    .where(and(among(orgCode, orgs), among(duty, duties)))
    .orderBy(asc(opensOn), asc(key));
  return rows.map(toInstance);
}
