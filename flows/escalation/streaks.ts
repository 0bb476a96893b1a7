import { inArray } from 'drizzle-orm';
import { dutyInstances } from '../../db/schema/index.ts';
import { addDays } from '../../src/calendar/day.ts';
import { isPeriod, partsOfPeriod, periodOf, periodStart } from '../../src/calendar/periods.ts';
import { type DutyInstance, instanceKey } from '../../src/duties/instance.ts';
import type { Effect, FlowContext } from '../../src/engine/index.ts';

/**
 * Two periods in a row late: a fact about one organisation and duty for a person to look into, never a label.
 * `lapsed` are the instances that slip for the first time now.
 */
export async function streaks(
  { tx }: FlowContext,
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
  const rows = await tx
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
    ];
  });
}

function periodBefore(period: string): string | undefined {
  if (!isPeriod(period)) return undefined;
  return periodOf(addDays(periodStart(period), -1), partsOfPeriod(period).unit);
}
