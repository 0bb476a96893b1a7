import { hash32 } from '../core/ids.ts';

/** A number in [0, 1) that only depends on the seed and the words: no order of events can change it. */
export function chance(seed: number, ...words: readonly (string | number)[]): number {
  return hash32(`${seed}|${words.join('|')}`) / 2 ** 32;
}

/** One of `items`, by the same rule. Throws RangeError on an empty list. */
export function pick<T>(items: readonly T[], seed: number, ...words: readonly (string | number)[]): T {
  const item = items[Math.floor(chance(seed, ...words) * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}
