import { stableId } from '../../src/core/ids.ts';
import type { Activity } from '../../src/duties/activity.ts';
import type { DutyDef } from '../../src/duties/catalogue.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import type { PlanFields } from './plan-rules.ts';

/** An activity as it begins, named after what the person did, so that a repetition is the same one. */
export function beginActivity(
  context: ActorContext,
  duty: DutyDef,
  branch: string,
  state: 'draft' | 'published',
  { startsAt, heldOn, place, topic, speaker }: PlanFields,
): Activity {
  return {
    id: stableId(`activity:${context.eventKey}`),
    orgCode: branch,
    duty: duty.id,
    state,
    startsAt,
    heldOn,
    place,
    topic,
    speaker,
    lateReason: null,
    discussion: null,
    takeaway: null,
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
