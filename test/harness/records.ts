import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../../db/client.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import { isRefusal } from '../../src/core/errors.ts';
import { type DutyInstance, instanceKey } from '../../src/duties/instance.ts';
import { toInstance } from '../../src/duties/store.ts';
import { checkRoster } from '../../src/org/roster/check.ts';
import { importRoster } from '../../src/org/roster/import.ts';
import { readRoster } from '../../src/org/roster/read.ts';
import { StoryFailure } from './reader.ts';

/** What a story looks up in the database: never to act, only to see that nothing or the right thing happened. */

export const demoRoster = fileURLToPath(new URL('../../db/demo-roster', import.meta.url));

export async function instanceOf(db: Db, org: string, period: string): Promise<DutyInstance> {
  const key = instanceKey(org, 'branch_theme_day', period as DutyInstance['period']);
  const row = (await db.select().from(dutyInstances)).find((one) => one.key === key);
  if (!row) throw new StoryFailure(`没有 ${key} 这项任务`);
  return toInstance(row);
}

/** Everything duties, people and the audit trail are; not the ledger, not the clockwork. */
const stateTables = [
  'duty_instances',
  'duty_stages',
  'duty_requests',
  'pauses',
  'activities',
  'activity_instances',
  'attendances',
  'audit_events',
  'chats',
  'people',
  'post_assignments',
  'settings',
  'problems',
  'list_clauses',
  'personal_lists',
];

/** When somebody looked last is no state of anything. */
const clockwork = /"key": "\w+_looked_at"/;

type State = Readonly<Record<string, readonly string[]>>;

/** A line for each row that came or went. */
export function changesBetween(before: State, after: State): readonly string[] {
  return stateTables.flatMap((table) => {
    const [old, now] = [new Set(before[table]), new Set(after[table])];
    return [
      ...[...old].filter((row) => !now.has(row)).map((row) => `  ${table} − ${row}`),
      ...[...now].filter((row) => !old.has(row)).map((row) => `  ${table} + ${row}`),
    ];
  });
}

export async function stateOf(db: Db): Promise<State> {
  const state: Record<string, readonly string[]> = {};
  for (const table of stateTables) {
    const found = await db.execute(
      sql.raw(`select to_jsonb(t)::text as row from public.${table} t order by 1`),
    );
    state[table] = rowsOf<{ row: string }>(found).flatMap(({ row }) =>
      table === 'settings' && clockwork.test(row) ? [] : [row],
    );
  }
  return state;
}

export interface RosterChange {
  readonly name: string;
  /** The new branch, or `left` for somebody who is on the roster no more. */
  readonly to: string | 'left';
}

/**
 * The roster comes in again with one person's branch changed, as an administrator would import it; who left holds no
 * post any more.
 */
export async function reimport(db: Db, change: RosterChange, at: Date): Promise<void> {
  const read = await readRoster(demoRoster);
  if (!('sheets' in read)) throw new StoryFailure('名册读不出来');
  const { people, posts } = read.sheets;
  const [header = [], ...rows] = people.grid;
  const nameAt = header.indexOf('姓名');
  const branchAt = header.indexOf('所在支部编码');
  const grid = rows.flatMap((row) => {
    if (row[nameAt] !== change.name) return [row];
    return change.to === 'left' ? [] : [row.map((cell, at) => (at === branchAt ? change.to : cell))];
  });
  const codeAt = header.indexOf('人员编码');
  const kept = new Set(grid.map((row) => row[codeAt]));
  const [postHeader = [], ...held] = posts.grid;
  const holderAt = postHeader.indexOf('人员编码');
  const checked = checkRoster({
    ...read.sheets,
    people: { ...people, grid: [header, ...grid] },
    posts: { ...posts, grid: [postHeader, ...held.filter((row) => kept.has(row[holderAt]))] },
  });
  if (!('roster' in checked)) {
    throw new StoryFailure(checked.problems.map((problem) => problem.sentence).join('\n'));
  }
  const outcome = await importRoster(db, checked.roster, { at, by: 'story', confirmMissing: true });
  if (isRefusal(outcome)) throw new StoryFailure(outcome.sentence);
}
