import { describe, expect, it } from 'vitest';
import { pageOf, pager } from './pages.ts';

const all = [1, 2, 3, 4, 5];
const words = { action: 'a.page', previous: '上一页', next: (left: number) => `下一页（还有 ${left}）` };

describe('pages', () => {
  it('shows a part, and the last part for a page that is no more', () => {
    expect(pageOf(all, 0, 2)).toEqual({ shown: [1, 2], at: 0, left: 3 });
    expect(pageOf(all, 2, 2)).toEqual({ shown: [5], at: 2, left: 0 });
    expect(pageOf(all, 9, 2)).toEqual({ shown: [5], at: 2, left: 0 });
    expect(pageOf([], 3, 2)).toEqual({ shown: [], at: 0, left: 0 });
  });

  it('takes whatever a click says for the first page', () => {
    for (const wanted of [undefined, null, 'x', -1, Number.NaN, {}])
      expect(pageOf(all, wanted, 2).at).toBe(0);
  });

  it('offers only the turns there are', () => {
    expect(pager(pageOf(all, 0, 5), words)).toEqual([]);
    const labels = (page: number): readonly string[] =>
      pager(pageOf(all, page, 2), words).flatMap((block) =>
        block.kind === 'buttons' ? block.buttons.map(({ label }) => label) : [],
      );
    expect(labels(0)).toEqual(['下一页（还有 3）']);
    expect(labels(1)).toEqual(['上一页', '下一页（还有 1）']);
    expect(labels(2)).toEqual(['上一页']);
  });
});
