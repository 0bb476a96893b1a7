import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/client.ts';
import { orgRelations, orgs, people, postAssignments, rosterImports } from '../../db/schema/org.ts';
import { asDay, dayOf } from '../../src/calendar/day.ts';
import { isRefusal } from '../../src/core/errors.ts';
import { buildDirectory } from '../../src/org/directory.ts';
import { directoryOn, isCurrent, loadDirectory, readOrgRows } from '../../src/org/directory-load.ts';
import { checkRoster } from '../../src/org/roster/check.ts';
import { type ImportDone, type ImportOptions, importRoster } from '../../src/org/roster/import.ts';
import { relationsOf } from '../../src/org/roster/relations.ts';
import type { Roster } from '../../src/org/types.ts';
import { type TestDatabase, testDatabase } from '../harness/db.ts';
import { soundSheets } from './roster-arbitrary.ts';
import { provinceRosterPath, rosterAt, smallRosterPath } from './roster-fixture.ts';

const options: ImportOptions = { at: new Date('2026-02-02T09:05:00+08:00'), by: 'test' };
const later: ImportOptions = { at: new Date('2026-03-02T09:05:00+08:00'), by: 'test' };
const day = asDay('2026-02-02');

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await testDatabase();
  database = test.database;
});
afterEach(async () => {
  for (const table of [orgs, orgRelations, people, postAssignments, rosterImports]) {
    await database.db.delete(table);
  }
});
afterAll(() => test.close());

async function imported(roster: Roster, how: ImportOptions = options): Promise<ImportDone> {
  const outcome = await importRoster(database.db, roster, how);
  if (isRefusal(outcome)) throw new Error(outcome.sentence);
  return outcome;
}

async function everything() {
  const { db } = database;
  return {
    orgs: await db.select().from(orgs).orderBy(orgs.code),
    relations: await db
      .select()
      .from(orgRelations)
      .orderBy(orgRelations.fromOrg, orgRelations.toOrg, orgRelations.kind),
    people: await db.select().from(people).orderBy(people.code),
    posts: await db.select().from(postAssignments).orderBy(postAssignments.id),
    imports: await db.select().from(rosterImports).orderBy(rosterImports.at),
  };
}

