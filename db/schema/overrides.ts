import { date, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * What one organisation prescribes otherwise for a duty, for itself and all below it (本级规定). A row may be put right
 * until its first period has begun.
 */
export const dutyOverrides = pgTable(
  'duty_overrides',
  {
    orgCode: text().notNull(),
    duty: text().notNull(),
    fromOn: date({ mode: 'string' }).notNull(),
    /** The fields it changes; null gives a field back to the superior. */
    change: jsonb().notNull(),
    reason: text().notNull(),
    /** Document numbers: of the rule itself, and of the superior's consent where it is stricter. */
    document: text().notNull(),
    consent: text(),
    importedBy: text().notNull(),
    importedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgCode, t.duty, t.fromOn] })],
);
