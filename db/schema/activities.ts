import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

/** What people actually hold. One activity may meet several duty instances. */
export const activities = pgTable(
  'activities',
  {
    id: uuid().primaryKey(),
    orgCode: text().notNull(),
    duty: text().notNull(),
    /** Further duties it is held for, without what each owes alone: follows `activity_instances`. */
    also: text().array().notNull().default([]),
    state: text().notNull(),
    startsAt: timestamp({ withTimezone: true }).notNull(),
    heldOn: date({ mode: 'string' }).notNull(),
    place: text().notNull(),
    topic: text().notNull(),
    speaker: text().notNull(),
    /** Why it is held after the due day, when it is. */
    lateReason: text(),
    /** The group that meets, where a duty is owed by groups. */
    groupName: text(),
    /** What the record says, by field of evidence; never votes of persons, grades or amounts. */
    notes: jsonb().notNull(),
    draftedBy: text().notNull(),
    publishedAt: timestamp({ withTimezone: true }),
    rollClosedAt: timestamp({ withTimezone: true }),
    rollClosedBy: text(),
    recordedAt: timestamp({ withTimezone: true }),
    recordedBy: text(),
    /** Whether enough were there, by rule, as counted when it was recorded or last corrected. */
    quorum: jsonb(),
    /** Four digits shown in the room; off unless the recorder wants it. */
    onSiteCode: text(),
    /** Of these counts the superior has allowed, for this one meeting, that who takes part online is in them. */
    onlineCounts: text().array().notNull().default([]),
    version: integer().notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('activities_org').on(t.orgCode, t.heldOn)],
);

export const activityInstances = pgTable(
  'activity_instances',
  { activityId: uuid().notNull(), instanceKey: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.activityId, t.instanceKey] }),
    index('activity_instances_key').on(t.instanceKey),
  ],
);

/** The frozen roll: a row per person expected, with the newest mark. Corrections go through the audit trail. */
export const attendances = pgTable(
  'attendances',
  {
    activityId: uuid().notNull(),
    personCode: text().notNull(),
    mark: text().notNull(),
    leaveKind: text(),
    markedAt: timestamp({ withTimezone: true }),
    markedBy: text(),
    /** What the person asks the mark to become where somebody else decides: leave, or a correction. */
    asked: text(),
    /** Leave asked for after the meeting had begun (补假). */
    isLate: boolean().notNull().default(false),
    /** Studied later (补学); the mark stays. */
    madeUpOn: date({ mode: 'string' }),
    madeUpBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.activityId, t.personCode] }),
    index('attendances_asked').on(t.asked).where(sql`${t.asked} is not null`),
  ],
);

/** Excused from attending for a time, not from membership (duties.md d.3); looked at again every six months. */
export const standingLeaves = pgTable(
  'standing_leaves',
  {
    id: text().primaryKey(),
    orgCode: text().notNull(),
    personCode: text().notNull(),
    /** For the approver's eyes only. */
    kind: text().notNull(),
    fromDay: date({ mode: 'string' }).notNull(),
    toDay: date({ mode: 'string' }).notNull(),
    approvedBy: text().notNull(),
    approvedAt: timestamp({ withTimezone: true }).notNull(),
    endedOn: date({ mode: 'string' }),
  },
  (t) => [index('standing_leaves_org').on(t.orgCode, t.toDay)],
);

/** What was done without an activity here: entered by its number, with a short note where the evidence asks for one. */
export const dutyRecords = pgTable(
  'duty_records',
  {
    id: serial().primaryKey(),
    instanceKey: text().notNull(),
    heldOn: date({ mode: 'string' }).notNull(),
    note: text().notNull(),
    by: text().notNull(),
    /** Entered by somebody above for the organisation that owes it. */
    onBehalf: boolean().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('duty_records_instance').on(t.instanceKey)],
);
