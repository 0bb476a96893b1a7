/** Fewer items than this are no flood, whatever was planned. */
export const leastFlood = 50;

/** The days, today included, over which it is counted how often the same is told. */
export const weekDays = 7;

export interface RuleDay {
  /** Items of one rule (a duty's stage) that were booked today. */
  readonly items: number;
  /** How many of them have this stage today by the plan. */
  readonly planned: number;
  /** Items this stage has told of in a week; what events open is not in it, an officer reads a paper of each branch. */
  readonly stageWeek: number;
  /** The same for all reminders of the duty together. */
  readonly remindersWeek: number;
  /** How many organisations can owe the duty. */
  readonly owing: number;
}

/**
 * More than the plan asks for. The plan is the measure, not the past: a province that was always punctual slips for
 * the first time on the very day the rules name, and hears of it; a planner that was broken and is mended tells
 * stages of days long gone, and those wait for a person to look. Most of what is told must be planned for today. Where
 * the plan itself is wrong, the same is told again and again: no stage comes to every organisation once and a half in a
 * week, and no duty reminds each of them more than three times.
 */
export function isFlood(day: RuleDay, least: number = leastFlood): boolean {
  const { items, planned, stageWeek, remindersWeek, owing } = day;
  if (items - planned > Math.max(least, planned)) return true;
  return stageWeek > Math.max(least, owing * 1.5) || remindersWeek > Math.max(least, owing * 3);
}

/** The names of stages before the due day. */
export function isReminder(stage: string): boolean {
  return /^(?:open|on|half|\d+(?:wd|mo))$/u.test(stage);
}

/** More cards of one kind than this in a week are too many for one person. */
const mostCards = 3;

/**
 * Cards of one kind that the clock booked: `counts` has for each person how many wait or came this week. What is beyond
 * three is too much; much of that, and more than one a person, is a flood.
 */
export function isCardFlood(counts: readonly number[], least: number = leastFlood): boolean {
  const surplus = counts.reduce((sum, count) => sum + Math.max(0, count - mostCards), 0);
  return surplus > Math.max(least, counts.length);
}
