import { and, asc, desc, eq, gte, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { among, anyOf } from '../../../db/bulk.ts';
import type { Reader, Tx } from '../../../db/client.ts';
import { activities, activityInstances, attendances } from '../../../db/schema/index.ts';
import type { Day } from '../../calendar/day.ts';
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

/** What the activity counts for, and with it the further duties it is named after. */
export async function linkInstances(tx: Tx, activityId: string, instances: readonly string[]): Promise<void> {
  await tx.delete(activityInstances).where(eq(activityInstances.activityId, activityId));
  if (instances.length > 0) {
    await tx.insert(activityInstances).values(instances.map((instanceKey) => ({ activityId, instanceKey })));
  }
  await tx.execute(sql`
    update activities set also = array(
      select distinct met.duty from duty_instances met
      where met.key = ${anyOf(instances, 'text')} and met.rules ->> 'coverage' is null
        and met.duty <> activities.duty
      order by met.duty)
    where id = ${activityId}`);
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

/** An activity that is held, with the places on its roll that were asked for. */
interface HeldActivity {
  readonly activity: Activity;
  readonly entries: ReadonlyMap<string, RollEntry>;
}

/**
 * The same shared, for people who answer: they do not wait for each other, only for whoever closes, moves or records.
 * By activity id; in one order everywhere, so that two transactions never wait for each other.
 */
export async function holdForAnswers(
  tx: Tx,
  asked: readonly { readonly activity: string; readonly person: string }[],
): Promise<ReadonlyMap<string, HeldActivity>> {
  if (asked.length === 0) return new Map();
  const ids = anyOf(
    asked.map(({ activity }) => activity),
    'uuid',
  );
  const people = anyOf(
    asked.map(({ person }) => person),
    'text',
  );
  const held = await tx
    .select()
    .from(activities)
    .where(sql`${activities.id} = ${ids}`)
    .orderBy(asc(activities.id))
    .for('share');
  // More than was asked for where several activities are: each person on each of them.
  const places = await tx
    .select()
    .from(attendances)
    .where(sql`${attendances.activityId} = ${ids} and ${attendances.personCode} = ${people}`);
  return new Map(
    held.map((row) => {
      const own = places.filter(({ activityId }) => activityId === row.id);
      return [
        row.id,
        { activity: toActivity(row), entries: new Map(own.map((one) => [one.personCode, toEntry(one)])) },
      ];
    }),
  );
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
    .where(and(among(activities.orgCode, orgs), eq(activities.state, 'published')))
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
export function writeRoll(tx: Tx, activity: string, roll: readonly RollEntry[], at: Date): Promise<void> {
  return writeRolls(
    tx,
    roll.map((entry) => ({ activity, entry })),
    at,
  );
}

/** The same on several rolls; nobody twice on one of them. */
export async function writeRolls(
  tx: Tx,
  rows: readonly { readonly activity: string; readonly entry: RollEntry }[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(({ activity, entry }) => ({
    activity_id: activity,
    person_code: entry.person,
    mark: entry.mark,
    leave_kind: entry.leaveKind,
    marked_at: entry.mark === 'unanswered' ? null : at,
    marked_by: entry.markedBy,
    asked: entry.asked ?? null,
    is_late: entry.isLate ?? false,
  }));
  // In one order everywhere, so that two transactions never wait for each other's rows.
  await tx.execute(sql`
    insert into attendances (activity_id, person_code, mark, leave_kind, marked_at, marked_by, asked, is_late)
    select * from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as each(
      activity_id uuid, person_code text, mark text, leave_kind text,
      marked_at timestamptz, marked_by text, asked text, is_late boolean)
    order by activity_id, person_code
    on conflict (activity_id, person_code) do update set
      mark = excluded.mark, leave_kind = excluded.leave_kind, marked_at = excluded.marked_at,
      marked_by = excluded.marked_by, asked = excluded.asked, is_late = excluded.is_late`);
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
        among(activities.orgCode, orgs),
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
        among(activities.orgCode, orgs),
        inArray(activities.state, ['published', 'recorded']),
        inArray(activities.id, asked),
      ),
    )
    .orderBy(asc(activities.startsAt), asc(activities.id));
  return rows.map(toActivity);
}
