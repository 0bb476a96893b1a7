import { type Json, str } from '../json.ts';
import { Icon } from '../parts/icon.tsx';
import { text } from '../text.ts';
import { chartRows } from './chart-data.ts';

const ROWS = 50;

/** A kind of chart this page does not draw: says so, and shows the numbers. */
export function ChartTable({ spec }: { spec: Json }) {
  const rows = chartRows(spec).slice(0, ROWS);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return (
    <div class="chart-table">
      <p>
        <Icon name="chart" />
        {text.card.chart(str(spec.type))}
      </p>
      {rows.length > 0 && (
        <div class="table-frame">
          <div class="table-scroll">
            <table>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column}>{column}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row, at) => (
                  <tr key={at}>
                    {columns.map((column) => (
                      <td key={column}>{str(row[column])}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </div>
  );
}
