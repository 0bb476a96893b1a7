import { and, eq } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { liveCards } from '../../db/schema/index.ts';
import { findActivity, rollOf } from '../../src/duties/activities/activity-store.ts';
import { type Effect, isPastChange, type Job } from '../../src/engine/index.ts';
import { repaintInvitations } from '../../src/engine/invitation-cards.ts';
import { digestMoment, nextScheduledTime } from '../../src/notices/windows.ts';
import { waitingOn } from './waiting.ts';

/** One working day before: those who have not answered are asked once more (duties.md b.2), nobody else. */
export const remindUnanswered: Job = async (context, activityIds) => {
  const effects: Effect[] = [];
  for (const id of activityIds) {
    const activity = await findActivity(context.tx, id);
    if (activity?.state !== 'published' || activity.startsAt <= context.now) continue;
    const roll = await rollOf(context.tx, id);
    const open = roll.filter((entry) => entry.mark === 'unanswered' && !entry.asked);
    for (const entry of open) {
      // Whoever has leave to decide this morning gets that card, and is reminded by it.
      if (waitingOn(context, activity, roll, entry.person).length > 0) continue;
      if (context.directory.person(entry.person)?.account === undefined) continue;
      effects.push({
        do: 'notify',
        notice: {
          key: `reminder:${id}:${entry.person}`,
          kind: 'attendance.reminder',
          channel: 'direct',
          to: { person: entry.person },
          subject: { activity: id },
          notBefore: digestMoment(entry.person, context.today),
        },
      });
    }
  }
  return effects;
};

/**
 * Half an hour before the start the roll can be called: the recorder's card gets its form, and everybody's invitation
 * says 我到了. A recorder's card that is too old to change is sent anew now that it is needed, and not earlier.
 */
export const offerRoll: Job = async (context, activityIds) => {
  const shown = await context.tx
    .select()
    .from(liveCards)
    .where(and(eq(liveCards.kind, 'attendance.roll'), among(liveCards.subject, activityIds)));
  const old = shown.filter(({ postedAt }) => isPastChange(postedAt, context.now));
  const isCurrent = (one: (typeof old)[number]): boolean =>
    shown.some(
      (other) => other.subject === one.subject && other.personCode === one.personCode && !old.includes(other),
    );
  const again = old
    .filter((one) => !isCurrent(one))
    .map(
      ({ subject, personCode }): Effect => ({
        do: 'notify',
        notice: {
          key: `roll-again:${subject}:${personCode}`,
          kind: 'attendance.roll_again',
          channel: 'direct',
          to: { person: personCode },
          subject: { activity: subject },
          live: { kind: 'attendance.roll', subject },
          notBefore: nextScheduledTime(context.now, context.calendar),
        },
      }),
    );
  return [
    ...(await refreshInvitations(context, activityIds)),
    ...activityIds.map((subject): Effect => ({ do: 'touch_live', kind: 'attendance.roll', subject })),
    ...again,
  ];
};

/** Invitations as they stand now: what can be pressed, or what the closed roll says. */
export const refreshInvitations: Job = async (context, activityIds) => {
  const effects: Effect[] = [];
  for (const id of activityIds) {
    effects.push(...(await repaintInvitations(context, { id }, await rollOf(context.tx, id))));
  }
  return effects;
};
