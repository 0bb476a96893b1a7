import { and, eq, inArray } from 'drizzle-orm';
import { dutyStages, lines, settings } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import { generateInstances } from '../../src/duties/generate.ts';
import { type DutyInstance, isStill } from '../../src/duties/instance.ts';
import { dueStages, lapseBase, type StageDay } from '../../src/duties/stages.ts';
import { handledStages, lockInstances, stageMoment, stageTimer } from '../../src/duties/store.ts';
import type { Effect, FlowContext, Job } from '../../src/engine/index.ts';
import { type BookedStage, bookStage } from './stage-lines.ts';

/** Makes what the new day, month or roster owes. The timer books itself again. */
export const generate: Job = async (context) => {
  const { directory, catalogue, calendar, now } = context;
  const [row] = await context.tx.select().from(settings).where(eq(settings.key, 'go_live_on'));
  const goLiveOn = (typeof row?.value === 'string' ? row.value : context.today) as Day;
  await generateInstances(context.tx, { directory, catalogue, calendar, now, goLiveOn });
  return [];
};

/**
 * Instances whose next stage has come. Each stage is written once, whatever the number of times this runs; stages
 * missed while nobody ran are told in their order on the day it runs again.
 */
export const stages: Job = async (context, keys) => {
  const instances = await lockInstances(context.tx, keys);
  const handled = await handledStages(context.tx, keys);
  const toldAbove = await escalationHearers(context, keys);
  const effects: Effect[] = [];
  const written: (typeof dutyStages.$inferInsert)[] = [];
  for (const instance of instances) {
    if (isStill(instance.state)) continue;
    const { due, next } = dueStages(
      instance,
      handled.get(instance.key) ?? new Set(),
      context.today,
      context.calendar,
    );
    const told = toldAbove.get(instance.key) ?? new Set<string>();
    for (const stage of newestReminderOnly(due)) {
      const booked = handleStage(context, instance, stage, told);
      effects.push(...booked.effects);
      for (const hearer of booked.above) told.add(hearer);
      written.push(stageRow(instance, stage, booked.outcome, context.now));
    }
    for (const stage of due) {
      if (!written.some((row) => row.instanceKey === instance.key && row.stage === stage.stage)) {
        written.push(stageRow(instance, stage, 'overtaken', context.now));
      }
    }
    if (next)
      effects.push({ do: 'timer', kind: stageTimer, subject: instance.key, dueAt: stageMoment(next) });
  }
  if (written.length > 0) await context.tx.insert(dutyStages).values(written).onConflictDoNothing();
  return effects;
};

function stageRow(instance: DutyInstance, stage: StageDay, outcome: string, at: Date) {
  return { instanceKey: instance.key, stage: stage.stage, onDay: stage.on, outcome, at };
}

/** Two reminders that come due together (after downtime) say the same thing: only the newest is told. */
function newestReminderOnly(due: readonly StageDay[]): readonly StageDay[] {
  const newest = due.findLast((stage) => stage.level < 0);
  const hasLapsed = due.some((stage) => stage.level >= 0);
  return due.filter((stage) => stage.level >= 0 || (stage === newest && !hasLapsed));
}

function handleStage(
  context: FlowContext,
  instance: DutyInstance,
  stage: StageDay,
  told: ReadonlySet<string>,
): BookedStage {
  if (stage.level < 0) {
    const opening: Effect[] =
      instance.state === 'planned'
        ? [{ do: 'transition', instance: instance.key, event: { type: 'open' } }]
        : [];
    // A profile stops as soon as an activity is scheduled (duties.md b.2).
    const isStopped = instance.state === 'scheduled' || instance.heldOn !== null;
    if (isStopped) return { effects: opening, above: [], outcome: 'stopped' };
    const booked = bookStage(context, instance, stage, told);
    return { ...booked, effects: [...opening, ...booked.effects] };
  }
  const booked = bookStage(context, instance, stage, told);
  const kind = lapseBase(instance).kind;
  const lapse: Effect = {
    do: 'transition',
    instance: instance.key,
    event: { type: 'lapse', level: stage.level, kind },
  };
  return { ...booked, effects: [lapse, ...booked.effects] };
}

/** `person/post` of everybody who heard an escalation of these instances. */
async function escalationHearers(
  context: FlowContext,
  keys: readonly string[],
): Promise<Map<string, Set<string>>> {
  const byKey = new Map<string, Set<string>>();
  if (keys.length === 0) return byKey;
  const rows = await context.tx
    .select({ key: lines.instanceKey, person: lines.personCode, post: lines.post })
    .from(lines)
    .where(and(inArray(lines.instanceKey, [...keys]), eq(lines.kind, 'escalation')));
  for (const row of rows) {
    const known = byKey.get(row.key) ?? new Set<string>();
    byKey.set(row.key, known.add(`${row.person}/${row.post}`));
  }
  return byKey;
}
