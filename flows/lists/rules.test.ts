import { describe, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import { periodsIn } from './own-rules.ts';
import { isOfYear } from './rules.ts';

describe('全年责任清单', () => {
  it('一年的各期', () => {
    expect(periodsIn(2026, 'year')).toEqual(['2026']);
    expect(periodsIn(2026, 'half')).toEqual(['2026-H1', '2026-H2']);
    expect(periodsIn(2026, 'quarter')).toEqual(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']);
    expect(periodsIn(2026, 'month')).toHaveLength(12);
    expect(periodsIn(2026, 'month').at(-1)).toBe('2026-12');
  });

  it('跨年到期的一期只算一次：算在期次所在的年份；事件按期限', () => {
    expect(isOfYear({ period: '2025-Q4', heldBy: asDay('2026-01-09') }, 2026)).toBe(false);
    expect(isOfYear({ period: '2025-Q4', heldBy: asDay('2026-01-09') }, 2025)).toBe(true);
    expect(isOfYear({ period: '2026', heldBy: asDay('2027-03-31') }, 2026)).toBe(true);
    expect(isOfYear({ period: 'ev:term', heldBy: asDay('2026-05-17') }, 2026)).toBe(true);
  });
});
