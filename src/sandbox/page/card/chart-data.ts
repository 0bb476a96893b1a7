import { isRecord, type Json, list, num, record, records, str } from '../json.ts';

/** The simple part of a chart spec: bars, lines, areas, rings and progress over one list of values. */
const kinds = ['bar', 'line', 'area', 'pie', 'linearProgress', 'circularProgress'] as const;
type ChartKind = (typeof kinds)[number];

interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

export interface ChartData {
  readonly kind: ChartKind;
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly stacked: boolean;
  readonly horizontal: boolean;
}

const MAX_POINTS = 400;

/** The rows of all its data sets. */
export function chartRows(spec: Json): Json[] {
  const sets = Array.isArray(spec.data) ? list(spec.data) : [spec.data];
  return sets.flatMap((set) => (isRecord(set) ? records(set.values) : [])).slice(0, MAX_POINTS);
}

const fields = (value: unknown): string[] =>
  (Array.isArray(value) ? list(value) : [value]).map((each) => str(each)).filter(Boolean);

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

export function readChart(spec: Json): ChartData | undefined {
  const type = kinds.find((kind) => kind === spec.type);
  if (type === undefined) return undefined;
  const values = chartRows(spec);
  const horizontal = type === 'linearProgress' || (type === 'bar' && spec.direction === 'horizontal');
  const byCategory = type === 'pie' || type === 'circularProgress';
  const [xFields, yFields] = horizontal
    ? [fields(spec.yField), fields(spec.xField)]
    : [fields(spec.xField), fields(spec.yField)];
  const label = byCategory ? str(spec.categoryField) : (xFields[0] ?? '');
  const measures = byCategory ? fields(spec.valueField) : yFields;
  const drawsSeries = type === 'bar' || type === 'line' || type === 'area';
  const split = drawsSeries ? (fields(spec.seriesField)[0] ?? xFields[1] ?? '') : '';
  if (label === '' || measures.length === 0 || values.length === 0) return undefined;

  const labels = distinct(values.map((value) => str(value[label])));
  const names = split === '' ? measures : distinct(values.map((value) => str(value[split])));
  const series = names.map((name) => ({
    name,
    values: labels.map((at) =>
      values
        .filter((value) => str(value[label]) === at && (split === '' || str(value[split]) === name))
        .reduce((sum, value) => sum + num(value[split === '' ? name : (measures[0] ?? '')], 0), 0),
    ),
  }));
  return {
    kind: type,
    title: str(record(spec.title).text),
    labels,
    series,
    stacked: type === 'bar' && series.length > 1 && xFields.length < 2 && spec.stack !== false,
    horizontal,
  };
}

/** Round upper end of the axis with at most five steps. */
export function axis(max: number): number[] {
  if (max <= 0) return [0, 1];
  const rough = max / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? power * 10;
  const ticks = Math.ceil(max / step);
  return Array.from({ length: ticks + 1 }, (_, index) => Number((index * step).toPrecision(10)));
}

/** How wide the labels before an axis are, roughly: Chinese is twice as wide as digits. */
export function roomFor(labels: readonly string[], width: number): number {
  const widths = labels.map((label) => [...label].reduce((sum, char) => sum + (char > '\u2e7f' ? 12 : 7), 0));
  return Math.min(width / 3, Math.max(34, ...widths.map((px) => px + 12)));
}

/** Approximation of the brand ramp, ordered so that neighbours differ for colour-blind readers. */
export const seriesColour = (index: number): string => `var(--series-${index % 8})`;

/** The numbers in words, for those who cannot see the drawing. */
export const describeChart = (data: ChartData): string =>
  data.series
    .map(
      ({ name, values }) =>
        `${name}: ${data.labels.map((label, at) => `${label} ${values[at] ?? 0}`).join(', ')}`,
    )
    .join('; ');
