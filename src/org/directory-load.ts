import { desc } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { orgRelations, orgs, people, postAssignments, rosterImports } from '../../db/schema/org.ts';
import type { Day } from '../calendar/day.ts';
import { buildDirectory, type Directory } from './directory.ts';
import { orgOf, personOf, postOf, type RelationRow, relationOf } from './rows.ts';
import type { Org, Person, PostAssignment } from './types.ts';

/** Before the first import. */
const noVersion = '';

async function newestVersion(db: Reader): Promise<string> {
  const newest = db.select({ id: rosterImports.id }).from(rosterImports);
  const [row] = await newest.orderBy(desc(rosterImports.at)).limit(1);
  return row?.id ?? noVersion;
}

/** All rows a directory is made of, which change with an import only. */
export interface OrgRows {
  readonly version: string;
  readonly orgs: readonly Org[];
  readonly relations: readonly RelationRow[];
  readonly people: readonly Person[];
  readonly posts: readonly PostAssignment[];
}

/** The version is read first: a race only makes it look old. */
export async function readOrgRows(db: Reader): Promise<OrgRows> {
  const version = await newestVersion(db);
  return {
    version,
    orgs: (await db.select().from(orgs)).map(orgOf),
    relations: await db.select().from(orgRelations),
    people: (await db.select().from(people)).map(personOf),
    posts: (await db.select().from(postAssignments)).map(postOf),
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

/** One row of a tiny table: whether no roster came in since these rows were read. */
export async function isCurrent(db: Reader, rows: { readonly version: string }): Promise<boolean> {
  return (await newestVersion(db)) === rows.version;
}
