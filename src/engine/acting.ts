import type { Activity } from '../duties/activity.ts';
import { publishedActivities } from '../duties/activity-store.ts';
import { type Authority, authorityOver, type DutyAct, ownOrgs } from '../duties/authority.ts';
import type { DutyDef } from '../duties/catalogue.ts';
import type { ActorContext } from './define.ts';

/** As what this person may plan or record a duty of an organisation; undefined: it is somebody else's. */
export function authorityOf(
  { directory, actor, today }: ActorContext,
  duty: DutyDef,
  org: string,
  act: DutyAct,
): Authority | undefined {
  const owed = { ...duty.owner, coverage: duty.coverage };
  return authorityOver(directory, actor.code, org, owed, act, today);
}

/** Whether this person may move or record an activity: a group's leader only that of his or her group. */
export function mayAct(
  context: ActorContext,
  activity: Pick<Activity, 'duty' | 'orgCode' | 'groupName'>,
  act: DutyAct,
): boolean {
  const authority = authorityOf(context, context.catalogue.get(activity.duty), activity.orgCode, act);
  return authority !== undefined && (authority.group ?? activity.groupName) === activity.groupName;
}

/** Published activities of the own organisations this person may move or record, the one that begins first in front. */
export async function activitiesToAct(context: ActorContext, act: DutyAct): Promise<readonly Activity[]> {
  const orgs = ownOrgs(context.directory, context.actor.code, context.today);
  const published = await publishedActivities(context.tx, orgs);
  return published.filter((activity) => mayAct(context, activity, act));
}
