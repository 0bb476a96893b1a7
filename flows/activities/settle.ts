import { dayOf } from '../../src/calendar/day.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import {
  type Activity,
  closeRoll,
  type RollCall,
  type RollEntry,
} from '../../src/duties/activities/activity.ts';
import {
  changeActivity,
  insertActivity,
  instancesOf,
  linkInstances,
  writeRoll,
} from '../../src/duties/activities/activity-store.ts';
import { quorumsOf } from '../../src/duties/activities/quorum.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { type LifecycleEvent, transition } from '../../src/duties/lifecycle.ts';
import type { RecordFields } from '../../src/duties/record-fields.ts';
import { lockInstances } from '../../src/duties/store.ts';
import type { ActorContext, Effect, Outcome } from '../../src/engine/index.ts';
import { showClosedEffects, touchRollCards } from '../../src/engine/invitation-cards.ts';
import { beforeSettling } from '../../src/engine/unsettle.ts';
import { toldOfSlip } from '../../src/notices/lines.ts';
import { endingOf, refuseUnapproved } from './approval.ts';
import { beginActivity, beginRoll } from './begin.ts';
import { groupsLeft, markGroup } from './groups.ts';
import { type OwnItem, openPeriods } from './items.ts';
import { type MarkedThere, markThere, unscheduleEffect, withoutUnspoken } from './meets.ts';
import { expectedAt } from './plan-cards.ts';
import { itemName, oldestBegun } from './plan-rules.ts';
import { recordedCard } from './record-cards.ts';
import { columnsOf } from './record-rules.ts';
import { text } from './text.ts';
import { recordUndo } from './unrecord.ts';

export interface PastMeeting {
  readonly startsAt: Date;
  readonly fields: RecordFields;
  readonly channel: 'card' | 'command';
  callOf(roll: readonly RollEntry[]): RollCall | Refusal;
  /** The instance that is meant, where a number was given. */
  readonly instance?: DutyInstance | undefined;
}

/** A meeting that was never scheduled here: it begins, is rolled and recorded in one step. */
export async function settlePast(
  context: ActorContext,
  item: OwnItem,
  { startsAt, fields, channel, callOf, instance }: PastMeeting,
): Promise<Outcome | Refusal> {
  const heldOn = dayOf(startsAt);
  const { free } = await openPeriods(context, item.duty, item.org, item.group ?? null);
  const period = oldestBegun(instance ? free.filter(({ key }) => key === instance.key) : free, heldOn);
  if (!period) return refuse('nothing_open', text.no.nothingOpen(item.duty));
  const { place, topic, speaker, notes } = columnsOf(fields);
  const planned = { place, topic, speaker, startsAt, heldOn };
  const activity = beginActivity(context, item, 'published', planned, notes);
  const early = await refuseUnapproved(context, [period], 'record');
  if (early) return early;
  const roll = await beginRoll(context, activity, expectedAt(context, activity), [period]);
  const call = callOf(roll);
  if (isRefusal(call)) return call;
  await insertActivity(context.tx, activity, [period.key]);
  return settleRecord(context, activity, fields, roll, call, channel, { isNew: true });
}

/** Until it is recorded what was typed stands in the notes, so that the form opened anew has it. */
export async function keepTyped(
  { tx }: ActorContext,
  activity: Activity,
  typed: RecordFields,
): Promise<void> {
  const written = Object.entries(typed).filter(([, words]) => words?.trim());
  if (written.length === 0) return;
  await changeActivity(tx, activity.id, { notes: { ...activity.notes, ...Object.fromEntries(written) } });
}

