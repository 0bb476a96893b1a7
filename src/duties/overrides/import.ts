import { sql } from 'drizzle-orm';
import type { Db, Reader, Tx } from '../../../db/client.ts';
import { dutyOverrides } from '../../../db/schema/index.ts';
import { dayOf } from '../../calendar/day.ts';
import { loadDirectory } from '../../org/directory-load.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { loadCalendar } from '../year-tables.ts';
import { conflictsOf } from './checks.ts';
import { effectLines } from './effect-words.ts';
import { effectsOf } from './effects.ts';
import { goLiveOf } from './local-plan.ts';
import type { Override } from './local-rules.ts';
import { isSamePlace, mergeOverrides } from './merge.ts';
import type { OverrideProblem } from './problems.ts';
import type { StatedOverride } from './rows.ts';
import { loadOverrides } from './store.ts';

export interface OverrideImport {
  readonly catalogue: Catalogue;
  readonly at: Date;
  readonly by: string;
  /** Looks and writes nothing. */
  readonly dryRun: boolean;
  /** Keeps a stored rule that is put right in the trail. */
  readonly trace: TraceCorrections;
}

/** A stored rule as it was, with who entered it, and what stands in its place. */
export interface Correction {
  readonly before: Override & { readonly by: string; readonly at: Date };
  readonly after: Override;
}

export type TraceCorrections = (
  tx: Tx,
  corrections: readonly Correction[],
  entry: { readonly at: Date; readonly by: string },
) => Promise<void>;

export type OverrideOutcome =
  | { readonly problems: readonly OverrideProblem[] }
  | {
      readonly added: number;
      /** Of these, how many took the place of a stored one. */
      readonly corrected: number;
      readonly known: number;
      /** Line by line, in words. */
      readonly effects: readonly string[];
    };

/**
 * Adds what is stated to what is stored, in one transaction: all of it or, with any problem, nothing. `no_roster`: there
 * is nobody yet the rules could be for.
 */
export async function importOverrides(
  db: Db,
  stated: readonly StatedOverride[],
  { catalogue, at, by, dryRun, trace }: OverrideImport,
): Promise<OverrideOutcome | 'no_roster'> {
  return await db.transaction(async (tx) => {
    // Two imports at once would each be judged by what the other is about to change.
    await tx.execute(sql`lock table ${dutyOverrides} in share row exclusive mode`);
    const today = dayOf(at);
    const directory = await loadDirectory(tx, today);
    if (directory.orgs.length === 0) return 'no_roster';
    const overrides = await loadOverrides(tx);
    const calendar = await loadCalendar(tx);
    const goLiveOn = (await goLiveOf(tx)) ?? today;
    const entries = await entriesOf(tx);
    const enteredOn = (one: Override) => {
      const entry = entries.get(placeOf(one));
      return entry && dayOf(entry.at);
    };
    const input = { catalogue, directory, overrides, calendar };
    const problems = conflictsOf(stated, input, { today, goLiveOn, enteredOn });
    if (problems.length > 0) return { problems };
    const effects = effectLines(await effectsOf(tx, stated, { ...input, goLiveOn, today }), directory);
    const { fresh, replaced } = mergeOverrides(stated, overrides);
    const corrections = replaced.flatMap((before) => {
      const after = fresh.find(({ override }) => isSamePlace(override, before))?.override;
      const entry = entries.get(placeOf(before));
      return after && entry ? [{ before: { ...before, ...entry }, after }] : [];
    });
    if (!dryRun) {
      await write(tx, fresh, { at, by });
      await trace(tx, corrections, { at, by });
    }
    const corrected = corrections.length;
    return { added: fresh.length, corrected, known: stated.length - fresh.length, effects };
  });
}

function placeOf({ org, duty, from }: Override): string {
  return `${org}/${duty}/${from}`;
}

/** Who entered each stored rule, and when. */
async function entriesOf(
  db: Reader,
): Promise<ReadonlyMap<string, { readonly by: string; readonly at: Date }>> {
  const { orgCode, duty, fromOn, importedBy, importedAt } = dutyOverrides;
  const rows = await db.select({ orgCode, duty, fromOn, by: importedBy, at: importedAt }).from(dutyOverrides);
  return new Map(rows.map(({ by, at, ...row }) => [`${row.orgCode}/${row.duty}/${row.fromOn}`, { by, at }]));
}

async function write(
  tx: Tx,
  fresh: readonly StatedOverride[],
  { at, by }: { readonly at: Date; readonly by: string },
): Promise<void> {
  for (const { override } of fresh) {
    const { org, duty, from, change, reason, document, consent } = override;
    const said = { change, reason, document, consent: consent ?? null, importedBy: by, importedAt: at };
    await tx
      .insert(dutyOverrides)
      .values({ orgCode: org, duty, fromOn: from, ...said })
      .onConflictDoUpdate({
        target: [dutyOverrides.orgCode, dutyOverrides.duty, dutyOverrides.fromOn],
        set: said,
      });
  }
}
