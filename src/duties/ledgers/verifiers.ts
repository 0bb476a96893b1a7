import { and, asc, eq } from 'drizzle-orm';
import { among } from '../../../db/bulk.ts';
import type { Reader } from '../../../db/client.ts';
import { auditEvents } from '../../../db/schema/index.ts';
import type { DutyInstance } from '../instance.ts';

/**
 * Who accepted each of these instances (duties.md T6), by key, as the trace of the acceptance says it: of what was
 * reopened and accepted again the last. What needed no acceptance, or whose names were erased, is not in it.
 */
export async function verifiersOf(
  db: Reader,
  instances: readonly DutyInstance[],
): Promise<ReadonlyMap<string, string>> {
  const done = instances.filter(({ state }) => state === 'done' || state === 'done_late');
  if (done.length === 0) return new Map();
  const rows = await db
    .select({ key: auditEvents.object, personal: auditEvents.personal })
    .from(auditEvents)
    .where(
      and(
        among(auditEvents.orgCode, [...new Set(done.map(({ orgCode }) => orgCode))]),
        eq(auditEvents.action, 'transition.accept'),
      ),
    )
    .orderBy(asc(auditEvents.orgCode), asc(auditEvents.seq));
  const known = new Set(done.map(({ key }) => key));
  return new Map(
    rows.flatMap(({ key, personal }): [string, string][] => {
      const actor = (personal as { readonly actor?: unknown } | null)?.actor;
      return known.has(key) && typeof actor === 'string' ? [[key, actor]] : [];
    }),
  );
}
