import type { Day } from '../../src/calendar/day.ts';
import { type Period, periodOf } from '../../src/calendar/periods.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { isSettled } from '../../src/duties/instance.ts';

export const rectificationItem = 'rectification_item';
export const listIssue = 'problem_list_issue';

/** Where a problem was found (duties.md g.1, 整改台账). */
export const sources = ['inspection', 'debrief', 'tour', 'self'] as const;
export type Source = (typeof sources)[number];

export const longestProblem = 200;
export const longestAnswer = 300;
/** What stands behind the item's name where several are listed: enough to tell them apart. */
export const subjectLength = 14;

/** A list is issued some days after its quarter (duties.md b.7): until then an item still belongs to that one. */
export function quarterOf(today: Day, unissued: readonly Period[]): Period {
  const current = periodOf(today, 'quarter');
  const before = unissued.filter((period) => period < current).sort();
  return before.at(-1) ?? current;
}

/** The id of the n-th item of an organisation in a quarter: read aloud as 26Q1-P3. */
export function problemId(quarter: Period, count: number): string {
  return `${quarter.slice(2).replaceAll('-', '')}-P${count}`;
}

/** How far an item is, in the five words people use of it. */
export type Progress = 'open' | 'late' | 'waiting' | 'returned' | 'closed' | 'waived';

export function progressOf({ state }: Pick<DutyInstance, 'state'>): Progress {
  switch (state) {
    case 'submitted':
      return 'waiting';
    case 'returned':
      return 'returned';
    case 'overdue':
      return 'late';
    case 'waived':
      return 'waived';
    default:
      return isSettled(state) ? 'closed' : 'open';
  }
}

export interface ProblemCounts {
  readonly total: number;
  readonly closed: number;
  readonly waiting: number;
  readonly late: number;
}

export function countsOf(items: readonly Pick<DutyInstance, 'state'>[]): ProblemCounts {
  const all = items.map(progressOf);
  const count = (...kinds: readonly Progress[]): number => all.filter((one) => kinds.includes(one)).length;
  return {
    total: all.length - count('waived'),
    closed: count('closed'),
    waiting: count('waiting'),
    late: count('late'),
  };
}
