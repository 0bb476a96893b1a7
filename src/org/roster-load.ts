import type { Reader } from '../../db/client.ts';
import { delegations } from '../../db/schema/delegations.ts';
import { orgRelations, orgs, people, postAssignments } from '../../db/schema/org.ts';
import { orgOf, personOf, postOf, standInOf } from './rows.ts';
import type { Roster } from './types.ts';

/** The roster as files would state it, read back from the database: two parents, all posts with their days. */
export async function loadRoster(db: Reader): Promise<Roster> {
  const parents = new Map<string, string>();
  const managers = new Map<string, string>();
  for (const { fromOrg, toOrg, kind, validTo } of await db.select().from(orgRelations)) {
    if (validTo !== null) continue;
    if (kind === 'superior') parents.set(fromOrg, toOrg);
    // Guidance and management run downwards: the lower end names the upper one as its parent.
    if (kind === 'guides') parents.set(toOrg, fromOrg);
    if (kind === 'manages') managers.set(toOrg, fromOrg);
  }
  const found = (await db.select().from(orgs)).map(orgOf);
  return {
    orgs: found.map((org) => ({ ...org, parent: parents.get(org.code), leadership: managers.get(org.code) })),
    people: (await db.select().from(people)).map(personOf),
    posts: (await db.select().from(postAssignments)).map(postOf),
    standIns: (await db.select().from(delegations)).map(standInOf),
  };
}
