import { and, asc, eq } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { dutyInstances, lines } from '../../db/schema/index.ts';
import { seatLeft } from '../../src/duties/seat.ts';
import { stageName } from '../../src/duties/stages.ts';
import { toInstance } from '../../src/duties/store.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import type { LineRow } from '../../src/notices/lines.ts';

/**
 * The lines kept from this person as known and not told since: of each item that is still late the newest, which says
 * what the ones before it would have said. A slip that ended, and a desk that was handed on, are left out.
 */
export async function keptBack(
  { tx, directory, today }: Pick<FlowContext, 'tx' | 'directory' | 'today'>,
  person: string,
  told: ReadonlyMap<string, LineRow>,
): Promise<readonly string[]> {
  const rows = await tx
    .select({ line: lines, item: dutyInstances })
    .from(lines)
    .innerJoin(dutyInstances, eq(dutyInstances.key, lines.instanceKey))
    .where(
      and(
        among(lines.instanceKey, [...told.keys()]),
        eq(lines.personCode, person),
        eq(lines.state, 'withdrawn'),
        eq(lines.reason, 'known'),
        eq(dutyInstances.state, 'overdue'),
      ),
    )
    .orderBy(asc(lines.bookedAt), asc(lines.stage));
  const still = rows.filter(({ line, item }) => {
    const [stage = ''] = line.stage.split('+');
    const known = told.get(item.key);
    return (
      line.stage === stageName(stage, item.round) &&
      (known === undefined || line.bookedAt > known.bookedAt) &&
      !seatLeft(directory, toInstance(item), { person, post: line.post }, today)
    );
  });
  return [...new Map(still.map(({ line }) => [line.instanceKey, line.id])).values()];
}
