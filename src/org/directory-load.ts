import { desc } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { orgRelations, orgs, people, postAssignments, rosterImports } from '../../db/schema/org.ts';
import type { Day } from '../calendar/day.ts';
import { buildDirectory, type Directory } from './directory.ts';
import { orgOf, personOf, postOf, relationOf } from './rows.ts';

/** Before the first import. */
const noVersion = '';

async function newestVersion(db: Reader): Promise<string> {
  const newest = db.select({ id: rosterImports.id }).from(rosterImports);
  const [row] = await newest.orderBy(desc(rosterImports.at)).limit(1);
  return row?.id ?? noVersion;
}

/** The whole directory as it stands on a day. The version is read first: a race only makes it look old. */
export async function loadDirectory(db: Reader, onDay: Day): Promise<Directory> {
  const version = await newestVersion(db);
  const relationRows = await db.select().from(orgRelations);
  return buildDirectory({
    version,
    onDay,
    orgs: (await db.select().from(orgs)).map(orgOf),
    relations: relationRows
      .filter((row) => (row.validFrom ?? onDay) <= onDay && (row.validTo === null || row.validTo > onDay))
      .map(relationOf),
    people: (await db.select().from(people)).map(personOf),
    posts: (await db.select().from(postAssignments)).map(postOf),
  });
}

/** One row of a tiny table: whether no roster came in since this directory was loaded. */
export async function isCurrent(db: Reader, directory: Directory): Promise<boolean> {
  return (await newestVersion(db)) === directory.version;
}
