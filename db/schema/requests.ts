import { boolean, date, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * What somebody asked about an instance and another person decides: another day, a waiver, days lost to a fault of
 * the system, the removal of what was entered in error (duties.md T10, T11, T13). Kept for ever, with who decided.
 */
export const dutyRequests = pgTable(
  'duty_requests',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    instanceKey: text().notNull(),
    requestedBy: text().notNull(),
    /** Of an extension: the day asked for. Of a fault: the last day that is not to count. */
    newDay: date({ mode: 'string' }),
    code: text().notNull(),
    reason: text().notNull(),
    /** Asked for when the due day was over: shown as 事后补批. */
    isAfterDue: boolean().notNull(),
    state: text().notNull(),
    /** The post that decides, and where it stands. */
    deciderOrg: text().notNull(),
    deciderPost: text().notNull(),
    decidedBy: text(),
    decidedAt: timestamp({ withTimezone: true }),
    /** Why it was refused. */
    answer: text(),
    /** The day that was granted, which may be another than the one asked for. */
    grantedDay: date({ mode: 'string' }),
    /** Who was asked by which notice, `person/notice`. */
    told: text().array().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index('duty_requests_instance').on(t.instanceKey),
    index('duty_requests_waiting').on(t.state, t.deciderOrg),
  ],
);
