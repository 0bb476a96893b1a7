import { axis, type ChartData, describeChart, roomFor, seriesColour } from './chart-data.ts';

const BOTTOM = 22;
const TOP = 8;
const LABEL_PX = 46;

export function Lines({ data, width, height }: { data: ChartData; width: number; height: number }) {
  const ticks = axis(Math.max(...data.series.flatMap(({ values }) => values)));
  const top = ticks.at(-1) ?? 1;
  const left = roomFor(ticks.map(String), width);
  const tall = height - BOTTOM - TOP;
  const band = (width - left - 8) / data.labels.length;
  const every = Math.ceil((data.labels.length * LABEL_PX) / (width - left));
  const x = (at: number): number => left + band * (at + 0.5);
  const y = (value: number): number => TOP + tall - (value / top) * tall;
  return (
    <svg class="drawing" width={width} height={height} role="img" aria-label={describeChart(data)}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - 8} y1={y(tick)} y2={y(tick)} />
          <text x={left - 6} y={y(tick) + 4} text-anchor="end">
            {tick}
          </text>
        </g>
      ))}
      {data.series.map(({ name, values }, index) => {
        const points = values.map((value, at) => `${x(at)},${y(value)}`);
        const floor = `${x(values.length - 1)},${y(0)} ${x(0)},${y(0)}`;
        return (
          <g key={name}>
            {data.kind === 'area' && (
              <polygon points={`${points.join(' ')} ${floor}`} fill={seriesColour(index)} opacity="0.18" />
            )}
            <polyline points={points.join(' ')} stroke={seriesColour(index)} />
            {values.map((value, at) => (
              <circle key={at} cx={x(at)} cy={y(value)} r="3" fill={seriesColour(index)}>
                <title>{`${data.labels[at]} ${name} ${value}`}</title>
              </circle>
            ))}
          </g>
        );
      })}
      {data.labels.map((label, at) =>
        at % every === 0 ? (
          <text key={label} x={x(at)} y={height - 6} text-anchor="middle">
            {label}
          </text>
        ) : null,
      )}
    </svg>
  );
}
