import { date, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/**
 * That a talk took place: which kind, between whom, on which day, and who confirmed it. There is no column for what
 * was said or why (duties.md f.2), and none is to be added.
 */
export const talks = pgTable(
  'talks',
  {
    id: uuid().primaryKey(),
    /** The duty the pair falls under; an owed talk is `talk_must`. */
    kind: text().notNull(),
    orgCode: text().notNull(),
    /** Who entered it, and the other side. */
    personCode: text().notNull(),
    otherCode: text().notNull(),
    /** Absent while a talk is owed and has not taken place. */
    talkedOn: date({ mode: 'string' }),
    /** owed → met; asked → confirmed, declined or withdrawn. */
    state: text().notNull(),
    /** Of a talk owed on an event: the instance it settles. */
    instanceKey: text(),
    enteredAt: timestamp({ withTimezone: true }).notNull(),
    answeredAt: timestamp({ withTimezone: true }),
    /** The other side, or the recorder who answered for somebody without an account. */
    answeredBy: text(),
  },
  (t) => [
    index('talks_person').on(t.personCode, t.talkedOn),
    index('talks_other').on(t.otherCode, t.state),
    index('talks_instance').on(t.instanceKey),
  ],
);
