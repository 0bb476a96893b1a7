import { sql } from 'drizzle-orm';

/** The rule a line came from is its duty and this: the stage without its round, or the day it speaks of. */
export const ruleStage = sql`split_part(split_part(lines.stage, '+', 1), ':', 1)`;

/** The same for a stage at hand. */
export function ruleStageOf(stage: string): string {
  return stage.split(/[+:]/u)[0] ?? stage;
}

/** The day in China on which a line was booked. */
const bookedOn = sql`(lines.booked_at at time zone 'Asia/Shanghai')::date`;

/**
 * Its rule told far more that day than it should, and the administrator has not said whether it may leave. The line
 * itself only waits, so that whatever takes a waiting line back, or hands it on, does so with this one.
 */
export const isHeldLine = sql`exists (
  select 1 from rule_days as held
  where held.state = 'held' and held.duty = lines.duty and held.stage = ${ruleStage} and held.on_day = ${bookedOn})`;

/** The reason of a notice that waits for the same answer. */
export const floodReason = 'flood';
