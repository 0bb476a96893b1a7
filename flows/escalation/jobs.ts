import { and, inArray, sql } from 'drizzle-orm';
import { among, insertMany } from '../../db/bulk.ts';
import { dutyStages, lines } from '../../db/schema/index.ts';
import { undoneSubjects } from '../../src/duties/coverage.ts';
import { type DutyInstance, isStill } from '../../src/duties/instance.ts';
import { ladderOf } from '../../src/duties/ladder.ts';
import { isHidden } from '../../src/duties/pauses.ts';
import { timetable } from '../../src/duties/planning/timetable.ts';
import {
  dueStages,
  isStopped,
  isWarning,
  lapseBase,
  type StageDay,
  stageMoment,
  stageName,
  stageTimer,
  worthTelling,
} from '../../src/duties/stages.ts';
import { handledStages, lockInstances, readMarks, readPauses } from '../../src/duties/store.ts';
import type { Effect, FlowContext, Job } from '../../src/engine/index.ts';
import { type BookedStage, bookStage, type StageScene } from './stage-lines.ts';
import { streaks } from './streaks.ts';

/**
 * Instances whose next stage has come. Each stage is written once, whatever the number of times this runs; stages
 * missed while nobody ran are told in their order on the day it runs again.
 */
export const stages: Job = async (context, keys) => {
  const { tx, today, now, directory } = context;
  const instances = await lockInstances(tx, keys);
  const handled = await handledStages(tx, keys);
  const toldAbove = await escalationHearers(context, keys);
  const pauses = await readPauses(tx);
  const { stagesOf, slipsOf } = timetable(context, pauses);
  const marks = await readMarks(
    tx,
    instances.filter(({ rules }) => rules.coverage !== undefined).map(({ key }) => key),
  );
  const effects: Effect[] = [];
  const written: (typeof dutyStages.$inferInsert)[] = [];
  for (const instance of instances) {
    if (isStill(instance.state)) continue;
    if (handled.get(instance.key)?.size === 0 && isHidden(instance, pauses)) continue;
    const ladder = ladderOf(directory, instance);
    const slips = slipsOf(instance.orgCode);
    const days = stagesOf(instance);
    const { due, next } = dueStages(days, handled.get(instance.key) ?? new Set(), instance.round, today);
    const told = new Set(toldAbove.get(`${instance.key} ${instance.round}`));
    const undone = undoneSubjects(directory, instance, today, marks.get(instance.key));
    const scene = { directory, instance, ladder, day: today, toldAbove: told, undone, stages: days, slips };
    const worth = worthTelling(due);
    for (const stage of due) {
      const isTold = worth.includes(stage);
      const booked = isTold ? handleStage(context, scene, stage) : undefined;
      effects.push(...(booked?.effects ?? []));
      for (const hearer of booked?.above ?? []) told.add(hearer);
      written.push(stageRow(instance, stage, booked?.outcome ?? 'overtaken', now));
    }
    if (next)
      effects.push({ do: 'timer', kind: stageTimer, subject: instance.key, dueAt: stageMoment(next) });
  }
  await insertMany(tx, dutyStages, written);
  return [...effects, ...(await streaks(context, climbed(instances, effects)))];
};

/** Those not held in time of which somebody above the owner hears for the first time now. */
function climbed(instances: readonly DutyInstance[], effects: readonly Effect[]): readonly DutyInstance[] {
  const above = new Set(
    effects.flatMap((effect) =>
      effect.do === 'transition' &&
      effect.event.type === 'lapse' &&
      effect.event.level > 0 &&
      effect.event.kind === 'not_held'
        ? [effect.instance]
        : [],
    ),
  );
  return instances.filter(({ key, level }) => level < 1 && above.has(key));
}

function stageRow(instance: DutyInstance, stage: StageDay, outcome: string, at: Date) {
  const name = stageName(stage.stage, instance.round);
  return { instanceKey: instance.key, stage: name, onDay: stage.on, outcome, at };
}

function handleStage(context: FlowContext, scene: StageScene, stage: StageDay): BookedStage {
  const { instance } = scene;
  if (stage.level < 0 || isWarning(stage)) {
    const opening: Effect[] =
      instance.state === 'planned'
        ? [{ do: 'transition', instance: instance.key, event: { type: 'open' }, locked: instance }]
        : [];
    if (isStopped(instance, stage)) return { effects: opening, above: [], outcome: 'stopped' };
    const booked = bookStage(context, scene, stage);
    return { ...booked, effects: [...opening, ...booked.effects] };
  }
  const booked = bookStage(context, scene, stage);
  const kind = lapseBase(instance).kind;
  const lapse: Effect = {
    do: 'transition',
    instance: instance.key,
    event: { type: 'lapse', level: stage.level, kind },
    locked: instance,
  };
  return { ...booked, effects: [lapse, ...booked.effects] };
}

/** Who stood in for an empty level of the slips of these instances, by instance and round: `toldAbove` of a route. */
async function escalationHearers(
  context: FlowContext,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const byKey = new Map<string, Set<string>>();
  if (keys.length === 0) return byKey;
  const rows = await context.tx
    .select({
      key: lines.instanceKey,
      stage: lines.stage,
      person: lines.personCode,
      facts: lines.facts,
    })
    .from(lines)
    .where(
      and(
        among(lines.instanceKey, keys),
        inArray(lines.kind, ['overdue', 'escalation']),
        sql`${lines.facts} ? 'standsAt'`,
      ),
    );
  for (const row of rows) {
    const { standsAt } = row.facts as { readonly standsAt?: number };
    if (standsAt === undefined) continue;
    const key = `${row.key} ${row.stage.split('+')[1] ?? 0}`;
    const known = byKey.get(key) ?? new Set<string>();
    byKey.set(key, known.add(`${row.person}/${standsAt}`));
  }
  return byKey;
}
