import { sql } from 'drizzle-orm';
import { anyOf } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { dayOf, instantAt } from '../calendar/day.ts';

/** The live card kind of a digest; its subject is the outbox row and, behind a `#`, the page it shows. */
export const digestCardKind = 'digest.day';

/** The live card kind of an answer to whoever made a request; its subject is the request. */
export const requestCardKind = 'extensions.sent';

/**
 * The state of these instances has changed: today's digests that speak of them, and the cards of those who asked
 * something about them, are redrawn in place, without a new message. A digest costs nothing of this until the first change.
 */
export async function touchCarried(tx: Reader, instances: readonly string[], now: Date): Promise<void> {
  if (instances.length === 0) return;
  const morning = instantAt(dayOf(now)).toISOString();
  await tx.execute(sql`
    with asked as (
      update live_cards set wanted = wanted + 1
      where kind = ${requestCardKind} and subject in (
        select id from duty_requests
        where instance_key = ${anyOf(instances, 'text')}
          and (state = 'pending' or decided_at >= ${now.toISOString()}::timestamptz)))
    insert into live_cards (message_id, kind, subject, person_code, posted_at, wanted, shown)
    select message_id, ${digestCardKind}, id::text, person_code, sending_at, 1, 0 from outbox
    where id = any(array(
        select outbox_id from lines
        where instance_key = ${anyOf(instances, 'text')} and state = 'carried' and outbox_id is not null))
      and sending_at >= ${morning}::timestamptz and message_id is not null and person_code is not null
    order by message_id
    on conflict (message_id) do update set wanted = live_cards.wanted + 1`);
}
