import { expect, it } from 'vitest';
import type { Day } from './day.ts';
import { readPeriod } from './zh-dates-periods.ts';

it.each([
  ['本月', '2026-03', ''],
  ['责任 上月', '2026-02', '责任'],
  ['第一季度 通报', '2026-Q1', '通报'],
  ['2025年第四季度', '2025-Q4', ''],
  ['上季度', '2025-Q4', ''],
  ['2026年3月', '2026-03', ''],
  ['活动 12月', '2026-12', '活动'],
  ['党费 三月', '2026-03', '党费'],
  ['2025年十二月份 责任', '2025-12', '责任'],
  ['下半年', '2026-H2', ''],
  ['2025', '2025', ''],
  ['2025年', '2025', ''],
  ['2026-q2', '2026-Q2', ''],
  ['去年', '2025', ''],
  ['全年 党费', '2026', '党费'],
])('%s', (line, period, rest) => {
  expect(readPeriod(line, '2026-03-04' as Day)).toEqual({ period, rest });
});

it('leaves days and everything else alone', () => {
  for (const line of ['3月5日', '三月五日', '十二月二十日', '责任', 'D01B01-TD-2602', '']) {
    expect([line, readPeriod(line, '2026-03-04' as Day)]).toEqual([line, undefined]);
  }
});
