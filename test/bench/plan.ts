import { sql } from 'drizzle-orm';
import { type Database, openDatabase, rowsOf } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { flows } from '../../flows/index.ts';
import { addDays, asDay, type Day, instantAt } from '../../src/calendar/day.ts';
import { announcedCalendar, calendarWith } from '../../src/calendar/tables.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import type { Catalogue } from '../../src/duties/catalogue/catalogue.ts';
import { type Generated, generateInstances } from '../../src/duties/planning/generate.ts';
import { Registry } from '../../src/engine/registry.ts';
import type { Directory } from '../../src/org/directory.ts';
import type { Roster } from '../../src/org/types.ts';
import { directoryOf, provinceRosterPath, rosterAt, smallRosterPath } from '../org/roster-fixture.ts';
import { manyBranches } from './many-branches.ts';
import { type Bench, byTime } from './result.ts';

const from = asDay('2026-01-01');
const to = asDay('2026-12-31');
const tables = ['duty_instances', 'duty_stages', 'timers', 'duty_plans'];

interface Scene {
  readonly database: Database;
  readonly directory: Directory;
  readonly catalogue: Catalogue;
}

function planDay(
  { database, directory, catalogue }: Scene,
  day: Day,
  calendar: WorkCalendar,
): Promise<Generated> {
  const now = instantAt(day, '00:05');
  return database.db.transaction((tx) =>
    generateInstances(tx, { directory, catalogue, calendar, goLiveOn: from, now }),
  );
}

/** Every instance, skipped stage and timer of a year, made day by day as the running product makes them. */
async function planYear(scene: Scene): Promise<void> {
  for (let day: Day = from; day <= to; day = addDays(day, 1)) {
    await planDay(scene, day, announcedCalendar());
  }
}

/** The year after is announced: the days off at its beginning move what is due in it, and nothing else. */
async function replan(scene: Scene): Promise<string> {
  const holidays = [{ name: '元旦', from: asDay('2027-01-28'), to: asDay('2027-01-31') }];
  const table = { year: 2027, status: 'announced', source: '测试', holidays, makeUpDays: [] } as const;
  const began = performance.now();
  const { moved } = await planDay(scene, to, calendarWith([table]));
  return `${moved.length} moved with a new calendar in ${Math.round(performance.now() - began)} ms`;
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

async function measure(roster: Roster) {
  const database = await openDatabase({});
  try {
    await migrate(database);
    const directory = directoryOf(roster, from);
    const scene = { database, directory, catalogue: new Registry(flows).catalogue };
    const began = performance.now();
    await planYear(scene);
    const ours = performance.now() - began;
    const [row] = rowsOf<{ n: number }>(
      await database.db.execute(sql`select count(*)::int as n from duty_instances`),
    );
    const replanned = await replan(scene);
    const limit = await copyYear(database);
    const size = `${directory.orgs.length} organisations, ${row?.n ?? 0} instances of a year`;
    return { ours, limit, note: `${size}, one core; limit: COPY of the same rows; ${replanned}` };
  } finally {
    await database.close();
  }
}

export const plan: Bench = {
  name: 'plan',
  run: async (backend) => {
    if (backend !== 'embedded') return [];
    const province = await rosterAt(provinceRosterPath);
    const tree = manyBranches(await rosterAt(smallRosterPath));
    const results = [];
    for (const roster of [province, tree]) {
      results.push(byTime({ name: 'plan', backend, unit: 'ms', ...(await measure(roster)) }));
    }
    return results;
  },
};