/** T5/T12: closes the roll if `call` is given, keeps the record, and settles all that the activity counts for. */
export async function settleRecord(
  context: ActorContext,
  activity: Activity,
  fields: RecordFields,
  roll: readonly RollEntry[],
  call: RollCall | undefined,
  channel: 'card' | 'command',
  {
    isNew = false,
    also = [],
  }: {
    readonly isNew?: boolean;
    /** What it is held for as well, by word of the record. */
    readonly also?: readonly string[];
  } = {},
): Promise<Outcome | Refusal> {
  const { now, actor, tx, catalogue } = context;
  const columns = columnsOf({ topic: activity.topic, lead_speaker: activity.speaker, ...fields });
  const before = await instancesOf(tx, activity.id);
  if (also.length > 0) await linkInstances(tx, activity.id, [...before, ...also]);
  const linked = await lockInstances(tx, [...before, ...also]);
  const { kept, gone } = await withoutUnspoken(context, activity, columns.speaker, linked);
  const met = kept.filter(({ rules }) => rules.coverage === undefined);
  const early = await refuseUnapproved(context, met, 'record');
  if (early) return early;
  const marked = call ? closeRoll(roll, call, actor.code) : roll;
  if (call) await writeRoll(tx, activity.id, marked, now);
  const duties = [...new Set([activity.duty, ...kept.map(({ duty }) => duty)])];
  const changes = {
    ...columns,
    ...(call ? { rollClosedAt: now, rollClosedBy: actor.code } : {}),
    state: 'recorded' as const,
    recordedAt: now,
    recordedBy: actor.code,
    quorum: quorumsOf(context, duties, marked, activity.onlineCounts),
  };
  await changeActivity(tx, activity.id, changes);
  const recorded: Activity = { ...activity, ...changes };
  if (met.length === 0) return refuse('nothing_open', text.no.nothingOpen(catalogue.get(activity.duty)));
  await markGroup(context, recorded, met);
  const left = await groupsLeft(context, recorded, met);
  const events =
    left.length > 0 ? [] : met.map((one) => ({ one, event: settlingEvent(context, one, activity.heldOn) }));
  const after = met.map((one) => {
    const event = events.find((found) => found.one === one)?.event;
    return event ? { ...one, ...transition(one, event, context.calendar)?.changes } : one;
  });
  const alone = kept.filter((one) => !met.includes(one));
  const there = await markThere(context, alone, marked, activity.heldOn, channel);
  const effects: Effect[] = [
    ...gone.map((one) => unscheduleEffect(context, one)),
    ...there.effects,
    ...events.map(({ one, event }) => ({ do: 'transition', instance: one.key, event }) as const),
    { do: 'cancel_timer', kind: 'attendance.remind', subject: activity.id },
    ...touchRollCards(activity),
    ...(call ? await showClosedEffects(context, recorded, roll, marked) : []),
    {
      do: 'audit',
      entry: {
        org: activity.orgCode,
        channel,
        object: activity.id,
        action: 'record',
        actor: actor.code,
        before: met.map(({ key, state }) => ({ key, state })),
        after: after.map(({ key, state, daysLate }) => ({ key, state, daysLate, heldOn: activity.heldOn })),
      },
    },
  ];
  const instances = await beforeSettling(context, [
    ...events.map(({ one }) => one),
    ...settledBy(there.effects, alone),
  ]);
  return {
    reply: recordedCard(context, recorded, after, marked, left, {
      alone: aloneLines(context, alone, there.marked),
      hasHearers: await isHeardOf(context, instances),
    }),
    effects,
    undo: recordUndo(activity, {
      isNew,
      roll: call ? roll : [],
      linked: before.filter((key) => !gone.some((one) => one.key === key)),
      instances,
      marked: there.marked,
    }),
  };
}

/** Whether anybody was told that one of these is late. */
async function isHeardOf(
  { tx }: ActorContext,
  settled: readonly { readonly key: string }[],
): Promise<boolean> {
  for (const { key } of settled) if ((await toldOfSlip(tx, key)).length > 0) return true;
  return false;
}

function aloneLines(
  { catalogue, today }: ActorContext,
  alone: readonly DutyInstance[],
  marked: readonly MarkedThere[],
): readonly string[] {
  return alone.map((one) => {
    const count = marked.find(({ instance }) => instance === one.key)?.people.length ?? 0;
    return text.markedThere(itemName(one, catalogue.get(one.duty), today), count);
  });
}

/** Those of which the last part was marked just now. */
function settledBy(effects: readonly Effect[], instances: readonly DutyInstance[]): readonly DutyInstance[] {
  return instances.filter(({ key }) =>
    effects.some((effect) => effect.do === 'transition' && effect.instance === key),
  );
}

/** Filed is done, except where somebody has to accept it first (duties.md T5). */
export function settlingEvent(
  { catalogue, today, now }: Pick<ActorContext, 'catalogue' | 'today' | 'now'>,
  { duty, rules }: DutyInstance,
  heldOn: Activity['heldOn'],
): LifecycleEvent {
  return endingOf(catalogue.find(duty), rules) === 'done'
    ? { type: 'record', heldOn, on: today, at: now }
    : { type: 'submit', heldOn, at: now };
}
