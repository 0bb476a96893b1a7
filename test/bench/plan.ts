import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { type Database, openDatabase, rowsOf } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { flows } from '../../flows/index.ts';
import { addDays, asDay, type Day, instantAt } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { generateInstances } from '../../src/duties/generate.ts';
import { Registry } from '../../src/engine/registry.ts';
import type { Directory } from '../../src/org/directory.ts';
import { loadDirectory } from '../../src/org/directory-load.ts';
import { rosterFrom } from '../../src/org/first-roster.ts';
import { importRoster } from '../../src/org/roster/import.ts';
import { manyBranches } from './many-branches.ts';
import { type Bench, byTime } from './result.ts';

const from = asDay('2026-01-01');
const to = asDay('2026-12-31');
const tables = ['duty_instances', 'duty_stages', 'timers', 'duty_plans'];

/** Every instance, skipped stage and timer of a year, made day by day as the running product makes them. */
async function planYear(database: Database, directory: Directory): Promise<void> {
  const { catalogue } = new Registry(flows);
  const calendar = announcedCalendar();
  for (let day: Day = from; day <= to; day = addDays(day, 1)) {
    await database.db.transaction((tx) =>
      generateInstances(tx, { directory, catalogue, calendar, goLiveOn: from, now: instantAt(day, '00:05') }),
    );
  }
}

/** The limit: the same rows copied into the same tables, indexes and all, in one go. */
async function copyYear(database: Database): Promise<number> {
  const { pglite } = database;
  if (!pglite) throw new Error('the plan is measured on the embedded database');
  const copies: { table: string; blob: Blob }[] = [];
  for (const table of tables) {
    const { blob } = await pglite.query(`copy ${table} to '/dev/blob'`);
    if (blob) copies.push({ table, blob });
  }
  await pglite.exec(`truncate ${tables.join(', ')}`);
  const began = performance.now();
  for (const { table, blob } of copies) await pglite.query(`copy ${table} from '/dev/blob'`, [], { blob });
  return performance.now() - began;
}

async function measureTree(roster: string, grow: boolean) {
  const database = await openDatabase({});
  try {
    await migrate(database);
    const found = await rosterFrom(roster);
    if ('wrong' in found) throw new Error(found.wrong.join('\n'));
    const tree = grow ? manyBranches(found.roster) : found.roster;
    await importRoster(database.db, tree, { at: instantAt(from), by: 'bench' });
    const directory = await loadDirectory(database.db, from);
    const began = performance.now();
    await planYear(database, directory);
    const ours = performance.now() - began;
    const [row] = rowsOf<{ n: number }>(
      await database.db.execute(sql`select count(*)::int as n from duty_instances`),
    );
    return { ours, limit: await copyYear(database), instances: row?.n ?? 0, orgs: directory.orgs.length };
  } finally {
    await database.close();
  }
}

export const plan: Bench = {
  name: 'plan',
  run: async (backend) => {
    if (backend !== 'embedded') return [];
    const small = fileURLToPath(new URL('../../db/demo-roster', import.meta.url));
    const results = [];
    for (const [label, grow] of [
      ['demo roster', false],
      ['8,000 branches', true],
    ] as const) {
      const { ours, limit, instances, orgs } = await measureTree(small, grow);
      const note = `${label}: ${orgs} organisations, ${instances} instances of a year, one core; limit: COPY of the same rows`;
      results.push(byTime({ name: 'plan', backend, ours, limit, unit: 'ms', note }));
    }
    return results;
  },
};
