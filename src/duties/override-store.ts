import { asc, sql } from 'drizzle-orm';
import type { Db, Reader } from '../../db/client.ts';
import { dutyOverrides } from '../../db/schema/index.ts';
import { asDay, dayOf } from '../calendar/day.ts';
import { loadDirectory } from '../org/directory-load.ts';
import type { Catalogue } from './catalogue.ts';
import { changeSchema } from './duty-def.ts';
import { conflictsOf, freshOf } from './override-checks.ts';
import type { OverrideProblem } from './override-problems.ts';
import type { StatedOverride } from './override-rows.ts';
import type { Override } from './overrides.ts';
import { loadCalendar } from './year-tables.ts';

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

export interface OverrideImport {
  readonly catalogue: Catalogue;
  readonly at: Date;
  readonly by: string;
  /** Looks and writes nothing. */
  readonly dryRun: boolean;
}

export type OverrideOutcome =
  | { readonly problems: readonly OverrideProblem[] }
  | { readonly added: number; readonly known: number };

/** Adds what is stated to what is stored, in one transaction: all of it or, with any problem, nothing. */
export async function importOverrides(
  db: Db,
  stated: readonly StatedOverride[],
  { catalogue, at, by, dryRun }: OverrideImport,
): Promise<OverrideOutcome> {
  return await db.transaction(async (tx): Promise<OverrideOutcome> => {
    // Two imports at once would each be judged by what the other is about to change.
    await tx.execute(sql`lock table ${dutyOverrides} in share row exclusive mode`);
    const overrides = await loadOverrides(tx);
    const directory = await loadDirectory(tx, dayOf(at));
    const calendar = await loadCalendar(tx);
    const problems = conflictsOf(stated, { catalogue, directory, overrides, calendar });
    if (problems.length > 0) return { problems };
    const fresh = freshOf(stated, overrides);
    if (fresh.length > 0 && !dryRun) {
      await tx.insert(dutyOverrides).values(
        fresh.map(({ org, duty, from, change, reason, document, consent }) => ({
          ...{ orgCode: org, duty, fromOn: from, change, reason, document },
          consent: consent ?? null,
          importedBy: by,
          importedAt: at,
        })),
      );
    }
    return { added: fresh.length, known: stated.length - fresh.length };
  });
}
