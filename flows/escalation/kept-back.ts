import { eq } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { dutyInstances, lines } from '../../db/schema/index.ts';
import { stageName } from '../../src/duties/stages.ts';
import { linesAtDesk } from '../../src/engine/desk-lines.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import type { LineRow } from '../../src/notices/lines.ts';

/**
 * The lines kept from this person as known and not told since: of each item that is still late the newest, which says
 * what the ones before it would have said. A slip that ended, and a desk that was handed on, are left out.
 */
export async function keptBack(
  context: Pick<FlowContext, 'tx' | 'directory' | 'today'>,
  person: string,
  told: ReadonlyMap<string, LineRow>,
): Promise<readonly string[]> {
  const kept = await linesAtDesk(
    context,
    person,
    among(lines.instanceKey, told.keys()),
    eq(lines.state, 'withdrawn'),
    eq(lines.reason, 'known'),
    eq(dutyInstances.state, 'overdue'),
  );
  const still = kept.filter(({ line, instance }) => {
    const [stage = ''] = line.stage.split('+');
    const known = told.get(instance.key);
    return (
      line.stage === stageName(stage, instance.round) &&
      (known === undefined || line.bookedAt > known.bookedAt)
    );
  });
  return [...new Map(still.map(({ line }) => [line.instanceKey, line.id])).values()];
}
