import { sql } from 'drizzle-orm';
import { rowsOf, type Tx } from '../../db/client.ts';
import { dutyInstances, dutyStages } from '../../db/schema/index.ts';
import { bookTimers } from '../../db/timers.ts';
import { addDays, type Day, dayOf, instantAt } from '../calendar/day.ts';
import { dueDay } from '../calendar/deadlines.ts';
import { nextPeriod, type Period, periodEnd, periodOf, periodStart } from '../calendar/periods.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Directory } from '../org/directory.ts';
import type { Org } from '../org/types.ts';
import type { Catalogue, DutyDef } from './catalogue.ts';
import { type DutyInstance, instanceKey, instanceNumber } from './instance.ts';
import { dueStages, stageDays } from './stages.ts';
import { stageMoment, stageTimer } from './store.ts';

export interface GenerateInput {
  readonly directory: Directory;
  readonly catalogue: Catalogue;
  readonly calendar: WorkCalendar;
  readonly now: Date;
  /** Instances due before this day are never made; stages before it are marked skipped (design §4, go-live). */
  readonly goLiveOn: Day;
}

export const generateTimer = 'duty.generate';

/** A branch founded in the last ten working days of a period owes its first duty in the next one (duties.md b.8). */
const foundingGraceWorkdays = 10;

/**
 * Makes the instances of the current and the next period that do not exist yet, with their timers, and books its
 * own next run. Harmless to repeat: the key is the organisation, the duty and the period.
 */
export async function generateInstances(tx: Tx, input: GenerateInput): Promise<number> {
  const today = dayOf(input.now);
  const wanted = input.catalogue.duties.flatMap((duty) => {
    const current = periodOf(today, duty.cadence.every);
    return [current, nextPeriod(current)].flatMap((period) => planPeriod(duty, period, input, today));
  });
  const made = new Set<string>();
  for (let from = 0; from < wanted.length; from += 500) {
    const rows = await tx
      .insert(dutyInstances)
      .values(wanted.slice(from, from + 500).map((instance) => ({ ...instance, createdAt: input.now })))
      .onConflictDoNothing()
      .returning({ key: dutyInstances.key });
    for (const row of rows) made.add(row.key);
  }
  const fresh = wanted.filter((instance) => made.has(instance.key));
  await skipPastStages(tx, fresh, input);
  await bookTimers(
    tx,
    fresh.flatMap((instance) => firstTimer(instance, input, today)),
  );
  const tomorrow = instantAt(addDays(today, 1), '00:05');
  await bookTimers(tx, [{ kind: generateTimer, subject: 'all', dueAt: tomorrow }]);
  return fresh.length;
}

function planPeriod(duty: DutyDef, period: Period, input: GenerateInput, today: Day): DutyInstance[] {
  const heldBy = dueDay(duty.heldBy.rule, { period }, duty.heldBy.shift, input.calendar);
  if (heldBy < input.goLiveOn) return [];
  const recordBy = dueDay(duty.recordBy.rule, { period, heldOn: heldBy }, 'next', input.calendar);
  return input.directory.orgs
    .filter((org) => org.level === duty.owner.level && owes(org, period, input.calendar))
    .map((org) => ({
      key: instanceKey(org.code, duty.id, period),
      number: instanceNumber(org.code, duty.short, period),
      orgCode: org.code,
      duty: duty.id,
      period,
      state: periodStart(period) <= today ? 'open' : 'planned',
      heldBy,
      recordBy,
      reminder: duty.reminder,
      escalation: duty.escalation,
      level: -1,
      overdueKind: null,
      heldOn: null,
      recordedAt: null,
      daysLate: null,
      explanation: null,
      version: 0,
    }));
}

function owes(org: Org, period: Period, calendar: WorkCalendar): boolean {
  if (org.dissolvedOn !== undefined && org.dissolvedOn <= periodEnd(period)) return false;
  if (org.foundedOn === undefined) return true;
  const graceFrom = calendar.addWorkdays(addDays(periodEnd(period), 1), -foundingGraceWorkdays);
  return org.foundedOn < graceFrom;
}

async function skipPastStages(tx: Tx, fresh: readonly DutyInstance[], input: GenerateInput): Promise<void> {
  const rows = fresh.flatMap((instance) =>
    stageDays(instance, input.calendar)
      .filter((stage) => stage.on < input.goLiveOn)
      .map((stage) => ({
        instanceKey: instance.key,
        stage: stage.stage,
        onDay: stage.on,
        outcome: 'skipped',
        at: input.now,
      })),
  );
  for (let from = 0; from < rows.length; from += 1000) {
    await tx
      .insert(dutyStages)
      .values(rows.slice(from, from + 1000))
      .onConflictDoNothing();
  }
}

function firstTimer(instance: DutyInstance, input: GenerateInput, today: Day) {
  const skipped = new Set(
    stageDays(instance, input.calendar)
      .filter((stage) => stage.on < input.goLiveOn)
      .map((stage) => stage.stage),
  );
  const { due, next } = dueStages(instance, skipped, today, input.calendar);
  const stage = due[0] ?? next;
  return stage ? [{ kind: stageTimer, subject: instance.key, dueAt: stageMoment(stage) }] : [];
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
