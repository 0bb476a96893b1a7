import { expect, it } from 'vitest';
import { isFlood } from './rules.ts';

it('a flood is far more than what a rule ever told, never a first time and never a handful', () => {
  expect(isFlood({ items: 758, usual: 0, owing: 758 })).toBe(false);
  expect(isFlood({ items: 758, usual: 758, owing: 758 })).toBe(false);
  expect(isFlood({ items: 758, usual: 12, owing: 758 })).toBe(true);
  expect(isFlood({ items: 60, usual: 12, owing: 758 })).toBe(false);
  expect(isFlood({ items: 1516, usual: 0, owing: 758 })).toBe(true);
  expect(isFlood({ items: 40, usual: 1, owing: 10 })).toBe(false);
});
