import { sql } from 'drizzle-orm';
import { type Database, openDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { flows } from '../../flows/index.ts';
import { type Day, instantAt } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { SimulatedClock } from '../../src/core/clock.ts';
import { createLogger } from '../../src/core/logger.ts';
import { Engine } from '../../src/engine/engine.ts';
import { Registry } from '../../src/engine/registry.ts';
import type { Directory } from '../../src/org/directory.ts';
import { importRoster } from '../../src/org/roster/import.ts';
import type { Roster } from '../../src/org/types.ts';
import { directoryOf, provinceRosterPath, rosterAt } from '../org/roster-fixture.ts';

export interface Scene {
  readonly database: Database;
  readonly directory: Directory;
  readonly engine: Engine;
  readonly clock: SimulatedClock;
  readonly registry: Registry;
}

/** The province on an embedded database, at a moment of a day, with nothing owed yet. */
export async function provinceAt(
  day: Day,
  time: string,
  change: (roster: Roster) => Roster = (roster) => roster,
): Promise<Scene> {
  const database = await openDatabase({});
  await migrate(database);
  const roster = change(await rosterAt(provinceRosterPath));
  const clock = new SimulatedClock(instantAt(day, time), 0);
  await importRoster(database.db, roster, { at: clock.now(), by: 'bench' });
  await database.db.execute(sql`delete from timers`);
  const directory = directoryOf(roster, day);
  const registry = new Registry(flows);
  const engine = new Engine({
    db: database.db,
    clock,
    calendar: announcedCalendar(),
    registry,
    log: createLogger('warn'),
    directory: async () => directory,
    committed: () => undefined,
  });
  return { database, directory, engine, clock, registry };
}

const columns = sql.raw(
  'key, number, org_code, duty, period, state, held_by, record_by, reminder, escalation, rules, opens_on, level, overdue_kind, round, version, created_at',
);
const rules = sql`'{"level":"branch","post":["branch_secretary"]}'::jsonb`;

/** Branches by number, for statements that make many items. */
async function numberBranches({ database, directory }: Scene): Promise<number> {
  const branches = directory.orgs.filter(({ level }) => level === 'branch').map(({ code }) => code);
  await database.db.execute(
    sql`create table if not exists public.bench_branches (n int primary key, org text)`,
  );
  await database.db.execute(sql`
    insert into public.bench_branches
    select at - 1, org from jsonb_array_elements_text(${JSON.stringify(branches)}::jsonb) with ordinality as one(org, at)
    on conflict do nothing`);
  return branches.length;
}

/** Items of other days: open, each with its timer, none of them due. */
export async function openItems(scene: Scene, from: number, to: number): Promise<void> {
  const { db } = scene.database;
  const branches = await numberBranches(scene);
  const numbers = sql`generate_series(${from}::int, ${to - 1}::int) item
    join public.bench_branches as place on place.n = item % ${branches}::int`;
  await db.execute(sql`
    insert into duty_instances (${columns})
    select org || '/open/' || item, 'OPEN-' || item, org, 'branch_committee_meeting', 'ev:' || item, 'open',
      '2026-09-30', '2026-10-12', 'R_MONTH', 'E_MONTH', ${rules}, '2026-02-01', -1, null, 0, 0, now()
    from ${numbers}`);
  await db.execute(sql`
    insert into timers (kind, subject, due_at, version)
    select 'duty.stage', org || '/open/' || item,
      timestamptz '2026-09-01 06:00+08' + (item % 20) * interval '1 day', 0
    from ${numbers}`);
  await db.execute(sql`analyze`);
}

/** Items that slipped on 28 February, of the first branches in turn: told of L0 and L1, their next level is due now. */
export async function lateItems(scene: Scene, count: number): Promise<void> {
  const { db } = scene.database;
  const now = scene.clock.now().toISOString();
  const branches = await numberBranches(scene);
  await db.execute(sql`
    insert into duty_instances (${columns})
    select org || '/branch_theme_day/' || month, 'LATE-' || item, org, 'branch_theme_day', month, 'overdue',
      '2026-02-28', '2026-03-04', 'R_MONTH', 'E_MONTH', ${rules}, '2026-02-01', 1, 'not_held', 0, 0, now()
    from generate_series(0, ${count - 1}::int) item
      join public.bench_branches as place on place.n = item % ${branches}::int,
      lateral (select to_char(date '2026-02-01' - (item / ${branches}::int) * interval '1 month', 'YYYY-MM') as month)
        as period`);
  for (const stage of ['open', '5wd', '2wd', 'L0', 'L1']) {
    await db.execute(sql`
      insert into duty_stages (instance_key, stage, on_day, outcome, at)
      select key, ${stage}, '2026-02-27', 'told', now() from duty_instances where number like 'LATE-%'`);
  }
  await db.execute(sql`
    insert into timers (kind, subject, due_at, version)
    select 'duty.stage', key, ${now}::timestamptz, 0 from duty_instances where number like 'LATE-%'`);
  await db.execute(sql`analyze`);
}

/** Half a year of eight monthly items of every branch, most done, some late: what the leaders' week counts. */
export async function yearOfItems(scene: Scene): Promise<void> {
  const { db } = scene.database;
  await numberBranches(scene);
  const duties = [
    'branch_theme_day',
    ...Array.from({ length: 7 }, (_, at) => `branch_committee_meeting_${at}`),
  ];
  await db.execute(sql`
    insert into duty_instances (${columns}, recorded_at, held_on, days_late)
    select org || '/' || duty || '/' || month, org || '-' || which || '-' || month, org,
      case when duty like 'branch_committee%' then 'branch_committee_meeting' else duty end, month,
      case when is_late then 'overdue' when (n + which) % 7 = 0 then 'done_late' else 'done' end,
      due, due + 3, 'R_MONTH', 'E_MONTH', ${rules}, due - 27, case when is_late then 3 else -1 end,
      case when is_late then 'not_held' end, 0, 0, now(),
      case when not is_late then (due - 3)::timestamptz end, case when not is_late then due - 3 end,
      case when not is_late and (n + which) % 7 = 0 then 2 end
    from public.bench_branches,
      jsonb_array_elements_text(${JSON.stringify(duties)}::jsonb) with ordinality as one(duty, which),
      lateral (select (date '2025-10-01' + at * interval '1 month' + interval '1 month' - interval '1 day')::date as due
        from generate_series(0, 4) at) as days,
      lateral (select to_char(due, 'YYYY-MM') as month,
        due = date '2026-02-28' and (which = 1 or (n + which) % 5 = 0) as is_late) as period`);
  await db.execute(sql`analyze`);
}
