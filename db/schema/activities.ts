import { date, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** What people actually hold. One activity may meet several duty instances. */
export const activities = pgTable(
  'activities',
  {
    id: uuid().primaryKey(),
    orgCode: text().notNull(),
    duty: text().notNull(),
    state: text().notNull(),
    startsAt: timestamp({ withTimezone: true }).notNull(),
    heldOn: date({ mode: 'string' }).notNull(),
    place: text().notNull(),
    topic: text().notNull(),
    speaker: text().notNull(),
    /** Why it is held after the due day, when it is. */
    lateReason: text(),
    discussion: text(),
    takeaway: text(),
    draftedBy: text().notNull(),
    publishedAt: timestamp({ withTimezone: true }),
    rollClosedAt: timestamp({ withTimezone: true }),
    rollClosedBy: text(),
    recordedAt: timestamp({ withTimezone: true }),
    recordedBy: text(),
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
  },
  (t) => [primaryKey({ columns: [t.activityId, t.personCode] })],
);
