import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Tx } from '../../db/client.ts';
import { dutyInstances, lines } from '../../db/schema/index.ts';

/** A notice whose first attempt met no room: certainly nobody has it. */
export interface TurnedAway {
  readonly id: string;
  readonly reason: string;
  readonly notBefore: Date;
}

const settledStates = ['done', 'done_late', 'waived', 'not_applicable', 'void'];

/**
 * Such a notice has not left after all. It waits like one that was never tried, and is checked and drawn anew when
 * its turn comes, because by then other things may be true; the uuid's hour begins when it really leaves.
 */
export async function takeBack(tx: Tx, turned: readonly TurnedAway[]): Promise<void> {
  if (turned.length === 0) return;
  const ids = turned.map(({ id }) => id);
  const carried = and(among(lines.outboxId, ids), eq(lines.state, 'carried'));
  const keys = await tx.selectDistinct({ key: lines.instanceKey }).from(lines).where(carried);
  const instances = await tx
    .select({ key: dutyInstances.key, state: dutyInstances.state })
    .from(dutyInstances)
    .where(
      among(
        dutyInstances.key,
        keys.map(({ key }) => key),
      ),
    )
    .orderBy(asc(dutyInstances.key))
    .for('share');
  const settled = instances.filter(({ state }) => settledStates.includes(state)).map(({ key }) => key);
  await dropNeedlessClosings(tx, ids, settled);
  await tx
    .update(lines)
    .set({ state: 'withdrawn', reason: 'settled', outboxId: null })
    .where(and(carried, among(lines.instanceKey, settled), ne(lines.kind, 'closing')));
  await tx.update(lines).set({ state: 'waiting', outboxId: null }).where(carried);
  // A reply was drawn when it was booked; everything else, a document too, is drawn when it leaves.
  await tx.execute(sql`
    update outbox set
      state = 'queued',
      reason = v.reason,
      not_before = v."notBefore",
      sending_at = null,
      content = case when outbox.channel = 'reply' and outbox.content -> 'file' is null then outbox.content end
    from jsonb_to_recordset(${JSON.stringify(turned)}::jsonb) as v(id uuid, reason text, "notBefore" timestamptz)
    where outbox.id = v.id and outbox.state = 'sending'`);
}

/**
 * Settled while the notice was believed to be on its way: a closing line was booked for somebody who, as it turns
 * out, never heard of the slip. Only those who were told are told that it is over.
 */
async function dropNeedlessClosings(
  tx: Tx,
  ids: readonly string[],
  settled: readonly string[],
): Promise<void> {
  if (settled.length === 0) return;
  const turned = sql`(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`;
  await tx.execute(sql`
    update lines as closing set state = 'withdrawn', reason = 'never_told'
    from lines as unheard
    where unheard.outbox_id in ${turned} and unheard.state = 'carried'
      and closing.kind = 'closing' and closing.state = 'waiting'
      and closing.instance_key = unheard.instance_key and closing.person_code = unheard.person_code
      and not exists (
        select 1 from lines as heard
        where heard.instance_key = unheard.instance_key and heard.person_code = unheard.person_code
          and heard.kind in ('overdue', 'escalation') and heard.state = 'carried'
          and heard.outbox_id not in ${turned})`);
}
