import type { Activity } from '../../src/duties/activity.ts';
import { changeActivity, instancesOf, rollOf } from '../../src/duties/activity-store.ts';
import { quorumsOf } from '../../src/duties/quorum.ts';
import type { ActorContext } from '../../src/engine/index.ts';

/** A corrected roll is counted anew: whether enough were there is kept with the activity. */
export async function recount(context: ActorContext, activity: Activity): Promise<void> {
  if (activity.state !== 'recorded') return;
  const keys = await instancesOf(context.tx, activity.id);
  const duties = [...new Set([activity.duty, ...keys.map((key) => key.split('/')[1] ?? '')])];
  const roll = await rollOf(context.tx, activity.id);
  await changeActivity(context.tx, activity.id, {
    quorum: quorumsOf(context, duties, roll, activity.onlineCounts),
  });
}
