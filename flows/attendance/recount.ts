import type { Activity } from '../../src/duties/activities/activity.ts';
import { changeActivity, rollOf } from '../../src/duties/activities/activity-store.ts';
import { dutiesOf } from '../../src/duties/activities/meeting.ts';
import { quorumsOf } from '../../src/duties/activities/quorum.ts';
import type { ActorContext } from '../../src/engine/index.ts';

/** A corrected roll is counted anew: whether enough were there is kept with the activity. */
export async function recount(context: ActorContext, activity: Activity): Promise<void> {
  if (activity.state !== 'recorded') return;
  const duties = dutiesOf(context.catalogue, activity).map(({ id }) => id);
  const roll = await rollOf(context.tx, activity.id);
  await changeActivity(context.tx, activity.id, {
    quorum: quorumsOf(context, duties, roll, activity.onlineCounts),
  });
}
