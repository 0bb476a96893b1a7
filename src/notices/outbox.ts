import { and, inArray, sql } from 'drizzle-orm';
import { among, insertMany } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { outbox } from '../../db/schema/index.ts';
import { stableId } from '../core/ids.ts';
import { type NoticeDraft, type OutboxRow, waitingStates } from './notice.ts';

/**
 * Of what may leave at one moment, first what is needed before a meeting begins: behind an older notice it would come
 * too late, or find the day's one message spent.
 */
export const changesFirst = sql`not (subject ? 'neededBy')`;

/** Writes notices in the deciding transaction. A key that exists already is the same notice and stays as it is. */
export async function bookNotices(tx: Reader, drafts: readonly NoticeDraft[], now: Date): Promise<void> {
  if (drafts.length === 0) return;
  const unique = new Map(drafts.map((draft) => [draft.key, draft]));
  const rows = [...unique.values()].map((draft) => rowOf(draft, now));
  await insertMany(tx, outbox, rows);
}

function rowOf(draft: NoticeDraft, now: Date): OutboxRow {
  return {
    id: stableId(`notice:${draft.key}`),
    dedupeKey: draft.key,
    kind: draft.kind,
    channel: draft.channel,
    personCode: 'person' in draft.to ? draft.to.person : null,
    chatId: 'chat' in draft.to ? draft.to.chat : null,
    replyTo: draft.replyTo ?? null,
    subject: {
      ...draft.subject,
      ...(draft.live ? { live: draft.live } : {}),
      ...(draft.neededBy ? { neededBy: draft.neededBy.toISOString() } : {}),
      ...(draft.mayRing ? { mayRing: true } : {}),
    },
    content: draft.card ?? null,
    instanceKeys: [...(draft.instances ?? [])],
    state: 'planned',
    reason: null,
    bookedAt: now,
    notBefore: draft.notBefore ?? now,
    sendingAt: null,
    settledAt: null,
    attempts: 0,
    messageId: null,
  };
}

/** Takes back what has not left yet; it stays in the ledger with the reason. */
export async function suppressNotices(
  tx: Reader,
  keys: readonly string[],
  reason: string,
  now: Date,
): Promise<void> {
  if (keys.length === 0) return;
  await tx
    .update(outbox)
    .set({ state: 'suppressed', reason, settledAt: now })
    .where(and(among(outbox.dedupeKey, keys), inArray(outbox.state, [...waitingStates])));
}
