import { eq } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { settings } from '../../db/schema/index.ts';
import type { Day } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Directory } from '../org/directory.ts';
import type { Catalogue } from './catalogue.ts';
import { loadOverrides } from './override-store.ts';
import { localRules } from './overrides.ts';
import type { PlanScope } from './plan.ts';

interface LocalPlanInput {
  readonly tx: Reader;
  readonly directory: Directory;
  readonly catalogue: Catalogue;
  readonly calendar: WorkCalendar;
  readonly today: Day;
}

/** What a plan is made from today: the catalogue with every organisation's own rules, from the day of going live on. */
export async function localPlanScope(input: LocalPlanInput): Promise<PlanScope> {
  const { tx, directory, catalogue, calendar, today } = input;
  const overrides = await loadOverrides(tx);
  const { rowFor } = localRules({ catalogue, directory, overrides, calendar });
  const [row] = await tx.select().from(settings).where(eq(settings.key, 'go_live_on'));
  return {
    directory,
    calendar,
    goLiveOn: (typeof row?.value === 'string' ? row.value : today) as Day,
    definitionOf: (code, duty) => rowFor(code, duty, today),
  };
}
