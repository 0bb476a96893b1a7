import { periodStart } from '../../src/calendar/periods.ts';
import type { Activity } from '../../src/duties/activities/activity.ts';
import { activitiesOfInstance } from '../../src/duties/activities/activity-store.ts';
import type { Authority, DutyAct } from '../../src/duties/authority.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { openInstances } from '../../src/duties/store.ts';
import { authorityOf, orgsActedFor } from '../../src/engine/acting.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { isMeeting } from './kinds.ts';

/** A meeting one may plan or record, and for whom. */
export interface OwnItem extends Authority {
  readonly duty: DutyDef;
  readonly org: string;
}

/** Every meeting this person may plan or record, in the order of the catalogue. */
export function ownItems(context: ActorContext, act: DutyAct): readonly OwnItem[] {
  const orgs = orgsActedFor(context);
  return context.catalogue.duties.filter(isMeeting).flatMap((duty) =>
    orgs.flatMap((org) => {
      if (context.directory.org(org)?.level !== duty.owner.level) return [];
      const authority = authorityOf(context, duty, org, act);
      return authority ? [{ duty, org, ...authority }] : [];
    }),
  );
}

export interface OpenPeriods {
  /** Not served by a published activity yet, oldest first. */
  readonly free: readonly DutyInstance[];
  readonly busy: readonly { readonly instance: DutyInstance; readonly activity: Activity }[];
}

/** Open instances of a duty; where groups hold it, only the own group's activity makes one busy. */
export async function openPeriods(
  { tx }: Pick<ActorContext, 'tx'>,
  duty: DutyDef,
  org: string,
  group: string | null,
): Promise<OpenPeriods> {
  const free: DutyInstance[] = [];
  const busy: { instance: DutyInstance; activity: Activity }[] = [];
  for (const instance of await openInstances(tx, org, duty.id)) {
    if (instance.state === 'submitted') continue;
    const linked = await activitiesOfInstance(tx, instance.key);
    const activity = linked.find(({ state, groupName }) =>
      duty.participants?.roster === 'group' ? groupName === group : state === 'published',
    );
    if (activity) busy.push({ instance, activity });
    else free.push(instance);
  }
  return { free, busy };
}

/** Whether its period, or its event, has begun by that day. */
export function hasBegun(instance: DutyInstance, day: string): boolean {
  const { period, eventOn } = instance;
  return period.startsWith('ev:')
    ? instance.state !== 'planned' || (eventOn ?? '') <= day
    : periodStart(period) <= day;
}
