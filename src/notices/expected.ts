import { sql } from 'drizzle-orm';
import { type Reader, rowsOf } from '../../db/client.ts';
import { isOther } from '../../db/schema/index.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import { digestPace } from './relay.ts';
import { nextSendingTime } from './windows.ts';

/** From the first to the last of a number of messages, as things stand. */
export interface ExpectedSpan {
  readonly from: Date;
  readonly until: Date;
}

const minuteMs = 60_000;
const perMinute = Math.min(
  ...digestPace.filter(({ windowMs }) => windowMs === minuteMs).map(({ count }) => count),
);

/**
 * When so many messages that may leave from `at` on will have left: inside the windows (duties.md e.4), no faster than
 * the pace kept below the platform's rates. To the minute: who caused a wave is told how long it takes.
 */
export function expectedSpan(count: number, at: Date, calendar: WorkCalendar): ExpectedSpan {
  const from = nextSendingTime(at, calendar);
  let until = from;
  for (let left = count; left > 0; left -= perMinute) {
    until = new Date(nextSendingTime(until, calendar).getTime() + minuteMs);
  }
  return { from, until };
}

/** Whether nobody need be told: all of it leaves within the minute. */
export function isAtOnce({ until }: ExpectedSpan, now: Date): boolean {
  return until.getTime() <= now.getTime() + minuteMs;
}

/**
 * Messages of a kind about one subject that wait for their moment; undefined where none does for more than a minute.
 * What transport has been given is on its way.
 */
export async function stillToLeave(
  tx: Reader,
  about: { readonly kind: string; readonly key: string; readonly value: string },
  now: Date,
  calendar: WorkCalendar,
): Promise<{ readonly count: number; readonly span: ExpectedSpan } | undefined> {
  const [row] = rowsOf<{ count: number; first: string | Date | null }>(
    await tx.execute(sql`
      select count(*)::int as count, min(not_before) as first from outbox
      where state in ('planned', 'held') and ${isOther} and kind = ${about.kind}
        and subject ->> ${about.key} = ${about.value}`),
  );
  if (!row?.first || row.count === 0) return undefined;
  const first = new Date(row.first);
  const span = expectedSpan(row.count, first > now ? first : now, calendar);
  return isAtOnce(span, now) ? undefined : { count: row.count, span };
}
