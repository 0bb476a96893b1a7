/** Fewer items than this are no flood, whatever is usual. */
export const leastFlood = 50;

export interface RuleDay {
  /** Items of one rule (a duty's stage) that are to be told now. */
  readonly items: number;
  /** The most it ever told of on one day before; 0: never seen. */
  readonly usual: number;
  /** How many organisations can owe the duty. */
  readonly owing: number;
}

/**
 * Far more than normal: more than every organisation once, or, for a rule that is known, more than half of all and
 * three times what it ever was. A rule that speaks for the first time may tell everybody once.
 */
export function isFlood({ items, usual, owing }: RuleDay, least: number = leastFlood): boolean {
  if (items <= least) return false;
  if (items > owing * 1.5) return true;
  return usual > 0 && items > usual * 3 && items > owing / 2;
}
