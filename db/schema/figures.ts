import { date, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/**
 * The figures of some weeks of everything below an organisation, as they were counted last. They hold as long as the
 * audit trail of these organisations stands where it stood: `trail` is a hash of its heads.
 */
export const weekFigures = pgTable(
  'week_figures',
  {
    orgCode: text().notNull(),
    since: date({ mode: 'string' }).notNull(),
    fromOn: date({ mode: 'string' }).notNull(),
    toOn: date({ mode: 'string' }).notNull(),
    trail: text().notNull(),
    figures: jsonb().notNull(),
    told: jsonb().notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgCode, t.since, t.fromOn, t.toOn] })],
);
