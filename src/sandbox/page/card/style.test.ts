import { describe, expect, it } from 'vitest';
import { colour } from '../palette.ts';
import { box, gap, width } from './style.ts';

describe('styles a card may set', () => {
  it('takes one to four sides of at most 99 pixels', () => {
    expect(box('4px 12')).toBe('4px 12px');
    expect(box('0 -12px')).toBe('0px -12px');
    for (const wrong of ['9999px', '1px 2px 3px 4px 5px', '0;position:fixed', '1e9px', '', undefined, {}]) {
      expect(box(wrong)).toBeUndefined();
    }
  });

  it('takes named or pixel gaps and widths within bounds', () => {
    expect(gap('medium')).toBe('8px');
    expect(gap('10px')).toBe('10px');
    expect(gap('calc(1px)')).toBeUndefined();
    expect(width('fill', 16, 600)).toBe('100%');
    expect(width('120px', 16, 600)).toBe('120px');
    expect(width('9999px', 16, 600)).toBeUndefined();
  });

  it('takes enum and rgba colours only', () => {
    expect(colour('blue', 'text')).toBe('var(--blue)');
    expect(colour('blue-50', 'fill')).toBe('var(--blue-50)');
    expect(colour('neutral-100', 'fill')).toBe('var(--grey-100)');
    expect(colour('rgba(1, 2, 3, 0.5)', 'fill')).toBe('rgba(1, 2, 3, 0.5)');
    for (const wrong of ['#ff0000', 'url(//x)', 'red;x', 'blue-55', ''])
      expect(colour(wrong, 'fill')).toBeUndefined();
    expect(colour('mine', 'text', { mine: 'light-dark(rgba(0,0,0,1), rgba(9,9,9,1))' })).toContain(
      'light-dark',
    );
  });
});
