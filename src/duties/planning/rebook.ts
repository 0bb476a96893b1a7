import { and, eq, gt, notInArray, type SQL } from 'drizzle-orm';
import { among } from '../../../db/bulk.ts';
import { dutyInstances, timers } from '../../../db/schema/index.ts';
import { bookTimers } from '../../../db/timers.ts';
import type { Directory } from '../../org/directory.ts';
import { type DutyInstance, stillStates } from '../instance.ts';
import { handledStages, type MoveContext, readPauses, stageTimer, toInstance } from '../store.ts';
import { type Timetable, timerFor, timetable } from './timetable.ts';

/** The organisation and everything whose pauses it sets: all below it on the line of superiors. */
export function orgsUnder(directory: Directory, org: string): readonly string[] {
  return directory.orgs
    .filter(({ code }) => code === org || directory.superiorsOf(code).some((upper) => upper.code === org))
    .map(({ code }) => code);
}

/**
 * Sets the timers of everything still running in an organisation and below it anew, after its pauses changed: the
 * clocks of slips stand on paused days (duties.md b.3 rule 5). Answers how many instances were looked at.
 */
export function rebookUnder(context: MoveContext, org: string): Promise<number> {
  return rebook(context, among(dutyInstances.orgCode, [...orgsUnder(context.directory, org)]));
}

const batch = 2000;

/** The same for all running instances, or for those a condition chooses: after days moved. Only timers that moved are written. */
export async function rebook(context: MoveContext, chosen?: SQL): Promise<number> {
  const { tx } = context;
  const days = timetable(context, await readPauses(tx));
  let count = 0;
  for (let after = ''; ; ) {
    const rows = await tx
      .select()
      .from(dutyInstances)
      .where(and(gt(dutyInstances.key, after), notInArray(dutyInstances.state, [...stillStates]), chosen))
      .orderBy(dutyInstances.key)
      .limit(batch);
    await rebookEach(context, days, rows.map(toInstance));
    count += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < batch) return count;
    after = last.key;
  }
}

async function rebookEach(
  { tx, now }: MoveContext,
  { stagesOf }: Timetable,
  instances: readonly DutyInstance[],
): Promise<void> {
  if (instances.length === 0) return;
  const keys = instances.map(({ key }) => key);
  const handled = await handledStages(tx, keys);
  const set = await tx
    .select({ subject: timers.subject, dueAt: timers.dueAt })
    .from(timers)
    .where(and(eq(timers.kind, stageTimer), among(timers.subject, keys)));
  const before = new Map(set.map(({ subject, dueAt }) => [subject, dueAt.getTime()]));
  const wanted = instances.flatMap((instance) => {
    return timerFor(instance, stagesOf(instance), handled.get(instance.key) ?? new Set(), now) ?? [];
  });
  await bookTimers(
    tx,
    wanted.filter(({ subject, dueAt }) => before.get(subject) !== dueAt.getTime()),
  );
}
