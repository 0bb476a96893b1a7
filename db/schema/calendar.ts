import { integer, jsonb, pgTable, timestamp } from 'drizzle-orm/pg-core';

/** Holiday tables added to this installation; of one year they replace the table of the repository. */
export const calendarYears = pgTable('calendar_years', {
  year: integer().primaryKey(),
  content: jsonb().notNull(),
  addedAt: timestamp({ withTimezone: true }).notNull(),
});
