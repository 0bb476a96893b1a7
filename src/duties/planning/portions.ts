import { addDays, type Day } from '../../calendar/day.ts';
import { nextPeriod, type Period, periodEnd, periodOf, periodStart } from '../../calendar/periods.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';
import type { DutyInstance } from '../instance.ts';
import { makeOn, type PlannedTerms, type PlanScope, planPeriod, planTerms } from './plan.ts';

/** What is planned in one go, and marked when it was: a period of a duty, or its terms, a month of them at a time. */
export interface Portion {
  readonly duty: DutyDef;
  /** The period; `terms` for all terms. */
  readonly period: Period;
  readonly isTerms: boolean;
}

/** What may have to be made of a duty on a day: its periods since `since`, the current and the next one, or its terms. */
export function portionsAround(duty: DutyDef, since: Day, today: Day): readonly Portion[] {
  const { cadence } = duty;
  if ('on' in cadence) return cadence.on === 'event' ? [] : [{ duty, period: 'terms', isTerms: true }];
  const last = nextPeriod(periodOf(today, cadence.every));
  const before = periodOf(addDays(periodStart(periodOf(since, cadence.every)), -1), cadence.every);
  const portions: Portion[] = [];
  for (let period = before; period <= last; period = nextPeriod(period)) {
    portions.push({ duty, period, isTerms: false });
  }
  return portions;
}

interface PlannedPortion extends Pick<PlannedTerms, 'expired'> {
  readonly instances: readonly DutyInstance[];
  /** The day from which there is more to make of it; null where this is all. */
  readonly againOn: Day | null;
}

export function planPortion(
  { duty, period, isTerms }: Portion,
  scope: PlanScope,
  today: Day,
): PlannedPortion {
  if (isTerms) {
    const month = periodOf(today, 'month');
    const { planned, expired } = planTerms(duty, scope, periodEnd(month));
    return { instances: planned, expired, againOn: periodStart(nextPeriod(month)) };
  }
  const instances = planPeriod(duty, period, scope);
  let opensOn: Day | undefined;
  for (const instance of instances) {
    if (opensOn === undefined || instance.opensOn < opensOn) opensOn = instance.opensOn;
  }
  const on = opensOn && makeOn({ opensOn });
  return on && on > today
    ? { instances: [], expired: [], againOn: on }
    : { instances, expired: [], againOn: null };
}
