import type { Day } from '../../calendar/day.ts';
import { AppError } from '../../core/errors.ts';
import { monthsLater, type Span } from './spans.ts';
import { step, type WorkingDays } from './working-days.ts';

/** What a rule of duties.md b.1 may start from. */
export interface Anchors {
  readonly span?: Span | undefined;
  readonly termEnd?: Day | undefined;
  readonly eventOn?: Day | undefined;
  readonly heldOn?: Day | undefined;
}

type Shift = 'prev' | 'next' | 'within_week';

/** Either way off a day of rest, the later one as long as it comes within a week (duties.md e.3). */
function off(day: Day, shift: Shift, days: WorkingDays): Day {
  if (shift !== 'within_week') return days.shift(day, shift);
  let next = day;
  for (let left = 7; left > 0 && !days.isWorking(next); left -= 1) next = step(next, 1);
  return days.isWorking(next) ? next : days.shift(day, 'prev');
}

/**
 * The day a rule names: `EOM` `EOQ` `EOH` `EOY` is the last working day of the period, `Q+5wd` `Q-5wd` a working day
 * after its end or before; a date (`EOY:12-20`, `Y+1:01-31`, `M-3cd`, `term-6mo`, `ev+1mo`) that is no working day
 * moves by `shift`.
 * Throws AppError `invalid` for a rule it cannot read or one that lacks what it starts from.
 */
export function ruleDay(rule: string, anchors: Anchors, shift: Shift, days: WorkingDays): Day {
  const text = rule.replaceAll(' ', '');
  return periodRule(text, anchors, shift, days) ?? anchorRule(text, anchors, shift, days);
}

function unreadable(rule: string): never {
  throw new AppError('invalid', 'audit_rule', `the auditor cannot work out the rule "${rule}"`);
}

function periodRule(rule: string, { span }: Anchors, shift: Shift, days: WorkingDays): Day | undefined {
  const endOf = /^EO[MQHY]$/.test(rule);
  const dated = /^(?:EOY|Y(\+\d)?):(\d\d-\d\d)$/.exec(rule);
  if (!endOf && !dated) return undefined;
  if (!span) return unreadable(rule);
  if (endOf) return shift === 'within_week' ? off(span.last, shift, days) : days.walk(step(span.last, 1), -1);
  const year = Number(span.first.slice(0, 4)) + Number(dated?.[1] ?? 0);
  return off(`${year}-${dated?.[2]}` as Day, shift, days);
}

function anchorRule(rule: string, anchors: Anchors, shift: Shift, days: WorkingDays): Day {
  const match = /^(term|ev|held|[MQHY])(?:([+-]\d+)(wd|cd|mo|y))?$/.exec(rule);
  if (!match) return unreadable(rule);
  const named = { term: anchors.termEnd, ev: anchors.eventOn, held: anchors.heldOn };
  const from = match[1]?.length === 1 ? anchors.span?.last : named[match[1] as keyof typeof named];
  if (from === undefined) return unreadable(rule);
  const by = Number(match[2] ?? 0);
  if (match[3] === 'wd') return days.walk(from, by);
  if (match[3] === 'mo') return off(monthsLater(from, by), shift, days);
  if (match[3] === 'y') return off(monthsLater(from, by * 12), shift, days);
  let day = from;
  for (let left = Math.abs(by); left > 0; left -= 1) day = step(day, by > 0 ? 1 : -1);
  return off(day, shift, days);
}
