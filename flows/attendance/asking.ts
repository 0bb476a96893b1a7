import { and, eq, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { outbox } from '../../db/schema/index.ts';
import { dayOf } from '../../src/calendar/day.ts';
import { type Activity, isRollTime } from '../../src/duties/activities/activity.ts';
import { rollOf } from '../../src/duties/activities/activity-store.ts';
import { mayAct } from '../../src/engine/acting.ts';
import type { ActorContext, CrowdEffect } from '../../src/engine/index.ts';
import { hasLeft, isWaiting, type OutboxRow } from '../../src/notices/notice.ts';
import { digestMoment, nextDigestMoment, nextSendingTime } from '../../src/notices/windows.ts';
import type { Approver } from './approvers.ts';
import { waitingOn } from './waiting.ts';

const kind = 'attendance.requests';

/**
 * Asks whoever decides, before the request is written. Until the eve of the meeting it stands on the live roll and
 * costs nobody a message; on that morning one card lists all that still wait, and follows what comes later. What is
 * asked when everything was decided, or after the meeting, is told by one more.
 */
export async function askEffects(
  context: ActorContext,
  activity: Activity,
  asks: 'leave' | 'correction',
  approver: Approver | undefined,
): Promise<readonly CrowdEffect[]> {
  const { now, calendar, directory } = context;
  const recorder = activity.rollClosedBy ?? activity.draftedBy;
  const isBefore = now < activity.startsAt;
  const isCalling = isBefore && isRollTime(activity, now);
  const approvers = (approver?.people ?? [])
    // Whoever is calling the roll has the request before the eyes.
    .filter((person) => !isCalling || !mayAct({ ...context, actor: person }, activity, 'record'))
    .map(({ code }) => code);
  const deciders = (asks === 'leave' ? approvers : [recorder]).filter(
    (code) => directory.person(code)?.account !== undefined,
  );
  const eve = calendar.addWorkdays(activity.heldOn, -1);
  const momentFor = (code: string): Date => {
    if (!isBefore) return nextDigestMoment(code, now, calendar);
    const morning = digestMoment(code, eve);
    return morning > now ? morning : nextSendingTime(now, calendar);
  };
  const booked = await bookedFor(context, activity, deciders);
  const isRecent = (at: Date): boolean => (isBefore ? dayOf(at) >= eve : at >= activity.startsAt);
  const shown = booked.filter(({ state, sendingAt }) => hasLeft(state) && sendingAt && isRecent(sendingAt));
  const roll = shown.length === 0 ? [] : await rollOf(context.tx, activity.id);
  const effects = deciders.flatMap((code): CrowdEffect[] => {
    const own = booked.filter(({ personCode }) => personCode === code);
    const notBefore = momentFor(code);
    const isComing = own.some(
      (row) => isWaiting(row.state) && (row.state === 'held' || row.notBefore <= notBefore),
    );
    // A card on which something still waits is one that is still to be looked at.
    const isThere =
      shown.some((row) => own.includes(row)) && waitingOn(context, activity, roll, code).length > 0;
    if (isComing || isThere) return [];
    return [
      {
        do: 'notify',
        notice: {
          // Numbered, so that those who ask at the same moment ask by the same notice.
          key: `requests:${activity.id}:${code}:${own.length}`,
          kind,
          channel: 'direct',
          to: { person: code },
          subject: { activity: activity.id },
          notBefore,
          ...(isBefore ? { neededBy: activity.startsAt } : {}),
          live: { kind, subject: activity.id },
        },
      },
    ];
  });
  return [{ do: 'touch_live', kind, subject: activity.id }, ...effects];
}

/** What these people were or will be told of what waits on one roll. */
async function bookedFor(
  { tx }: Pick<ActorContext, 'tx'>,
  { id }: Activity,
  people: readonly string[],
): Promise<readonly Pick<OutboxRow, 'personCode' | 'state' | 'notBefore' | 'sendingAt'>[]> {
  if (people.length === 0) return [];
  return await tx
    .select({
      personCode: outbox.personCode,
      state: outbox.state,
      notBefore: outbox.notBefore,
      sendingAt: outbox.sendingAt,
    })
    .from(outbox)
    .where(
      and(
        among(outbox.personCode, people),
        eq(outbox.kind, kind),
        sql`${outbox.subject} ->> 'activity' = ${id}`,
      ),
    );
}
