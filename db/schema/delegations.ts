import { bigserial, date, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * 代办: for some days, the last one excluded, somebody stands in for the holder of a post. Taken back or ended early
 * the days shrink; the row stays.
 */
export const delegations = pgTable(
  'delegations',
  {
    id: text().primaryKey(),
    orgCode: text().notNull(),
    post: text().notNull(),
    groupName: text(),
    awayCode: text().notNull(),
    standInCode: text().notNull(),
    fromOn: date({ mode: 'string' }).notNull(),
    toOn: date({ mode: 'string' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    /** A new number with every change: their sum tells whether a directory is still current. */
    revision: bigserial({ mode: 'number' }).notNull(),
  },
  (t) => [index('delegations_away').on(t.awayCode), index('delegations_stand_in').on(t.standInCode)],
);

/** Who answered for each post when it was last looked at: what differs today has changed hands. */
export const seatsKept = pgTable(
  'seats_kept',
  {
    orgCode: text().notNull(),
    post: text().notNull(),
    /** Empty where the post is not that of a group. */
    groupName: text().notNull(),
    holderCode: text().notNull(),
    /** The holder, or who stands in. */
    attendedBy: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgCode, t.post, t.groupName, t.holderCode] })],
);
