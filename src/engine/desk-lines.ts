import { and, asc, eq, type SQL } from 'drizzle-orm';
import { dutyInstances, lines } from '../../db/schema/index.ts';
import type { DutyInstance } from '../duties/instance.ts';
import { seatLeft } from '../duties/seat.ts';
import { toInstance } from '../duties/store.ts';
import type { LineRow } from '../notices/lines.ts';
import type { FlowContext } from './define.ts';

/** Lines of one person about items, in the order of booking; those of a desk that was handed on are left out. */
export async function linesAtDesk(
  { tx, directory, today }: Pick<FlowContext, 'tx' | 'directory' | 'today'>,
  person: string,
  ...which: readonly SQL[]
): Promise<readonly { readonly line: LineRow; readonly instance: DutyInstance }[]> {
  const rows = await tx
    .select({ line: lines, item: dutyInstances })
    .from(lines)
    .innerJoin(dutyInstances, eq(dutyInstances.key, lines.instanceKey))
    .where(and(eq(lines.personCode, person), ...which))
    .orderBy(asc(lines.bookedAt), asc(lines.stage));
  return rows
    .map(({ line, item }) => ({ line, instance: toInstance(item) }))
    .filter(({ line, instance }) => !seatLeft(directory, instance, { person, post: line.post }, today));
}
