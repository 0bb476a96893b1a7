import { date, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** What a drafter writes into the responsibility list of an organisation and year beside the catalogue. */
export const listClauses = pgTable(
  'list_clauses',
  {
    id: text().primaryKey(),
    orgCode: text().notNull(),
    year: text().notNull(),
    /** A duty of the catalogue that is given to one person; the rest of the row is the catalogue's then. */
    duty: text(),
    /** Absent: everybody on the list, each for himself or herself. */
    personCode: text(),
    content: text().notNull(),
    quantity: text().notNull(),
    dueOn: date({ mode: 'string' }),
    /** Of what comes back: the deadline rule (`EOQ`) instead of one day. */
    dueRule: text(),
    standard: text().notNull(),
    addedBy: text().notNull(),
    addedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('list_clauses_org').on(t.orgCode, t.year)],
);

/** One person's list as it was sent to be confirmed, word for word; a changed one is a new version. */
export const personalLists = pgTable(
  'personal_lists',
  {
    orgCode: text().notNull(),
    year: text().notNull(),
    personCode: text().notNull(),
    version: integer().notNull(),
    clauses: jsonb().notNull(),
    sentBy: text().notNull(),
    sentAt: timestamp({ withTimezone: true }).notNull(),
    confirmedAt: timestamp({ withTimezone: true }),
    /** The person, or the drafter who asked somebody without an account. */
    confirmedBy: text(),
  },
  (t) => [primaryKey({ columns: [t.orgCode, t.year, t.personCode] })],
);
