import { and, asc, eq, gte, lt } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import { periodStart } from '../../src/calendar/periods.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { localPlan } from '../../src/duties/overrides/local-plan.ts';
import { toInstance } from '../../src/duties/store.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import type { Org } from '../../src/org/types.ts';
import { isOfYear, type YearRow, yearRow } from './rules.ts';

/** What a list is drawn from, also where nobody acts: on a card that follows. */
export type ListView = Pick<FlowContext, 'directory' | 'catalogue' | 'calendar' | 'today'> & {
  readonly tx: Reader;
};

export async function instancesOfYear(
  tx: Reader,
  org: string,
  year: number,
): Promise<readonly DutyInstance[]> {
  const { orgCode, heldBy, key } = dutyInstances;
  const rows = await tx
    .select()
    .from(dutyInstances)
    .where(
      and(
        eq(orgCode, org),
        gte(heldBy, periodStart(String(year))),
        lt(heldBy, periodStart(String(year + 2))),
      ),
    )
    .orderBy(asc(heldBy), asc(key));
  return rows.map(toInstance).filter((instance) => isOfYear(instance, year));
}

/** By the catalogue as it holds for this organisation, in its order. */
export async function yearRows(
  context: ListView,
  org: Org,
  year: number,
  known: readonly DutyInstance[],
): Promise<readonly YearRow[]> {
  const plan = { ...(await localPlan(context)), today: context.today };
  return context.catalogue.duties
    .filter(({ owner }) => owner.level === org.level)
    .flatMap((duty) => yearRow(duty, org, year, known, plan) ?? []);
}
