import { nextPeriod, periodOf, periodStart } from '../../calendar/periods.ts';
import type { ForecastInput } from '../forecast/forecast.ts';
import { periodPlan } from '../planning/plan.ts';
import { type DueDay, dueStage } from './what-if.ts';

/** By when it is due, of what the calendar opens: terms and events have days of their own. */
export function* dueDays(input: ForecastInput): Generator<DueDay> {
  const { directory, calendar, duties, profiles, goLiveOn, definitionOf, from, to } = input;
  for (const duty of duties) {
    if (!('every' in duty.cadence)) continue;
    const first = periodOf(from > goLiveOn ? from : goLiveOn, duty.cadence.every);
    for (let period = first; periodStart(period) <= to; period = nextPeriod(period)) {
      const planFor = periodPlan(duty, period, { directory, calendar, goLiveOn, profiles, definitionOf });
      for (const org of directory.orgs) {
        const planned = planFor(org);
        if (!planned) continue;
        yield { duty: duty.id, period, stage: dueStage, instance: planned.key, day: planned.heldBy };
      }
    }
  }
}
