import type { Chart, Table } from './block.ts';
import type { CardElement } from './json.ts';
import { oneLine, shorten } from './rich.ts';

/** The page leafs through longer tables by itself. */
const rowsPerPage = 10;
const longestCell = 60;
/** More bars than this are not told apart on a phone. */
const mostValues = 60;

/** A declarative chart of the platform: data and names of fields, no script. */
export function renderChart({ title, values }: Chart): CardElement {
  const shown = values.slice(0, mostValues).map(({ label, group, value }) => ({
    label: shorten(oneLine(label), longestCell),
    group: shorten(oneLine(group), longestCell),
    value,
  }));
  return {
    tag: 'chart',
    aspect_ratio: '16:9',
    color_theme: 'brand',
    preview: false,
    chart_spec: {
      type: 'bar',
      title: { text: shorten(oneLine(title), longestCell) },
      data: { values: shown },
      xField: 'label',
      yField: 'value',
      seriesField: 'group',
      stack: true,
      legends: { visible: true, orient: 'bottom' },
    },
  };
}

export function renderTable({ columns, rows }: Table): CardElement {
  const names = columns.map((_, at) => `c${at}`);
  const shown = rows.map((row) =>
    Object.fromEntries(
      names.map((name, at) => [name, shorten(oneLine(String(row[at] ?? '')), longestCell)] as const),
    ),
  );
  return {
    tag: 'table',
    page_size: Math.min(rowsPerPage, rows.length),
    row_height: 'low',
    header_style: { background_style: 'grey', bold: true, text_align: 'left' },
    columns: columns.map((head, at) => ({
      name: `c${at}`,
      display_name: shorten(oneLine(head), longestCell),
      data_type: 'text',
      width: 'auto',
      horizontal_align: at === 0 ? 'left' : 'right',
    })),
    rows: shown,
  };
}
