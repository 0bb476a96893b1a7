import { expect, it } from 'vitest';
import { isFlood } from './rules.ts';

it('the first slip of a punctual province is what the plan asks for: told, however many', () => {
  expect(isFlood({ items: 758, planned: 758, owing: 758 })).toBe(false);
  // A few stragglers of other days ride along.
  expect(isFlood({ items: 758, planned: 720, owing: 758 })).toBe(false);
});

it('what a mended planner makes up for was planned for other days: held', () => {
  expect(isFlood({ items: 758, planned: 0, owing: 758 })).toBe(true);
  expect(isFlood({ items: 200, planned: 60, owing: 758 })).toBe(true);
});

it('more than every organisation once and a half is held, a handful never', () => {
  expect(isFlood({ items: 1516, planned: 1516, owing: 758 })).toBe(true);
  expect(isFlood({ items: 40, planned: 0, owing: 10 })).toBe(false);
  expect(isFlood({ items: 6, planned: 0, owing: 10 }, 5)).toBe(true);
});

it('papers that come in together are read by few: each opens an item of its own, none of them is a flood', () => {
  expect(isFlood({ items: 708, planned: 708, opened: 708, owing: 60 })).toBe(false);
  expect(isFlood({ items: 708, planned: 0, opened: 708, owing: 60 })).toBe(true);
});
