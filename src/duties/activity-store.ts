import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { activities, activityInstances, attendances } from '../../db/schema/index.ts';
import type { Day } from '../calendar/day.ts';
import type { Activity, ActivityNotes, LeaveKind, Mark, RollEntry } from './activity.ts';

type ActivityRow = typeof activities.$inferSelect;

function toActivity(row: ActivityRow): Activity {
  return {
    ...row,
    state: row.state as Activity['state'],
    heldOn: row.heldOn as Day,
    notes: row.notes as ActivityNotes,
  };
}

export async function insertActivity(
  tx: Tx,
  activity: Activity,
  instances: readonly string[],
): Promise<void> {
  await tx.insert(activities).values(activity);
  await linkInstances(tx, activity.id, instances);
}

export async function linkInstances(tx: Tx, activityId: string, instances: readonly string[]): Promise<void> {
  await tx.delete(activityInstances).where(eq(activityInstances.activityId, activityId));
  if (instances.length === 0) return;
  await tx.insert(activityInstances).values(instances.map((instanceKey) => ({ activityId, instanceKey })));
}

/** Writes the fields that change and raises the version. */
export async function changeActivity(
  tx: Tx,
  id: string,
  changes: Partial<Omit<Activity, 'id' | 'version'>>,
): Promise<void> {
  await tx
    .update(activities)
    .set({ ...changes, version: sql`${activities.version} + 1` })
    .where(eq(activities.id, id));
}

export async function lockActivity(tx: Tx, id: string): Promise<Activity | undefined> {
  const [row] = await tx.select().from(activities).where(eq(activities.id, id)).for('update');
  return row && toActivity(row);
}

export async function findActivity(db: Reader, id: string): Promise<Activity | undefined> {
  const [row] = await db.select().from(activities).where(eq(activities.id, id));
  return row && toActivity(row);
}

/** The published activities of these organisations, the one that begins first in front. */
export async function publishedActivities(db: Reader, orgs: readonly string[]): Promise<readonly Activity[]> {
  if (orgs.length === 0) return [];
  const rows = await db
    .select()
    .from(activities)
    .where(and(inArray(activities.orgCode, [...orgs]), eq(activities.state, 'published')))
    .orderBy(asc(activities.startsAt), asc(activities.id));
  return rows.map(toActivity);
}

/** The published activities on whose roll this person stands, the one that begins first in front. */
export async function activitiesCalling(db: Reader, person: string): Promise<readonly Activity[]> {
  const rows = await db
    .select({ activity: activities })
    .from(attendances)
    .innerJoin(activities, eq(activities.id, attendances.activityId))
    .where(and(eq(attendances.personCode, person), eq(activities.state, 'published')))
    .orderBy(asc(activities.startsAt), asc(activities.id));
  return rows.map((row) => toActivity(row.activity));
}

/** All activities linked to an instance that are published or recorded, the newest first: groups hold their own. */
export async function activitiesOfInstance(db: Reader, instanceKey: string): Promise<readonly Activity[]> {
  const rows = await db
    .select({ activity: activities })
    .from(activityInstances)
    .innerJoin(activities, eq(activities.id, activityInstances.activityId))
    .where(
      and(
        eq(activityInstances.instanceKey, instanceKey),
        inArray(activities.state, ['published', 'recorded']),
      ),
    )
    .orderBy(desc(activities.createdAt), asc(activities.id));
  return rows.map((row) => toActivity(row.activity));
}

/** The newest activity linked to an instance that is published or recorded. */
export async function activityOfInstance(db: Reader, instanceKey: string): Promise<Activity | undefined> {
  const [newest] = await activitiesOfInstance(db, instanceKey);
  return newest;
}

export async function instancesOf(db: Reader, activityId: string): Promise<readonly string[]> {
  const rows = await db
    .select({ key: activityInstances.instanceKey })
    .from(activityInstances)
    .where(eq(activityInstances.activityId, activityId))
    .orderBy(activityInstances.instanceKey);
  return rows.map((row) => row.key);
}

export async function rollOf(db: Reader, activityId: string): Promise<readonly RollEntry[]> {
  const rows = await db
    .select()
    .from(attendances)
    .where(eq(attendances.activityId, activityId))
    .orderBy(attendances.personCode);
  return rows.map((row) => ({
    person: row.personCode,
    mark: row.mark as Mark,
    leaveKind: row.leaveKind as LeaveKind | null,
    markedBy: row.markedBy,
  }));
}

/** Freezes who is expected, or writes new marks: a row per person, the newest mark wins. */
export async function writeRoll(
  tx: Tx,
  activityId: string,
  roll: readonly RollEntry[],
  at: Date,
): Promise<void> {
  if (roll.length === 0) return;
  await tx
    .insert(attendances)
    .values(
      roll.map((entry) => ({
        activityId,
        personCode: entry.person,
        mark: entry.mark,
        leaveKind: entry.leaveKind,
        markedAt: entry.mark === 'unanswered' ? null : at,
        markedBy: entry.markedBy,
      })),
    )
    .onConflictDoUpdate({
      target: [attendances.activityId, attendances.personCode],
      set: {
        mark: sql`excluded.mark`,
        leaveKind: sql`excluded.leave_kind`,
        markedAt: sql`excluded.marked_at`,
        markedBy: sql`excluded.marked_by`,
      },
    });
}
