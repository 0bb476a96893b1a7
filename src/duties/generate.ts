import { createHash } from 'node:crypto';
import { and, eq, gte, inArray, lt, lte, sql } from 'drizzle-orm';
import { insertMany } from '../../db/bulk.ts';
import { rowsOf, type Tx } from '../../db/client.ts';
import { dutyInstances, dutyPlans, dutyStages, orgs, timers } from '../../db/schema/index.ts';
import { bookTimers } from '../../db/timers.ts';
import { addDays, type Day, dayOf, instantAt } from '../calendar/day.ts';
import type { Catalogue } from './catalogue.ts';
import type { DutyInstance } from './instance.ts';
import { ladderOf } from './ladder.ts';
import { type Pause, pausedCalendar, pausesOf } from './pauses.ts';
import {
  isWithinHorizon,
  type PlannedInstance,
  type PlanScope,
  periodsAround,
  planPeriod,
  planTerms,
} from './plan.ts';
import { type Moved, moveDates } from './replan.ts';
import { dueStages, stageDays, stageName } from './stages.ts';
import { readPauses, stageMoment, stageTimer, toInstance } from './store.ts';

export interface GenerateInput extends PlanScope {
  readonly catalogue: Catalogue;
  readonly now: Date;
  /** Changes when an organisation's own rules change. */
  readonly rulesVersion?: string | undefined;
  /** The first day on which nobody planned, where the system was down until today. */
  readonly downSince?: Day | undefined;
}

export interface Generated {
  readonly made: number;
  /** Occurrences that lay wholly in the time the system was down: kept with their dates, not owed (see `catchUp`). */
  readonly missed: readonly DutyInstance[];
  /** Still owed although that time hid them: the owner hears of them once. */
  readonly late: readonly DutyInstance[];
  /** Windows that opened today. */
  readonly opened: readonly { readonly key: string; readonly orgCode: string }[];
  /** Due days that moved with a new calendar or new rules. */
  readonly moved: readonly Moved[];
  readonly expiredTerms: readonly { readonly org: string; readonly endedOn: Day }[];
}

export const generateTimer = 'duty.generate';
/** The nightly second opinion; booked at start where it is wanted. */
export const auditTimer = 'duty.audit';

/**
 * Makes the instances that do not exist yet, with their timers, moves the dates of those whose rules moved, opens
 * what begins today, and books its own next run. Harmless to repeat: the key is the organisation, the duty and the
 * period; a period planned under the same roster, calendar and rules is not looked at again.
 */
export async function generateInstances(tx: Tx, input: GenerateInput): Promise<Generated> {
  const today = dayOf(input.now);
  const since = input.downSince ?? today;
  const version = versionOf(input);
  const known = new Map(
    (await tx.select().from(dutyPlans)).map((row) => [`${row.duty}/${row.period}`, row.version]),
  );
  const wanted: PlannedInstance[] = [];
  const planned: (typeof dutyPlans.$inferInsert)[] = [];
  const changed: PlannedInstance[] = [];
  const expiredTerms: { org: string; endedOn: Day }[] = [];
  for (const duty of input.catalogue.duties) {
    for (const period of periodsAround(duty, since, today)) {
      const before = known.get(`${duty.id}/${period}`);
      if (before === version) continue;
      const instances = planPeriod(duty, period, input);
      if (instances.length > 0 && !isWithinHorizon(instances, today)) continue;
      planned.push({ duty: duty.id, period, version });
      if (before !== undefined) changed.push(...instances);
      // What a later roster adds to a period is owed only while it can still be done in time.
      wanted.push(...instances.filter(({ heldBy }) => before === undefined || heldBy >= today));
    }
    const terms = planTerms(duty, input, today);
    wanted.push(...terms.planned);
    if (known.get(`${duty.id}/expired`) !== version && terms.expired.length > 0) {
      expiredTerms.push(...terms.expired);
      planned.push({ duty: duty.id, period: 'expired', version });
    }
  }
  const rows = wanted.map((one) => ({
    ...one,
    state: one.opensOn <= today ? 'open' : 'planned',
    createdAt: input.now,
  }));
  const made = await insertMany(tx, dutyInstances, rows, 'key');
  const fresh = wanted.filter(({ key }) => made.has(key));
  await bookStages(tx, fresh, input, today);
  if (planned.length > 0) {
    await tx
      .insert(dutyPlans)
      .values(planned)
      .onConflictDoUpdate({
        target: [dutyPlans.duty, dutyPlans.period],
        set: { version: sql`excluded.version` },
      });
  }
  const moved = await moveDates(tx, changed, input, today);
  const opened = await openWindows(tx, today);
  const hidden = input.downSince === undefined ? [] : await hiddenInstances(tx, input.downSince, today);
  const late = hidden.filter(({ duty }) => input.catalogue.find(duty)?.catchUp === 'once_late');
  await tellLate(tx, late, input, today);
  const tomorrow = instantAt(addDays(today, 1), '00:05');
  await bookTimers(tx, [{ kind: generateTimer, subject: 'all', dueAt: tomorrow }]);
  return {
    made: made.size,
    missed: hidden.filter((one) => !late.includes(one)),
    late,
    opened,
    moved,
    expiredTerms,
  };
}

