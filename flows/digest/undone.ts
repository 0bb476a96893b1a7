import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import { toInstance } from '../../src/duties/store.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { coveredSoFar } from '../../src/engine/marking.ts';
import type { LineRow } from '../../src/notices/lines.ts';

/**
 * Lines that tell a number of what is undone, with the number of this moment: marks may have come in since the line
 * was booked, and what leaves has to be true.
 */
export async function withFreshCounts(
  context: Pick<FlowContext, 'directory' | 'today'> & { readonly tx: Reader },
  carried: ReadonlyMap<string, readonly LineRow[]>,
): Promise<ReadonlyMap<string, readonly LineRow[]>> {
  const counted = [...carried.values()].flat().filter(tellsCount);
  const keys = [...new Set(counted.map(({ instanceKey }) => instanceKey))];
  if (keys.length === 0) return carried;
  const rows = await context.tx.select().from(dutyInstances).where(among(dutyInstances.key, keys));
  const covered = await coveredSoFar(context, rows.map(toInstance));
  const fresh = (line: LineRow): LineRow => {
    const undone = tellsCount(line) ? covered.get(line.instanceKey)?.undone.length : undefined;
    return undone === undefined ? line : { ...line, facts: { ...(line.facts as object), undone } };
  };
  return new Map([...carried].map(([id, lines]) => [id, lines.map(fresh)]));
}

function tellsCount({ facts }: LineRow): boolean {
  return (facts as { readonly undone?: number }).undone !== undefined;
}
