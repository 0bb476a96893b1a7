import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axis, readChart } from './chart-data.ts';

const values = [
  { month: '1月', kind: '按期', count: 4 },
  { month: '1月', kind: '延期', count: 1 },
  { month: '2月', kind: '按期', count: 6 },
];

describe('charts', () => {
  it('splits values into stacked series by the series field', () => {
    const spec = { type: 'bar', data: { values }, xField: 'month', yField: 'count', seriesField: 'kind' };
    expect(readChart(spec)).toMatchObject({
      labels: ['1月', '2月'],
      series: [
        { name: '按期', values: [4, 6] },
        { name: '延期', values: [1, 0] },
      ],
      stacked: true,
    });
    expect(readChart({ ...spec, xField: ['month', 'kind'] })?.stacked).toBe(false);
  });

  it('turns fields around for horizontal bars and reads rings', () => {
    const bars = {
      type: 'bar',
      direction: 'horizontal',
      data: [{ values }],
      xField: 'count',
      yField: 'month',
    };
    expect(readChart(bars)).toMatchObject({
      horizontal: true,
      labels: ['1月', '2月'],
      series: [{ values: [5, 6] }],
    });
    const ring = { type: 'pie', data: { values }, categoryField: 'kind', valueField: 'count' };
    expect(readChart(ring)).toMatchObject({
      kind: 'pie',
      labels: ['按期', '延期'],
      series: [{ values: [10, 1] }],
    });
  });

  it('declines what it cannot draw', () => {
    expect(readChart({ type: 'wordCloud' })).toBeUndefined();
    expect(readChart({ type: 'bar', data: { values: [] }, xField: 'a', yField: 'b' })).toBeUndefined();
  });

  it('has an axis that covers the largest value in at most six even ticks', () => {
    void fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (max) => {
        const ticks = axis(max);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
        expect(ticks[0]).toBe(0);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});
