import { stableId } from '../../src/core/ids.ts';
import type { Activity, ActivityNotes, RollEntry } from '../../src/duties/activities/activity.ts';
import { firstRoll } from '../../src/duties/activities/standing-leave.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import type { Person } from '../../src/org/types.ts';
import type { OwnItem } from './items.ts';
import type { PlanFields } from './plan-rules.ts';

/** The frozen roll, without those who are excused for a time where nothing hangs on a number. */
export function beginRoll(
  { tx, catalogue }: Pick<ActorContext, 'tx' | 'catalogue'>,
  activity: Pick<Activity, 'duty' | 'heldOn'>,
  members: readonly Person[],
  met: readonly Pick<DutyInstance, 'duty'>[],
): Promise<readonly RollEntry[]> {
  const duties = [activity.duty, ...met.map(({ duty }) => duty)];
  const needsQuorum = duties.some((id) => (catalogue.find(id)?.participants?.quorum ?? 'none') !== 'none');
  const people = members.map(({ code }) => code);
  return firstRoll(tx, people, activity.heldOn, needsQuorum);
}

/** An activity as it begins, named after what the person did, so that a repetition is the same one. */
export function beginActivity(
  context: ActorContext,
  { duty, org, group }: OwnItem,
  state: 'draft' | 'published',
  { startsAt, heldOn, place, topic, speaker }: PlanFields,
  notes: ActivityNotes = {},
): Activity {
  return {
    id: stableId(`activity:${context.eventKey}`),
    orgCode: org,
    duty: duty.id,
    state,
    startsAt,
    heldOn,
    place,
    topic,
    speaker,
    lateReason: null,
    groupName: group ?? null,
    notes,
    draftedBy: context.actor.code,
    publishedAt: null,
    rollClosedAt: null,
    rollClosedBy: null,
    recordedAt: null,
    recordedBy: null,
    quorum: null,
    onSiteCode: null,
    also: [],
    onlineCounts: [],
    version: 0,
    createdAt: context.now,
  };
}
