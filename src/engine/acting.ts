import type { Activity } from '../duties/activities/activity.ts';
import { publishedActivities } from '../duties/activities/activity-store.ts';
import { type Authority, authorityOver, type DutyAct, ownOrgs } from '../duties/authority.ts';
import type { DutyDef } from '../duties/catalogue/catalogue.ts';
import type { ActorContext } from './define.ts';

/** As what this person may plan or record a duty of an organisation; undefined: it is somebody else's. */
export function authorityOf(
  { directory, actor, today }: Pick<ActorContext, 'directory' | 'actor' | 'today'>,
  duty: DutyDef,
  org: string,
  act: DutyAct,
): Authority | undefined {
  const owed = { ...duty.owner, coverage: duty.coverage };
  return authorityOver(directory, actor.code, org, owed, act, today);
}

/** Whether this person may move or record an activity: a group's leader only that of his or her group. */
export function mayAct(
  context: Pick<ActorContext, 'directory' | 'actor' | 'today' | 'catalogue'>,
  activity: Pick<Activity, 'duty' | 'orgCode' | 'groupName'>,
  act: DutyAct,
): boolean {
  const authority = authorityOf(context, context.catalogue.get(activity.duty), activity.orgCode, act);
  return authority !== undefined && (authority.group ?? activity.groupName) === activity.groupName;
}

/** The organisations a person acts for: the own ones, or the one branch something is entered for. */
export function orgsActedFor({ directory, actor, today, behalf }: ActorContext): readonly string[] {
  return behalf === undefined ? ownOrgs(directory, actor.code, today) : [behalf];
}

/** Published activities of the own organisations this person may move or record, the one that begins first in front. */
export async function activitiesToAct(context: ActorContext, act: DutyAct): Promise<readonly Activity[]> {
  const published = await publishedActivities(context.tx, orgsActedFor(context));
  return published.filter((activity) => mayAct(context, activity, act));
}

/** Whether any meeting of the catalogue is this person's to plan or to record. */
export function actsForMeetings(context: ActorContext, act: DutyAct): boolean {
  return acts(context, act, ({ participants }) => participants !== undefined);
}

/** Whether anything of the catalogue is this person's to record. */
export function keepsRecords(context: ActorContext): boolean {
  return acts(context, 'record', () => true);
}

function acts(context: ActorContext, act: DutyAct, isMeant: (duty: DutyDef) => boolean): boolean {
  const { directory, catalogue } = context;
  return orgsActedFor(context).some((org) =>
    catalogue.duties.some(
      (duty) =>
        isMeant(duty) &&
        duty.owner.level === directory.org(org)?.level &&
        authorityOf(context, duty, org, act) !== undefined,
    ),
  );
}
