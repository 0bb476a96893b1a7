import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';

/** A paper as it is being written: what was typed, section by section. What is counted is never typed. */
export const papers = pgTable(
  'papers',
  {
    /** The instance's key; of a statement that every member owes, the key and the person's code. */
    id: text().primaryKey(),
    instanceKey: text().notNull(),
    /** Who owes it, where everybody owes one. */
    personCode: text(),
    answers: jsonb().notNull(),
    /** Raised by every change, so that a preview knows whether it still shows the draft. */
    revision: integer().notNull(),
    savedBy: text().notNull(),
    savedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('papers_instance').on(t.instanceKey)],
);

/** What was filed, once and for ever, with the figures of that day and what its reader answered. */
export const paperVersions = pgTable(
  'paper_versions',
  {
    paperId: text().notNull(),
    version: integer().notNull(),
    instanceKey: text().notNull(),
    answers: jsonb().notNull(),
    facts: jsonb(),
    /** Filed on paper and only entered here: there is nothing to show but this line. */
    isOnPaper: boolean().notNull(),
    filedBy: text().notNull(),
    filedAt: timestamp({ withTimezone: true }).notNull(),
    filedOn: date({ mode: 'string' }).notNull(),
    /** By when it is to be read. */
    readBy: date({ mode: 'string' }).notNull(),
    /** `read` or `returned`; absent while it waits. */
    verdict: text(),
    returnCode: text(),
    comment: text(),
    reviewedBy: text(),
    reviewedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.paperId, t.version] }),
    index('paper_versions_instance').on(t.instanceKey),
  ],
);
