import { eq, gte, notInArray } from 'drizzle-orm';
import { dutyInstances, lines } from '../../db/schema/index.ts';
import { instantAt } from '../../src/calendar/day.ts';
import { concernedPeople } from '../../src/duties/coverage.ts';
import { type DutyState, stillStates } from '../../src/duties/instance.ts';
import { linesAtDesk } from '../../src/engine/desk-lines.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { coveredSoFar } from '../../src/engine/marking.ts';
import { waitAgain } from '../../src/engine/unsettle.ts';

/** States in which a reminder before the day has nothing to ask for. */
const needless: readonly DutyState[] = [...stillStates, 'scheduled', 'overdue'];

/**
 * Quiet was taken back: reminders of today that were left out of this morning's card ride on the next one, where what
 * they ask for is still to be done. Those of earlier days stay as they are: the next stage says it anyway.
 */
export async function bringBack(context: ActorContext): Promise<void> {
  const { actor, today, directory } = context;
  const rows = await linesAtDesk(
    context,
    actor.code,
    eq(lines.kind, 'reminder'),
    eq(lines.state, 'withdrawn'),
    eq(lines.reason, 'muted'),
    gte(lines.bookedAt, instantAt(today)),
    notInArray(dutyInstances.state, [...needless]),
  );
  if (rows.length === 0) return;
  const covered = await coveredSoFar(
    context,
    rows.filter(({ line }) => line.post === 'member').map(({ instance }) => instance),
  );
  const still = rows.filter(({ instance }) => {
    const parts = covered.get(instance.key);
    // Of what every member owes only those hear it who have not done their part.
    const isDone =
      parts !== undefined &&
      parts.subjects.length > 0 &&
      !concernedPeople(directory, instance, parts.undone, today).some(({ code }) => code === actor.code);
    return !isDone;
  });
  await waitAgain(context, [...new Map(still.map(({ line }) => [line.instanceKey, line.id])).values()]);
}
