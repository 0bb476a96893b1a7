import { addDays, type Day } from '../calendar/day.ts';
import { periodEnd, periodOf, periodStart } from '../calendar/periods.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import { chance, pick } from './random.ts';

export const behaviours = ['silent', 'punctual', 'mixed'] as const;
export type Behaviour = (typeof behaviours)[number];

/** What a branch does about one month: when it plans, when it meets, when it records. */
export interface MonthScript {
  readonly planOn: Day;
  readonly heldOn: Day;
  readonly recordOn: Day;
  /** How many of ten members answer their invitation, and how many of ten answers ask for leave. */
  readonly answers: number;
  readonly leaves: number;
}

/**
 * The script of a branch for the month of `day`, or nothing when it stays silent. In `mixed`, most are punctual,
 * some meet in time and record late, some meet after the due day, some do nothing for a month.
 */
export function scriptFor(
  behaviour: Behaviour,
  branch: string,
  day: Day,
  seed: number,
  calendar: WorkCalendar,
): MonthScript | undefined {
  if (behaviour === 'silent') return undefined;
  const period = periodOf(day, 'month');
  const days = workdaysOf(period, calendar);
  const planOn = pick(days.slice(1, 5), seed, branch, period, 'plan');
  const heldOn = pick(days.slice(7, 13), seed, branch, period, 'hold');
  const script: MonthScript = { planOn, heldOn, recordOn: heldOn, answers: 8, leaves: 1 };
  if (behaviour === 'punctual') return script;
  const kind = chance(seed, branch, period, 'kind');
  if (kind < 0.7) return script;
  if (kind < 0.8) return { ...script, recordOn: calendar.addWorkdays(heldOn, 6) };
  if (kind < 0.92) {
    const late = calendar.addWorkdays(periodEnd(period), pick([2, 4, 7, 12], seed, branch, period, 'late'));
    return { ...script, planOn: late, heldOn: late, recordOn: late };
  }
  return undefined;
}

function workdaysOf(period: string, calendar: WorkCalendar): readonly Day[] {
  const days: Day[] = [];
  for (let day = periodStart(period); day <= periodEnd(period); day = addDays(day, 1)) {
    if (calendar.isWorkday(day)) days.push(day);
  }
  return days;
}
