import { pauses } from '../../db/schema/index.ts';
import { addDays, type Day } from '../../src/calendar/day.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { rebookUnder } from '../../src/duties/planning/rebook.ts';
import type { ActorContext } from '../../src/engine/index.ts';

/**
 * Days lost to a fault of the system are not counted late (duties.md c.2, `system_fault`): a pause of the
 * organisation from the day after the due day to the last day granted, both included.
 */
export async function excuseFault(context: ActorContext, instance: DutyInstance, last: Day): Promise<void> {
  const { tx, actor, now } = context;
  await tx.insert(pauses).values({
    orgCode: instance.orgCode,
    kind: 'system_fault',
    fromOn: addDays(instance.heldBy, 1),
    toOn: last,
    reason: 'system_fault',
    by: actor.code,
    at: now,
  });
  await rebookUnder(context, instance.orgCode);
}
