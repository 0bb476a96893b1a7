import { date, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** “I know of this until then”: one person hears no more of one item before that day; nobody else is concerned. */
export const knownItems = pgTable(
  'known_items',
  {
    personCode: text().notNull(),
    instanceKey: text().notNull(),
    until: date({ mode: 'string' }).notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.personCode, t.instanceKey] })],
);

/** Reminders a person does not want: of one duty, or of some days, both included. Deadlines and slips stay. */
export const mutes = pgTable(
  'mutes',
  {
    personCode: text().notNull(),
    /** `duty:<id>` or `days`. */
    what: text().notNull(),
    fromOn: date({ mode: 'string' }).notNull(),
    toOn: date({ mode: 'string' }),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.personCode, t.what] })],
);

/** What people say about the bot and the duties. Of an anonymous one nobody keeps who said it. */
export const suggestions = pgTable(
  'suggestions',
  {
    id: text().primaryKey(),
    /** The branch of whoever said it; of an anonymous one only the organisation that reads it. */
    orgCode: text().notNull(),
    personCode: text(),
    words: text().notNull(),
    about: text(),
    readerCode: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    /** The notice that took it to its reader. */
    toldBy: text(),
  },
  (t) => [
    index('suggestions_reader').on(t.readerCode, t.toldBy),
    index('suggestions_org').on(t.orgCode, t.at),
  ],
);
