import { and } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import { addDays, mondayOf } from '../../src/calendar/day.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { keyBefore, missedItsDay } from '../../src/duties/streak.ts';
import type { Effect, FlowContext } from '../../src/engine/index.ts';
import { type LineDraft, lineAbout } from '../../src/notices/lines.ts';
import { resolveOwner } from '../../src/org/posts.ts';

/**
 * Two periods in a row late: a fact about one organisation and duty for a person to look into, never a label. The organ
 * secretary above (whoever the fallback leads to while the post is vacant) reads it once, as information; not again while it goes on, again only after a period in time.
 * `climbed` are the instances not held in time of which the first level above is told now: by then the days for a late
 * record are over, and nobody hears of it before those who work with it (duties.md b.3).
 */
export async function streaks(
  context: FlowContext,
  climbed: readonly DutyInstance[],
): Promise<readonly Effect[]> {
  const recurring = climbed.flatMap((instance) => {
    const before = keyBefore(instance.key);
    if (before === undefined || instance.escalation === 'E_PRIVATE') return [];
    return [{ instance, before, begun: keyBefore(before) ?? '' }];
  });
  if (recurring.length === 0) return [];
  const keys = recurring.flatMap(({ before, begun }) => [before, begun]);
  const rows = await context.tx
    .select({ key: dutyInstances.key })
    .from(dutyInstances)
    .where(and(among(dutyInstances.key, keys), missedItsDay));
  // After a standstill several periods of one duty climb on the same day.
  const missed = new Set([...rows, ...climbed].map(({ key }) => key));
  return recurring
    .filter(({ before, begun }) => missed.has(before) && !missed.has(begun))
    .flatMap(({ instance, before }): Effect[] => {
      const period = before.split('/')[2] ?? '';
      return [
        {
          do: 'finding',
          kind: 'streak',
          org: instance.orgCode,
          subject: instance.key,
          detail: { duty: instance.duty, periods: [period, instance.period] },
        },
        { do: 'lines', lines: toldOrganSecretary(context, instance, before) },
      ];
    });
}

function toldOrganSecretary(
  { directory, calendar, today }: FlowContext,
  instance: DutyInstance,
  before: string,
): readonly LineDraft[] {
  const organ = directory.organCommitteeOf(instance.orgCode)?.code;
  if (organ === undefined || organ === instance.orgCode) return [];
  const { number, heldBy } = instance;
  const { people, post, fallback } = resolveOwner(directory, organ, 'organ_secretary', today);
  return people.map((person) => ({
    kind: 'report',
    ...lineAbout(instance),
    stage: 'streak',
    person: person.code,
    post,
    fallback,
    facts: { report: 'streak', number, heldBy, before },
    ridesUntil: calendar.shift(addDays(mondayOf(today), 7), 'next'),
  }));
}
