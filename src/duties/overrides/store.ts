import { asc } from 'drizzle-orm';
import type { Reader } from '../../../db/client.ts';
import { dutyOverrides } from '../../../db/schema/index.ts';
import { asDay } from '../../calendar/day.ts';
import { changeSchema } from '../catalogue/duty-def.ts';
import type { Override } from './local-rules.ts';

/** All overrides there are, also those that begin later. Throws ZodError for a row this version cannot read. */
export async function loadOverrides(db: Reader): Promise<readonly Override[]> {
  const { orgCode, duty, fromOn } = dutyOverrides;
  const rows = await db.select().from(dutyOverrides).orderBy(asc(orgCode), asc(duty), asc(fromOn));
  return rows.map((row) => ({
    org: row.orgCode,
    duty: row.duty,
    from: asDay(row.fromOn),
    change: changeSchema.parse(row.change),
    reason: row.reason,
    document: row.document,
    consent: row.consent ?? undefined,
  }));
}
