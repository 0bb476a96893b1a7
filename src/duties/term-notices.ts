import { and, asc, eq, inArray } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { letters } from '../../db/schema/index.ts';
import type { Day } from '../calendar/day.ts';
import type { DutyInstance } from './instance.ts';

/** Whether a notice (换届提醒函) is about the term that this election ends: it is named after it. */
export function isOfTerm(
  notice: Pick<DutyInstance, 'period'>,
  election: Pick<DutyInstance, 'period'>,
): boolean {
  return notice.period.endsWith(election.period.slice('ev:'.length));
}

/**
 * On which day the letter about the end of a term (换届提醒函) was first sent, by the key of the election it is about;
 * also where the notice itself is no item here, because it was owed before the bot went live.
 */
export async function noticesSent(
  db: Reader,
  elections: readonly string[],
): Promise<ReadonlyMap<string, Day>> {
  if (elections.length === 0) return new Map();
  const rows = await db
    .select({ key: letters.instanceKey, sentOn: letters.sentOn })
    .from(letters)
    .where(
      and(
        eq(letters.kind, 'term_notice'),
        among(letters.instanceKey, elections),
        inArray(letters.state, ['sent', 'replied']),
      ),
    )
    .orderBy(asc(letters.sentOn));
  const sent = new Map<string, Day>();
  for (const { key, sentOn } of rows) {
    if (key !== null && sentOn !== null && !sent.has(key)) sent.set(key, sentOn as Day);
  }
  return sent;
}
