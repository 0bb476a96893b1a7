import { and, eq, lt, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { auditHeads, weekFigures } from '../../db/schema/index.ts';
import { stableId } from '../../src/core/ids.ts';
import { type Figure, readFigures, type Span } from './figures.ts';
import { readTold, type Told } from './pressure.ts';

export interface WeekFigures {
  readonly figures: readonly Figure[];
  readonly told: readonly Told[];
}

/** Organisations whose figures are read, by code, each with everything below it. */
export type Leads = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The figures of everything below each of these organisations. On a Monday several leaders read those of one
 * organisation, in cards that leave at different moments: counted once, they are kept until something changes below it,
 * which its audit trail tells. Throws what the database throws.
 */
export async function weekFiguresOf(
  tx: Reader,
  leads: Leads,
  span: Span,
): Promise<ReadonlyMap<string, WeekFigures>> {
  if (leads.size === 0) return new Map();
  const trails = await trailsOf(tx, leads);
  const kept = await keptFigures(tx, leads, span, trails);
  const missing = new Map([...leads].filter(([org]) => !kept.has(org)));
  if (missing.size === 0) return kept;
  const counted = await count(tx, missing, span);
  await keep(tx, counted, span, trails);
  return new Map([...kept, ...counted]);
}

/** Where the audit trail of everything below stands. */
async function trailsOf(tx: Reader, leads: Leads): Promise<ReadonlyMap<string, string>> {
  const all = new Set([...leads.values()].flatMap((orgs) => [...orgs]));
  const rows = await tx
    .select({ org: auditHeads.orgCode, hash: auditHeads.hash })
    .from(auditHeads)
    .where(among(auditHeads.orgCode, all));
  const heads = new Map(rows.map(({ org, hash }) => [org, hash]));
  return new Map(
    [...leads].map(([org, orgs]) => {
      const parts = [...orgs].sort().map((code) => `${code} ${heads.get(code) ?? ''}`);
      return [org, stableId(parts.join('\n'))];
    }),
  );
}

async function keptFigures(
  tx: Reader,
  leads: Leads,
  span: Span,
  trails: ReadonlyMap<string, string>,
): Promise<Map<string, WeekFigures>> {
  const rows = await tx
    .select()
    .from(weekFigures)
    .where(
      and(
        among(weekFigures.orgCode, leads.keys()),
        eq(weekFigures.since, span.since),
        eq(weekFigures.fromOn, span.from),
        eq(weekFigures.toOn, span.to),
      ),
    );
  return new Map(
    rows
      .filter((row) => row.trail === trails.get(row.orgCode))
      .map((row) => [
        row.orgCode,
        { figures: row.figures as readonly Figure[], told: row.told as readonly Told[] },
      ]),
  );
}

async function count(tx: Reader, leads: Leads, span: Span): Promise<ReadonlyMap<string, WeekFigures>> {
  const places = placesOf(leads);
  const figures = byUpper(leads, await readFigures(tx, places, span));
  const told = byUpper(leads, await readTold(tx, places, span));
  return new Map(
    [...leads.keys()].map((org) => [org, { figures: figures.get(org) ?? [], told: told.get(org) ?? [] }]),
  );
}

/** Nobody reads an older week any more; those of the same week are written in one order everywhere. */
async function keep(
  tx: Reader,
  counted: ReadonlyMap<string, WeekFigures>,
  { since, from, to }: Span,
  trails: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = [...counted].map(([orgCode, { figures, told }]) => ({
    ...{ orgCode, since, fromOn: from, toOn: to },
    ...{ trail: trails.get(orgCode) ?? '', figures, told },
  }));
  rows.sort((a, b) => (a.orgCode < b.orgCode ? -1 : 1));
  await tx.delete(weekFigures).where(lt(weekFigures.toOn, to));
  await tx
    .insert(weekFigures)
    .values(rows)
    .onConflictDoUpdate({
      target: [weekFigures.orgCode, weekFigures.since, weekFigures.fromOn, weekFigures.toOn],
      set: { trail: sql`excluded.trail`, figures: sql`excluded.figures`, told: sql`excluded.told` },
    });
}

/**
 * What is below each of these organisations, by its code. Organisations below the same of them are counted together: a
 * province has hundreds of branches, and a handful of sets of them that anybody reads.
 */
function placesOf(leads: Leads): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const [upper, orgs] of leads) {
    for (const code of orgs) places.set(code, `${places.get(code) ?? ''}${upper} `);
  }
  return places;
}

/** What was counted under such names, by each organisation it lies below. */
function byUpper<Row extends { readonly org: string }>(
  leads: Leads,
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const byLed = new Map<string, Row[]>([...leads.keys()].map((org) => [org, []]));
  for (const row of rows) {
    for (const upper of row.org.trim().split(' ')) byLed.get(upper)?.push(row);
  }
  return byLed;
}
