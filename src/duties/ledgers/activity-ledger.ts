import { and, asc, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import { among } from '../../../db/bulk.ts';
import { activities, activityInstances, attendances, dutyInstances } from '../../../db/schema/index.ts';
import type { Sheet, Value } from '../../exports/sheet.ts';
import { shortOrgName } from '../../org/short-name.ts';
import { nameInFull } from '../activities/meeting.ts';
import { sheetOf } from './columns.ts';
import type { LedgerQuery } from './query.ts';
import { ledgerText as text } from './text.ts';

const isDecided = sql`${attendances.asked} is distinct from 'on_leave'`;

const countOf = (...marks: readonly string[]) =>
  sql<number>`count(*) filter (where ${inArray(attendances.mark, [...marks])} and ${isDecided})::int`;

/** 组织生活台账: a sheet for each organisation that recorded something. Numbers of people, no names but the recorder's. */
export async function activitySheets(query: LedgerQuery): Promise<readonly Sheet[]> {
  const { tx, directory, catalogue, scope, from, to } = query;
  const held =
    scope.rows.length === 0
      ? []
      : await tx
          .select()
          .from(activities)
          .where(
            and(
              among(activities.orgCode, scope.rows),
              eq(activities.state, 'recorded'),
              gte(activities.heldOn, from),
              lte(activities.heldOn, to),
            ),
          )
          .orderBy(asc(activities.startsAt), asc(activities.id));
  const ids = held.map(({ id }) => id);
  const [counts, numbers] = [await countsOf(query, ids), await numbersOf(query, ids)];
  const sheets = scope.rows.flatMap((org): Sheet[] => {
    const rows = held
      .filter(({ orgCode }) => orgCode === org)
      .map((activity): readonly Value[] => [
        activity.heldOn,
        catalogue.find(activity.duty) ? nameInFull(catalogue, activity) : activity.duty,
        activity.topic,
        activity.speaker,
        ...(counts.get(activity.id) ?? [0, 0, 0, 0]),
        directory.person(activity.recordedBy ?? '')?.name ?? '',
        (numbers.get(activity.id) ?? []).join(text.list),
      ]);
    return rows.length === 0 ? [] : [sheetOf('activity', shortOrgName(directory, org), rows)];
  });
  return sheets.length > 0 ? sheets : [sheetOf('activity', text.names.activity, [])];
}

/** 应到, 实到, 请假, 缺席 by activity. Whose leave still waits is none of the three, as on the roll. */
async function countsOf(
  { tx }: LedgerQuery,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      id: attendances.activityId,
      expected: sql<number>`count(*)::int`,
      present: countOf('present', 'present_online'),
      onLeave: countOf('on_leave'),
      absent: countOf('absent', 'unanswered'),
    })
    .from(attendances)
    .where(among(attendances.activityId, ids))
    .groupBy(attendances.activityId);
  return new Map(rows.map((row) => [row.id, [row.expected, row.present, row.onLeave, row.absent]]));
}

/** The numbers of the duties an activity met. */
async function numbersOf(
  { tx }: LedgerQuery,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const numbers = new Map<string, string[]>();
  if (ids.length === 0) return numbers;
  const rows = await tx
    .select({ id: activityInstances.activityId, number: dutyInstances.number })
    .from(activityInstances)
    .innerJoin(dutyInstances, eq(dutyInstances.key, activityInstances.instanceKey))
    .where(among(activityInstances.activityId, ids))
    .orderBy(asc(dutyInstances.number));
  for (const { id, number } of rows) numbers.set(id, [...(numbers.get(id) ?? []), number]);
  return numbers;
}
