import { inArray } from 'drizzle-orm';
import { dutyInstances } from '../../db/schema/index.ts';
import { addDays } from '../../src/calendar/day.ts';
import { isPeriod, partsOfPeriod, periodOf, periodStart } from '../../src/calendar/periods.ts';
import { type DutyInstance, instanceKey } from '../../src/duties/instance.ts';
import type { Effect, FlowContext } from '../../src/engine/index.ts';
import type { LineDraft } from '../../src/notices/lines.ts';
import { reachableHolders } from '../../src/org/posts.ts';

/**
 * Two periods in a row late: a fact about one organisation and duty for a person to look into, never a label. The organ
 * secretary above reads it once, as information (duties.md b.3).
 * `lapsed` are the instances that slip for the first time now.
 */
export async function streaks(
  context: FlowContext,
  lapsed: readonly DutyInstance[],
): Promise<readonly Effect[]> {
  const before = new Map(
    lapsed.flatMap((instance) => {
      const period = periodBefore(instance.period);
      if (period === undefined || instance.escalation === 'E_PRIVATE') return [];
      return [[instanceKey(instance.orgCode, instance.duty, period), instance] as const];
    }),
  );
  if (before.size === 0) return [];
  const rows = await context.tx
    .select({ key: dutyInstances.key, state: dutyInstances.state, period: dutyInstances.period })
    .from(dutyInstances)
    .where(inArray(dutyInstances.key, [...before.keys()]));
  return rows.flatMap(({ key, state, period }): Effect[] => {
    const instance = before.get(key);
    if (!instance || (state !== 'overdue' && state !== 'done_late')) return [];
    return [
      {
        do: 'finding',
        kind: 'streak',
        org: instance.orgCode,
        subject: instance.key,
        detail: { duty: instance.duty, periods: [period, instance.period] },
      },
      { do: 'lines', lines: toldOrganSecretary(context, instance, period) },
    ];
  });
}

function toldOrganSecretary(
  { directory, today }: FlowContext,
  instance: DutyInstance,
  before: string,
): readonly LineDraft[] {
  const organ = directory.organCommitteeOf(instance.orgCode)?.code;
  if (organ === undefined || organ === instance.orgCode) return [];
  const { number, heldBy } = instance;
  return reachableHolders(directory, organ, 'organ_secretary', today).people.map((person) => ({
    kind: 'report',
    instanceKey: instance.key,
    stage: 'streak',
    person: person.code,
    orgCode: instance.orgCode,
    duty: instance.duty,
    period: instance.period,
    post: 'organ_secretary',
    facts: { report: 'streak', number, heldBy, before },
  }));
}

function periodBefore(period: string): string | undefined {
  if (!isPeriod(period)) return undefined;
  return periodOf(addDays(periodStart(period), -1), partsOfPeriod(period).unit);
}
