import { type SQL, sql } from 'drizzle-orm';
import { type Reader, rowsOf } from '../../db/client.ts';
import { addDays, type Day, instantAt } from '../../src/calendar/day.ts';
import type { DutyState } from '../../src/duties/instance.ts';

/** Items that stand alike, of one organisation or of some counted together, and how many they are. */
export interface Figure {
  /** The organisation, or the name under which it was asked for. */
  readonly org: string;
  /** `2026-02`, of the day it was first due: an extension moves nothing in history. */
  readonly month: string;
  readonly state: DutyState;
  /** Held in time, recorded after the day for it. */
  readonly isLateEntry: boolean;
  readonly isExtended: boolean;
  /** Filed too late, and not accepted yet. */
  readonly isFiledLate: boolean;
  /** Due, and recorded, between the two days asked about. */
  readonly isDue: boolean;
  readonly isRecorded: boolean;
  readonly count: number;
}

/** `from` and `to` are the days asked about; what was due since `since` is counted at all. */
export interface Span {
  readonly since: Day;
  readonly from: Day;
  readonly to: Day;
}

/**
 * What these organisations owed since a day, as `owed` with the name of its `place`. `places`: under which name each of
 * them is counted, by its code; its own, or one for all that are always read together. Talks and dues stay out: above
 * the branch they are looked at by other means (duties.md f.2). What was void or never applied was no duty.
 */
export function owedBy(places: ReadonlyMap<string, string>, { since, to }: Omit<Span, 'from'>): SQL {
  const asked = JSON.stringify([...places].map(([org, place]) => ({ org, place })));
  return sql`
    select asked.place, owed.*, coalesce(original_held_by, held_by) as due_on
    from duty_instances as owed
    join jsonb_to_recordset(${asked}::jsonb) as asked(org text, place text) on owed.org_code = asked.org
    where held_by >= ${since}::date and (held_by <= ${to}::date or original_held_by <= ${to}::date)
      and coalesce(original_held_by, held_by) >= ${since}::date
      and state not in ('planned', 'void', 'not_applicable') and escalation <> 'E_PRIVATE'`;
}

/** Counted where it stands alike. */
export async function readFigures(
  tx: Reader,
  places: ReadonlyMap<string, string>,
  span: Span,
): Promise<readonly Figure[]> {
  if (places.size === 0) return [];
  const [begins, ends] = [instantAt(span.from).toISOString(), instantAt(addDays(span.to, 1)).toISOString()];
  const rows = rowsOf<Record<string, unknown>>(
    await tx.execute(sql`
      select place, due_on::text as due_on, state,
        -- After the end of that day. Asking the zone for every row costs a tenth of all this; it has no summer time.
        recorded_at >= timestamptz '1970-01-01 00:00+08' + (record_by + 1 - date '1970-01-01') * interval '24 hours'
          as late_entry,
        original_held_by is not null as extended,
        state = 'submitted' and (held_on > greatest(held_by, clock_from) or (clock_from is not null and days_late > 0))
          as filed_late,
        recorded_at >= ${begins}::timestamptz and recorded_at < ${ends}::timestamptz as recorded,
        count(*)::int as count
      from (${owedBy(places, span)}) as owed
      group by place, owed.due_on, state, late_entry, extended, filed_late, recorded`),
  );
  return rows.map((row) => ({
    org: String(row.place),
    month: String(row.due_on).slice(0, 7),
    state: String(row.state) as DutyState,
    isLateEntry: row.late_entry === true,
    isExtended: row.extended === true,
    isFiledLate: row.filed_late === true,
    isDue: String(row.due_on) >= span.from,
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
