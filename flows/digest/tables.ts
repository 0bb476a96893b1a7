import { addMonths, type Day } from '../../src/calendar/day.ts';
import type { Block } from '../../src/cards/block.ts';
import { chart, note, text as paragraph, table } from '../../src/cards/elements.ts';
import { bold } from '../../src/cards/rich.ts';
import type { Figure } from './figures.ts';
import type { Pressure } from './pressure.ts';
import { doneOf, type Outcome, totalsOf } from './rules.ts';
import { text } from './text.ts';

/** Months on the chart. */
const months = 6;

/** The first day of the time the chart looks at. */
export function chartSince(today: Day): Day {
  return `${addMonths(today, 1 - months).slice(0, 7)}-01` as Day;
}

const outcomes = ['inTime', 'lateEntry', 'extended', 'doneLate', 'overdue', 'waived', 'underWay'] as const;

/** One sentence of counts; what is nought is left out. */
export function totalsLine(figures: readonly Figure[]): string {
  const totals = totalsOf(figures);
  const said = outcomes.flatMap((one) =>
    totals[one] > 0 ? [text.outcome(text.outcomes[one], totals[one])] : [],
  );
  return text.totals(totals.due, said);
}

/** How many are late at this moment, whenever they were due. */
export function lateLine(figures: readonly Figure[]): string {
  const { overdue } = totalsOf(figures);
  return overdue === 0 ? text.nothingLate : text.nowLate(overdue);
}

/** Bars by month of the due day; what is still to be done is no part of them. */
export function trend(figures: readonly Figure[], today: Day): Block {
  const labels = Array.from({ length: months }, (_, at) => addMonths(today, at + 1 - months).slice(0, 7));
  const bars: readonly (readonly Outcome[])[] = [
    ['inTime', 'lateEntry'],
    ['extended'],
    ['doneLate'],
    ['overdue'],
  ];
  const values = labels.flatMap((month) => {
    const totals = totalsOf(figures.filter((figure) => figure.month === month));
    return bars.map((group) => ({
      label: text.month(Number(month.slice(5))),
      group: text.outcomes[group[0] as Outcome],
      value: group.reduce((sum, one) => sum + totals[one], 0),
    }));
  });
  const isEmpty = values.every(({ value }) => value === 0);
  return chart({ title: text.trend(months), values: isEmpty ? [] : values });
}

/** Of how many slips each level was told, how many ended there, and after how long. */
export function pressureTable(levels: readonly Pressure[]): readonly Block[] {
  const rows = levels.map(({ level, told, endedHere, medianDays }) => [
    text.levels[level] ?? '',
    told,
    endedHere,
    medianDays === undefined ? text.none : text.days(medianDays),
  ]);
  if (rows.length === 0) return [];
  return [
    paragraph(bold(text.pressure)),
    table({ columns: [...text.pressureColumns], rows }),
    note(text.pressureNote),
  ];
}

/** One row an organisation, in the order of the roster, never of what it did. */
export function unitTable(
  figures: readonly Figure[],
  units: readonly { readonly name: string; readonly orgs: ReadonlySet<string> }[],
): readonly Block[] {
  const rows = units.flatMap(({ name, orgs }) => {
    const own = figures.filter(({ org }) => orgs.has(org));
    const { due, overdue } = totalsOf(own);
    return due === 0 ? [] : [[name, due, doneOf(own), overdue]];
  });
  return rows.length === 0 ? [] : [table({ columns: [...text.unitColumns], rows })];
}
