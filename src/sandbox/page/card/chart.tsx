import { useEffect, useRef, useState } from 'preact/hooks';
import { isRecord, type Json, num, parse, str } from '../json.ts';
import { Bars } from './chart-bars.tsx';
import { type ChartData, readChart, seriesColour } from './chart-data.ts';
import { Lines } from './chart-lines.tsx';
import { CircularProgress, LinearProgress } from './chart-progress.tsx';
import { Ring } from './chart-ring.tsx';
import { ChartTable } from './chart-table.tsx';
import { marginStyle } from './style.ts';

const ratios: Readonly<Record<string, number>> = { '1:1': 1, '2:1': 1 / 2, '4:3': 3 / 4, '16:9': 9 / 16 };

function Drawing({ data, width, height }: { data: ChartData; width: number; height: number }) {
  if (data.kind === 'linearProgress') return <LinearProgress data={data} width={width} height={height} />;
  if (data.kind === 'circularProgress') return <CircularProgress data={data} width={width} height={height} />;
  if (data.kind === 'pie') return <Ring data={data} width={width} height={height} />;
  if (data.kind === 'bar') return <Bars data={data} width={width} height={height} />;
  return <Lines data={data} width={width} height={height} />;
}

function legendOf({ kind, labels, series }: ChartData): readonly string[] {
  if (kind === 'linearProgress') return [];
  return kind === 'pie' || kind === 'circularProgress' ? labels : series.map(({ name }) => name);
}

export function Chart({ node }: { node: Json }) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const source = typeof node.chart_spec === 'string' ? parse(node.chart_spec) : node.chart_spec;
  const spec = isRecord(source) ? source : {};
  const data = readChart(spec);
  const fixed = num(str(node.height).replace('px', ''), 0);
  const height =
    fixed > 0 ? Math.min(999, fixed) : Math.round(width * (ratios[str(node.aspect_ratio)] ?? 9 / 16));
  const legend = data === undefined ? [] : legendOf(data);
  return (
    <div class="chart" style={marginStyle(node)} ref={frame}>
      {data === undefined ? (
        <ChartTable spec={spec} />
      ) : (
        <figure>
          {data.title !== '' && <figcaption>{data.title}</figcaption>}
          {width > 0 && <Drawing data={data} width={width} height={height} />}
          {legend.length > 1 && (
            <ul class="legend">
              {legend.map((name, index) => (
                <li key={name}>
                  <i style={{ background: seriesColour(index) }} />
                  {name}
                </li>
              ))}
            </ul>
          )}
        </figure>
      )}
    </div>
  );
}
