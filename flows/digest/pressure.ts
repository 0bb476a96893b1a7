import { inArray, sql } from 'drizzle-orm';
import { type Reader, rowsOf } from '../../db/client.ts';
import { addDays, type Day, instantAt } from '../../src/calendar/day.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import { leftStates } from '../../src/notices/notice.ts';
import { owedBy, type Span } from './figures.ts';

/** Slips of which a level was told on the same day and which ended there on the same day, and how many they are. */
export interface Told {
  readonly org: string;
  readonly level: number;
  /** The day the first card about it left for this level. */
  readonly on: Day;
  /** The day it was over, where no level above was told of it. */
  readonly endedOn: Day | null;
  readonly count: number;
}

/**
 * Who was really told of the slips of these items up to that day's end. A slip is an item and a round of its clock;
 * what was withdrawn or never left was told to nobody, a warning before the day is no slip. It is over with the
 * evidence: of an extension or a waiver nothing was done.
 */
export async function readTold(
  tx: Reader,
  places: ReadonlyMap<string, string>,
  span: Omit<Span, 'from'>,
): Promise<readonly Told[]> {
  if (places.size === 0) return [];
  const ends = instantAt(addDays(span.to, 1)).toISOString();
  const rows = rowsOf<Record<string, unknown>>(
    await tx.execute(sql`
      with told as (
        select item.place, item.key, item.state, item.round as now_round, item.recorded_at,
          substr(line.stage, 2, 1)::int as level,
          coalesce(nullif(split_part(line.stage, '+', 2), ''), '0')::int as round,
          min(sent.sending_at) as at
        from (${owedBy(places, span)}) as item
        join lines as line on line.instance_key = item.key
          and line.kind in ('overdue', 'escalation') and line.state = 'carried'
        join outbox as sent on sent.id = line.outbox_id
        where (item.level >= 0 or item.round > 0)
          and ${inArray(sql`sent.state`, [...leftStates])}
          and (line.kind = 'overdue' or line.facts ->> 'role' = 'above') and not line.facts ? 'isWarning'
        group by 1, 2, 3, 4, 5, 6, 7
      ), climbed as (
        select told.*, level = max(level) over (partition by key, round) as is_last from told
      ), ended as (
        select place, level, at, case
            when not is_last then null
            when round = now_round and state in ('done', 'done_late', 'submitted') then recorded_at
          end as over_at
        from climbed
      )
      select place, level, (at at time zone 'Asia/Shanghai')::date::text as told_on,
        (over_at at time zone 'Asia/Shanghai')::date::text as ended_on, count(*)::int as count
      from ended where at < ${ends}::timestamptz group by 1, 2, 3, 4`),
  );
  return rows.map((row) => ({
    org: String(row.place),
    level: Number(row.level),
    on: String(row.told_on) as Day,
    endedOn: row.ended_on === null ? null : (String(row.ended_on) as Day),
    count: Number(row.count),
  }));
}

/** What came of telling one level. */
export interface Pressure {
  readonly level: number;
  readonly told: number;
  /** Over before the next level was told. */
  readonly endedHere: number;
  /** Median of working days from telling this level to the end, of those that ended here. */
  readonly medianDays: number | undefined;
}

/** Levels that were told of anything, the owner's own first. */
export function pressureOf(told: readonly Told[], calendar: WorkCalendar): readonly Pressure[] {
  return [0, 1, 2, 3, 4].flatMap((level) => {
    const here = told.filter((one) => one.level === level);
    if (here.length === 0) return [];
    const days = here
      .flatMap(({ on, endedOn, count }) =>
        endedOn === null ? [] : Array<number>(count).fill(calendar.workdaysBetween(on, endedOn)),
      )
      .sort((a, b) => a - b);
    const [low, high] = [days[Math.floor((days.length - 1) / 2)], days[Math.floor(days.length / 2)]];
    const medianDays = low === undefined || high === undefined ? undefined : (low + high) / 2;
    const sum = here.reduce((total, { count }) => total + count, 0);
    return [{ level, told: sum, endedHere: days.length, medianDays }];
  });
}
