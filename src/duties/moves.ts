import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Directory } from '../org/directory.ts';
import type { DutyInstance } from './instance.ts';
import { type LifecycleEvent, type Transition, transition } from './lifecycle.ts';
import { timetable } from './planning/timetable.ts';
import { lockInstances, readPauses } from './store.ts';

export interface Move {
  readonly instance: string;
  readonly event: LifecycleEvent;
  /** As it was locked and read in this transaction; without it, it is locked and read here. */
  readonly locked?: DutyInstance | undefined;
}

export interface Moved {
  readonly instance: DutyInstance;
  readonly event: LifecycleEvent;
  readonly transition: Transition;
}

/** What a clock does to an instance: it neither settles it nor starts another clock. */
export function isPassing({ type }: LifecycleEvent): boolean {
  return type === 'open' || type === 'lapse';
}

/**
 * Passing moves of many instances, in their order: on the morning after a deadline thousands slip together, and
 * each costs its row, not its statements.
 */
export async function passMany(
  { tx, calendar, directory }: { tx: Tx; calendar: WorkCalendar; directory: Directory },
  moves: readonly Move[],
): Promise<readonly Moved[]> {
  if (moves.length === 0) return [];
  const standing = new Map(moves.flatMap(({ locked }) => (locked ? [[locked.key, locked] as const] : [])));
  const unread = moves.flatMap(({ instance: key }) => (standing.has(key) ? [] : [key]));
  for (const instance of await lockInstances(tx, [...new Set(unread)])) standing.set(instance.key, instance);
  const days = timetable({ directory, calendar }, await readPauses(tx));
  const moved: Moved[] = [];
  for (const { instance: key, event } of moves) {
    const before = standing.get(key);
    const step = before && transition(before, event, days.slipsOf(before.orgCode));
    if (!before || !step) continue;
    const instance = { ...before, ...step.changes };
    standing.set(key, instance);
    moved.push({ instance, event, transition: step });
  }
  const changed = [...new Set(moved.map(({ instance }) => instance.key))].flatMap((key) => {
    const { state, level, overdueKind, version } = standing.get(key) ?? {};
    return { key, state, level, overdueKind, version };
  });
  if (changed.length > 0) {
    await tx.execute(sql`
      update duty_instances set
        state = v.state, level = v.level, overdue_kind = v."overdueKind", version = v.version
      from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
        as v(key text, state text, level int, "overdueKind" text, version int)
      where duty_instances.key = v.key`);
  }
  return moved;
}
