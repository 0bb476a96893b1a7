import { and, asc, desc, eq, gte, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { activities, activityInstances, attendances } from '../../db/schema/index.ts';
import type { Day } from '../calendar/day.ts';
import type { Activity, ActivityNotes, AskedMark, LeaveKind, Mark, Quorum, RollEntry } from './activity.ts';

type ActivityRow = typeof activities.$inferSelect;

function toActivity(row: ActivityRow): Activity {
  return {
    ...row,
    state: row.state as Activity['state'],
    heldOn: row.heldOn as Day,
    notes: row.notes as ActivityNotes,
    quorum: row.quorum as readonly Quorum[] | null,
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

/**
 * The same shared, with one person's place on its roll: answers do not wait for each other, only for whoever closes,
 * moves or records it.
 */
export async function holdForAnswer(
  tx: Tx,
  id: string,
  person: string,
): Promise<{ readonly activity: Activity; readonly entry: RollEntry | undefined } | undefined> {
  const onRoll = and(eq(attendances.activityId, activities.id), eq(attendances.personCode, person));
  const [row] = await tx
    .select({ activity: activities, entry: attendances })
    .from(activities)
    .leftJoin(attendances, onRoll)
    .where(eq(activities.id, id))
    .for('share', { of: activities });
  return row && { activity: toActivity(row.activity), entry: row.entry ? toEntry(row.entry) : undefined };
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

/**
 * The published activities on whose roll this person stands, the one that begins first in front; with `since` also
 * those recorded that were held on that day or later.
 */
export async function activitiesCalling(
  db: Reader,
  person: string,
  since?: Day,
): Promise<readonly Activity[]> {
  const isOpen = eq(activities.state, 'published');
  const isRecent = since && and(eq(activities.state, 'recorded'), gte(activities.heldOn, since));
  const rows = await db
    .select({ activity: activities })
    .from(attendances)
    .innerJoin(activities, eq(activities.id, attendances.activityId))
    .where(and(eq(attendances.personCode, person), isRecent ? or(isOpen, isRecent) : isOpen))
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
  return rows.map(toEntry);
}

/** One person's place on a roll; undefined: he or she does not stand there. */
export async function entryOf(
  db: Reader,
  activityId: string,
  person: string,
): Promise<RollEntry | undefined> {
  const [row] = await db
    .select()
    .from(attendances)
    .where(and(eq(attendances.activityId, activityId), eq(attendances.personCode, person)));
  return row && toEntry(row);
}

function toEntry(row: typeof attendances.$inferSelect): RollEntry {
  return {
    person: row.personCode,
    mark: row.mark as Mark,
    leaveKind: row.leaveKind as LeaveKind | null,
    markedBy: row.markedBy,
    asked: row.asked as AskedMark | null,
    isLate: row.isLate,
    madeUpOn: row.madeUpOn as Day | null,
  };
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
        asked: entry.asked ?? null,
        isLate: entry.isLate ?? false,
      })),
    )
    .onConflictDoUpdate({
      target: [attendances.activityId, attendances.personCode],
      set: {
        mark: sql`excluded.mark`,
        leaveKind: sql`excluded.leave_kind`,
        markedAt: sql`excluded.marked_at`,
        markedBy: sql`excluded.marked_by`,
        asked: sql`excluded.asked`,
        isLate: sql`excluded.is_late`,
      },
    });
}

/** Activities of these organisations whose roll is closed, held since that day, the newest first. */
export async function closedActivities(
  db: Reader,
  orgs: readonly string[],
  since: Day,
): Promise<readonly Activity[]> {
  if (orgs.length === 0) return [];
  const rows = await db
    .select()
    .from(activities)
    .where(
      and(
        inArray(activities.orgCode, [...orgs]),
        inArray(activities.state, ['published', 'recorded']),
        isNotNull(activities.rollClosedAt),
        gte(activities.heldOn, since),
      ),
    )
    .orderBy(desc(activities.startsAt), asc(activities.id));
  return rows.map(toActivity);
}

/** Studied later, or, without it, not after all; the mark stays. */
export async function markMadeUp(
  tx: Tx,
  activityId: string,
  person: string,
  made: { readonly on: Day; readonly by: string } | undefined,
): Promise<void> {
  await tx
    .update(attendances)
    .set({ madeUpOn: made?.on ?? null, madeUpBy: made?.by ?? null })
    .where(and(eq(attendances.activityId, activityId), eq(attendances.personCode, person)));
}

/** Activities of these organisations in which somebody asks for leave or a correction, the earliest first. */
export async function activitiesAsked(db: Reader, orgs: readonly string[]): Promise<readonly Activity[]> {
  if (orgs.length === 0) return [];
  const asked = db
    .select({ id: attendances.activityId })
    .from(attendances)
    .where(isNotNull(attendances.asked));
  const rows = await db
    .select()
    .from(activities)
    .where(
      and(
        inArray(activities.orgCode, [...orgs]),
        inArray(activities.state, ['published', 'recorded']),
        inArray(activities.id, asked),
      ),
    )
    .orderBy(asc(activities.startsAt), asc(activities.id));
  return rows.map(toActivity);
}
