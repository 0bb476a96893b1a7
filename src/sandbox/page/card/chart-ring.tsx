import { type ChartData, describeChart, seriesColour } from './chart-data.ts';

const THICK = 0.38;

/** One circle per slice, drawn as a dash of its own length. */
export function Ring({ data, width, height }: { data: ChartData; width: number; height: number }) {
  const values = (data.series[0]?.values ?? []).map((value) => Math.max(0, value));
  const total = values.reduce((sum, value) => sum + value, 0) || 1;
  const outer = Math.min(width, height) / 2 - 8;
  const stroke = outer * THICK;
  const radius = outer - stroke / 2;
  const round = 2 * Math.PI * radius;
  let before = 0;
  return (
    <svg class="drawing" width={width} height={height} role="img" aria-label={describeChart(data)}>
      <g transform={`translate(${width / 2} ${height / 2}) rotate(-90)`}>
        {values.map((value, index) => {
          const length = (value / total) * round;
          const offset = -before;
          before += length;
          return (
            <circle
              key={data.labels[index]}
              r={radius}
              fill="none"
              stroke={seriesColour(index)}
              stroke-width={stroke}
              stroke-dasharray={`${Math.max(0, length - 1)} ${round}`}
              stroke-dashoffset={offset}
            >
              <title>{`${data.labels[index]} ${value}`}</title>
            </circle>
          );
        })}
      </g>
    </svg>
  );
}
