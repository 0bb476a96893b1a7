import { sql } from 'drizzle-orm';
import { type Reader, rowsOf } from '../../db/client.ts';
import { addDays, type Day, instantAt } from '../../src/calendar/day.ts';

/** Items that stand alike, of one organisation or of some counted together, and how many they are. */
export interface Figure {
  /** The organisation, or the name under which it was asked for. */
  readonly org: string;
  /** `2026-02`, of the day it was first due: an extension moves nothing in history. */
  readonly month: string;
  readonly state: string;
  /** Held in time, recorded after the day for it. */
  readonly isLateEntry: boolean;
  readonly isExtended: boolean;
  /** Highest level that was told, -1 before any. */
  readonly level: number;
  readonly daysLate: number | null;
  /** Due, and recorded, between the two days asked about. */
  readonly isDue: boolean;
  readonly isRecorded: boolean;
  readonly count: number;
}

/**
 * What these organisations owed since `since`, counted where it stands alike. `places`: under which name each of them
 * is counted, by its code; its own, or one for all that are always read together. Talks and dues stay out: above the
 * branch they are looked at by other means (duties.md f.2). What was void or never applied was no duty.
 */
export async function readFigures(
  tx: Reader,
  places: ReadonlyMap<string, string>,
  { since, from, to }: { readonly since: Day; readonly from: Day; readonly to: Day },
): Promise<readonly Figure[]> {
  if (places.size === 0) return [];
  const asked = JSON.stringify([...places].map(([org, place]) => ({ org, place })));
  const [begins, ends] = [instantAt(from).toISOString(), instantAt(addDays(to, 1)).toISOString()];
  const rows = rowsOf<Record<string, unknown>>(
    await tx.execute(sql`
      select asked.place, coalesce(original_held_by, held_by)::text as due_on, state, level, days_late,
        (recorded_at at time zone 'Asia/Shanghai')::date > record_by as late_entry,
        original_held_by is not null as extended,
        recorded_at >= ${begins}::timestamptz and recorded_at < ${ends}::timestamptz as recorded,
        count(*)::int as count
      from duty_instances
      join jsonb_to_recordset(${asked}::jsonb) as asked(org text, place text) on duty_instances.org_code = asked.org
      where held_by >= ${since}::date and (held_by <= ${to}::date or original_held_by <= ${to}::date)
        and coalesce(original_held_by, held_by) >= ${since}::date
        and state not in ('planned', 'void', 'not_applicable') and escalation <> 'E_PRIVATE'
      group by asked.place, due_on, state, level, days_late, late_entry, extended, recorded`),
  );
  return rows.map((row) => ({
    org: String(row.place),
    month: String(row.due_on).slice(0, 7),
    state: String(row.state),
    isLateEntry: row.late_entry === true,
    isExtended: row.extended === true,
    level: Number(row.level),
    daysLate: row.days_late === null ? null : Number(row.days_late),
    isDue: String(row.due_on) >= from,
    isRecorded: row.recorded === true,
    count: Number(row.count),
  }));
}

/** How many suggestions came from these organisations between the two days. */
export async function readSuggestions(
  tx: Reader,
  orgs: readonly string[],
  from: Date,
  to: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = rowsOf<{ org_code: string; count: number }>(
    await tx.execute(sql`
      select org_code, count(*)::int as count from suggestions
      where org_code in (select jsonb_array_elements_text(${JSON.stringify(orgs)}::jsonb))
        and at >= ${from.toISOString()}::timestamptz and at < ${to.toISOString()}::timestamptz
      group by 1`),
  );
  return new Map(rows.map((row) => [row.org_code, Number(row.count)]));
}
