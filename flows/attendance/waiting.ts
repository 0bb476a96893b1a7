import type { Activity, RollEntry } from '../../src/duties/activities/activity.ts';
import { isLeavePending } from '../../src/duties/activities/activity.ts';
import { mayAct } from '../../src/engine/acting.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { approverOf } from './approvers.ts';

export type WaitingContext = Pick<
  FlowContext,
  'now' | 'today' | 'calendar' | 'directory' | 'catalogue' | 'commands'
>;

/** Whether this person decides what the entry asks: of leave its approver, of a correction whoever keeps the roll. */
export function mayDecide(
  context: WaitingContext,
  activity: Activity,
  entry: RollEntry,
  viewer: string,
): boolean {
  const { directory, catalogue, today } = context;
  if (!entry.asked) return false;
  if (isLeavePending(entry)) return isApprover(context, activity, entry.person, viewer);
  const actor = directory.person(viewer);
  return actor !== undefined && mayAct({ directory, catalogue, today, actor }, activity, 'record');
}

/** Why somebody is away is for the approver's eyes only (duties.md d.3, f.2). */
export function isApprover(
  { directory, catalogue, today }: WaitingContext,
  activity: Activity,
  person: string,
  viewer: string,
): boolean {
  const approver = approverOf(directory, activity, catalogue.get(activity.duty), person, today);
  return approver?.people.some(({ code }) => code === viewer) ?? false;
}

/** What waits for this person's decision on one roll, in roster order. */
export function waitingOn(
  context: WaitingContext,
  activity: Activity,
  roll: readonly RollEntry[],
  viewer: string,
): readonly RollEntry[] {
  return roll.filter((entry) => mayDecide(context, activity, entry, viewer));
}
