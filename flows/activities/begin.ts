import { stableId } from '../../src/core/ids.ts';
import type { Activity, ActivityNotes } from '../../src/duties/activity.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import type { OwnItem } from './items.ts';
import type { PlanFields } from './plan-rules.ts';

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
    version: 0,
    createdAt: context.now,
  };
}
