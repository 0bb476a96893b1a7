import { addDays, type Day } from '../../src/calendar/day.ts';
import { nextPeriod, type Period, periodEnd, periodOf, periodStart } from '../../src/calendar/periods.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { LocalDuty, LocalRules, Override } from '../../src/duties/overrides/local-rules.ts';
import type { OverridePart } from '../../src/duties/overrides/words.ts';

/** Days of a year, both included, on which one set of rules begins what falls to them. */
export interface RuleSpan {
  readonly from: Day;
  readonly to: Day;
  readonly local: LocalDuty;
}

/** What of an own rule (本级规定) holds in a year; without days where it holds for all of it. */
export interface OwnRule extends OverridePart {
  readonly from: Day | undefined;
  readonly to: Day | undefined;
}

/** The periods of a duty that begin in a year. */
export function periodsIn(year: number, unit: 'month' | 'quarter' | 'half' | 'year'): readonly Period[] {
  const periods: Period[] = [];
  for (
    let period = periodOf(periodStart(String(year)), unit);
    periodStart(period) < periodStart(String(year + 1));
    period = nextPeriod(period)
  ) {
    periods.push(period);
  }
  return periods;
}

type Field = OverridePart['fields'][number];

/** Neighbouring spans, by their places, in which a field is the same override's. */
interface Run {
  readonly field: Field;
  readonly override: Override;
  readonly first: number;
  last: number;
}

/**
 * The rules of a duty over a year: of what recurs period by period, because those of a period's first day hold for all
 * of it; of what an event opens, from one change of the rules to the next.
 */
export function ruleSpans(
  duty: DutyDef,
  org: string,
  year: number,
  {
    definitionFor,
    overrides,
  }: Pick<LocalRules, 'definitionFor'> & { readonly overrides: readonly Override[] },
): readonly RuleSpan[] {
  const span = (from: Day, to: Day): RuleSpan => ({ from, to, local: definitionFor(org, duty.id, from) });
  if ('every' in duty.cadence) {
    return periodsIn(year, duty.cadence.every).map((period) => span(periodStart(period), periodEnd(period)));
  }
  const [first, last] = [periodStart(String(year)), periodEnd(String(year))];
  const changes = overrides.flatMap(({ duty: id, from }) =>
    id === duty.id && from > first && from <= last ? [from] : [],
  );
  const starts = [...new Set([first, ...changes])].sort();
  return starts.map((from, at) =>
    span(from, at + 1 < starts.length ? addDays(starts[at + 1] as Day, -1) : last),
  );
}

/** The own rules in those spans, each with the fields that hold on the same days. */
export function ownRules(spans: readonly RuleSpan[]): readonly OwnRule[] {
  const runs: Run[] = [];
  spans.forEach(({ local }, at) => {
    for (const [field, override] of Object.entries(local.prescribedBy) as [Field, Override][]) {
      const run = runs.find((one) => one.field === field && one.override === override && one.last === at - 1);
      if (run) run.last = at;
      else runs.push({ field, override, first: at, last: at });
    }
  });
  const rules: (OwnRule & { readonly fields: Field[] })[] = [];
  for (const { field, override, first, last } of runs) {
    const from = first === 0 ? undefined : spans[first]?.from;
    const to = last === spans.length - 1 ? undefined : spans[last]?.to;
    const same = rules.find((rule) => rule.override === override && rule.from === from && rule.to === to);
    if (same) same.fields.push(field);
    else rules.push({ override, fields: [field], from, to });
  }
  return rules;
}
