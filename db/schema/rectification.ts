import { date, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * An item of a problem list, beside the instance that carries its state, person, date and clock. What was done is
 * told in words, with where the proof is kept; no picture and no attachment (duties.md c.3, f.1).
 */
export const problems = pgTable(
  'problems',
  {
    instanceKey: text().primaryKey(),
    orgCode: text().notNull(),
    /** The organisation that issued it and accepts what was done. */
    issuer: text().notNull(),
    /** The quarter on whose list it stands. */
    quarter: text().notNull(),
    problem: text().notNull(),
    /** inspection, debrief, tour or self (督查、述职、巡视、自查). */
    source: text().notNull(),
    raisedOn: date({ mode: 'string' }).notNull(),
    issuedBy: text().notNull(),
    issuedAt: timestamp({ withTimezone: true }).notNull(),
    measure: text(),
    proof: text(),
    /** Who asked for its closing, until the issuer sends it back. */
    filedBy: text(),
    filedAt: timestamp({ withTimezone: true }),
    /** accepted or returned; absent while nobody has judged what was filed. */
    verdict: text(),
    comment: text(),
    judgedBy: text(),
    judgedOn: date({ mode: 'string' }),
  },
  (t) => [index('problems_org').on(t.orgCode), index('problems_issuer').on(t.issuer, t.quarter)],
);
