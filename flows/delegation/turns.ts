import { eq } from 'drizzle-orm';
import { settings } from '../../db/schema/index.ts';
import { addDays, type Day, instantAt } from '../../src/calendar/day.ts';
import type { Effect, FlowContext, Job } from '../../src/engine/index.ts';
import { postTurnsTimer } from '../../src/org/posts.ts';
import { handOvers, leftBehind } from './hand-over.ts';
import { movedLines, withdrawUnheard } from './moved-lines.ts';
import { seatsNow, turnsSince } from './seats.ts';

export const turnsTime = '00:10';
const lookedAt = 'seats_looked_at';

interface Look {
  readonly version: string;
  readonly day: Day;
}

/**
 * Posts that changed hands since the last look, by a roster, by a day stated in it, or because somebody stands in:
 * in one transaction the waiting lines follow the post, and the new holder gets one card with what is open.
 */
export const turns: Job = async (context, subjects) => {
  const { tx, directory, today } = context;
  const again: readonly Effect[] = subjects.includes('all')
    ? [
        {
          do: 'timer',
          kind: postTurnsTimer,
          subject: 'all',
          dueAt: instantAt(addDays(today, 1), turnsTime),
        },
      ]
    : [];
  const last = await lastLook(context);
  if (subjects.every((subject) => subject === 'all') && last && isQuiet(context, last)) return again;
  const turned = await turnsSince(tx, seatsNow(context));
  const looked: Look = { version: directory.version, day: today };
  await tx
    .insert(settings)
    .values({ key: lookedAt, value: looked })
    .onConflictDoUpdate({ target: settings.key, set: { value: looked } });
  const moved = await movedLines(context, turned);
  await withdrawUnheard(context);
  return [
    ...moved,
    ...(await handOvers(context, turned)),
    ...(last ? await leftBehind(context, last.day) : []),
    ...again,
  ];
};

/** The same roster, and no day since on which anybody takes or leaves a post: nothing can differ. */
function isQuiet({ directory, today }: FlowContext, { version, day }: Look): boolean {
  return version === directory.version && !directory.turnDays.some((turn) => day < turn && turn <= today);
}

async function lastLook({ tx }: FlowContext): Promise<Look | undefined> {
  const [row] = await tx.select().from(settings).where(eq(settings.key, lookedAt));
  return row?.value as Look | undefined;
}
