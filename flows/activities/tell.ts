import type { Activity, RollEntry } from '../../src/duties/activities/activity.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { ActorContext, Effect } from '../../src/engine/index.ts';
import { invitingKinds, lastHeard, waitingToTell } from '../../src/engine/last-heard.ts';
import { nextSendingTime } from '../../src/notices/windows.ts';
import { text } from './text.ts';

/** What cannot be sent before one of these moments has to be said by a person: nothing leaves outside the windows. */
export function howHeard({ now, calendar }: ActorContext, moments: readonly Date[]): string {
  const next = nextSendingTime(now, calendar);
  return moments.some((moment) => moment <= next) ? text.byPhone : text.eachHears;
}

/** One notice for each person on the roll; whose invitation never left is left out just before the wire. */
export async function tell(
  context: ActorContext,
  activity: Activity,
  roll: readonly RollEntry[],
  met: readonly DutyInstance[],
  kind: 'attendance.moved' | 'attendance.cancelled' | 'attendance.speaker',
  subject: Readonly<Record<string, unknown>>,
): Promise<readonly Effect[]> {
  const people = roll.map(({ person }) => person);
  const { was, wasAt } = subject;
  const before = {
    ...activity,
    startsAt: typeof was === 'string' ? new Date(was) : activity.startsAt,
    place: typeof wasAt === 'string' ? wasAt : activity.place,
  };
  const heard = await lastHeard(context.tx, before, people);
  // Whoever was told of an earlier time would come then.
  const neededBy = (person: string): Date => {
    const at = heard.get(person)?.startsAt;
    return at && at < activity.startsAt && at > context.now ? at : activity.startsAt;
  };
  const overtaken =
    kind === 'attendance.speaker'
      ? []
      : await waitingToTell(
          context.tx,
          activity,
          people,
          kind === 'attendance.cancelled' ? invitingKinds : ['attendance.moved'],
        );
  const notices = roll
    .filter(({ person }) => context.directory.person(person)?.account !== undefined)
    .map(
      ({ person }): Effect => ({
        do: 'notify',
        notice: {
          key: `${kind}:${activity.id}:${activity.version}:${person}`,
          kind,
          channel: 'direct',
          to: { person },
          subject: { activity: activity.id, startsAt: activity.startsAt.toISOString(), ...subject },
          ...(kind === 'attendance.speaker'
            ? {}
            : { neededBy: neededBy(person), mayRing: person !== context.actor.code }),
          instances: kind === 'attendance.cancelled' ? [] : met.map(({ key }) => key),
        },
      }),
    );
  return overtaken.length === 0
    ? notices
    : [{ do: 'suppress', keys: overtaken, reason: 'changed_again' }, ...notices];
}
