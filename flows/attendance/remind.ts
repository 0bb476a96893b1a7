import { findActivity, rollOf } from '../../src/duties/activity-store.ts';
import type { Effect, Job } from '../../src/engine/index.ts';
import { digestMoment } from '../../src/notices/windows.ts';

/** One working day before: those who have not answered are asked once more (duties.md b.2), nobody else. */
export const remindUnanswered: Job = async (context, activityIds) => {
  const effects: Effect[] = [];
  for (const id of activityIds) {
    const activity = await findActivity(context.tx, id);
    if (activity?.state !== 'published' || activity.startsAt <= context.now) continue;
    const open = (await rollOf(context.tx, id)).filter((entry) => entry.mark === 'unanswered');
    for (const entry of open) {
      if (context.directory.person(entry.person)?.account === undefined) continue;
      effects.push({
        do: 'notify',
        notice: {
          key: `reminder:${id}:${entry.person}`,
          kind: 'attendance.reminder',
          channel: 'direct',
          to: { person: entry.person },
          subject: { activity: id },
          notBefore: digestMoment(entry.person, context.today),
        },
      });
    }
  }
  return effects;
};

/** Half an hour before the start the roll can be called: the recorder's card gets its form. */
export const offerRoll: Job = async (_context, activityIds) =>
  activityIds.map((subject) => ({ do: 'touch_live', kind: 'attendance.roll', subject }));
