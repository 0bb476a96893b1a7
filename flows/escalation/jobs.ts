import { and, eq, inArray } from 'drizzle-orm';
import { insertMany } from '../../db/bulk.ts';
import { dutyStages, lines } from '../../db/schema/index.ts';
import { coverageSubjects } from '../../src/duties/coverage.ts';
import { type DutyInstance, isStill } from '../../src/duties/instance.ts';
import { ladderOf } from '../../src/duties/ladder.ts';
import { pausedCalendar, pausesOf } from '../../src/duties/pauses.ts';
import { dueStages, lapseBase, type StageDay, stageDays, stageName } from '../../src/duties/stages.ts';
import {
  handledStages,
  lockInstances,
  readMarks,
  readPauses,
  stageMoment,
  stageTimer,
} from '../../src/duties/store.ts';
import type { Effect, FlowContext, Job } from '../../src/engine/index.ts';
import { type BookedStage, bookStage, type StageScene } from './stage-lines.ts';

/**
 * Instances whose next stage has come. Each stage is written once, whatever the number of times this runs; stages
 * missed while nobody ran are told in their order on the day it runs again.
 */
export const stages: Job = async (context, keys) => {
  const { tx, today, now, calendar, directory } = context;
  const instances = await lockInstances(tx, keys);
  const handled = await handledStages(tx, keys);
  const toldAbove = await escalationHearers(context, keys);
  const pauses = await readPauses(tx);
  const marks = await readMarks(
    tx,
    instances.filter(({ rules }) => rules.coverage !== undefined).map(({ key }) => key),
  );
  const effects: Effect[] = [];
  const written: (typeof dutyStages.$inferInsert)[] = [];
  for (const instance of instances) {
    if (isStill(instance.state)) continue;
    const ladder = ladderOf(directory, instance);
    const slips = pausedCalendar(calendar, pausesOf(directory, instance.orgCode, pauses));
    const days = stageDays(instance, ladder, { calendar, slips });
    const { due, next } = dueStages(days, handled.get(instance.key) ?? new Set(), instance.round, today);
    const told = new Set(toldAbove.get(`${instance.key} ${instance.round}`));
    const undone =
      instance.rules.coverage === undefined
        ? undefined
        : coverageSubjects(directory, instance, today).filter(
            ({ key }) => !marks.get(instance.key)?.has(key),
          );
    const scene = { directory, instance, ladder, day: today, toldAbove: told, undone, stages: days, slips };
    const worthTelling = newestReminderOnly(due);
    for (const stage of due) {
      const isTold = worthTelling.includes(stage);
      const booked = isTold ? handleStage(context, scene, stage) : undefined;
      effects.push(...(booked?.effects ?? []));
      for (const hearer of booked?.above ?? []) told.add(hearer);
      written.push(stageRow(instance, stage, booked?.outcome ?? 'overtaken', now));
    }
    if (next)
      effects.push({ do: 'timer', kind: stageTimer, subject: instance.key, dueAt: stageMoment(next) });
  }
  await insertMany(tx, dutyStages, written, 'instance_key');
  return effects;
};

function stageRow(instance: DutyInstance, stage: StageDay, outcome: string, at: Date) {
  const name = stageName(stage.stage, instance.round);
  return { instanceKey: instance.key, stage: name, onDay: stage.on, outcome, at };
}

/**
 * Reminders of several days that come due together (after downtime) say the same thing: only those of the newest
 * day are told, and none beside a slip.
 */
function newestReminderOnly(due: readonly StageDay[]): readonly StageDay[] {
  const newest = due.findLast((stage) => stage.level < 0);
  const hasLapsed = due.some((stage) => stage.level >= 0 && stage.step?.monthsBefore === undefined);
  return due.filter((stage) => stage.level >= 0 || (stage.on === newest?.on && !hasLapsed));
}

function handleStage(context: FlowContext, scene: StageScene, stage: StageDay): BookedStage {
  const { instance } = scene;
  const isWarning = stage.step?.monthsBefore !== undefined;
  if (stage.level < 0 || isWarning) {
    const opening: Effect[] =
      instance.state === 'planned'
        ? [{ do: 'transition', instance: instance.key, event: { type: 'open' } }]
        : [];
    // A profile stops as soon as an activity is scheduled (duties.md b.2).
    const isStopped = instance.state === 'scheduled' || instance.heldOn !== null;
    if (isStopped) return { effects: opening, above: [], outcome: 'stopped' };
    const booked = bookStage(context, scene, stage);
    return { ...booked, effects: [...opening, ...booked.effects] };
  }
  const booked = bookStage(context, scene, stage);
  const kind = lapseBase(instance).kind;
  const lapse: Effect = {
    do: 'transition',
    instance: instance.key,
    event: { type: 'lapse', level: stage.level, kind },
  };
  return { ...booked, effects: [lapse, ...booked.effects] };
}

/** `person/post` of everybody who heard an escalation of these instances, by instance and round. */
async function escalationHearers(
  context: FlowContext,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const byKey = new Map<string, Set<string>>();
  if (keys.length === 0) return byKey;
  const rows = await context.tx
    .select({ key: lines.instanceKey, stage: lines.stage, person: lines.personCode, post: lines.post })
    .from(lines)
    .where(and(inArray(lines.instanceKey, [...keys]), eq(lines.kind, 'escalation')));
  for (const row of rows) {
    const key = `${row.key} ${row.stage.split('+')[1] ?? 0}`;
    const known = byKey.get(key) ?? new Set<string>();
    byKey.set(key, known.add(`${row.person}/${row.post}`));
  }
  return byKey;
}
