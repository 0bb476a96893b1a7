import type { Figure } from './figures.ts';

/** What became of a number of items, in the words of the tables. */
export interface Totals {
  readonly due: number;
  readonly inTime: number;
  readonly lateEntry: number;
  readonly extended: number;
  readonly doneLate: number;
  readonly overdue: number;
  readonly waived: number;
}

export type Outcome = Exclude<keyof Totals, 'due'>;

/** Each item counts once; what is still to be done counts as due only. */
function outcomeOf({ state, isLateEntry, isExtended }: Figure): Outcome | undefined {
  if (state === 'overdue') return 'overdue';
  if (state === 'waived') return 'waived';
  if (state === 'done_late') return 'doneLate';
  if (state !== 'done') return undefined;
  if (isExtended) return 'extended';
  return isLateEntry ? 'lateEntry' : 'inTime';
}

export function totalsOf(figures: readonly Figure[]): Totals {
  const totals = { due: 0, inTime: 0, lateEntry: 0, extended: 0, doneLate: 0, overdue: 0, waived: 0 };
  for (const figure of figures) {
    totals.due += figure.count;
    const outcome = outcomeOf(figure);
    if (outcome) totals[outcome] += figure.count;
  }
  return totals;
}

/** What one level was told of: how many, how many of them ended there, and after how many days late. */
export interface Pressure {
  readonly level: number;
  readonly told: number;
  readonly settledHere: number;
  /** Median of working days late of those that ended here. */
  readonly medianDays: number | undefined;
}

const settled: ReadonlySet<string> = new Set(['done', 'done_late', 'waived', 'submitted', 'extended']);

/** Levels that were told of anything, the owner's own first. */
export function pressureOf(figures: readonly Figure[]): readonly Pressure[] {
  return [0, 1, 2, 3, 4].flatMap((level) => {
    const told = sum(figures.filter((figure) => figure.level >= level));
    if (told === 0) return [];
    const here = figures.filter((figure) => figure.level === level && settled.has(figure.state));
    return [{ level, told, settledHere: sum(here), medianDays: medianOf(here) }];
  });
}

function sum(figures: readonly Figure[]): number {
  return figures.reduce((total, { count }) => total + count, 0);
}

function medianOf(figures: readonly Figure[]): number | undefined {
  const days = figures
    .flatMap(({ daysLate, count }) => (daysLate === null ? [] : Array<number>(count).fill(daysLate)))
    .sort((a, b) => a - b);
  const [low, high] = [days[Math.floor((days.length - 1) / 2)], days[Math.floor(days.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** Whether there is anything to say at all about that time. */
export function isQuiet(figures: readonly Figure[], suggestions: number): boolean {
  const isSilent = figures.every(
    ({ isDue, isRecorded, state }) => !isDue && !isRecorded && state !== 'overdue',
  );
  return isSilent && suggestions === 0;
}
