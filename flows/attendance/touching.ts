import type { Activity, RollEntry } from '../../src/duties/activities/activity.ts';
import type { Effect } from '../../src/engine/index.ts';
import { touchRollCards } from '../../src/engine/invitation-cards.ts';

/** Every card that shows these people: the roll, the requests, their own, and the totals in a group. */
export function touching(activity: Activity, entries: readonly RollEntry[]): readonly Effect[] {
  return [
    ...touchRollCards(activity),
    ...entries.map(
      ({ person }): Effect => ({
        do: 'touch_live',
        kind: 'attendance.own',
        subject: `${activity.id}/${person}`,
      }),
    ),
  ];
}
