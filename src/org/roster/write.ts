import { type SQL, sql } from 'drizzle-orm';
import { among } from '../../../db/bulk.ts';
import type { Tx } from '../../../db/client.ts';
import { orgRelations, orgs, people, postAssignments } from '../../../db/schema/org.ts';
import type { Day } from '../../calendar/day.ts';
import type { RosterDiff } from './diff.ts';

/** Rows a statement: large enough to be fast, far below PostgreSQL's 65,535 parameters. */
const chunkSize = 1000;

async function inChunks<T>(items: readonly T[], write: (chunk: T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < items.length; at += chunkSize) await write(items.slice(at, at + chunkSize));
}

/** For an upsert: every named column takes the value of the row that could not be inserted. */
function incoming<Key extends string>(...columns: readonly Key[]): Record<Key, SQL> {
  const values = {} as Record<Key, SQL>;
  for (const column of columns) {
    const name = column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    values[column] = sql`excluded.${sql.identifier(name)}`;
  }
  return values;
}

/** Writes a diff in bulk. Nothing is deleted: what is missing ends on the day of the import. */
export async function applyDiff(tx: Tx, diff: RosterDiff, onDay: Day): Promise<void> {
  await writeOrgs(tx, diff.orgs, onDay);
  await writeRelations(tx, diff.relations, onDay);
  await writePeople(tx, diff.people, onDay);
  await writePosts(tx, diff.posts, onDay);
}

async function writeOrgs(tx: Tx, change: RosterDiff['orgs'], onDay: Day): Promise<void> {
  const rows = [
    ...change.added,
    ...change.changed,
    ...change.missing.map((row) => ({ ...row, dissolvedOn: onDay })),
  ];
  const set = incoming(
    'name',
    'level',
    'variant',
    'foundedOn',
    'dissolvedOn',
    'electedOn',
    'termYears',
    'termName',
  );
  await inChunks(rows, (chunk) =>
    tx.insert(orgs).values(chunk).onConflictDoUpdate({ target: orgs.code, set }),
  );
}

async function writeRelations(tx: Tx, change: RosterDiff['relations'], onDay: Day): Promise<void> {
  const rows = [
    ...change.added,
    ...change.changed,
    ...change.missing.map((row) => ({ ...row, validTo: onDay })),
  ];
  const target = [orgRelations.fromOrg, orgRelations.toOrg, orgRelations.kind];
  const set = incoming('validFrom', 'validTo');
  await inChunks(rows, (chunk) => tx.insert(orgRelations).values(chunk).onConflictDoUpdate({ target, set }));
}

async function writePeople(tx: Tx, change: RosterDiff['people'], onDay: Day): Promise<void> {
  // An account may pass from one person to another, and the unique index looks at every single row.
  await inChunks([...change.changed, ...change.missing], (chunk) =>
    tx
      .update(people)
      .set({ account: null })
      .where(
        among(
          people.code,
          chunk.map((row) => row.code),
        ),
      ),
  );
  const rows = [
    ...change.added,
    ...change.changed,
    ...change.missing.map((row) => ({ ...row, account: null, leftOn: onDay })),
  ];
  const set = incoming('name', 'account', 'status', 'tags', 'branchCode', 'groupName', 'joinedOn', 'leftOn');
  await inChunks(rows, (chunk) =>
    tx.insert(people).values(chunk).onConflictDoUpdate({ target: people.code, set }),
  );
}

async function writePosts(tx: Tx, change: RosterDiff['posts'], onDay: Day): Promise<void> {
  const rows = [
    ...change.added,
    ...change.changed,
    ...change.missing.map((row) => ({ ...row, toOn: row.fromOn > onDay ? row.fromOn : onDay })),
  ];
  const set = incoming('orgCode', 'post', 'groupName', 'personCode', 'fromOn', 'toOn', 'acting');
  await inChunks(rows, (chunk) =>
    tx.insert(postAssignments).values(chunk).onConflictDoUpdate({ target: postAssignments.id, set }),
  );
}
