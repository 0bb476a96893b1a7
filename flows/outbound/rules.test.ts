import { expect, it } from 'vitest';
import { isCardFlood, isFlood, isReminder } from './rules.ts';

const nothing = { items: 0, planned: 0, stageWeek: 0, remindersWeek: 0, owing: 758 };

it('the first slip of a punctual province is what the plan asks for: told, however many', () => {
  expect(isFlood({ ...nothing, items: 758, planned: 758, stageWeek: 758 })).toBe(false);
  // A few stragglers of other days ride along.
  expect(isFlood({ ...nothing, items: 758, planned: 720, stageWeek: 758 })).toBe(false);
});

it('what a mended planner makes up for was planned for other days: held', () => {
  expect(isFlood({ ...nothing, items: 758, planned: 0 })).toBe(true);
  expect(isFlood({ ...nothing, items: 200, planned: 60 })).toBe(true);
});

it('a stage told to every organisation once and a half in a week is held, a handful never', () => {
  expect(isFlood({ ...nothing, items: 400, planned: 400, stageWeek: 1138 })).toBe(true);
  expect(isFlood({ ...nothing, items: 40, planned: 0, stageWeek: 40, owing: 10 })).toBe(false);
  expect(isFlood({ ...nothing, items: 6, planned: 0, owing: 10 }, 5)).toBe(true);
});

it('the three reminders of a month fit in a week, a fourth is a rule that repeats itself', () => {
  const daily = { ...nothing, items: 758, planned: 758, stageWeek: 758 };
  expect(isFlood({ ...daily, remindersWeek: 3 * 758 })).toBe(false);
  expect(isFlood({ ...daily, remindersWeek: 4 * 758 })).toBe(true);
  expect(['open', 'on', 'half', '5wd', '2mo'].every(isReminder)).toBe(true);
  expect(['L0', 'L4', 'closing', 'moved'].some(isReminder)).toBe(false);
});

it('papers that come in together are read by few: each opens an item of its own, none of them is a flood', () => {
  expect(isFlood({ ...nothing, items: 708, planned: 708, owing: 60 })).toBe(false);
  expect(isFlood({ ...nothing, items: 708, planned: 0, owing: 60 })).toBe(true);
});

it('cards: three of a kind in a week are normal for everybody, more and more of them to the same people are not', () => {
  expect(isCardFlood(Array(16_000).fill(3))).toBe(false);
  expect(isCardFlood([...Array(40).fill(4), ...Array(1_000).fill(1)])).toBe(false);
  expect(isCardFlood([40])).toBe(false);
  expect(isCardFlood([60])).toBe(true);
  expect(isCardFlood(Array(200).fill(5))).toBe(true);
});
