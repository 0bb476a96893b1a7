import type { Tx } from '../../db/client.ts';
import type { Correction } from '../duties/overrides/import.ts';
import { appendAudit } from '../engine/audit.ts';

/** An own rule that was put right stays as it was in the trail of the organisation that gave it. */
export async function traceCorrections(
  tx: Tx,
  corrections: readonly Correction[],
  { at, by }: { readonly at: Date; readonly by: string },
): Promise<void> {
  await appendAudit(
    tx,
    corrections.map(({ before, after }) => ({
      org: after.org,
      channel: 'command' as const,
      object: `rule/${after.duty}/${after.from}`,
      action: 'rule.correct',
      actor: by,
      before,
      after,
      reason: after.reason,
    })),
    at,
  );
}
