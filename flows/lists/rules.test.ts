import { describe, expect, it } from 'vitest';
import { periodsIn } from './rules.ts';

describe('全年责任清单', () => {
  it('一年的各期', () => {
    expect(periodsIn(2026, 'year')).toEqual(['2026']);
    expect(periodsIn(2026, 'half')).toEqual(['2026-H1', '2026-H2']);
    expect(periodsIn(2026, 'quarter')).toEqual(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']);
    expect(periodsIn(2026, 'month')).toHaveLength(12);
    expect(periodsIn(2026, 'month').at(-1)).toBe('2026-12');
  });
});
