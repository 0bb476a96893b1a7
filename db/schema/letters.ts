import { date, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * Papers drafted for a person to check, number, seal and send (督办台账). The draft itself is built from `facts`
 * whenever it is asked for; what really went out lies in the organisation's own files.
 */
export const letters = pgTable(
  'letters',
  {
    id: text().primaryKey(),
    /** The number people read aloud; the paper's own number is given by hand. */
    number: text().notNull().unique(),
    kind: text().notNull(),
    issuer: text().notNull(),
    /** To whom; absent where it goes to all below. */
    addressee: text(),
    instanceKey: text(),
    item: text().notNull(),
    facts: jsonb().notNull(),
    /** draft → sent → replied; or dropped. */
    state: text().notNull(),
    draftedBy: text().notNull(),
    draftedAt: timestamp({ withTimezone: true }).notNull(),
    /** By when an answer is asked for. */
    replyBy: date({ mode: 'string' }),
    sentOn: date({ mode: 'string' }),
    /** The number the paper was given. */
    paper: text(),
    repliedOn: date({ mode: 'string' }),
    result: text(),
  },
  (t) => [index('letters_issuer').on(t.issuer), index('letters_instance').on(t.instanceKey)],
);
