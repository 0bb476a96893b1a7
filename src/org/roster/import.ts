import { desc, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../../db/client.ts';
import { orgRelations, orgs, people, postAssignments, rosterImports } from '../../../db/schema/org.ts';
import { bookTimers } from '../../../db/timers.ts';
import { dayOf } from '../../calendar/day.ts';
import { type Refusal, refuse } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { type MissingCounts, rosterText } from '../../text/roster.ts';
import { postTurnsTimer } from '../posts.ts';
import type { Roster } from '../types.ts';
import { type ResolveAccounts, resolveAccounts } from './accounts.ts';
import { diffRoster, type RosterDiff } from './diff.ts';
import { applyDiff } from './write.ts';

export interface ImportOptions {
  readonly at: Date;
  readonly by: string;
  /** Ends what the database has and the roster has not; without it such a roster is refused. */
  readonly confirmMissing?: boolean | undefined;
  readonly resolve?: ResolveAccounts | undefined;
}

export interface RosterCounts {
  readonly orgs: number;
  readonly branches: number;
  readonly people: number;
  readonly posts: number;
}

export interface ImportDone {
  readonly batch: string;
  /** Nothing differed, nothing was written: `batch` is the one the database already stood at. */
  readonly unchanged: boolean;
  readonly counts: RosterCounts;
  readonly diff: RosterDiff;
  readonly unresolved: readonly string[];
}

export interface ImportRefused extends Refusal {
  readonly missing: MissingCounts;
  readonly diff: RosterDiff;
}

export type ImportOutcome = ImportDone | ImportRefused;

/** Makes the database say what the roster says, in one transaction: all of it or nothing. */
export async function importRoster(db: Db, stated: Roster, options: ImportOptions): Promise<ImportOutcome> {
  const { roster, unresolved } = options.resolve
    ? await resolveAccounts(stated, options.resolve)
    : { roster: stated, unresolved: [] };
  const counts = countsOf(roster);
  return await db.transaction(async (tx): Promise<ImportOutcome> => {
    // Two imports at once would each work from what the other is about to change.
    await tx.execute(sql`lock table ${rosterImports} in share row exclusive mode`);
    const onDay = dayOf(options.at);
    const diff = diffRoster(await storedRows(tx), roster, onDay);
    const missing = missingOf(diff);
    if (missing.orgs + missing.people + missing.posts > 0 && !options.confirmMissing) {
      return { ...refuse('roster_missing', rosterText.missing(missing)), missing, diff };
    }
    const newest = await newestImport(tx);
    if (newest && isEmpty(diff)) return { batch: newest.id, unchanged: true, counts, diff, unresolved };
    await applyDiff(tx, diff, onDay);
    // The newest import is the version of the directory, so no two may share a moment.
    const at = new Date(Math.max(options.at.getTime(), newest ? newest.at.getTime() + 1 : 0));
    const batch = newId(at);
    await tx.insert(rosterImports).values({ id: batch, at, importedBy: options.by, counts });
    await bookTimers(tx, [{ kind: postTurnsTimer, subject: 'import', dueAt: options.at }]);
    return { batch, unchanged: false, counts, diff, unresolved };
  });
}

async function newestImport(tx: Tx): Promise<{ readonly id: string; readonly at: Date } | undefined> {
  const columns = { id: rosterImports.id, at: rosterImports.at };
  const [newest] = await tx.select(columns).from(rosterImports).orderBy(desc(rosterImports.at)).limit(1);
  return newest;
}

async function storedRows(tx: Tx) {
  return {
    orgs: await tx.select().from(orgs),
    people: await tx.select().from(people),
    posts: await tx.select().from(postAssignments),
    relations: await tx.select().from(orgRelations),
  };
}

function missingOf(diff: RosterDiff): MissingCounts {
  return {
    orgs: diff.orgs.missing.length,
    people: diff.people.missing.length,
    posts: diff.posts.missing.length,
  };
}

function isEmpty(diff: RosterDiff): boolean {
  return Object.values(diff).every(
    (change) => change.added.length + change.changed.length + change.missing.length === 0,
  );
}

function countsOf(roster: Roster): RosterCounts {
  return {
    orgs: roster.orgs.length,
    branches: roster.orgs.filter((org) => org.level === 'branch').length,
    people: roster.people.length,
    posts: roster.posts.length,
  };
}
