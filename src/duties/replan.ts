import { and, eq, gte, inArray, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { rowsOf, type Tx } from '../../db/client.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import { type Day, dayOf } from '../calendar/day.ts';
import type { DutyInstance } from './instance.ts';
import { rebook } from './rebook.ts';
import type { MoveContext } from './store.ts';

export interface Moved {
  /** With its new dates. */
  readonly instance: DutyInstance;
  /** Its due day before. */
  readonly from: Day;
}

/** What may be brought to other dates: what is settled, overdue, extended or already dated stays as it is. */
export function movable(today: Day) {
  const { state, round, heldBy } = dutyInstances;
  return and(inArray(state, ['planned', 'open']), eq(round, 0), gte(heldBy, today));
}

type Dates = Readonly<Record<'heldBy' | 'recordBy' | 'opensOn', string>>;

const datesOf = ({ heldBy, recordBy, opensOn }: Dates): string => `${heldBy} ${recordBy} ${opensOn}`;

/** Answers whether all running instances of a duty and period have the dates wanted now: a whole tree in one look. */
export async function knownDates(
  tx: Tx,
  today: Day,
): Promise<(duty: string, period: string, wanted: readonly DutyInstance[]) => boolean> {
  const { duty, period, heldBy, recordBy, opensOn } = dutyInstances;
  const rows = await tx
    .selectDistinct({ duty, period, heldBy, recordBy, opensOn })
    .from(dutyInstances)
    .where(movable(today));
  const found = new Map<string, string[]>();
  for (const row of rows) {
    const key = `${row.duty}/${row.period}`;
    found.set(key, [...(found.get(key) ?? []), datesOf(row)]);
  }
  return (id, of, wanted) => {
    const [first, ...others] = found.get(`${id}/${of}`) ?? [];
    return others.length === 0 && wanted.every((one) => datesOf(one) === first);
  };
}

/**
 * Brings running instances to the dates they would have today: after a holiday table was announced or rules changed.
 * Only what really moves is touched. Answers those whose due day is another one now.
 */
export async function moveDates(
  context: MoveContext,
  wanted: readonly DutyInstance[],
): Promise<readonly Moved[]> {
  if (wanted.length === 0) return [];
  const { tx, now } = context;
  const pairs = wanted.map(({ key, heldBy, recordBy, opensOn }) => [key, heldBy, recordBy, opensOn]);
  const moved = rowsOf<{ key: string; before: Day }>(
    await tx.execute(sql`
      with wanted as (
        select pair ->> 0 as key, (pair ->> 1)::date as held_by, (pair ->> 2)::date as record_by,
          (pair ->> 3)::date as opens_on
        from jsonb_array_elements(${JSON.stringify(pairs)}::jsonb) as pair)
      update ${dutyInstances} set
        held_by = wanted.held_by, record_by = wanted.record_by, opens_on = wanted.opens_on,
        version = ${dutyInstances.version} + 1
      from wanted, ${dutyInstances} as old
      where ${dutyInstances.key} = wanted.key and old.key = wanted.key
        and ${movable(dayOf(now))} and wanted.held_by >= ${dayOf(now)}::date
        and (${dutyInstances.heldBy}, ${dutyInstances.recordBy}, ${dutyInstances.opensOn})
          is distinct from (wanted.held_by, wanted.record_by, wanted.opens_on)
      returning ${dutyInstances.key}, old.held_by::text as before`),
  );
  if (moved.length === 0) return [];
  const before = new Map(moved.map((row) => [row.key, row.before]));
  await rebook(context, among(dutyInstances.key, before.keys()));
  return wanted.flatMap((instance) => {
    const from = before.get(instance.key);
    return from === undefined || from === instance.heldBy ? [] : [{ instance, from }];
  });
}
