import { insertMany } from '../../db/bulk.ts';
import { dutyMarks } from '../../db/schema/index.ts';
import type { Activity } from '../../src/duties/activities/activity.ts';
import { groupsOf } from '../../src/duties/activities/rosters.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { readMarks } from '../../src/duties/store.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { isHeldByGroups } from './kinds.ts';

/** A group that met is a mark inside the one instance of its branch. */
export async function markGroup(
  { tx, now, actor, catalogue }: ActorContext,
  activity: Activity,
  met: readonly DutyInstance[],
): Promise<void> {
  const { groupName } = activity;
  if (groupName === null) return;
  const rows = met
    .filter((instance) => isHeldByGroups(catalogue.get(instance.duty)))
    .map(({ key }) => ({
      instanceKey: key,
      subject: groupName,
      heldOn: activity.heldOn,
      at: now,
      by: actor.code,
    }));
  if (rows.length > 0) await insertMany(tx, dutyMarks, rows, 'instance_key');
}

/** The groups of the branch that have not met yet; the instance settles with the last of them. */
export async function groupsLeft(
  { tx, directory }: ActorContext,
  activity: Activity,
  met: readonly DutyInstance[],
): Promise<readonly string[]> {
  if (activity.groupName === null) return [];
  const marks = await readMarks(
    tx,
    met.map(({ key }) => key),
  );
  const done = new Set([...marks.values()].flatMap((marked) => [...marked]));
  return groupsOf(directory, activity.orgCode).filter((group) => !done.has(group));
}
