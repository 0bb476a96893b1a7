import type { Day } from '../../calendar/day.ts';
import { formatPeriod } from '../../calendar/format.ts';
import { type Period, periodOf, periodStart } from '../../calendar/periods.ts';
import { explainText as words } from '../../text/explain.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';
import { prescribedSaid, type WordsContext } from '../explain/words.ts';
import type { LocalRules, Override } from './local-rules.ts';

/** A period in which an organisation does not owe a duty, and who prescribes so (本级规定, 停用). */
export interface SwitchedOff {
  readonly period: Period;
  readonly by: Override;
}

/** Of what recurs, the period of that day, where it is switched off: the rules of its first day hold for all of it. */
export function switchedOff(
  rules: LocalRules,
  { id, cadence }: DutyDef,
  org: string,
  day: Day,
): SwitchedOff | undefined {
  if (!('every' in cadence)) return undefined;
  const period = periodOf(day, cadence.every);
  const { active, prescribedBy } = rules.definitionFor(org, id, periodStart(period));
  return active || !prescribedBy.active ? undefined : { period, by: prescribedBy.active };
}

/** That nothing is to be done in that period, by whose rule and by which document. */
export function switchedOffWords(
  { directory, today }: Pick<WordsContext, 'directory' | 'today'>,
  { name }: DutyDef,
  { period, by }: SwitchedOff,
): string {
  const said = prescribedSaid(directory, { override: by, fields: ['active'] });
  return words.notOwed(`${formatPeriod(period, today)}${name.brief}`, said);
}
