import { and, eq, gte, ne, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { dutyInstances, dutyRequests, knownItems, letters, lines } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { toInstance } from '../../src/duties/store.ts';

/** A request that waits for somebody's decision. */
export type WaitingRequest = Pick<
  typeof dutyRequests.$inferSelect,
  'id' | 'kind' | 'newDay' | 'reason' | 'deciderOrg' | 'deciderPost' | 'requestedBy'
>;

/** An item as it stands at the moment of drawing; the line keeps how it stood when it was booked. */
export interface Item extends DutyInstance {
  /** When its owner was last asked for it by a person, within the week. */
  readonly nudgedAt?: Date | undefined;
  readonly request?: WaitingRequest | undefined;
  /** Numbers of the letters about it whose answer nobody waits for any more. */
  readonly replied: readonly string[];
}

const week = 7 * 86_400_000;

export async function readItems(
  tx: Reader,
  keys: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Item>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.select().from(dutyInstances).where(among(dutyInstances.key, keys));
  const nudged = await tx
    .select({ key: lines.instanceKey, at: sql<string>`max(${lines.bookedAt})` })
    .from(lines)
    .where(
      and(
        among(lines.instanceKey, keys),
        // As it stands in the index: a parameter would not find it.
        sql`${lines.kind} = 'nudge'`,
        sql`${lines.facts} ->> 'role' = 'owner'`,
        gte(lines.bookedAt, new Date(now.getTime() - week)),
      ),
    )
    .groupBy(lines.instanceKey);
  const requests = await tx
    .select()
    .from(dutyRequests)
    .where(
      and(
        among(dutyRequests.instanceKey, keys),
        eq(dutyRequests.state, 'pending'),
        // How a meeting is counted has nothing to do with a slip.
        ne(dutyRequests.kind, 'online'),
      ),
    );
  const replied = await tx
    .select({ key: letters.instanceKey, number: letters.number })
    .from(letters)
    .where(and(among(letters.instanceKey, keys), eq(letters.state, 'replied')));
  const nudgedAt = new Map(nudged.map(({ key, at }) => [key, new Date(at)]));
  const waiting = new Map(requests.map((request) => [request.instanceKey, request]));
  return new Map(
    rows.map((row): [string, Item] => [
      row.key,
      {
        ...toInstance(row),
        nudgedAt: nudgedAt.get(row.key),
        request: waiting.get(row.key),
        replied: replied.filter(({ key }) => key === row.key).map(({ number }) => number),
      },
    ]),
  );
}

/** Until when these people know of which items, by `person instance`. */
export async function readKnown(
  tx: Reader,
  people: readonly string[],
  keys: readonly string[],
): Promise<ReadonlyMap<string, Day>> {
  if (people.length === 0 || keys.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(knownItems)
    .where(and(among(knownItems.personCode, people), among(knownItems.instanceKey, keys)));
  return new Map(rows.map((row) => [`${row.personCode} ${row.instanceKey}`, row.until as Day]));
}
