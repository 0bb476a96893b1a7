import { addDays, instantAt } from '../../src/calendar/day.ts';
import type { Effect, Job } from '../../src/engine/index.ts';
import { carrierFor } from '../../src/notices/lines.ts';
import { digestMoment } from '../../src/notices/windows.ts';
import { beginsWeek } from './missed-weeks.ts';
import { leaderPosts } from './week.ts';

export const weekTimer = 'digest.week';
export const weekTime = '06:30';

/**
 * On the first working day of a week a digest is on its way to everybody who leads, the same that carries their own
 * lines that day; a quiet week is found out when it is drawn.
 */
export const bookWeek: Job = async ({ today, calendar, directory }) => {
  const again: Effect = {
    do: 'timer',
    kind: weekTimer,
    subject: 'all',
    dueAt: instantAt(addDays(today, 1), weekTime),
  };
  if (!beginsWeek(today, calendar)) return [again];
  const people = leaderPosts
    .flatMap((post) => directory.holdersAnywhere(post, today))
    .map((holder) => directory.attending(holder, today))
    .filter(({ person }) => person.account !== undefined)
    .map(({ person }) => person.code);
  const notices = [...new Set(people)].map(
    (person): Effect => ({
      do: 'notify',
      notice: carrierFor(person, 'digest', digestMoment(person, today)),
    }),
  );
  return [...notices, again];
};
