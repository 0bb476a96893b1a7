import { describe, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import { readDues } from './rules.ts';

const today = asDay('2026-02-10');

describe('what follows /党费', () => {
  it.each([
    ['', { act: 'own', names: [] }],
    ['我的', { act: 'own', names: [] }],
    ['已收 张三 李四', { act: 'received', names: ['张三', '李四'] }],
    ['已收：张三、李四，王五', { act: 'received', names: ['张三', '李四', '王五'] }],
    ['收到张三', { act: 'received', names: ['张三'] }],
    ['全收', { act: 'all', names: [] }],
    ['全收除张三', { act: 'all', names: ['张三'] }],
    ['都交齐了 除了张三 李四', { act: 'all', names: ['张三', '李四'] }],
    ['未收 张三', { act: 'not_received', names: ['张三'] }],
    ['全收 张三', { act: 'unclear', names: [] }],
    ['张三 150元', { act: 'unclear', names: [] }],
    ['1月 已收 张三', { act: 'received', names: ['张三'], period: '2026-01' }],
    ['已收 张三 上月', { act: 'received', names: ['张三'], period: '2026-01' }],
    ['全收 除張三 趙六', { act: 'all', names: ['张三', '赵六'] }],
    ['本月全收', { act: 'all', names: [], period: '2026-02' }],
    ['12月份 全收', { act: 'all', names: [], period: '2025-12' }],
    ['2025年3月 已收 张三', { act: 'received', names: ['张三'], period: '2025-03' }],
  ])('%s', (line, expected) => {
    expect(readDues(line, today)).toEqual({ period: undefined, ...expected });
  });

  it('last month of January is December of the year before', () => {
    expect(readDues('上月 全收', asDay('2026-01-15')).period).toBe('2025-12');
  });
});
