import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import type { NoticeState } from './notice.ts';

/** What becomes of a row of the ledger; what is absent stays as it is, but a reason is always replaced. */
export interface Outcome {
  readonly id: string;
  readonly state: NoticeState;
  readonly reason?: string | undefined;
  readonly content?: object | undefined;
  readonly notBefore?: Date | undefined;
  readonly sendingAt?: Date | undefined;
  readonly settledAt?: Date | undefined;
  readonly attempts?: number | undefined;
  readonly messageId?: string | undefined;
}

/**
 * One statement for a batch. What a notice says is kept for a repetition with the same bytes, and no longer: the
 * ledger of lines tells who heard what, and a year of cards would be most of the database. With
 * `only`, rows that have left that state meanwhile are not touched.
 */
export async function writeOutcomes(tx: Tx, outcomes: readonly Outcome[], only?: NoticeState): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.execute(sql`
    update outbox set
      state = v.state,
      reason = v.reason,
      content = case when v.state in ('queued', 'sending') then coalesce(v.content, outbox.content) end,
      not_before = coalesce(v."notBefore", outbox.not_before),
      sending_at = coalesce(v."sendingAt", outbox.sending_at),
      settled_at = coalesce(v."settledAt", outbox.settled_at),
      attempts = coalesce(v.attempts, outbox.attempts),
      message_id = coalesce(v."messageId", outbox.message_id)
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as v(
      id uuid, state text, reason text, content jsonb, "notBefore" timestamptz, "sendingAt" timestamptz,
      "settledAt" timestamptz, attempts int, "messageId" text)
    where outbox.id = v.id and (${only ?? null}::text is null or outbox.state = ${only ?? null}::text)`);
}
