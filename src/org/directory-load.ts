import { sql } from 'drizzle-orm';
import { type Reader, rowsOf } from '../../db/client.ts';
import { delegations } from '../../db/schema/delegations.ts';
import { orgRelations, orgs, people, postAssignments, rosterImports } from '../../db/schema/org.ts';
import type { Day } from '../calendar/day.ts';
import { buildDirectory, type Directory } from './directory.ts';
import { orgOf, personOf, postOf, type RelationRow, relationOf, standInOf } from './rows.ts';
import type { Org, Person, PostAssignment, StandIn } from './types.ts';

/** Before the first import. */
const noVersion = '';

interface Newest {
  readonly version: string;
  /** Which delegations there are: the sum of their revisions grows with every change that commits. */
  readonly lent: number;
}

async function newest(db: Reader): Promise<Newest> {
  const [row] = rowsOf<{ version: string | null; lent: string }>(
    await db.execute(sql`
      select (select ${rosterImports.id} from ${rosterImports} order by ${rosterImports.at} desc limit 1) as version,
        (select coalesce(sum(${delegations.revision}), 0) from ${delegations})::text as lent`),
  );
  return { version: row?.version ?? noVersion, lent: Number(row?.lent) };
}

/** All rows a directory is made of, which change with an import or a delegation only. */
export interface OrgRows extends Newest {
  readonly orgs: readonly Org[];
  readonly relations: readonly RelationRow[];
  readonly people: readonly Person[];
  readonly posts: readonly PostAssignment[];
  readonly standIns: readonly StandIn[];
}

/** The version is read first: a race only makes it look old. */
export async function readOrgRows(db: Reader): Promise<OrgRows> {
  const current = await newest(db);
  return {
    ...current,
    orgs: (await db.select().from(orgs)).map(orgOf),
    relations: await db.select().from(orgRelations),
    people: (await db.select().from(people)).map(personOf),
    posts: (await db.select().from(postAssignments)).map(postOf),
    standIns: (await db.select().from(delegations)).map(standInOf),
  };
}

/** The whole directory as it stands on a day. */
export function directoryOn(rows: OrgRows, onDay: Day): Directory {
  const relations = rows.relations
    .filter((row) => (row.validFrom ?? onDay) <= onDay && (row.validTo === null || row.validTo > onDay))
    .map(relationOf);
  return buildDirectory({ ...rows, relations, onDay });
}

export async function loadDirectory(db: Reader, onDay: Day): Promise<Directory> {
  return directoryOn(await readOrgRows(db), onDay);
}

/** Two tiny tables: whether no roster came in and nobody stands in for another since these rows were read. */
export async function isCurrent(db: Reader, rows: Newest): Promise<boolean> {
  const { version, lent } = await newest(db);
  return version === rows.version && lent === rows.lent;
}
