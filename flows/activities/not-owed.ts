import type { Day } from '../../src/calendar/day.ts';
import { periodOf } from '../../src/calendar/periods.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { loadRules } from '../../src/duties/overrides/local-plan.ts';
import { switchedOff, switchedOffWords } from '../../src/duties/overrides/switched-off.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import type { OwnItem } from './items.ts';
import { itemName } from './plan-rules.ts';
import { text } from './text.ts';

type Owed = Pick<OwnItem, 'duty' | 'org'>;

/** Before anything about another period is said: that the one of that day is switched off, and by whose rule. */
export async function whyNotOwed(
  context: ActorContext,
  { duty, org }: Owed,
  day: Day,
): Promise<string | undefined> {
  const off = switchedOff(await loadRules(context), duty, org, day);
  return off && switchedOffWords(context, duty, off);
}

/** Where a meeting counts for another period than that of its day: that its own is switched off. */
export async function warnNotOwed(
  context: ActorContext,
  { duty, org }: Owed,
  day: Day,
  instance: DutyInstance,
): Promise<string | undefined> {
  const { cadence } = duty;
  // As nearly always: nothing has to be looked up.
  if (!('every' in cadence) || periodOf(day, cadence.every) === instance.period) return undefined;
  const off = switchedOff(await loadRules(context), duty, org, day);
  if (!off) return undefined;
  return text.countsBeside(switchedOffWords(context, duty, off), itemName(instance, duty, context.today));
}
