import { and, eq, gte, inArray, sql } from 'drizzle-orm';
import { among } from '../../../db/bulk.ts';
import { type Reader, rowsOf, type Tx } from '../../../db/client.ts';
import { dutyInstances } from '../../../db/schema/index.ts';
import { type Day, dayOf } from '../../calendar/day.ts';
import { type DutyInstance, undatedStates } from '../instance.ts';
import { type MoveContext, toInstance } from '../store.ts';
import { rebook } from './rebook.ts';

export interface Moved {
  /** With its new dates. */
  readonly instance: DutyInstance;
  /** Its due day before. */
  readonly from: Day;
}

/** What may be planned anew: what is settled, overdue, extended or already dated stays as it is. */
export function movable(today: Day) {
  const { state, round, heldBy } = dutyInstances;
  return and(inArray(state, [...undatedStates]), eq(round, 0), gte(heldBy, today));
}

type Planned = Readonly<Record<'heldBy' | 'recordBy' | 'opensOn' | 'reminder' | 'escalation', string>> & {
  readonly rules: unknown;
};

/** Of the rules that travel with an instance an organisation's own can change these two. */
export function planWords({ heldBy, recordBy, opensOn, reminder, escalation, rules }: Planned): string {
  const { coverage = '', recordBy: rule } = rules as DutyInstance['rules'];
  return [heldBy, recordBy, opensOn, reminder, escalation, coverage, rule].join(' ');
}

/** Answers whether all running instances of a duty and period are as they are wanted now: a whole tree in one look. */
export async function knownPlans(
  tx: Tx,
  today: Day,
): Promise<(duty: string, period: string, wanted: readonly DutyInstance[]) => boolean> {
  const { duty, period, heldBy, recordBy, opensOn, reminder, escalation, rules } = dutyInstances;
  const rows = await tx
    .selectDistinct({ duty, period, heldBy, recordBy, opensOn, reminder, escalation, rules })
    .from(dutyInstances)
    .where(movable(today));
  const found = new Map<string, Set<string>>();
  for (const row of rows) {
    const key = `${row.duty}/${row.period}`;
    found.set(key, (found.get(key) ?? new Set()).add(planWords(row)));
  }
  return (id, of, wanted) => {
    const [first, ...others] = found.get(`${id}/${of}`) ?? [];
    return others.length === 0 && wanted.every((one) => planWords(one) === first);
  };
}

/**
 * Brings running instances to the dates they would have today: after a holiday table was announced or rules changed.
 * Those that take the rules, too, get the profiles with them. Only what really changes is touched. Answers those whose
 * due day is another one now.
 */
export async function moveDates(
  context: MoveContext,
  wanted: readonly DutyInstance[],
  takesRules: (instance: DutyInstance) => boolean,
): Promise<readonly Moved[]> {
  if (wanted.length === 0) return [];
  const { tx, now } = context;
  const rows = wanted.map((one) => {
    const { key, heldBy, recordBy, opensOn, reminder, escalation, rules } = one;
    return { key, heldBy, recordBy, opensOn, ...(takesRules(one) ? { reminder, escalation, rules } : {}) };
  });
  const changed = rowsOf<{ key: string; before: Day }>(
    await tx.execute(sql`
      with wanted as (
        select new.key, "heldBy" as held_by, "recordBy" as record_by, "opensOn" as opens_on,
          coalesce(new.reminder, old.reminder) as reminder, coalesce(new.escalation, old.escalation) as escalation,
          coalesce(new.rules, old.rules) as rules, old.held_by as before
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new(
          key text, "heldBy" date, "recordBy" date, "opensOn" date, reminder text, escalation text, rules jsonb)
        join ${dutyInstances} as old on old.key = new.key)
      update ${dutyInstances} set
        held_by = wanted.held_by, record_by = wanted.record_by, opens_on = wanted.opens_on,
        reminder = wanted.reminder, escalation = wanted.escalation, rules = wanted.rules,
        version = ${dutyInstances.version} + 1
      from wanted
      where ${dutyInstances.key} = wanted.key
        and ${movable(dayOf(now))} and wanted.held_by >= ${dayOf(now)}::date
        and (${dutyInstances.heldBy}, ${dutyInstances.recordBy}, ${dutyInstances.opensOn},
            ${dutyInstances.reminder}, ${dutyInstances.escalation}, ${dutyInstances.rules})
          is distinct from (wanted.held_by, wanted.record_by, wanted.opens_on,
            wanted.reminder, wanted.escalation, wanted.rules)
      returning ${dutyInstances.key}, wanted.before::text as before`),
  );
  if (changed.length === 0) return [];
  const before = new Map(changed.map((row) => [row.key, row.before]));
  await rebook(context, among(dutyInstances.key, before.keys()));
  return wanted.flatMap((instance) => {
    const from = before.get(instance.key);
    return from === undefined || from === instance.heldBy ? [] : [{ instance, from }];
  });
}

/** What was made for organisations that do not owe it after all. */
export async function madeFor(
  tx: Reader,
  today: Day,
  duty: string,
  period: string,
  orgs: readonly string[],
): Promise<readonly DutyInstance[]> {
  if (orgs.length === 0) return [];
  const rows = await tx
    .select()
    .from(dutyInstances)
    .where(and(ofOrgs(duty, period, orgs), movable(today)))
    .orderBy(dutyInstances.key);
  return rows.map(toInstance);
}

/** What own rules switched off in these periods, by key: it comes back where it is owed after all. */
export async function switchedOffIn(
  tx: Reader,
  periods: readonly string[],
): Promise<ReadonlyMap<string, DutyInstance>> {
  if (periods.length === 0) return new Map();
  const { state, reasonCode, period } = dutyInstances;
  const rows = await tx
    .select()
    .from(dutyInstances)
    .where(
      and(eq(state, 'not_applicable'), eq(reasonCode, 'own_rule'), among(period, [...new Set(periods)])),
    );
  return new Map(rows.map((row) => [row.key, toInstance(row)]));
}

/** How many were made for them, whatever became of these. */
export async function countMade(
  tx: Reader,
  duty: string,
  period: string,
  orgs: readonly string[],
): Promise<number> {
  return await tx.$count(dutyInstances, ofOrgs(duty, period, orgs));
}

function ofOrgs(duty: string, period: string, orgs: readonly string[]) {
  return and(
    eq(dutyInstances.duty, duty),
    eq(dutyInstances.period, period),
    among(dutyInstances.orgCode, orgs),
  );
}
