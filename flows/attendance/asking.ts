import { type Activity, isRollTime } from '../../src/duties/activity.ts';
import { mayAct } from '../../src/engine/acting.ts';
import type { ActorContext, CrowdEffect } from '../../src/engine/index.ts';
import { digestMoment, nextDigestMoment, nextSendingTime } from '../../src/notices/windows.ts';
import type { Approver } from './approvers.ts';

/**
 * Asks whoever decides. Until the eve of the meeting a request stands on the live roll and costs nobody a message;
 * on that morning one card lists all that still wait, and follows what comes later. After the meeting one more.
 */
export function askEffects(
  context: ActorContext,
  activity: Activity,
  asks: 'leave' | 'correction',
  approver: Approver | undefined,
): readonly CrowdEffect[] {
  const { now, calendar, directory } = context;
  const recorder = activity.rollClosedBy ?? activity.draftedBy;
  const isBefore = now < activity.startsAt;
  const isCalling = isBefore && isRollTime(activity, now);
  const approvers = (approver?.people ?? [])
    // Whoever is calling the roll has the request before the eyes.
    .filter((person) => !isCalling || !mayAct({ ...context, actor: person }, activity, 'record'))
    .map(({ code }) => code);
  const deciders = asks === 'leave' ? approvers : [recorder];
  const eve = calendar.addWorkdays(activity.heldOn, -1);
  const momentFor = (code: string): Date => {
    if (!isBefore) return nextDigestMoment(code, now, calendar);
    const morning = digestMoment(code, eve);
    return morning > now ? morning : nextSendingTime(now, calendar);
  };
  return [
    { do: 'touch_live', kind: 'attendance.requests', subject: activity.id },
    ...deciders
      .filter((code) => directory.person(code)?.account !== undefined)
      .map(
        (code): CrowdEffect => ({
          do: 'notify',
          notice: {
            key: `requests:${activity.id}:${code}:${isBefore ? 'before' : 'after'}`,
            kind: 'attendance.requests',
            channel: 'direct',
            to: { person: code },
            subject: { activity: activity.id },
            notBefore: momentFor(code),
            live: { kind: 'attendance.requests', subject: activity.id },
          },
        }),
      ),
  ];
}
