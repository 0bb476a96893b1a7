import { type ChartData, describeChart, seriesColour } from './chart-data.ts';

const THICK = 12;
const LABEL_PX = 72;
const BAND_PX = 44;

const share = (value: number): number => Math.min(1, Math.max(0, value));
const percent = (value: number): string => `${Number((value * 100).toFixed(1))}%`;

/** Shares of a whole, one line each. */
export function LinearProgress({ data, width, height }: { data: ChartData; width: number; height: number }) {
  const values = data.series[0]?.values ?? [];
  const tall = Math.min(height, values.length * BAND_PX);
  const band = tall / Math.max(1, values.length);
  const long = Math.max(0, width - 2 * LABEL_PX);
  return (
    <svg class="drawing" width={width} height={tall} role="img" aria-label={describeChart(data)}>
      {values.map((value, index) => {
        const y = band * (index + 0.5);
        return (
          <g key={data.labels[index]}>
            <text x={LABEL_PX - 8} y={y + 4} text-anchor="end">
              {data.labels[index]}
            </text>
            <rect class="track" x={LABEL_PX} y={y - THICK / 2} width={long} height={THICK} rx={THICK / 2} />
            <rect
              x={LABEL_PX}
              y={y - THICK / 2}
              width={long * share(value)}
              height={THICK}
              rx={THICK / 2}
              fill={seriesColour(index)}
            />
            <text x={LABEL_PX + long + 8} y={y + 4}>
              {percent(value)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** The same as rings around each other, the first outermost. */
export function CircularProgress({
  data,
  width,
  height,
}: {
  data: ChartData;
  width: number;
  height: number;
}) {
  const values = data.series[0]?.values ?? [];
  const outer = Math.min(width, height) / 2 - THICK;
  return (
    <svg class="drawing" width={width} height={height} role="img" aria-label={describeChart(data)}>
      <g transform={`translate(${width / 2} ${height / 2})`}>
        {values.map((value, index) => {
          const radius = Math.max(THICK, outer - index * (THICK + 6));
          const round = 2 * Math.PI * radius;
          return (
            <g key={data.labels[index]} transform="rotate(-90)">
              <circle class="track" r={radius} stroke-width={THICK} />
              <circle
                r={radius}
                fill="none"
                stroke={seriesColour(index)}
                stroke-width={THICK}
                stroke-linecap="round"
                stroke-dasharray={`${round * share(value)} ${round}`}
              >
                <title>{`${data.labels[index]} ${percent(value)}`}</title>
              </circle>
            </g>
          );
        })}
        {values.length === 1 && (
          <text class="figure" text-anchor="middle" y="8">
            {percent(values[0] ?? 0)}
          </text>
        )}
      </g>
    </svg>
  );
}
