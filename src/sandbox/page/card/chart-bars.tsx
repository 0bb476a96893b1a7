import { axis, type ChartData, describeChart, roomFor, seriesColour } from './chart-data.ts';

const BOTTOM = 22;
const TOP = 8;
const LABEL_PX = 46;
const MAX_BAR = 36;

interface Bar {
  readonly group: number;
  readonly series: number;
  readonly from: number;
  readonly size: number;
  readonly lane: number;
}

function bars(data: ChartData): Bar[] {
  return data.labels.flatMap((_, group) => {
    let base = 0;
    return data.series.map(({ values }, series) => {
      const size = Math.max(0, values[group] ?? 0);
      const bar = { group, series, from: data.stacked ? base : 0, size, lane: data.stacked ? 0 : series };
      base += size;
      return bar;
    });
  });
}

/** Upright or lying bars; both are drawn along one axis of values and one of groups. */
export function Bars({ data, width, height }: { data: ChartData; width: number; height: number }) {
  const all = bars(data);
  const ticks = axis(Math.max(...all.map((bar) => bar.from + bar.size)));
  const top = ticks.at(-1) ?? 1;
  const lying = data.horizontal;
  const left = lying ? roomFor(data.labels, width) : roomFor(ticks.map(String), width);
  const long = lying ? width - left - 16 : height - BOTTOM - TOP;
  const band = (lying ? height - BOTTOM - TOP : width - left - 8) / data.labels.length;
  const lanes = data.stacked ? 1 : data.series.length;
  const thick = Math.min(MAX_BAR, (band * 0.62) / lanes);
  const every = lying ? 1 : Math.ceil((data.labels.length * LABEL_PX) / (width - left));
  const scale = (value: number): number => (value / top) * long;
  const across = ({ group, lane }: Bar): number => band * (group + 0.5) + thick * (lane - lanes / 2);
  return (
    <svg class="drawing" width={width} height={height} role="img" aria-label={describeChart(data)}>
      {ticks.map((tick) => {
        const at = lying ? left + scale(tick) : TOP + long - scale(tick);
        return (
          <g key={tick}>
            {lying ? (
              <line x1={at} x2={at} y1={TOP} y2={height - BOTTOM} />
            ) : (
              <line x1={left} x2={width - 8} y1={at} y2={at} />
            )}
            <text
              x={lying ? at : left - 6}
              y={lying ? height - 6 : at + 4}
              text-anchor={lying ? 'middle' : 'end'}
            >
              {tick}
            </text>
          </g>
        );
      })}
      {all.map((bar) => {
        const place = lying
          ? { x: left + scale(bar.from), y: TOP + across(bar), width: scale(bar.size), height: thick }
          : {
              x: left + across(bar),
              y: TOP + long - scale(bar.from + bar.size),
              width: thick,
              height: scale(bar.size),
            };
        return (
          <rect key={`${bar.group}.${bar.series}`} {...place} rx="2" fill={seriesColour(bar.series)}>
            <title>{`${data.labels[bar.group]} ${data.series[bar.series]?.name} ${bar.size}`}</title>
          </rect>
        );
      })}
      {data.labels.map((label, group) =>
        group % every === 0 ? (
          <text
            key={label}
            x={lying ? left - 8 : left + band * (group + 0.5)}
            y={lying ? TOP + band * (group + 0.5) + 4 : height - 6}
            text-anchor={lying ? 'end' : 'middle'}
          >
            {label}
          </text>
        ) : null,
      )}
    </svg>
  );
}
