import { sql } from 'drizzle-orm';
import { type Reader, rowsOf } from '../../db/client.ts';
import type { Day } from '../../src/calendar/day.ts';

/** Items of one organisation that stand alike, and how many they are. */
export interface Figure {
  readonly org: string;
  /** `2026-02`, of the due day. */
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
 * What these organisations owed since `since`, counted where it stands alike. Talks and dues stay out: above the
 * branch they are looked at by other means (duties.md f.2). What was void or never applied was no duty.
 */
export async function readFigures(
  tx: Reader,
  orgs: readonly string[],
  { since, from, to }: { readonly since: Day; readonly from: Day; readonly to: Day },
): Promise<readonly Figure[]> {
  if (orgs.length === 0) return [];
  const rows = rowsOf<Record<string, unknown>>(
    await tx.execute(sql`
      select org_code, to_char(held_by, 'YYYY-MM') as month, state, level, days_late,
        coalesce((recorded_at at time zone 'Asia/Shanghai')::date > record_by, false) as late_entry,
        original_held_by is not null as extended,
        held_by between ${from}::date and ${to}::date as due,
        coalesce((recorded_at at time zone 'Asia/Shanghai')::date between ${from}::date and ${to}::date, false)
          as recorded,
        count(*)::int as count
      from duty_instances
      where org_code in (select jsonb_array_elements_text(${JSON.stringify(orgs)}::jsonb))
        and held_by >= ${since}::date and held_by <= ${to}::date
        and state not in ('planned', 'void', 'not_applicable') and escalation <> 'E_PRIVATE'
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9`),
  );
  return rows.map((row) => ({
    org: String(row.org_code),
    month: String(row.month),
    state: String(row.state),
    isLateEntry: row.late_entry === true,
    isExtended: row.extended === true,
    level: Number(row.level),
    daysLate: row.days_late === null ? null : Number(row.days_late),
    isDue: row.due === true,
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
