/** Fewer items than this are no flood, whatever was planned. */
export const leastFlood = 50;

export interface RuleDay {
  /** Items of one rule (a duty's stage) that are to be told now and were not looked at before. */
  readonly items: number;
  /** How many of them have this stage on a day that has come since the last look: what the plan asks for today. */
  readonly planned: number;
  /** How many of them were opened by an event, one for each paper that came in, and not by the calendar. */
  readonly opened?: number;
  /** How many organisations can owe the duty. */
  readonly owing: number;
}

/**
 * More than the plan asks for. The plan is the measure, not the past: a province that was always punctual slips for
 * the first time on the very day the rules name, and hears of it; a planner that was broken and is mended tells
 * stages of days long gone, and those wait for a person to look. Most of what is to be told must have been planned
 * for today. More than every organisation once and a half is no day's plan, whatever the table says; what events open
 * has no such bound, an officer reads a paper of each branch.
 */
export function isFlood({ items, planned, opened = 0, owing }: RuleDay, least: number = leastFlood): boolean {
  if (items <= least) return false;
  return items - opened > owing * 1.5 || items - planned > Math.max(least, planned);
}
