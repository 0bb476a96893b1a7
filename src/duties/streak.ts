import { sql } from 'drizzle-orm';
import { dutyInstances } from '../../db/schema/index.ts';
import { addDays } from '../calendar/day.ts';
import { isPeriod, partsOfPeriod, periodOf, periodStart } from '../calendar/periods.ts';
import { instanceKey } from './instance.ts';

const { state, overdueKind, heldOn, heldBy } = dutyInstances;

/** It was not held in time. That only its record is missing, or came late, is nothing of the kind (duties.md b.1). */
export const missedItsDay = sql<boolean>`(${state} = 'done_late'
  or ${state} = 'overdue' and ${overdueKind} = 'not_held'
  or ${state} = 'submitted' and ${heldOn} > ${heldBy})`;

/** The key of the same duty of the same organisation one period earlier; what happens once has none. */
export function keyBefore(key: string): string | undefined {
  const [org = '', duty = '', period = ''] = key.split('/');
  if (!isPeriod(period)) return undefined;
  return instanceKey(org, duty, periodOf(addDays(periodStart(period), -1), partsOfPeriod(period).unit));
}
