import { sql } from 'drizzle-orm';
import {
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';

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
    /** The due day before any extension; set by the first one. Nothing moves in history. */
    originalHeldBy: date({ mode: 'string' }),
    /** Rules travel with the instance: a catalogue change leaves it as it was created. */
    reminder: text().notNull(),
    escalation: text().notNull(),
    rules: jsonb().notNull(),
    /** The day of the event, or the day the term ends. */
    eventOn: date({ mode: 'string' }),
    /** What it is about, where that is not the organisation itself: a branch whose term ends. */
    subject: text(),
    /** The person named for one item of a problem list, and the organisation that issued it. */
    assignee: text(),
    issuer: text(),
    /** The day its window opens: the first of the period, or its first reminder when that comes earlier. */
    opensOn: date({ mode: 'string' }).notNull(),
    /** A month to do it in that keeps December light; advice, no deadline. */
    suggestedMonth: text(),
    level: integer().notNull().default(-1),
    overdueKind: text(),
    /** Where the clock of a slip starts anew: after a return or a reopening. */
    clockFrom: date({ mode: 'string' }),
    /** How often its clock was started anew; stages are told once a round. */
    round: integer().notNull().default(0),
    /** Why it was extended, waived, voided or found not applicable. */
    reasonCode: text(),
    reason: text(),
    /** The day a request (请示) about it was filed with the superior; absent where none stands. */
    requestedOn: date({ mode: 'string' }),
    /** The day of the linked activity while scheduled, the day it happened once recorded. */
    heldOn: date({ mode: 'string' }),
    recordedAt: timestamp({ withTimezone: true }),
    daysLate: integer(),
    /** The owner's 情况说明; travels with the line from L2 on. */
    explanation: text(),
    version: integer().notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index('duty_instances_org').on(t.orgCode, t.period),
    index('duty_instances_state').on(t.state, t.opensOn),
    index('duty_instances_assignee').on(t.assignee).where(sql`assignee is not null`),
    index('duty_instances_soft').on(t.orgCode, t.heldBy).where(sql`reminder = 'R_SOFT'`),
  ],
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
  (t) => [
    primaryKey({ columns: [t.kind, t.subject] }),
    index('timers_due').on(t.dueAt).where(sql`claimed_until is null`),
    index('timers_claimed').on(t.claimedUntil).where(sql`claimed_until is not null`),
  ],
);

/** Which periods of a duty were planned, for which version of roster, calendar and rules: planning again is free. */
export const dutyPlans = pgTable(
  'duty_plans',
  {
    duty: text().notNull(),
    period: text().notNull(),
    version: text().notNull(),
    /** The day from which there is more to make of it; absent where all of it is made. */
    againOn: date({ mode: 'string' }),
  },
  (t) => [primaryKey({ columns: [t.duty, t.period] })],
);

/** Marks inside an instance that many owe: a member, or the two people of a pair joined by `+`. */
export const dutyMarks = pgTable(
  'duty_marks',
  {
    instanceKey: text().notNull(),
    subject: text().notNull(),
    /** The day it happened, where it has one: the last of them is the day the whole was done. */
    heldOn: date({ mode: 'string' }),
    at: timestamp({ withTimezone: true }).notNull(),
    by: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.instanceKey, t.subject] })],
);

/** Days, both included, on which no clock of a slip runs: a closure of an organisation and all below it, or an outage. */
export const pauses = pgTable('pauses', {
  id: serial().primaryKey(),
  /** Absent: everywhere. */
  orgCode: text(),
  kind: text().notNull(),
  fromOn: date({ mode: 'string' }).notNull(),
  toOn: date({ mode: 'string' }).notNull(),
  reason: text().notNull(),
  by: text().notNull(),
  at: timestamp({ withTimezone: true }).notNull(),
});