/** What the plan of a period depends on. */
function versionOf({ catalogue, directory, calendar, goLiveOn, rulesVersion }: GenerateInput): string {
  const tables = calendar
    .years()
    .map(({ year, status, holidays, makeUpDays }) => [year, status, holidays, makeUpDays]);
  const parts = JSON.stringify([directory.version, goLiveOn, catalogue.version, rulesVersion, tables]);
  return createHash('sha256').update(parts).digest('hex').slice(0, 16);
}

/**
 * Instances whose window opened and closed while the system was down: nobody can have heard of them. What becomes of
 * each its duty declares (`catchUp`); a miss the system caused never counts against a branch.
 */
async function hiddenInstances(tx: Tx, downSince: Day, today: Day): Promise<readonly DutyInstance[]> {
  const rows = await tx
    .select()
    .from(dutyInstances)
    .where(
      and(
        inArray(dutyInstances.state, ['planned', 'open']),
        gte(dutyInstances.opensOn, downSince),
        lt(dutyInstances.heldBy, today),
      ),
    )
    .orderBy(dutyInstances.key);
  return rows.map(toInstance);
}

/** Still owed: its reminders are past, the owner is told once, and the clock of the slip runs from now on. */
async function tellLate(
  tx: Tx,
  late: readonly DutyInstance[],
  input: GenerateInput,
  today: Day,
): Promise<void> {
  const pauses = await readPauses(tx);
  const past: (typeof dutyStages.$inferInsert)[] = [];
  const next: { kind: string; subject: string; dueAt: Date }[] = [];
  for (const instance of late) {
    const row = { instanceKey: instance.key, outcome: 'overtaken', at: input.now };
    past.push({ ...row, stage: 'late', onDay: today });
    const stages = stageDays(
      instance,
      ladderOf(input.directory, instance),
      calendarsOf(input, instance, pauses),
    );
    for (const { stage, on, level } of stages) if (level < 0) past.push({ ...row, stage, onDay: on });
    const first = stages.find(({ level }) => level >= 0);
    if (first) next.push({ kind: stageTimer, subject: instance.key, dueAt: stageMoment(first) });
  }
  await insertMany(tx, dutyStages, past, 'instance_key');
  await bookTimers(tx, next);
}

/** Stages before go-live are marked skipped and never sent; the first one after it gets the timer. */
async function bookStages(
  tx: Tx,
  fresh: readonly PlannedInstance[],
  input: GenerateInput,
  today: Day,
): Promise<void> {
  const pauses = await readPauses(tx);
  const skipped: (typeof dutyStages.$inferInsert)[] = [];
  const booked: (typeof timers.$inferInsert)[] = [];
  for (const instance of fresh) {
    const stages = stageDays(
      instance,
      ladderOf(input.directory, instance),
      calendarsOf(input, instance, pauses),
    );
    const handled = new Set<string>();
    for (const stage of stages) {
      if (stage.on >= input.goLiveOn) continue;
      handled.add(stageName(stage.stage, 0));
      const row = {
        instanceKey: instance.key,
        stage: stage.stage,
        onDay: stage.on,
        outcome: 'skipped',
        at: input.now,
      };
      skipped.push(row);
    }
    const { due, next } = dueStages(stages, handled, 0, today);
    const stage = due[0] ?? next;
    if (stage)
      booked.push({
        kind: stageTimer,
        subject: instance.key,
        dueAt: stageMoment(stage),
        version: 0,
        claimedUntil: null,
      });
  }
  await insertMany(tx, dutyStages, skipped, 'instance_key');
  await insertMany(tx, timers, booked, 'subject');
}

function calendarsOf(
  { calendar, directory }: PlanScope,
  { orgCode }: PlannedInstance,
  pauses: readonly Pause[],
) {
  return { calendar, slips: pausedCalendar(calendar, pausesOf(directory, orgCode, pauses)) };
}

/** T2, for every window that begins by today. */
async function openWindows(tx: Tx, today: Day): Promise<Generated['opened']> {
  const rows = await tx
    .update(dutyInstances)
    .set({ state: 'open', version: sql`${dutyInstances.version} + 1` })
    .where(and(eq(dutyInstances.state, 'planned'), lte(dutyInstances.opensOn, today)))
    .returning({ key: dutyInstances.key, orgCode: dutyInstances.orgCode });
  return rows.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** T15: open duties of organisations that are no more. */
export async function orphanedInstances(tx: Tx, today: Day): Promise<readonly string[]> {
  const rows = await tx
    .select({ key: dutyInstances.key })
    .from(dutyInstances)
    .innerJoin(orgs, eq(orgs.code, dutyInstances.orgCode))
    .where(and(lte(orgs.dissolvedOn, today), inArray(dutyInstances.state, ['planned', 'open'])));
  return rows.map(({ key }) => key).sort();
}

/** The day the installation went live: set once, by the first import or the setting. */
export async function goLiveDay(tx: Tx, fallback: Day): Promise<Day> {
  const [row] = rowsOf<{ value: string }>(
    await tx.execute(sql`
      insert into settings (key, value) values ('go_live_on', to_jsonb(${fallback}::text))
      on conflict (key) do update set key = excluded.key
      returning value #>> '{}' as value`),
  );
  return (row?.value ?? fallback) as Day;
}
