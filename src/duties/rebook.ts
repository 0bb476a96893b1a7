import { and, inArray, notInArray } from 'drizzle-orm';
import { dutyInstances } from '../../db/schema/index.ts';
import { bookTimers } from '../../db/timers.ts';
import { dayOf } from '../calendar/day.ts';
import type { Directory } from '../org/directory.ts';
import { ladderOf } from './ladder.ts';
import { pausedCalendar, pausesOf } from './pauses.ts';
import { dueStages, stageDays } from './stages.ts';
import { handledStages, type MoveContext, readPauses, stageMoment, stageTimer, toInstance } from './store.ts';

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
export async function rebookUnder(
  { tx, now, calendar, directory }: MoveContext,
  org: string,
): Promise<number> {
  const rows = await tx
    .select()
    .from(dutyInstances)
    .where(
      and(
        inArray(dutyInstances.orgCode, [...orgsUnder(directory, org)]),
        notInArray(dutyInstances.state, [
          'submitted',
          'done',
          'done_late',
          'waived',
          'not_applicable',
          'void',
        ]),
      ),
    )
    .orderBy(dutyInstances.key);
  const instances = rows.map(toInstance);
  const handled = await handledStages(
    tx,
    instances.map(({ key }) => key),
  );
  const pauses = await readPauses(tx);
  const booked = instances.flatMap((instance) => {
    const slips = pausedCalendar(calendar, pausesOf(directory, instance.orgCode, pauses));
    const stages = stageDays(instance, ladderOf(directory, instance), { calendar, slips });
    const known = handled.get(instance.key) ?? new Set<string>();
    const { due, next } = dueStages(stages, known, instance.round, dayOf(now));
    const stage = due[0] ?? next;
    return stage ? [{ kind: stageTimer, subject: instance.key, dueAt: stageMoment(stage) }] : [];
  });
  await bookTimers(tx, booked);
  return instances.length;
}
