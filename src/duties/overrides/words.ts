import { type DeadlineAnchors, parseDeadline } from '../../calendar/deadlines.ts';
import { formatPeriod } from '../../calendar/format.ts';
import { type Period, partsOfPeriod } from '../../calendar/periods.ts';
import {
  coverageNames,
  deadlineName,
  escalationNames,
  reminderNames,
  shiftNames,
} from '../../text/catalogue.ts';
import { overrideValues as values } from '../../text/overrides.ts';
import type { DutyChange } from '../catalogue/duty-def.ts';
import type { Override } from './local-rules.ts';
import type { OverrideField } from './strictness.ts';

/** One override with those of its fields that are spoken of. */
export interface OverridePart {
  readonly override: Override;
  readonly fields: readonly OverrideField[];
}

/** In the order in which the overrides come first. */
export function partsOfOverrides(
  pairs: Iterable<readonly [field: OverrideField, override: Override]>,
): readonly OverridePart[] {
  const found = new Map<Override, OverrideField[]>();
  for (const [field, override] of pairs) found.set(override, [...(found.get(override) ?? []), field]);
  return [...found].map(([override, fields]) => ({ override, fields }));
}

/** What some fields of an override prescribe, as people read it. */
export function prescribedWords({ override, fields }: OverridePart): string {
  return values.all(fields.map((field) => fieldWords(field, override.change)));
}

function fieldWords(field: OverrideField, change: DutyChange): string {
  const { heldBy, recordBy, reminder, escalation, coverage, active } = change;
  if (change[field] === null) return values.inherited(field);
  switch (field) {
    case 'heldBy':
      return heldBy ? values.heldBy(ruleName(heldBy.rule), shiftNames[heldBy.shift]) : '';
    case 'recordBy':
      return recordBy ? values.becomes(field, ruleName(recordBy.rule)) : '';
    case 'reminder':
      return reminder ? values.becomes(field, reminderNames[reminder]) : '';
    case 'escalation':
      return escalation ? values.becomes(field, escalationNames[escalation]) : '';
    case 'coverage':
      return coverage ? values.becomes(field, coverageNames[coverage]) : '';
    case 'active':
      return values.active(active === true);
  }
}

/** A rule for a day as the catalogue says it. */
export function ruleName(rule: string): string {
  return deadlineName(rule === 'given' ? undefined : parseDeadline(rule));
}

/** A period with its year, whatever year it is now. */
export function periodWords(period: Period): string {
  const { unit, year } = partsOfPeriod(period);
  return unit === 'year'
    ? formatPeriod(period)
    : values.inYear(formatPeriod(String(year)), formatPeriod(period));
}

/** Which of its occurrences: the period, or the day of the event. */
export function occurrenceWords({ period, eventOn }: DeadlineAnchors): string {
  return period === undefined ? values.event(eventOn ?? '') : periodWords(period);
}
