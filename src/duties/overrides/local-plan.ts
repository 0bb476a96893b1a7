import { eq } from 'drizzle-orm';
import type { Reader } from '../../../db/client.ts';
import { settings } from '../../../db/schema/index.ts';
import type { Day } from '../../calendar/day.ts';
import { isPeriod, periodStart } from '../../calendar/periods.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import type { Directory } from '../../org/directory.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';
import type { DutyInstance } from '../instance.ts';
import type { PlanScope } from '../planning/plan.ts';
import { type LocalDuty, type LocalRules, localRules, type Override } from './local-rules.ts';
import { loadOverrides } from './store.ts';

interface LocalPlanInput {
  readonly tx: Reader;
  readonly directory: Directory;
  readonly catalogue: Catalogue;
  readonly calendar: WorkCalendar;
}

/** The day the installation went live; undefined before the first import. */
export async function goLiveOf(db: Reader): Promise<Day | undefined> {
  const [row] = await db.select().from(settings).where(eq(settings.key, 'go_live_on'));
  return typeof row?.value === 'string' ? (row.value as Day) : undefined;
}

interface LocalPlan extends Pick<LocalRules, 'definitionFor'> {
  readonly scope: PlanScope;
  /** What the organisations' own rules were taken from. */
  readonly overrides: readonly Override[];
}

/** The rules of every organisation as they are stored now. */
export async function loadRules(input: LocalPlanInput): Promise<LocalRules> {
  return localRules({ ...input, overrides: await loadOverrides(input.tx) });
}

/** The row with the organisation's own rules of a day; undefined where the duty is switched off there. */
export async function localDuty(
  input: LocalPlanInput,
  org: string,
  duty: DutyDef,
  day: Day,
): Promise<DutyDef | undefined> {
  return (await loadRules(input)).rowFor(org, duty, day);
}

/** The rules an instance came from: those that held on the first day of its period, or of its event. */
export async function rulesOf(
  input: LocalPlanInput,
  { orgCode, duty, period, eventOn, heldBy }: DutyInstance,
): Promise<LocalDuty> {
  const begins = eventOn ?? (isPeriod(period) ? periodStart(period) : heldBy);
  return (await loadRules(input)).definitionFor(orgCode, duty, begins);
}

/** What a plan is made from: the catalogue with every organisation's own rules, from the day of going live on. */
export async function localPlan(input: LocalPlanInput & { readonly today: Day }): Promise<LocalPlan> {
  const { tx, directory, catalogue, calendar, today } = input;
  const overrides = await loadOverrides(tx);
  const { rowFor, definitionFor } = localRules({ catalogue, directory, overrides, calendar });
  const goLiveOn = (await goLiveOf(tx)) ?? today;
  return { scope: { directory, calendar, goLiveOn, definitionOf: rowFor }, overrides, definitionFor };
}
