import { date, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** A duty of one organisation for one period. The key `<org>/<duty>/<period>` never makes a twin. */
export const dutyInstances = pgTable(
  'duty_instances',
  {
    key: text().primaryKey(),
    /** The number people read aloud, e.g. D01B01-TD-2602. */
    number: text().notNull().unique(),
    orgCode: text().notNull(),
    duty: text().notNull(),
    period: text().notNull(),
    state: text().notNull(),
    /** By when it must have happened, and by when proof must be in (duties.md b.1). */
    heldBy: date({ mode: 'string' }).notNull(),
    recordBy: date({ mode: 'string' }).notNull(),
    /** Rules travel with the instance: a catalogue change leaves it as it was created. */
    reminder: text().notNull(),
    escalation: text().notNull(),
    level: integer().notNull().default(-1),
    overdueKind: text(),
    /** The day of the linked activity while scheduled, the day it happened once recorded. */
    heldOn: date({ mode: 'string' }),
    recordedAt: timestamp({ withTimezone: true }),
    daysLate: integer(),
    /** The owner's 情况说明; travels with the line from L2 on. */
    explanation: text(),
    version: integer().notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('duty_instances_org').on(t.orgCode, t.period), index('duty_instances_state').on(t.state)],
);

/** Stages already dealt with: told, skipped at go-live, or overtaken. Each is written once. */
export const dutyStages = pgTable(
  'duty_stages',
  {
    instanceKey: text().notNull(),
    stage: text().notNull(),
    onDay: date({ mode: 'string' }).notNull(),
    outcome: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.instanceKey, t.stage] })],
);

/** What time triggers. A row per subject, moved forward; `version` tells a late job that it is stale. */
export const timers = pgTable(
  'timers',
  {
    kind: text().notNull(),
    subject: text().notNull(),
    dueAt: timestamp({ withTimezone: true }).notNull(),
    version: integer().notNull().default(0),
    claimedUntil: timestamp({ withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.kind, t.subject] }), index('timers_due').on(t.dueAt)],
);
