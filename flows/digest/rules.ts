import { type Completion, completionFrom } from '../../src/duties/completion.ts';
import { isStill } from '../../src/duties/instance.ts';
import type { Figure } from './figures.ts';

/** What became of a number of items, in the words of the tables; the parts add up to what was due. */
export interface Totals {
  readonly due: number;
  readonly inTime: number;
  readonly lateEntry: number;
  readonly extended: number;
  readonly doneLate: number;
  readonly overdue: number;
  readonly waived: number;
  readonly underWay: number;
}

export type Outcome = Exclude<keyof Totals, 'due'>;

/** As in ledgers and circulars; above the branch an item is late from the day its slip is told. */
const outcomes: Readonly<Partial<Record<Completion, Outcome>>> = {
  in_time: 'inTime',
  recorded_late: 'lateEntry',
  extended: 'extended',
  done_late: 'doneLate',
  overdue: 'overdue',
  waived: 'waived',
  under_way: 'underWay',
};

export function totalsOf(figures: readonly Figure[]): Totals {
  const totals = {
    ...{ due: 0, inTime: 0, lateEntry: 0, extended: 0 },
    ...{ doneLate: 0, overdue: 0, waived: 0, underWay: 0 },
  };
  for (const figure of figures) {
    totals.due += figure.count;
    const outcome = outcomes[completionFrom({ ...figure, isPast: false })];
    if (outcome) totals[outcome] += figure.count;
  }
  return totals;
}

/** How many of them are done with: the evidence is in, or they are waived. */
export function doneOf(figures: readonly Figure[]): number {
  return figures.reduce((sum, { state, count }) => (isStill(state) ? sum + count : sum), 0);
}

/** Whether there is anything to say at all about that time. */
export function isQuiet(figures: readonly Figure[], suggestions: number): boolean {
  const isSilent = figures.every(
    ({ isDue, isRecorded, state }) => !isDue && !isRecorded && state !== 'overdue',
  );
  return isSilent && suggestions === 0;
}