describe('importing a roster', () => {
  it('writes the demo roster and reads it back the same', async () => {
    const roster = await rosterAt(smallRosterPath);
    const done = await imported(roster);
    expect(done.counts).toEqual({ orgs: 13, branches: 10, people: 139, posts: 70 });
    expect(done.diff.people.added).toHaveLength(139);

    const loaded = await loadDirectory(database.db, day);
    const built = buildDirectory({
      version: done.batch,
      onDay: day,
      orgs: roster.orgs,
      relations: relationsOf(roster.orgs),
      people: roster.people,
      posts: roster.posts,
    });
    expect(loaded.version).toBe(done.batch);
    for (const org of built.orgs) {
      const { parent: _parent, leadership: _leadership, ...stored } = { parent: 0, leadership: 0, ...org };
      expect(loaded.org(org.code)).toEqual({ dissolvedOn: undefined, ...stored });
      expect(loaded.superiorOf(org.code)?.code).toBe(built.superiorOf(org.code)?.code);
      expect(loaded.leadershipOf(org.code)?.code).toBe(built.leadershipOf(org.code)?.code);
      expect(loaded.membersOf(org.code).map((p) => p.code)).toEqual(
        built.membersOf(org.code).map((p) => p.code),
      );
    }
    expect(loaded.postsOf('P000025', day)).toEqual(built.postsOf('P000025', day));
  });

  it('imports a whole province in bulk', async () => {
    const start = performance.now();
    const roster = await rosterAt(provinceRosterPath);
    const read = performance.now();
    const done = await imported(roster);
    const written = performance.now();
    const directory = await loadDirectory(database.db, day);
    const loaded = performance.now();
    process.stdout.write(
      `province: read+check ${Math.round(read - start)} ms, import ${Math.round(written - read)} ms, ` +
        `load ${Math.round(loaded - written)} ms (${database.driver})\n`,
    );
    expect(done.counts).toEqual({ orgs: 876, branches: 758, people: 16_355, posts: 5299 });
    expect(directory.branchesUnder('GW')).toHaveLength(758);
    const members = directory.branchesUnder('GW').flatMap((branch) => directory.membersOf(branch.code));
    expect(members).toHaveLength(16_355);
    const again = performance.now();
    expect((await imported(roster, later)).unchanged).toBe(true);
    process.stdout.write(`province: unchanged re-import ${Math.round(performance.now() - again)} ms\n`);
  });

  it('changes nothing when the same roster comes again', async () => {
    const roster = await rosterAt(smallRosterPath);
    const first = await imported(roster);
    const before = await everything();
    const second = await imported(roster, later);
    expect(second).toMatchObject({ unchanged: true, batch: first.batch });
    expect(await everything()).toEqual(before);
  });

  it('is all or nothing: a row the database refuses leaves every table as it was', async () => {
    const roster = await rosterAt(smallRosterPath);
    await imported(roster);
    const before = await everything();
    const broken: Roster = {
      ...roster,
      orgs: roster.orgs.map((org) => ({ ...org, name: `${org.name}A` })),
      people: roster.people.map((person, at) => (at > 100 ? { ...person, account: 'ou_same' } : person)),
    };
    await expect(importRoster(database.db, broken, later)).rejects.toThrow();
    expect(await everything()).toEqual(before);
  });

  it('asks before it ends what a roster no longer lists', async () => {
    const roster = await rosterAt(smallRosterPath);
    await imported(roster);
    const before = await everything();
    const smaller: Roster = {
      orgs: roster.orgs.filter((org) => org.code !== 'D01B09'),
      people: roster.people.filter((person) => person.branch !== 'D01B09'),
      posts: roster.posts.filter((post) => post.org !== 'D01B09'),
    };
    const gone = roster.people.length - smaller.people.length;
    const refused = await importRoster(database.db, smaller, later);
    expect(refused).toMatchObject({
      refused: true,
      code: 'roster_missing',
      missing: { orgs: 1, people: gone, posts: 2 },
    });
    expect(await everything()).toEqual(before);

    const old = await readOrgRows(database.db);
    await imported(smaller, { ...later, confirmMissing: true });
    expect(await isCurrent(database.db, old)).toBe(false);
    const read = await readOrgRows(database.db);
    const now = directoryOn(read, asDay('2026-03-02'));
    expect(await isCurrent(database.db, read)).toBe(true);
    expect(now.org('D01B09')?.dissolvedOn).toBe('2026-03-02');
    expect(now.orgs.map((org) => org.code)).not.toContain('D01B09');
    expect(now.membersOf('D01B09')).toEqual([]);
    expect(now.person('P000126')).toMatchObject({ leftOn: '2026-03-02', account: undefined });
    expect(now.holders('D01B09', 'branch_secretary', asDay('2026-03-02'))).toEqual([]);
    expect(now.holders('D01B09', 'branch_secretary', asDay('2026-02-27'))).toHaveLength(1);
    expect(now.branchesUnder('GW')).toHaveLength(9);

    expect((await imported(smaller, { ...later, at: new Date('2026-03-03T01:00:00Z') })).unchanged).toBe(
      true,
    );
    await imported(roster, { ...later, at: new Date('2026-03-04T01:00:00Z') });
    const back = await loadDirectory(database.db, asDay('2026-03-04'));
    expect(back.branchesUnder('GW')).toHaveLength(10);
    expect(back.membersOf('D01B09')).toHaveLength(gone);
    expect(back.superiorOf('D01B09')?.code).toBe('D01W');
    expect(back.holders('D01B09', 'branch_secretary', asDay('2026-03-04'))).toHaveLength(1);
  });

  it('lets two people exchange accounts, and mends a first day without ending the post', async () => {
    const roster = await rosterAt(smallRosterPath);
    await imported(roster);
    const [a, b] = roster.people;
    const changed: Roster = {
      ...roster,
      people: roster.people.map((person) => {
        if (person === a) return { ...person, account: b?.account };
        return person === b ? { ...person, account: a?.account } : person;
      }),
      posts: roster.posts.map((post, at) => (at === 0 ? { ...post, from: asDay('2025-02-20') } : post)),
    };
    const done = await imported(changed, later);
    expect(done.diff.people.changed.map((row) => row.code)).toEqual(['P000001', 'P000002']);
    expect(done.diff.posts).toMatchObject({ added: [], missing: [] });
    expect(done.diff.posts.changed).toHaveLength(1);
    const directory = await loadDirectory(database.db, day);
    expect(directory.personByAccount(a?.account ?? '')?.code).toBe('P000002');
    expect(directory.postsOf('P000001', day).map((post) => post.from)).toEqual(['2025-02-20']);
  });

  it('moves a branch under another superior as a dated change of its relation', async () => {
    const roster = await rosterAt(smallRosterPath);
    await imported(roster);
    const moved: Roster = {
      ...roster,
      orgs: roster.orgs.map((org) =>
        org.code === 'D01B02' ? { ...org, parent: 'GW', leadership: undefined } : org,
      ),
    };
    await imported(moved, later);
    expect((await loadDirectory(database.db, day)).superiorOf('D01B02')?.code).toBe('D01W');
    expect((await loadDirectory(database.db, asDay('2026-03-02'))).superiorOf('D01B02')?.code).toBe('GW');
  });

  it('gives batches that share a moment an order', async () => {
    const roster = await rosterAt(smallRosterPath);
    await imported(roster);
    const [first, ...rest] = roster.people;
    if (!first) throw new Error('the demo roster is empty');
    const second = await imported({ ...roster, people: [{ ...first, name: '罗启明' }, ...rest] });
    expect((await loadDirectory(database.db, day)).version).toBe(second.batch);
  });

  it('takes any sound roster, and any other sound roster after it', async () => {
    const rosters = fc.sample(soundSheets, { numRuns: 6, seed: 20260202 }).map((sheets) => {
      const checked = checkRoster(sheets);
      if ('problems' in checked) throw new Error(checked.problems.map((p) => p.sentence).join());
      return checked.roster;
    });
    for (const [at, roster] of rosters.entries()) {
      const when = new Date(later.at.getTime() + at * 86_400_000);
      await imported(roster, { ...later, at: when, confirmMissing: true });
      const directory = await loadDirectory(database.db, dayOf(when));
      expect(directory.orgs.map((org) => org.code)).toEqual(roster.orgs.map((org) => org.code).sort());
      const members = directory.orgs.flatMap((org) => directory.membersOf(org.code));
      expect(members.map((person) => person.code).sort()).toEqual(
        roster.people.map((person) => person.code).sort(),
      );
      const held = roster.people.flatMap((person) => directory.postsOf(person.code, dayOf(when)));
      expect(held).toHaveLength(roster.posts.length);
      expect(directory.branchesUnder('GW')).toHaveLength(
        roster.orgs.filter((org) => org.level === 'branch').length,
      );
    }
  });

  it('resolves other kinds of account and lists those that lead nowhere', async () => {
    const roster = await rosterAt(smallRosterPath);
    const kinds: Roster = {
      ...roster,
      people: roster.people.map((person, at) => ({
        ...person,
        account: ['13800000001', 'a@example.org', 'b@example.org'][at] ?? person.account,
      })),
    };
    const done = await imported(kinds, {
      ...options,
      resolve: async (accounts) => {
        expect(accounts).toEqual(['13800000001', 'a@example.org', 'b@example.org']);
        return new Map([
          ['13800000001', 'ou_one'],
          ['a@example.org', 'ou_one'],
        ]);
      },
    });
    expect(done.unresolved).toEqual(['P000002', 'P000003']);
    const directory = await loadDirectory(database.db, day);
    expect(directory.personByAccount('ou_one')?.code).toBe('P000001');
    expect(directory.person('P000002')?.account).toBeUndefined();
  });
});
