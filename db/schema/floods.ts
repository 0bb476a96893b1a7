import { date, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * How many items one rule (a duty's stage) told of on a day; of a kind of card, whose stage is empty, how many wait or
 * came this week. Where that is far above what is normal they wait for the administrator: `held` → `released` or
 * `dropped`; `normal` needs nobody.
 */
export const ruleDays = pgTable(
  'rule_days',
  {
    duty: text().notNull(),
    stage: text().notNull(),
    onDay: date({ mode: 'string' }).notNull(),
    items: integer().notNull(),
    /** How many of them the plan had for that day. */
    planned: integer().notNull(),
    /** How many of them an event opened, one for each paper that came in, and not the calendar. */
    opened: integer().notNull(),
    state: text().notNull(),
    decidedBy: text(),
    decidedAt: timestamp({ withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.duty, t.stage, t.onDay] })],
);
