import { and, asc, eq, gte, inArray, notInArray, or } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { activities, attendances, dutyInstances } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import type { Mark } from '../../src/duties/activities/activity.ts';
import { type DutyInstance, settledStates } from '../../src/duties/instance.ts';
import { toInstance } from '../../src/duties/store.ts';

export interface OwnActivity {
  readonly duty: string;
  readonly also: string[];
  readonly startsAt: Date;
  readonly heldOn: Day;
  readonly place: string;
  readonly isRecorded: boolean;
  readonly mark: Mark;
  readonly isAsked: boolean;
}

/** Activities on whose roll a person stands, held since that day or still to come, the earliest first. */
export async function ownActivities(db: Reader, person: string, since: Day): Promise<readonly OwnActivity[]> {
  const { duty, also, startsAt, heldOn, place, state } = activities;
  const rows = await db
    .select({ duty, also, startsAt, heldOn, place, state, mark: attendances.mark, asked: attendances.asked })
    .from(attendances)
    .innerJoin(activities, eq(activities.id, attendances.activityId))
    .where(
      and(
        eq(attendances.personCode, person),
        inArray(activities.state, ['published', 'recorded']),
        // One that was never recorded asks nothing of who was called to it; its owner has the item itself.
        gte(activities.heldOn, since),
      ),
    )
    .orderBy(asc(activities.startsAt), asc(activities.id));
  return rows.map((row) => ({
    ...row,
    heldOn: row.heldOn as Day,
    mark: row.mark as Mark,
    isRecorded: row.state === 'recorded',
    isAsked: row.asked !== null,
  }));
}

/** The instances of these organisations that are unsettled, or were due since that day; the one due first in front. */
export async function instancesByDate(
  db: Reader,
  orgs: readonly string[],
  since?: Day,
): Promise<readonly DutyInstance[]> {
  if (orgs.length === 0) return [];
  const isOpen = notInArray(dutyInstances.state, [...settledStates]);
  const rows = await db
    .select()
    .from(dutyInstances)
    .where(
      and(
        among(dutyInstances.orgCode, orgs),
        since === undefined ? isOpen : or(isOpen, gte(dutyInstances.heldBy, since)),
      ),
    )
    .orderBy(asc(dutyInstances.heldBy), asc(dutyInstances.key));
  return rows.map(toInstance);
}
